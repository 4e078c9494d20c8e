"""Every change of a movement, one file per noun."""
