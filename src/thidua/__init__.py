"""Thi Đua: runs a government emulation movement end to end, every result explained by its clause."""

__version__ = "0.1.0"
