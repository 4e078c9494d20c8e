"""How numbers and dates are written in Vietnamese official papers: 1.234,5 · 97,5 % · 09/12/2023."""

from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

_VIETNAM = timezone(timedelta(hours=7))
_SWAPPED = str.maketrans(",.", ".,")


@lru_cache(maxsize=65536)  # the same figures come again and again
def number(value: Decimal | float, places: int | None = None) -> str:
    """1234.5 → "1.234,5"; without `places` as it is, trailing zeros dropped; with `places` half up."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a number that can be written: {value}")
    if places is None:
        written = f"{exact:,f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
    else:
        written = f"{_rounded(exact, places):,f}"
    if written.startswith("-") and not written.strip("-0.,"):
        written = written[1:]  # nobody writes minus zero
    return written.translate(_SWAPPED)


def percent(value: Decimal | float, places: int | None = None) -> str:
    """97.5 → "97,5 %"."""
    return f"{number(value, places)} %"


def day(value: date) -> str:
    """date(2023, 12, 9) → "09/12/2023"."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def moment(value: datetime) -> str:
    """An aware instant in Vietnam time: "16:42 23/11/2023"; a naive one is a ValueError."""
    if value.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    local = value.astimezone(_VIETNAM)
    return f"{local.hour:02}:{local.minute:02} {day(local)}"


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = max(context.prec, value.adjusted() + places + 2)
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
