"""A criteria set as a workbook of two sheets: written for an office to fill in or change, and read back."""

from io import BytesIO
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.scoring.kinds import KINDS
from thidua.core.scoring.rule import Policy
from thidua.core.scoring.set_file import SetFile
from thidua.core.scoring.set_table import (
    SHEET_OF_CRITERIA,
    SHEET_OF_SET,
    TITLES,
    SetTables,
    set_from,
    tables_of,
)
from thidua.core.tables import sheets_of

_WIDE, _NARROW, _MOST_ROWS = 44, 14, 1000
_LONG = ("Nội dung chấm", "Hướng dẫn", "Tham số", "Tên tiêu chí", "Tài liệu kiểm chứng", "Cách hiểu", "Chỗ chưa rõ")
_CODES = ("Lĩnh vực", "Thuộc tiêu chí", "Mã")


def write_set_workbook(definition: Any) -> bytes:
    import xlsxwriter

    tables, out = tables_of(definition), BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#F3E9E4", "border": 1, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        figure = book.add_format({"valign": "top"})
        facts = book.add_worksheet(SHEET_OF_SET)
        facts.set_column(0, 0, _WIDE // 2)
        facts.set_column(1, 1, _WIDE * 2)
        for row, (title, value) in enumerate(tables.facts):
            facts.write(row, 0, title, head)
            _write(facts, row, 1, value, text, figure)
        sheet = book.add_worksheet(SHEET_OF_CRITERIA)
        sheet.freeze_panes(1, TITLES.index("Tên tiêu chí") + 1)
        for column, title in enumerate(TITLES):
            sheet.set_column(column, column, _WIDE if title in _LONG else _NARROW, text if title in _CODES else None)
        for row, cells in enumerate(tables.criteria):
            for column, value in enumerate(cells):
                _write(sheet, row, column, value, text if row else head, figure)
        for title, choices in (("Loại quy tắc", [*KINDS]), ("Khi không áp dụng", [str(policy) for policy in Policy])):
            column = TITLES.index(title)
            rule = {"validate": "list", "source": choices} if len(",".join(choices)) < 255 else None  # noqa: PLR2004
            if rule:
                sheet.data_validation(1, column, _MOST_ROWS, column, rule)
    return out.getvalue()


def read_set_workbook(name: str, data: bytes) -> SetFile:
    """InputError: no workbook, a sheet missing, or every error of its cells."""
    sheets = sheets_of(data, name)
    if missing := [sheet for sheet in (SHEET_OF_SET, SHEET_OF_CRITERIA) if sheet not in sheets]:
        fix = "Dùng tệp mẫu: thidua criteria workbook."
        raise InputError(*(Problem(name, f"thiếu trang tính “{sheet}”.", fix) for sheet in missing))
    return set_from(SetTables(sheets[SHEET_OF_SET], sheets[SHEET_OF_CRITERIA]), name)


def _write(sheet: Any, row: int, column: int, value: Any, text: Any, figure: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value, text)
    else:
        sheet.write_number(row, column, float(value), figure)
