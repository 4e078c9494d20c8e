"""Lists of earlier years: what was given, recognised, ranked and scored before this register began."""
