"""Numbers, dates, money and time left, as Vietnamese papers write them. Nothing in, nothing out ("")."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from thidua.core import format as vi

if TYPE_CHECKING:
    from collections.abc import Callable

register = template.Library()


@register.filter
def so(value: Decimal | float | None, places: int | None = None) -> str:
    return "" if value is None else vi.number(value, places)


@register.filter
def phan_tram(value: Decimal | float | None, places: int | None = None) -> str:
    return "" if value is None else vi.percent(value, places)


@register.filter
def ngay(value: date | None) -> str:
    if isinstance(value, datetime):
        return vi.moment(value).rpartition(" ")[2]
    return "" if value is None else vi.day(value)


@register.filter
def luc(value: datetime | None) -> str:
    return "" if value is None else vi.moment(value)


@register.filter
def dong(value: int | None) -> str:
    from thidua.core.money import format_dong

    return "" if value is None else format_dong(value)


@register.filter
def con_lai(deadline: date | None, at: date) -> str:
    """Time left at `at`, in the largest whole unit; both are instants, or both are days."""
    if deadline is None:
        return ""
    left = deadline - at
    if not isinstance(deadline, datetime) and not left:
        return _("hôm nay")
    amount = _largest_unit(abs(left))
    return (_("còn %s") if left > timedelta() else _("quá hạn %s")) % amount


def _largest_unit(span: timedelta) -> str:
    units: tuple[tuple[timedelta, Callable[[], str]], ...] = (
        (timedelta(days=1), lambda: _("%d ngày")),
        (timedelta(hours=1), lambda: _("%d giờ")),
        (timedelta(minutes=1), lambda: _("%d phút")),
    )
    for unit, words in units:
        if span >= unit:
            return words() % (span // unit)
    return _("chưa đến 1 phút")
