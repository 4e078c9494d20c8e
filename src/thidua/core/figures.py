"""Numbers from outside, kept to a size that exact arithmetic and a printed page can carry."""

from typing import Annotated

from pydantic import AfterValidator

from thidua.core.validation import Exact, contradiction

_DIGITS_BEFORE, _DIGITS_AFTER = 15, 10  # beyond any office; sums of such numbers stay exact
_WHOLE = 100


def _writable(value: Exact) -> Exact:
    exponent = value.as_tuple().exponent
    if value.adjusted() >= _DIGITS_BEFORE or (isinstance(exponent, int) and exponent < -_DIGITS_AFTER):
        raise contradiction("số quá lớn hoặc có quá nhiều chữ số thập phân.")
    return value


def _not_negative(value: Exact) -> Exact:
    if value < 0:
        raise contradiction("không được là số âm.")
    return value


def _share(value: Exact) -> Exact:
    if not 0 < value <= _WHOLE:
        raise contradiction("tỷ lệ phải lớn hơn 0 và không quá 100.")
    return value


Number = Annotated[Exact, AfterValidator(_writable)]
Amount = Annotated[Number, AfterValidator(_not_negative)]
Share = Annotated[Number, AfterValidator(_share)]  # per cent, more than nothing
