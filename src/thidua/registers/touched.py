"""What a record of conduct touches: the verdicts kept, the dossiers still open, the awards given.

A discipline touches what was judged of its year: standard 7 of collectives and 5 of individuals look at the year of
the act (III.2.a). A matter under review touches what was judged or decided while it was open
(chua_khen_thuong.dang_xem_xet).
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from thidua.awards.models import Award
from thidua.core.calendar import VN
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, VerdictRecord
from thidua.dossiers.queries.verdicts import kept_verdicts
from thidua.organizations.models import Discipline, Review


@dataclass(frozen=True)
class Touched:
    """Each is a query of its own, newest first."""

    verdicts: QuerySet[VerdictRecord]
    dossiers: QuerySet[Dossier]
    awards: QuerySet[Award]


def touched_by_discipline(row: Discipline) -> Touched:
    """Return what the person's and the unit's year rests on. Three statements."""
    year = row.acted_on.year
    who = _who("", units=[row.unit_id], people=[row.person_id])
    nominated = _who("nomination__", units=[row.unit_id], people=[row.person_id])
    in_year = {"nomination__dossier__round__year": year}
    return Touched(
        kept_verdicts().filter(nominated, **in_year).exclude(_five_years("nomination__dossier__")).order_by("-pk"),
        _open_dossiers(units=[row.unit_id], people=[row.person_id]).filter(round__year=year).exclude(_five_years("")),
        _awards(who).filter(decision__round__year=year).exclude(_five_years("decision__")),
    )


def touched_by_review(row: Review) -> Touched:
    """Return what was judged or decided of the subject while the matter was open. Three statements."""
    units = [row.unit_id] if row.unit_id else []
    people = [row.person_id] if row.person_id else []
    while_open = Q(as_of__gte=_start(row.began_on))
    given = Q(decided_on__gte=row.began_on)
    if row.ended_on is not None:
        while_open &= Q(as_of__lt=_start(row.ended_on))
        given &= Q(decided_on__lt=row.ended_on)
    is_open = row.ended_on is None
    dossiers = _open_dossiers(units=units, people=people)
    return Touched(
        kept_verdicts().filter(_who("nomination__", units=units, people=people), while_open).order_by("-pk"),
        dossiers if is_open else dossiers.none(),
        _awards(_who("", units=units, people=people)).filter(given),
    )


def _who(prefix: str, *, units: list[int], people: list[int]) -> Q:
    return Q(**{f"{prefix}unit__in": units}) | Q(**{f"{prefix}person__in": people})


def _five_years(prefix: str) -> Q:
    """Return the condition "of a round over five years", which asks nothing of conduct (III.2.b)."""
    return Q(**{f"{prefix}round__code": "tong-ket"})


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, VN)


def _open_dossiers(*, units: list[int], people: list[int]) -> QuerySet[Dossier]:
    rows = Dossier.objects.exclude(state=DossierState.DECIDED).filter(
        pk__in=Dossier.objects.filter(_who("nominations__", units=units, people=people)).values("pk")
    )
    return rows.select_related("round__movement", "unit").order_by("-round__year", "pk")


def _awards(who: Q) -> QuerySet[Award]:
    """Return awards that still stand; one revoked is touched no more."""
    rows = Award.objects.filter(who, commendation__withdrawn_on=None)
    return rows.select_related("decision__round__movement", "decision__paper").order_by("-decided_on", "pk")
