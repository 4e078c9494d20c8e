"""Reads of initiatives, and the fact that verdicts rest on (III.2.a/tap-the/6, /ca-nhan/3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from thidua.accounts.models import User
from thidua.councils.enums import SessionState
from thidua.councils.models import Council, Item, Session
from thidua.councils.queries import closed_sessions, items_about, subjects_before
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.organizations.models import Person
from thidua.organizations.queries import Roles, visible_units

SUBJECT_TYPE = "initiatives.initiative"
DECIDING = ("passed", "failed")  # the others leave an initiative to another session

Fact = dict[str, Any]


@dataclass(frozen=True)
class InitiativeFilter:
    """What a list is narrowed to; None is "any"."""

    year: int | None = None
    unit: int | None = None
    state: str | None = None


def initiatives_visible_to(roles: Roles, user: User, at: datetime) -> QuerySet[Initiative]:
    """Return what one may read: of units in reach, one's own, and what lies before a council one sits on.

    Latest first, with units and authors by given name. Two statements.
    """
    judged = subjects_before(user, SUBJECT_TYPE, at).values("subject_id")
    own = Initiative.objects.filter(authors__accounts__user=user).values("pk")
    visible = visible_units(roles, "unit__") | Q(pk__in=judged) | Q(pk__in=own)
    rows = Initiative.objects.filter(visible).select_related("unit")
    authors = Prefetch("authors", queryset=Person.objects.order_by("sort_key", "pk"))
    return rows.prefetch_related(authors).order_by("-year", "-code", "-pk")


def narrowed(initiatives: QuerySet[Initiative], to: InitiativeFilter) -> QuerySet[Initiative]:
    wanted = {"year": to.year, "unit": to.unit, "state": to.state}
    return initiatives.filter(**{name: value for name, value in wanted.items() if value is not None})


def state_counts(initiatives: QuerySet[Initiative]) -> dict[str, int]:
    """Return how many there are in each state. One statement."""
    rows = initiatives.prefetch_related(None).order_by().values_list("state")
    counted = dict(rows.annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in InitiativeState.values}


def initiative_years(initiatives: QuerySet[Initiative]) -> list[int]:
    """Return the years there are initiatives of, latest first. One statement."""
    return list(initiatives.prefetch_related(None).order_by("-year").values_list("year", flat=True).distinct())


def hearings_of(initiative: Initiative, readable: QuerySet[Session]) -> QuerySet[Item]:
    """Return when which council heard it, or will; `is_readable` where the session is among those. One statement."""
    open_to_reader = Exists(readable.filter(pk=OuterRef("session_id")))
    return items_about(SUBJECT_TYPE, [initiative.pk]).annotate(is_readable=open_to_reader)


_TAKEN = ~Q(session__state=SessionState.CLOSED) | Q(result__outcome__in=DECIDING)


def spoken_for(initiatives: Iterable[Initiative]) -> dict[int, Item]:
    """Return, by initiative, the item that is still before a council or has decided. One statement."""
    rows = items_about(SUBJECT_TYPE, [initiative.pk for initiative in initiatives])
    return {row.subject_id: row for row in rows.filter(_TAKEN)}


def ready_for(councils: QuerySet[Council]) -> QuerySet[Initiative]:
    """Return the examined initiatives of the councils' authorities that lie before no council. One statement."""
    taken = Item.objects.filter(_TAKEN, subject_type=SUBJECT_TYPE, subject_id=OuterRef("pk"))
    rows = Initiative.objects.filter(
        ~Exists(taken), authority__in=councils.order_by().values("authority"), state=InitiativeState.EXAMINED
    )
    return rows.select_related("unit").order_by("code")


def sessions_to_apply(councils: QuerySet[Council]) -> QuerySet[Session]:
    """Return the closed sessions whose results for initiatives have not been entered yet. One statement."""
    waiting = Initiative.objects.filter(state=InitiativeState.EXAMINED)
    decided = Item.objects.filter(
        session=OuterRef("pk"), subject_type=SUBJECT_TYPE, result__outcome__in=DECIDING, subject_id__in=waiting
    )
    return closed_sessions(councils).filter(Exists(decided))


def heard_in(session: Session) -> list[tuple[Initiative, Item]]:
    """Return the initiatives of a session with their items, in the order put. Two statements."""
    items = list(session.items.filter(subject_type=SUBJECT_TYPE).order_by("pk"))
    found = Initiative.objects.select_related("unit").in_bulk([item.subject_id for item in items])
    return [(found[item.subject_id], item) for item in items]


def initiatives_behind(
    unit_ids: Iterable[int], person_ids: Iterable[int], year: int, as_of: date
) -> QuerySet[Initiative]:
    """Return what of these units and people was recognised in the year by `as_of` and counts, with the authors.

    Two statements.
    """
    of_any = Q(unit_id__in=list(unit_ids)) | Q(authors__in=list(person_ids))
    rows = Initiative.objects.filter(
        of_any, state=InitiativeState.RECOGNISED, recognised_on__year=year, recognised_on__lte=as_of, withdrawn_on=None
    )
    return rows.prefetch_related("authors").order_by("code", "pk").distinct()


def recognised_initiatives(
    unit_ids: Iterable[int], person_ids: Iterable[int], as_of: date
) -> tuple[dict[int, list[Fact]], dict[int, list[Fact]]]:
    """Return `sang_kien` of docs/facts-file.md: by unit what was put forward there, by person what they authored.

    Recognised by `as_of`; a recognition withdrawn since then carries its day, for it never counted. Who has none
    is absent from the answer. Two statements.
    """
    rows = Initiative.objects.filter(state=InitiativeState.RECOGNISED, recognised_on__lte=as_of)
    rows = rows.order_by("recognised_on", "code", "pk")
    of_units: dict[int, list[Fact]] = {}
    of_people: dict[int, list[Fact]] = {}
    units, people = list(unit_ids), list(person_ids)
    for row in rows.filter(unit_id__in=units) if units else ():
        of_units.setdefault(row.unit_id, []).append(_fact(row))
    if not people:
        return of_units, of_people
    authorship = Initiative.authors.through.objects.filter(person_id__in=people, initiative__in=rows)
    for link in authorship.select_related("initiative").order_by(
        "initiative__recognised_on", "initiative__code", "initiative_id"
    ):
        of_people.setdefault(link.person_id, []).append(_fact(link.initiative))
    return of_units, of_people


def _fact(row: Initiative) -> Fact:
    return {
        "so": row.recognition_number,
        "ngay_cong_nhan": row.recognised_on.isoformat() if row.recognised_on else None,
        "hoi_dong": row.level,
        "thu_hoi": row.withdrawn_on.isoformat() if row.withdrawn_on else None,
    }
