"""Numbers, dates, money and time left, as Vietnamese papers write them. Nothing in, nothing out ("")."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.core import format as vi
from thidua.core.calendar import days_left, describe_deadline
from thidua.core.money import format_dong

register = template.Library()
_BREAK = mark_safe("<wbr>")


@register.filter
def so(value: Decimal | float | None, places: int | None = None) -> str:
    return "" if value is None else vi.number(value, places)


@register.filter
def figure(value: Any) -> str:
    """A number as papers write it, anything else as it is: for tables whose cells are of either kind."""
    return vi.number(value) if isinstance(value, (int, float, Decimal)) else str(value)


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
    return "" if value is None else format_dong(value)


@register.filter
def han(deadline: datetime | None) -> str:
    return "" if deadline is None else describe_deadline(deadline)


@register.filter
def con_lai(deadline: date | None, at: date) -> str:
    """Time left at `at`: whole days, and on the last day hours or minutes; both are instants, or both are days."""
    if deadline is None:
        return ""
    if isinstance(deadline, datetime) and isinstance(at, datetime):
        days = days_left(at, deadline)
        return _days(days) if days else _hours(deadline - at)
    days = (deadline - at).days
    return _days(days) if days else _("hôm nay")


def _days(days: int) -> str:
    return (_("còn %d ngày") if days > 0 else _("quá hạn %d ngày")) % abs(days)


def _hours(left: timedelta) -> str:
    hours, minutes = divmod(abs(left) // timedelta(minutes=1), 60)
    amount = _("%d giờ") % hours if hours else _("%d phút") % minutes
    return (_("còn %s") if left > timedelta() else _("quá hạn %s")) % amount


@register.filter
def nhom(value: str) -> SafeString:
    """Part a digest into groups, between which a line may break."""
    return format_html_join(_BREAK, "{}", ((value[at : at + 8],) for at in range(0, len(value), 8)))
