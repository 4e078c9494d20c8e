"""A grid of cells → rows by column key, with every fault at its cell, in one pass.

The headings may stand anywhere in the first rows, under a title, in one row or in merged cells over two; columns in
any order. What nobody could keep is a fault, never left out in silence: a column with no place, a cell outside.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import Problem
from thidua.core.tables.cells import Fault, as_text, is_blank, value_of
from thidua.core.tables.model import Column, Table, heading_key

Grid = Sequence[Sequence[object]]

_LOOK_IN_ROWS = 15
_MERGED_OVER_ROWS = 3
_UNREAD = frozenset({"stt", "tt", "so tt", "so thu tu"})  # numbers of lines, which say nothing
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True)
class Row:
    """One line that was filled in: `values` by column key (None where blank), each with its place."""

    sheet: str
    number: int
    values: Mapping[str, Any]
    letters: Mapping[str, str]
    faulty: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)

    def at(self, key: str) -> str:
        """The cell as Excel names it: "Cá nhân!C12"."""
        return f"{self.sheet}!{self.letters.get(key, 'A')}{self.number}"

    def problem(self, key: str, what: str, fix: str = "") -> Problem:
        return Problem(self.at(key), what, fix)


@dataclass(frozen=True)
class Reading:
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Head:
    """Where the headings were found: `columns` by place; `strange` are headings the table does not know."""

    row: int
    columns: Mapping[int, Column]
    strange: Mapping[int, str]
    unread: frozenset[int]
    double: tuple[tuple[int, str], ...]


def letter(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def find_table(table: Table, sheets: Mapping[str, Grid]) -> str | None:
    """Return the name of the sheet that holds the table: by its own name, else the one whose headings fit best."""
    for name in sheets:
        if heading_key(name) == heading_key(table.name):
            return name
    fits = {name: len(head.columns) for name, grid in sheets.items() if (head := _head_of(table, grid))}
    return max(fits, key=fits.__getitem__) if fits else None


def read_table(table: Table, grid: Grid, sheet: str = "") -> Reading:
    """Read every row under the headings."""
    sheet = sheet or table.name
    head = _head_of(table, grid)
    if head is None:
        headings = ", ".join(f"“{column.heading}”" for column in table.columns if column.required)
        what = f"không tìm thấy dòng tiêu đề trong {_LOOK_IN_ROWS} dòng đầu."
        return Reading((), (Problem(f"{sheet}!A1", what, f"Dùng tệp mẫu tải về; cần có các cột {headings}."),))
    problems = list(_problems_of_head(table, head, grid, sheet))
    letters = {column.key: letter(place) for place, column in head.columns.items()}
    rows = []
    known: dict[tuple[str, object], object] = {}  # what a column's text was read as: units, titles come again and again
    for number, cells in enumerate(grid[head.row + 1 :], start=head.row + 2):
        if all(is_blank(cell) for cell in cells) or (number == head.row + 2 and _are_column_numbers(cells)):
            continue
        row, found = _row(table, head, cells, (sheet, number, letters), known)
        rows.append(row)
        problems += found
    return Reading(tuple(rows), tuple(problems))


def _head_of(table: Table, grid: Grid) -> _Head | None:
    """The row that names the most columns of the table, if it names at least half of those that are required."""
    heads = (_head_at(table, grid, row) for row in range(min(_LOOK_IN_ROWS, len(grid))))
    best = max(heads, key=lambda head: len(head.columns), default=None)
    needed = sum(column.required for column in table.columns) or 1
    if best is None:
        return None
    known = sum(column.required for column in best.columns.values())
    return best if best.columns and known * 2 >= needed else None


def _head_at(table: Table, grid: Grid, row: int) -> _Head:
    columns: dict[int, Column] = {}
    strange: dict[int, str] = {}
    unread, double = set(), []
    for place in range(len(grid[row])):
        text = _heading(grid, row, place, table)
        key = heading_key(text)
        column = table.by_heading.get(key)
        if column is not None and column not in columns.values():
            columns[place] = column
        elif column is not None:
            double.append((place, text))
        elif key in _UNREAD:
            unread.add(place)
        elif key:
            strange[place] = text
    return _Head(row, columns, strange, frozenset(unread), tuple(double))


def _heading(grid: Grid, row: int, place: int, table: Table) -> str:
    """The heading in a row, or above it where a cell was merged downwards (its text is in its first row)."""
    for above in range(row, max(-1, row - _MERGED_OVER_ROWS), -1):
        cell = grid[above][place] if place < len(grid[above]) else None
        if not is_blank(cell):
            text = as_text(cell)
            return text if above == row or heading_key(text) in {*table.by_heading, *_UNREAD} else ""
    return ""


def _problems_of_head(table: Table, head: _Head, grid: Grid, sheet: str) -> Iterator[Problem]:
    found = {column.key for column in head.columns.values()}
    number = head.row + 1
    for column in table.columns:
        if column.required and column.key not in found:
            yield Problem(f"{sheet}!A{number}", f"thiếu cột “{column.heading}”.", "Dùng tệp mẫu tải về.")
    for place, text in head.double:
        yield Problem(f"{sheet}!{letter(place)}{number}", f"cột “{text}” có hai lần.", "Chỉ giữ một cột.")
    for place, text in head.strange.items():
        if any(place < len(cells) and not is_blank(cells[place]) for cells in grid[head.row + 1 :]):
            what = f"cột “{text}” không có trong sổ nên nội dung cột này không có chỗ ghi."
            yield Problem(f"{sheet}!{letter(place)}{number}", what, "Xóa cột, hoặc chuyển nội dung sang cột của mẫu.")


def _row(
    table: Table,
    head: _Head,
    cells: Sequence[object],
    place_of_row: tuple[str, int, Mapping[str, str]],
    known: dict[tuple[str, object], object],
) -> tuple[Row, list[Problem]]:
    sheet, number, letters = place_of_row
    values: dict[str, Any] = {}
    problems, faulty = [], set()
    for place, raw in enumerate(cells):
        column = head.columns.get(place)
        if column is None:
            where = f"{sheet}!{letter(place)}{number}"
            has_heading = place in head.strange or place in head.unread or place in dict(head.double)
            if not has_heading and not is_blank(raw):
                what = f"“{as_text(raw)}” nằm ngoài các cột có tiêu đề."
                problems.append(Problem(where, what, "Xóa ô này, hoặc chuyển sang cột của mẫu."))
            continue
        try:
            values[column.key] = _read(column, raw, known)
        except Fault as fault:
            values[column.key] = None
            faulty.add(column.key)
            where = f"{sheet}!{letter(place)}{number}"
            problems.append(Problem(where, f"{column.heading}: {fault.what}", fault.fix))
    for column in table.columns:
        if column.required and values.get(column.key) is None and column.key in letters and column.key not in faulty:
            faulty.add(column.key)
            where = f"{sheet}!{letters[column.key]}{number}"
            problems.append(Problem(where, f"chưa ghi “{column.heading}”.", "Ô này không được để trống."))
    return Row(sheet, number, values, letters, frozenset(faulty)), problems


def _read(column: Column, raw: object, known: dict[tuple[str, object], object]) -> object:
    if not isinstance(raw, str):  # True and 1 are equal, and not the same
        return value_of(column, raw)
    if (column.key, raw) not in known:
        known[column.key, raw] = value_of(column, raw)
    return known[column.key, raw]


def _are_column_numbers(cells: Sequence[object]) -> bool:
    """Tell whether a row under the headings only numbers the columns: (1), (2), (3)."""
    said = [as_text(cell) for cell in cells if not is_blank(cell)]
    numbers = [int(text.strip("()")) for text in said if _COLUMN_NUMBER.fullmatch(text)]
    return len(numbers) == len(said) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
