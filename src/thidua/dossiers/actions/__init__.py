"""Every change of a dossier, one file per noun."""
