"""Reads of dossiers. Each costs a constant number of statements, whatever the rows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.dossiers.enums import DossierState, Kind, Opinion
from thidua.dossiers.models import Dossier, DossierPaper, Extension, Nomination, VerdictRecord
from thidua.dossiers.subjects import Subject, person_subject, unit_subject
from thidua.movements.models import Round
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles, subtree, visible_units


@dataclass(frozen=True)
class Deadline:
    """The first moment that is too late for this unit, and why it is later than the round's own."""

    until: datetime
    reason: str = ""


def deadline_for(round_: Round, unit: Unit) -> Deadline:
    """Return the latest deadline that holds for the unit: the round's, or an extension's. One statement."""
    extension = (
        Extension.objects.filter(Q(unit=unit) | Q(unit=None), round=round_, until__gt=round_.deadline)
        .order_by("-until")
        .first()
    )
    return Deadline(extension.until, extension.reason) if extension else Deadline(round_.deadline)


def dossiers_visible_to(roles: Roles) -> QuerySet[Dossier]:
    """Return the dossiers whose unit the roles may read, and those sent to a body where one is held, newest first."""
    receivers = subtree(
        (held.unit for held in roles.held if held.role in ("thuong_truc", "chu_tich")), "round__receiver__"
    )
    return (
        Dossier.objects.filter(visible_units(roles, "unit__") | (receivers & Q(state__in=DossierState.received)))
        .select_related("round__movement", "round__receiver", "round__decider", "unit", "confirmed_by")
        .order_by("-round__year", "round__code", "unit__sort_order", "unit__name_folded")
    )


def with_counts(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Add `collectives` and `individuals` nominated in each dossier."""
    return dossiers.annotate(
        collectives=Count("nominations", filter=Q(nominations__kind=Kind.TAP_THE)),
        individuals=Count("nominations", filter=Q(nominations__kind=Kind.CA_NHAN)),
    )


def nominations_of(dossier: Dossier) -> QuerySet[Nomination]:
    """Return the dossier's nominees, collectives first, people by given name, with kept verdicts. Two statements."""
    return (
        Nomination.objects.filter(dossier=dossier)
        .select_related("unit", "person", "dossier__round__movement", "dossier__unit")
        .prefetch_related(Prefetch("verdicts", VerdictRecord.objects.order_by("pk")))
        .order_by("-kind", "person__sort_key", "unit__name_folded")
    )


def papers_of(dossier: Dossier) -> QuerySet[DossierPaper]:
    """Return the dossier's papers by slot."""
    return DossierPaper.objects.filter(dossier=dossier).select_related("paper", "nomination").order_by("slot", "pk")


def subject_of(nomination: Nomination) -> Subject:
    if nomination.person_id is not None:
        return person_subject(nomination.person_id)
    return unit_subject(nomination.unit_id or 0)


def dossier_of(round_: Round, unit: Unit) -> Dossier | None:
    """Return the unit's dossier in the round, if it has begun one."""
    return Dossier.objects.filter(round=round_, unit=unit).first()


def awaiting_proposal(round_: Round) -> QuerySet[Nomination]:
    """Return the nominees of appraised dossiers with an opinion to commend, in official order."""
    return (
        Nomination.objects.filter(dossier__round=round_, dossier__state=DossierState.APPRAISED, opinion=Opinion.PROPOSE)
        .select_related("unit", "person", "dossier__unit")
        .order_by("-kind", "dossier__unit__sort_order", "person__sort_key")
    )
