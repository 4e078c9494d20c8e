"""Tables that people fill in by hand, in a workbook or elsewhere: read cell by cell, every fault told by its cell."""

from thidua.core.tables.model import Column, Kind, Table
from thidua.core.tables.reading import Reading, Row, find_table, letter, read_table

__all__ = ["Column", "Kind", "Reading", "Row", "Table", "find_table", "letter", "read_table"]
