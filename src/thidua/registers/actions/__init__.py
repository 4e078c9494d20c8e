"""Workbooks are looked through, then written as a whole or put aside; what is of earlier years comes with a scan."""
