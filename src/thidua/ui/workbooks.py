"""Workbooks both ways: tables with drop-downs and locked headings out; grids of cells in, whatever the office wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from thidua.core.errors import InputError, Problem
from thidua.core.tables import Column, Grid, Kind, Reading, Table, find_table, letter, read_table, sheets_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROW = 2  # under the title and the line that says how to fill it in
GUIDE, LISTS = "Hướng dẫn", "Danh mục"
_SPARE_ROWS = 1_000
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@dataclass(frozen=True)
class Filled:
    """A table with its rows, each by column key."""

    table: Table
    rows: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def read_sheets(content: bytes, name: str = "") -> dict[str, Grid]:
    """Return the cells of each visible sheet but those of `write_tables` that hold no table."""
    return {title: cells for title, cells in sheets_of(content, name).items() if title not in (GUIDE, LISTS)}


def read_filled(table: Table, content: bytes, name: str, *, fix: str) -> tuple[str, Reading]:
    """Return the sheet that holds a table, by its name, and what is read of it; InputError where there is none."""
    sheets = read_sheets(content, name)
    sheet = find_table(table, sheets)
    if sheet is None:
        raise InputError(Problem(name, f"không có trang tính “{table.name}”.", fix))
    return sheet, read_table(table, sheets[sheet], sheet)


def write_tables(filled: Sequence[Filled], *, title: str, guide: Sequence[str] = ()) -> bytes:
    """Return a workbook to be filled in offline: what it holds comes back unchanged by `read_sheets`."""
    import xlsxwriter

    file = BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        formats = _Formats(book)
        sheets = [(each, book.add_worksheet(each.table.name)) for each in filled]
        _write_guide(book, title, [each.table for each in filled], guide)
        lists = _Lists(book.add_worksheet(LISTS))
        for each, sheet in sheets:
            _write_table(sheet, each, formats, lists)
        lists.sheet.protect()
    return file.getvalue()


class _Formats:
    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.note = book.add_format({"italic": True, "font_color": "#555555"})
        self.head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": "#F3E3E1",
                "border": 1,
                "border_color": "#BBBBBB",
            }
        )
        shape = {"valign": "top", "text_wrap": True}
        self._by_kind = {
            (kind, given): book.add_format({**shape, **_number_format(kind), "locked": given})
            for kind in Kind
            for given in (False, True)
        }

    def of(self, column: Column) -> Format:
        return self._by_kind[column.kind, column.is_given]


def _number_format(kind: Kind) -> dict[str, str]:
    if kind == Kind.DAY:
        return {"num_format": "dd/mm/yyyy", "align": "left"}
    return {"num_format": "@"} if kind in (Kind.DIGITS, Kind.TEXT, Kind.CHOICE) else {}


class _Lists:
    """The sheet that holds what drop-downs offer, a list to a column."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, heading: str, words: tuple[str, ...]) -> str:
        if words not in self._ranges:
            place = len(self._ranges)
            self.sheet.set_column(place, place, 32)
            self.sheet.write_string(0, place, heading)
            for row, word in enumerate(words, start=1):
                self.sheet.write_string(row, place, word)
            column = letter(place)
            self._ranges[words] = f"='{LISTS}'!${column}$2:${column}${len(words) + 1}"
        return self._ranges[words]


def _write_table(sheet: Worksheet, filled: Filled, formats: _Formats, lists: _Lists) -> None:
    last = HEAD_ROW + len(filled.rows) + _SPARE_ROWS
    sheet.write_string(0, 0, filled.table.title, formats.title)
    sheet.write_string(1, 0, "Cột có dấu * phải ghi. Không đổi tên cột. Xem trang Hướng dẫn.", formats.note)
    for place, column in enumerate(filled.table.columns):
        sheet.set_column(place, place, column.width, formats.of(column))
        sheet.write_string(HEAD_ROW, place, column.heading + (" *" if column.required else ""), formats.head)
        words = _offered(column)
        if words:
            source = lists.range_of(column.heading, words)
            rule = {"validate": "list", "source": source, "error_type": "stop" if column.choices else "warning"}
            sheet.data_validation(HEAD_ROW + 1, place, last, place, rule)
    for number, row in enumerate(filled.rows, start=HEAD_ROW + 1):
        for place, column in enumerate(filled.table.columns):
            _write_cell(sheet, number, place, column, row.get(column.key), formats.of(column))
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.protect(
        "",
        {"format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
         "sort": True, "autofilter": True},
    )  # fmt: skip


def _offered(column: Column) -> tuple[str, ...]:
    if column.kind == Kind.FLAG:
        return ("Có", "Không")
    return tuple(column.choices.values()) or column.options


def _write_cell(sheet: Worksheet, row: int, place: int, column: Column, value: Any, shape: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, shape)
    elif isinstance(value, bool):
        sheet.write_string(row, place, "Có" if value else "Không", shape)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), shape)  # noqa: DTZ001 - a day
    elif isinstance(value, str):
        sheet.write_string(row, place, column.choices.get(value, value), shape)
    else:
        sheet.write_number(row, place, value, shape)


def _write_guide(book: Workbook, title: str, tables: Sequence[Table], guide: Sequence[str]) -> None:
    sheet = book.add_worksheet(GUIDE)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, title, bold)
    row = 2
    for line in guide:
        sheet.write_string(row, 1, line, wrap)
        row += 1
    for table in tables:
        sheet.write_string(row + 1, 0, table.name, bold)
        row += 2
        for column in table.columns:
            sheet.write_string(row, 0, column.heading + (" *" if column.required else ""), wrap)
            sheet.write_string(row, 1, column.note or _KIND_NOTES[column.kind], wrap)
            row += 1
    sheet.protect()


_KIND_NOTES = {
    Kind.TEXT: "Chữ.",
    Kind.DAY: "Ngày/tháng/năm, ví dụ 09/12/2023.",
    Kind.CHOICE: "Chọn trong danh sách.",
    Kind.FLAG: "Có hoặc Không.",
    Kind.DIGITS: "Chỉ ghi chữ số.",
    Kind.WHOLE: "Số nguyên.",
    Kind.NUMBER: "Số, phần thập phân sau dấu phẩy.",
}
