"""Set-up step: fonts."""
