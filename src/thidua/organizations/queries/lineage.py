"""Reads of what units came from and became."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from thidua.organizations.enums import LineageKind
from thidua.organizations.models import LineageLink
from thidua.organizations.queries.memory import known

_CAME_FROM_OTHERS = """SELECT EXISTS (
    SELECT 1 FROM organizations_lineagelink WHERE successor_id = ANY(%s::bigint[]) AND kind <> %s
)"""


@dataclass(frozen=True)
class Lineage:
    """The links of units by unit id: to what each came from, and to what it became."""

    came_from: Mapping[int, list[LineageLink]]
    became: Mapping[int, list[LineageLink]]


def _in_time(link: LineageLink) -> tuple[date, int]:
    return link.act.effective_on, link.pk


def predecessors_of(units: Iterable[int]) -> dict[int, list[LineageLink]]:
    """Return, by successor id, the links to the units it came from, with their acts.

    A unit that was dissolved is none of them: its successor does its work and is not what it was.
    One short statement where they came from none, as most did; two otherwise; none for what a request asked before.
    """
    kept = known()
    if kept is None:
        return _predecessors_of(units)
    wanted = set(units)
    if new := wanted - kept.came_from.keys():
        kept.came_from |= {pk: [] for pk in new} | _predecessors_of(new)
    return {pk: links for pk in wanted if (links := kept.came_from[pk])}


def _predecessors_of(units: Iterable[int]) -> dict[int, list[LineageLink]]:
    found: dict[int, list[LineageLink]] = {}
    pks = list(units)
    with connection.cursor() as cursor:  # asked for at every request: in words, for the ORM needs five times as long
        cursor.execute(_CAME_FROM_OTHERS, [pks, LineageKind.DISSOLVE])
        if not cursor.fetchone()[0]:
            return found
    links = LineageLink.objects.filter(successor_id__in=pks).exclude(kind=LineageKind.DISSOLVE)
    for link in sorted(links.select_related("act", "predecessor__parent"), key=_in_time):
        if link.successor_id is not None:
            found.setdefault(link.successor_id, []).append(link)
    return found


def same_units(units: Iterable[int]) -> dict[int, int]:
    """Return, by the id of what one of these units was under another name or at another place, its id now.

    One statement, and one more for each time one of them was so before.
    """
    found: dict[int, int] = {}
    now = {pk: pk for pk in units}
    while now:
        links = predecessors_of(now)
        now = {
            link.predecessor_id: now[pk]
            for pk, rows in links.items()
            for link in rows
            if link.kind in LineageKind.same_unit
        }
        found |= now
    return found


def lineage_of(units: Iterable[int]) -> Lineage:
    """Return the acts that made the units and those that ended them, by unit id. One statement."""
    wanted = set(units)
    came_from: dict[int, list[LineageLink]] = defaultdict(list)
    became: dict[int, list[LineageLink]] = defaultdict(list)
    links = LineageLink.objects.filter(Q(successor_id__in=wanted) | Q(predecessor_id__in=wanted))
    for link in sorted(links.select_related("act", "predecessor", "successor"), key=_in_time):
        became[link.predecessor_id].append(link)
        if link.successor_id is not None:
            came_from[link.successor_id].append(link)
    return Lineage(dict(came_from), dict(became))
