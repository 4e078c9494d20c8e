"""A workbook → entries, or every cell that is wrong and why. Nothing of a wrong workbook is taken."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import override

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.tables import Grid, letter, sheets_of
from thidua.core.text import clean
from thidua.scoring.models import Sheet
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
    Row,
    form_of,
    identity_of,
    rows_of,
)

_FIX = "Xuất lại phiếu từ phần mềm rồi chép số liệu sang."


@dataclass(frozen=True)
class Reading:
    """What the workbook says, and what stood on the site when it was written out."""

    entries: dict[str, Any]
    base: dict[str, Any]


def read_workbook(data: bytes, sheet: Sheet) -> Reading:
    page, hidden = _grids(data)
    if problems := list(_strangeness(hidden, sheet)):
        raise InputError(*problems)
    rows = rows_of(sheet, {})
    if problems := [*_moved(page), *_changed(page, rows)]:
        raise InputError(*problems)
    said: dict[str, str] = {}
    problems = []
    for at, row in enumerate(rows, start=HEAD):
        said |= _said(page, at, row, problems)
    if problems:
        raise InputError(*problems)
    return Reading(_entries(sheet, rows, said), _base(hidden, rows))


def cell(at: int, column: int) -> str:
    """Return the address a person reads: ô F12."""
    return f"ô {letter(column)}{at + 1}"


def _grids(data: bytes) -> tuple[Grid, Grid]:
    """Return the table and the hidden page."""
    sheets = sheets_of(data, "file", fix=_FIX, hidden=True)
    return sheets.get(PAGE, []), sheets.get(HIDDEN, [])


def _strangeness(hidden: Grid, sheet: Sheet) -> Iterator[Problem]:
    """Say why the workbook is not this sheet's: another year's, another unit's, another set's."""
    line = [str(value) for value in (hidden[0] if hidden else [])]
    found = dict(zip(line[::2], line[1::2], strict=False))
    wanted = identity_of(sheet)
    words = {
        "version": "tệp theo mẫu cũ hoặc không phải phiếu chấm",
        "year": f"tệp của năm {found.get('year')}, phiếu này của năm {wanted['year']}",
        "set": f"tệp theo bộ tiêu chí “{found.get('set')}”, phiếu này theo bộ “{wanted['set']}”",
        "unit": f"tệp của {found.get('unit')}, phiếu này của {wanted['unit']}",
        "digest": "bộ tiêu chí trong tệp khác với bộ tiêu chí của phiếu này",
        "sheet": "tệp được xuất từ một phiếu khác",
    }
    for key, sentence in words.items():
        if found.get(key) != wanted[key]:
            yield Problem("file", f"{sentence}.", _FIX)
            return


def _moved(page: Grid) -> Iterator[Problem]:
    for column, words in enumerate(HEADINGS):
        if (found := _text(page, HEAD - 1, column)) != words:
            yield Problem(cell(HEAD - 1, column), f"cột này phải là “{words}”, tệp ghi “{found}”.", _FIX)


def _changed(page: Grid, rows: Sequence[Row]) -> Iterator[Problem]:
    """Locked cells that no longer say what was written, and what stands below the table."""
    for at, row in enumerate(rows, start=HEAD):
        for column in range(LOCKED):
            wanted, found = _plain(row.locked[column]), _text(page, at, column)
            if wanted != found:
                what = f"ô khóa đã bị sửa: phải là “{_short(wanted)}”, tệp ghi “{_short(found)}”."
                yield Problem(cell(at, column), what, "Không sửa ô khóa, không thêm bớt hàng.")
    below = HEAD + len(rows)
    for at, line in enumerate(page[below:], start=below):
        if any(_plain(value) for value in line[:TRIAL]):
            yield Problem(f"hàng {at + 1}", "có dữ liệu ngoài bảng.", "Xóa hàng này.")


def _said(page: Grid, at: int, row: Row, problems: list[Problem]) -> dict[str, str]:
    """Return what is filled in on a line by field, as a browser would send it."""
    said: dict[str, str] = {}
    asked: list[tuple[int, str | None]] = [(FIGURE, row.field), (EXCUSE, row.excuse), (REMARK, row.note)]
    for column, field in asked:
        value = _value(page, at, column)
        if value in (None, ""):
            continue
        where = f"{cell(at, column)} ({row.criterion.code} – {row.asks})"
        if field is None:
            problems.append(Problem(where, "hàng này không ghi ở cột này.", "Ghi ở hàng đầu của tiêu chí."))
            continue
        try:
            said[field] = _as_sent(row, column, value)
        except ValueError as error:
            problems.append(Problem(where, str(error)))
    return said


def _as_sent(row: Row, column: int, value: Any) -> str:
    if isinstance(value, date | time | timedelta):
        raise ValueError("ghi ngày giờ ở chỗ cần số hoặc chữ.")  # noqa: TRY004 - said at its cell
    words = _plain(value) if row.is_number or not isinstance(value, float) else _plain(value).replace(".", "")
    if column == EXCUSE or (column == FIGURE and row.is_mark):
        if words.lower() != MARK:
            raise ValueError(f"chỉ ghi {MARK} hoặc để trống, tệp ghi “{_short(words)}”.")
        return "on"
    if column == FIGURE and row.choices:
        known = {label.lower(): value for label, value in row.choices}
        if words.lower() not in known:
            raise ValueError(f"không có phương án “{_short(words)}”; chọn: {', '.join(dict(row.choices))}.")
        return known[words.lower()]
    return words


def _entries(sheet: Sheet, rows: Sequence[Row], said: Mapping[str, str]) -> dict[str, Any]:
    """Read what was said by the form of the page, and tell its refusals by cells."""
    with override("vi"):
        form = form_of(sheet, {}, dict(said))
        form.is_valid()
    places = {row.field: (at, FIGURE) for at, row in enumerate(rows, start=HEAD)}
    for at, row in enumerate(rows, start=HEAD):
        places |= {name: (at, column) for name, column in ((row.excuse, EXCUSE), (row.note, REMARK)) if name}
    problems = [
        Problem(f"{cell(*places[field])} ({form.fields[field].label})", str(words))
        for field, errors in form.errors.items()
        for words in errors
    ]
    if problems:
        raise InputError(*problems)
    return form.entries


def _base(hidden: Grid, rows: Sequence[Row]) -> dict[str, Any]:
    base: dict[str, Any] = {}
    for at in range(HEAD, HEAD + len(rows)):
        code, kept = _text(hidden, at, 0), _text(hidden, at, 1)
        try:
            entry = json.loads(kept) if code else None
        except ValueError as error:
            raise InputError(Problem("file", "trang ẩn của tệp đã bị sửa.", _FIX)) from error
        if entry is not None:
            base[code] = entry
    return base


def _value(page: Grid, at: int, column: int) -> Any:
    return page[at][column] if at < len(page) and column < len(page[at]) else None


def _text(page: Grid, at: int, column: int) -> str:
    return _plain(_value(page, at, column))


def _plain(value: Any) -> str:
    """Say a cell as a person types it; fifteen digits are all that a workbook keeps."""
    if value in (None, ""):
        return ""
    if isinstance(value, float):
        return number(float(f"{value:.15g}"))
    return clean(str(value), lines=True)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"  # noqa: PLR2004
