"""What the public may ask for."""

from django.db.models import QuerySet

from thidua.awards.models import Award
from thidua.awards.queries import published_awards
from thidua.core.text import fold


def found_awards(text: str, year: str) -> QuerySet[Award]:
    """Return published awards whose recipient or unit holds the words, with or without diacritics."""
    rows = published_awards()
    if year.isdecimal():
        rows = rows.filter(decided_on__year=int(year))
    if words := fold(text):
        rows = rows.filter(recipient_folded__contains=words)
    return rows


def public_years() -> list[int]:
    """Return the years in which something published was decided, latest first. One statement."""
    return [day.year for day in published_awards().order_by().dates("decided_on", "year", order="DESC")]
