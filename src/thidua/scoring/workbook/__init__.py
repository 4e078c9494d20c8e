"""A sheet as a workbook: filled in offline, read back cell by cell, refused with the cell and the reason."""

from thidua.scoring.workbook.reading import Reading, read_workbook
from thidua.scoring.workbook.writing import write_workbook

__all__ = ["Reading", "read_workbook", "write_workbook"]
