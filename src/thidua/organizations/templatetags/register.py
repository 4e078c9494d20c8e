"""Periods in words. The register's end is the first day that no longer counts; people say the last that does."""

from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

from thidua.core.format import day

register = template.Library()


@register.simple_tag
def period(valid_from: date, valid_until: date | None) -> str:
    """From 01/01/2021, ended before 01/07/2025 → "từ 01/01/2021 đến hết 30/06/2025"."""
    if valid_until is None:
        return _("từ %(first)s") % {"first": day(valid_from)}
    last = day(valid_until - timedelta(days=1))
    return _("từ %(first)s đến hết %(last)s") % {"first": day(valid_from), "last": last}


@register.simple_tag
def matter(began_on: date, ended_on: date | None) -> str:
    """A matter under review, its last day included."""
    if ended_on is None:
        return _("từ %(first)s, chưa kết thúc") % {"first": day(began_on)}
    return _("từ %(first)s đến hết %(last)s") % {"first": day(began_on), "last": day(ended_on)}
