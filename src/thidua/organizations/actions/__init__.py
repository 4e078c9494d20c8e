"""Every change of the register, one file per noun. An actor None is the system, loading a register."""
