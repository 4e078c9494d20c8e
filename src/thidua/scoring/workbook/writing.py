"""A sheet → a workbook: prefilled, locked but where figures go, with the choices and limits in the cells."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from thidua.scoring.workbook.layout import (
    EXCUSE,
    FIGURE,
    HEAD,
    HEADINGS,
    HIDDEN,
    LOCKED,
    MARK,
    PAGE,
    REMARK,
    TRIAL,
    WIDTHS,
    Row,
    identity_of,
    rows_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from thidua.scoring.models import Sheet

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HELP = (
    "Chỉ ghi vào ô màu vàng. Không thêm, xóa, đổi chỗ hàng và cột; ô khóa bị sửa thì tệp không nhận lại được. "
    "Tiêu chí không phát sinh: ghi x vào cột “Không áp dụng”."
)


def write_workbook(sheet: Sheet, entries: Mapping[str, Any], known: Mapping[str, Any] | None = None) -> bytes:
    """`entries`: what stands on the site; `known`: what else is filled in, where nothing stands yet."""
    import xlsxwriter

    file, rows = BytesIO(), rows_of(sheet, {**(known or {}), **entries})
    with xlsxwriter.Workbook(file, {**_SAFE, "in_memory": True}) as book:
        page, hidden = book.add_worksheet(PAGE), book.add_worksheet(HIDDEN)
        _head(book, page, sheet, rows)
        _table(book, page, rows)
        _keep(hidden, sheet, entries, rows)
        hidden.very_hidden()
        page.protect("", {"format_columns": True, "format_rows": True})
        page.activate()
    return file.getvalue()


def _head(book: Workbook, page: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    bold = book.add_format({"bold": True, "font_size": 13})
    page.write_string(0, 0, f"Phiếu chấm điểm năm {sheet.criteria_set.year} – {sheet.unit}", bold)
    page.write_string(1, 0, sheet.criteria_set.name)
    page.write_string(2, 0, _HELP)
    last = HEAD + len(rows)
    filled, asked = f"COUNTA(F{HEAD + 1}:F{last})", len(rows)
    page.write_formula(3, 0, f'="Đã ghi "&{filled}&"/{asked} ô số liệu"', None, f"… /{asked} ô số liệu")
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    page.freeze_panes(HEAD, 2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD - 1)


def _table(book: Workbook, page: Worksheet, rows: Sequence[Row]) -> None:
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E7ECF3"})
    locked = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    asked = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "locked": False, "bg_color": "#FFF7D6"})
    share = book.add_format({"num_format": "0.00%", "valign": "top", "border": 1})
    for place, words in enumerate(HEADINGS):
        page.write_string(HEAD - 1, place, words, heading)
    for at, row in enumerate(rows, start=HEAD):
        for place, value in enumerate(row.locked):
            page.write(at, place, value, locked)
        _figure(page, at, row, asked)
        _first(page, at, row, asked, locked)
        page.write_blank(at, TRIAL, None, share)
        if row.field.endswith("_numerator"):
            pair = f"F{at + 1}/F{at + 2}"
            page.write_formula(at, TRIAL, f'=IF(N(F{at + 2})<>0,{pair},"")', share, "")


def _figure(page: Worksheet, at: int, row: Row, asked: Format) -> None:
    page.write(at, FIGURE, said_in_a_cell(row), asked)
    if row.choices:
        source = f"={HIDDEN}!$C${at + 1}:${_column(1 + len(row.choices))}${at + 1}"
        _validate(page, at, FIGURE, {"validate": "list", "source": source}, "Chọn một phương án trong danh sách.")
    elif row.is_mark:
        _validate(page, at, FIGURE, {"validate": "list", "source": [MARK]}, "Ghi x hoặc để trống.")
    elif row.is_number:
        limit: dict[str, Any] = {"validate": "decimal", "criteria": ">=", "value": row.least}
        _validate(page, at, FIGURE, limit, "Ghi số." if row.least else "Ghi số, không nhỏ hơn 0.")


def _first(page: Worksheet, at: int, row: Row, asked: Format, locked: Format) -> None:
    page.write(at, EXCUSE, MARK if row.excused else None, asked if row.excuse else locked)
    page.write(at, REMARK, row.noted or None, asked if row.note else locked)
    if row.excuse:
        _validate(page, at, EXCUSE, {"validate": "list", "source": [MARK]}, "Ghi x hoặc để trống.")


def _validate(page: Worksheet, at: int, column: int, rule: dict[str, Any], words: str) -> None:
    page.data_validation(
        at, column, at, column, {**rule, "ignore_blank": True, "error_title": "Chưa đúng", "error_message": words}
    )


def said_in_a_cell(row: Row) -> Any:
    """Return what the cell of a figure shows: the label of a choice, a mark, a number as a number."""
    if row.value is None:
        return None
    if row.choices:
        return next((label for label, value in row.choices if value == str(row.value)), None)
    if row.is_mark:
        return MARK if row.value else None
    return row.value if row.is_number else str(row.value)


def _column(place: int) -> str:
    """Return the letter of a column, A to ZZ."""
    high, low = divmod(place, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


def _keep(hidden: Worksheet, sheet: Sheet, entries: Mapping[str, Any], rows: Sequence[Row]) -> None:
    """Keep whose sheet it is, the choices of each row, and what stood on the site when the workbook left it."""
    for at, (key, value) in enumerate(identity_of(sheet).items()):
        hidden.write_string(0, 2 * at, key)
        hidden.write_string(0, 2 * at + 1, value)
    hidden.write_string(1, 0, json.dumps({"rows": len(rows), "locked": LOCKED}))
    for at, row in enumerate(rows, start=HEAD):
        if row.note is not None:  # the first of its criterion
            hidden.write_string(at, 0, row.criterion.code)
            hidden.write_string(at, 1, json.dumps(entries.get(row.criterion.code), ensure_ascii=False))
        for place, (label, _) in enumerate(row.choices, start=2):
            hidden.write_string(at, place, label)
