"""One cell → one value. Text comes in any Unicode form; dates as Excel has them, or as people write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite

from thidua.core.format import day as written
from thidua.core.format import number as written_number
from thidua.core.tables.model import Column, Kind
from thidua.core.text import clean, fold

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_SERIALS = range(10_000, 80_000)  # 1927–2119: a date whose cell lost its format
_EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+", re.ASCII)
_BROKEN = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
_YES = frozenset({"x", "co", "1", "true", "dung", "yes"})
_NO = frozenset({"khong", "0", "false", "sai", "no", "-"})
_MOST_LOST_ZEROS = 2


class Fault(ValueError):  # noqa: N818 - reads as a sentence
    """What is wrong in a cell, and what to do."""

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


def is_blank(raw: object) -> bool:
    if not isinstance(raw, str):
        return raw is None
    return not raw or (not raw[0].isalnum() and not clean(raw))


def value_of(column: Column, raw: object) -> object:
    """Return what the cell says, None where it is blank; raise `Fault` where it cannot be read."""
    if is_blank(raw):
        return None
    if isinstance(raw, str) and _BROKEN.match(raw.strip()):
        raise Fault(f"công thức trong ô báo lỗi {raw.strip()}.", "Sửa công thức hoặc ghi thẳng giá trị.")
    return _READERS[column.kind](column, raw)


def as_text(raw: object) -> str:
    """What people see in the cell: 12.0 is "12", a day is dd/mm/yyyy."""
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    if isinstance(raw, datetime):
        return written(raw.date())
    if isinstance(raw, date):
        return written(raw)
    if isinstance(raw, float):
        if not isfinite(raw):
            return str(raw)
        return str(int(raw)) if raw.is_integer() else written_number(raw)
    return clean(str(raw))


def _text(column: Column, raw: object) -> str:
    text = as_text(raw)
    if len(text) > column.most:
        raise Fault(f"dài {len(text)} ký tự, quá {column.most}.", "Viết ngắn lại.")
    return text


def _day(column: Column, raw: object) -> date:
    found = _as_day(raw)
    if found is None:
        what = f"“{as_text(raw)}” không phải là một ngày có thật."
        raise Fault(what, "Ghi đủ ngày/tháng/năm, ví dụ 09/12/2023.")
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Fault(f"ngày {written(found)} nằm ngoài các năm 1900–2100.", "Kiểm tra lại năm.")
    return found


def _as_day(raw: object) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _EPOCH + timedelta(days=int(raw)) if raw in _SERIALS else None
    text = clean(str(raw))
    if match := _DAY.fullmatch(text):
        number, month, year = match.groups()
    elif match := _ISO.fullmatch(text):
        year, month, number = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def _choice(column: Column, raw: object) -> str:
    known = column.known_choices.get(fold(as_text(raw)))
    if known is None:
        words = ", ".join(column.choices.values())
        raise Fault(f"“{as_text(raw)}” không có trong danh sách.", f"Chọn một trong: {words}.")
    return known


def _flag(column: Column, raw: object) -> bool:
    word = fold(as_text(raw))
    if word in _YES or word in _NO:
        return word in _YES
    raise Fault(f"“{as_text(raw)}” không rõ là có hay không.", "Ghi Có hoặc Không.")


def _digits(column: Column, raw: object) -> str:
    """Give back the zeros in front that a number loses in Excel (036085001234 → 36085001234)."""
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    text = re.sub(r"[\s.\-]", "", as_text(raw)) if not is_number else as_text(raw)
    if text.startswith("+84"):
        text = "0" + text[3:]
    if is_number and len(text) not in column.lengths:
        longer = [length for length in column.lengths if 0 < length - len(text) <= _MOST_LOST_ZEROS]
        text = text.zfill(longer[0]) if longer else text
    if not re.fullmatch(r"[0-9]+", text) or len(text) not in column.lengths:
        lengths = " hoặc ".join(str(length) for length in column.lengths)
        raise Fault(f"phải gồm {lengths} chữ số.", "Kiểm tra lại; để trống nếu chưa có.")
    return text


def _whole(column: Column, raw: object) -> int:
    exact = _exact(raw)
    if exact is None or exact != exact.to_integral_value():
        raise Fault(f"“{as_text(raw)}” không phải là số nguyên.", "Ghi bằng chữ số.")
    return int(_within(column, exact))


def _number(column: Column, raw: object) -> Decimal:
    exact = _exact(raw)
    if exact is None:
        raise Fault(f"“{as_text(raw)}” không phải là số.", "Ghi bằng chữ số, phần thập phân sau dấu phẩy.")
    return _within(column, exact)


def _exact(raw: object) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return Decimal(repr(raw)) if isfinite(raw) else None
    text = clean(str(raw)).replace(" ", "")
    if "," in text or _GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


def _within(column: Column, exact: Decimal) -> Decimal:
    if not column.low <= exact <= column.high:
        what = f"{written_number(exact)} nằm ngoài khoảng {written_number(column.low)}–{written_number(column.high)}."
        raise Fault(what, "Kiểm tra lại số này.")
    return exact


_READERS: Mapping[Kind, Callable[[Column, object], object]] = {
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.DIGITS: _digits,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
}
