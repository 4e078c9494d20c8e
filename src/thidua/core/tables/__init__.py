"""Tables that people fill in by hand, in a workbook or elsewhere: read cell by cell, every fault told by its cell."""

from thidua.core.tables.model import Column, Kind, Table
from thidua.core.tables.reading import Reading, Row, find_table, letter, read_table
from thidua.core.tables.sheets import LARGEST_FILE, Grid, sheets_of

__all__ = [
    "LARGEST_FILE",
    "Column",
    "Grid",
    "Kind",
    "Reading",
    "Row",
    "Table",
    "find_table",
    "letter",
    "read_table",
    "sheets_of",
]
