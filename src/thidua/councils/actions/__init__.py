"""Every change of a council, its sessions and its ballots, one file per noun."""
