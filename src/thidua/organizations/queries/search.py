"""One box finds units and people: with or without marks, in any form of Unicode, by code. A constant few statements.

The last word may be its beginning only, of two letters at least. Of a great many matches an arbitrary few hundred are
looked at and the reader is told to type more, so that a common word costs no more than a rare one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import QuerySet

from thidua.core.text import search_words
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Person, Unit
from thidua.organizations.queries import Roles
from thidua.organizations.words import PostWords, words_of_unit

LOOKED_AT, SHOWN = 200, 20
_MARK = re.compile(r"[uax]\d")  # how the marks of `PostWords` begin, which nobody may ask for
T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """The first of what was found; `more`: there is more than is shown."""

    rows: tuple[T, ...] = ()
    more: bool = False


def find_units(text: str, day: date) -> Found[Unit]:
    """Return the units whose words begin so, the one of that code first, then those of the day. A constant few."""
    words = search_words(text)
    if not words:
        return Found()
    matching = Unit.objects.alias(words=words_of_unit()).filter(words=_query(words))
    pks = _first_by_index(matching.order_by().values_list("pk", flat=True))
    units = Unit.objects.filter(pk__in=pks).select_related("parent")
    code, kinds = text.strip().upper(), UnitKind.values

    def order(unit: Unit) -> tuple[bool, bool, int, str, int]:
        is_over = unit.valid_from > day or (unit.valid_until is not None and unit.valid_until <= day)
        return code not in (unit.code, unit.agency_code), is_over, kinds.index(unit.kind), unit.name_folded, unit.pk

    return _first(sorted(units, key=order), len(pks))


def find_people(roles: Roles, text: str) -> Found[Person]:
    """Return the people one may read whose names have these words, by given name. A constant few statements."""
    words, reach = search_words(text), _reach(roles)
    if not words or not reach or any(_MARK.match(word) for word in words):
        return Found()
    query = _query(words, among=reach)
    pks = _first_by_index(PostWords.objects.filter(words=query).values_list("person_id", flat=True))
    rows: QuerySet[Person] = Person.objects.filter(pk__in=pks).order_by("sort_key", "pk")
    return _first(rows[: SHOWN + 1], len(pks))


def _first_by_index(found: QuerySet[Any, int]) -> list[int]:
    """Return the first few by the index: how often words go together is more than the planner knows."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        pks = list(found[:LOOKED_AT])
        cursor.execute("SET LOCAL enable_seqscan = on")
    return pks


def _first(rows: Iterable[T], looked_at: int) -> Found[T]:
    known = tuple(rows)
    return Found(known[:SHOWN], len(known) > SHOWN or looked_at >= LOOKED_AT)


def _query(words: list[str], among: Iterable[str] = ()) -> SearchQuery:
    """Whole words, and the last or, of two letters and more, its beginning; `among`: one of these marks too."""
    said = " & ".join(words) + (":*" if len(words[-1]) > 1 else "")
    if marks := " | ".join(among):
        said = f"{said} & ({marks})"
    return SearchQuery(said, search_type="raw", config="simple")


def _reach(roles: Roles) -> list[str]:
    """Return the marks of the posts whose people one may read; the same rule as `visible_units`."""
    known = [role for role in (*roles.held, *roles.former) if role.reads]
    everywhere = {role.authority for role in known if role.is_everywhere}
    marks = [f"u{role.unit.pk}" for role in known]
    marks += [f"{mark}{authority}" for authority in everywhere for mark in "ax"]
    return sorted(set(marks))
