"""Pages of standings (where everyone is against the standards) and of dossiers."""
