"""The cells of a workbook from outside, read only once what a broken or hostile one would cost is known."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, cast

from thidua.core.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from python_calamine import CalamineWorkbook

Grid = list[list[object]]

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 20_000, 100, 2_000
SAVE_AGAIN = "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."
_NOT_A_WORKBOOK = "không phải là tệp Excel đọc được."
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_SHEET, _RELATION = re.compile(r"<sheet\b[^>]*>"), re.compile(r"<Relationship\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,7})([0-9]{1,9})[\"']")
_ERROR_CELL = re.compile(r'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)


def sheets_of(content: bytes, name: str = "", *, fix: str = SAVE_AGAIN, hidden: bool = False) -> dict[str, Grid]:
    """Return the cells of each visible sheet (`hidden`: of every one), from A1 on. Formulas are not run.

    Raises `InputError` for what is no workbook, has a password, is too large, or has a cell far from any table;
    `fix` is what to do about it.
    """
    _refuse_what_costs_too_much(content, name, fix)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return dict(_sheets(CalamineWorkbook.from_filelike(BytesIO(content)), content, hidden=hidden))
    except PasswordError as error:
        raise InputError(Problem(name, "tệp đặt mật khẩu nên không mở được.", "Bỏ mật khẩu rồi nạp lại.")) from error
    except (CalamineError, ValueError, OSError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(Problem(name, _NOT_A_WORKBOOK, fix)) from error


def column_of(letters: str) -> int:
    """Return the place of a column, counted from 0: the inverse of `letter` (reading.py)."""
    place = 0
    for sign in letters:
        place = place * 26 + ord(sign) - ord("A") + 1
    return place - 1


def _sheets(book: CalamineWorkbook, content: bytes, *, hidden: bool) -> Iterator[tuple[str, Grid]]:
    from python_calamine import SheetVisibleEnum

    broken = _broken_cells(content)
    for known in book.sheets_metadata:
        if hidden or known.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(known.name)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:  # .xls
                what = f"có {sheet.total_height} dòng, {sheet.total_width} cột."
                raise InputError(Problem(known.name, what, f"Mỗi trang tính nhiều nhất {MOST_ROWS} dòng."))
            cells = cast("Grid", sheet.to_python(skip_empty_area=False))
            _show_errors(cells, broken.get(known.name, ()))
            yield known.name, cells


def _refuse_what_costs_too_much(content: bytes, name: str, fix: str) -> None:
    if len(content) > LARGEST_FILE:
        raise InputError(Problem(name, "tệp lớn hơn 10 MB.", "Chia tệp ra, hoặc bỏ hình ảnh trong tệp."))
    if content.startswith(_OLE):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise InputError(Problem(name, "tệp giải nén ra quá lớn nên không đọc.", fix))
            for part in parts:
                if part.filename.startswith("xl/worksheets/"):
                    _refuse_far_cells(package.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise InputError(Problem(name, _NOT_A_WORKBOOK, fix)) from error


def _refuse_far_cells(part: bytes) -> None:
    """The reader holds everything up to the last cell: one far out costs as much as a full sheet."""
    for letters, row in _CELL.findall(part):
        if int(row) > MOST_ROWS or column_of(letters.decode()) >= MOST_COLUMNS:
            where = f"ô {letters.decode()}{row.decode()}"
            raise InputError(Problem(where, "có dữ liệu quá xa bảng.", "Xóa dữ liệu ngoài bảng."))


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


def _show_errors(cells: Grid, broken: Iterable[tuple[str, str]]) -> None:
    """Put in what the reader left empty: nothing may be lost."""
    for place, text in broken:
        letters = place.rstrip("0123456789")
        line, column = int(place.removeprefix(letters)) - 1, column_of(letters)
        if line < len(cells) and column < len(cells[line]):
            cells[line][column] = text
