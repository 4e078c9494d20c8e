"""Lists as workbooks: text stays text, whatever it begins with; rows are written as they come."""

from __future__ import annotations

from datetime import date, datetime
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from django.http import FileResponse

from thidua.core.calendar import VN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
_WIDEST = 60


def workbook_response(
    name: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> FileResponse:
    """Send a sheet with a title, a frozen head and the rows; `columns` are headings with widths in characters."""
    import xlsxwriter

    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet = book.add_worksheet("Danh sách")
        for place, (_, width) in enumerate(columns):
            sheet.set_column(place, place, min(width, _WIDEST))
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        _write(sheet, 2, [heading for heading, _ in columns], bold, day)
        for number, row in enumerate(rows, start=3):
            _write(sheet, number, row, plain, day)
        sheet.freeze_panes(3, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPE)


def _write(sheet: Worksheet, row: int, values: Sequence[Any], plain: Format, day: Format) -> None:
    for place, value in enumerate(values):
        if isinstance(value, datetime):
            sheet.write_datetime(row, place, value.astimezone(VN), day)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day, tzinfo=VN), day)
        elif isinstance(value, str):
            sheet.write_string(row, place, value, plain)
        else:
            sheet.write(row, place, value, plain)
