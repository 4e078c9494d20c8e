"""Workbooks both ways: tables with drop-downs and locked headings out; grids of cells in, whatever the office wrote."""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from thidua.core.errors import InputError, Problem
from thidua.core.tables import Column, Kind, Table, letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 20_000, 100, 2_000
HEAD_ROW = 2  # under the title and the line that says how to fill it in
GUIDE, LISTS = "Hướng dẫn", "Danh mục"
_SPARE_ROWS = 1_000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_SHEET, _RELATION = re.compile(r"<sheet\b[^>]*>"), re.compile(r"<Relationship\b[^>]*>")
_ERROR_CELL = re.compile(r'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_NOT_A_WORKBOOK = "không phải là tệp Excel đọc được."
_SAVE_AGAIN = "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@dataclass(frozen=True)
class Filled:
    """A table with its rows, each by column key."""

    table: Table
    rows: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def read_sheets(content: bytes, name: str = "") -> dict[str, list[list[object]]]:
    """Return the cells of each visible sheet, from A1 on. Formulas are not run, macros not looked at."""
    _refuse_what_is_no_workbook(content, name)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        sheets, broken = {}, _broken_cells(content)
        for title in shown:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                what = f"trang tính có {sheet.total_height} dòng, {sheet.total_width} cột."
                raise InputError(Problem(title, what, f"Mỗi trang tính nhiều nhất {MOST_ROWS} dòng."))
            sheets[title] = sheet.to_python(skip_empty_area=False)
            _show_errors(sheets[title], broken.get(title, ()))
    except PasswordError as error:
        raise InputError(Problem(name, "tệp đặt mật khẩu nên không mở được.", "Bỏ mật khẩu rồi nạp lại.")) from error
    except (CalamineError, ValueError, OSError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(Problem(name, _NOT_A_WORKBOOK, _SAVE_AGAIN)) from error
    return {title: cells for title, cells in sheets.items() if title not in (GUIDE, LISTS)}  # type: ignore[misc]


def _refuse_what_is_no_workbook(content: bytes, name: str) -> None:
    if len(content) > LARGEST_FILE:
        raise InputError(Problem(name, "tệp lớn hơn 10 MB.", "Chia tệp ra, hoặc bỏ hình ảnh trong tệp."))
    if content.startswith(_OLE):
        return
    if not content.startswith(_ZIP):
        raise InputError(Problem(name, _NOT_A_WORKBOOK, _SAVE_AGAIN))
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise InputError(Problem(name, _NOT_A_WORKBOOK, _SAVE_AGAIN)) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise InputError(Problem(name, "tệp bung ra quá lớn nên không đọc.", _SAVE_AGAIN))


def _broken_cells(content: bytes) -> dict[str, list[tuple[str, str]]]:
    """Return the cells that show an error, by sheet: the reader leaves them empty, and nothing may be lost."""
    if not content.startswith(_ZIP):
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = set(parts.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        book = parts.read("xl/workbook.xml").decode("utf-8", "replace")
        links = parts.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        targets = {_said(tag, "Id"): _said(tag, "Target") for tag in _RELATION.findall(links)}
        for tag in _SHEET.findall(book):
            path = "xl/" + targets.get(_said(tag, "r:id"), "").removeprefix("/xl/")
            if path in names:
                text = parts.read(path).decode("utf-8", "replace")
                found[html.unescape(_said(tag, "name"))] = _ERROR_CELL.findall(text)
    return found


def _said(tag: str, attribute: str) -> str:
    match = re.search(rf'\b{attribute}="([^"]*)"', tag)
    return match[1] if match else ""


def _show_errors(cells: list[list[Any]], broken: Sequence[tuple[str, str]]) -> None:
    for place, text in broken:
        letters, number = place.rstrip("0123456789"), int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        column = sum((ord(sign) - 64) * 26**power for power, sign in enumerate(reversed(letters))) - 1
        if number <= len(cells) and column < len(cells[number - 1]):
            cells[number - 1][column] = text


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
