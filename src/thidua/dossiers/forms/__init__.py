"""Forms of standings, dossiers and their minutes."""
