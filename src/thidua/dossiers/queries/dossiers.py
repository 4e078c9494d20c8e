"""Reads of dossiers. Each costs a constant number of statements, whatever the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from thidua.core.text import fold
from thidua.dossiers.enums import DossierState, Kind, Opinion
from thidua.dossiers.models import (
    Dossier,
    DossierPaper,
    Extension,
    Nomination,
    Return,
    SignedPaper,
    Submission,
    VerdictRecord,
)
from thidua.dossiers.subjects import Subject, person_subject, unit_subject
from thidua.movements.models import Round
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles, subtree, visible_units


@dataclass(frozen=True)
class Deadline:
    """The first moment that is too late for this unit, and why it is later than the round's own."""

    until: datetime
    reason: str = ""


@dataclass(frozen=True)
class SentOnPaper:
    """The day a dossier was sent on paper, and what proves it (III.4: "gửi về … trước ngày")."""

    on: date
    proof: str


def deadline_for(round_: Round, unit: Unit) -> Deadline:
    """Return the latest deadline that holds for the unit: the round's, or an extension's. One statement."""
    extension = (
        Extension.objects.filter(Q(unit=unit) | Q(unit=None), round=round_, until__gt=round_.deadline)
        .order_by("-until")
        .first()
    )
    return Deadline(extension.until, extension.reason) if extension else Deadline(round_.deadline)


def sent_on_paper(round_: Round, unit: Unit) -> SentOnPaper | None:
    """Return what the secretariat recorded of the unit's dossier that came on paper. One statement."""
    row = Extension.objects.filter(round=round_, unit=unit, sent_on__isnull=False).order_by("sent_on").first()
    return SentOnPaper(row.sent_on, row.proof) if row and row.sent_on else None


def submissions_of(dossier: Dossier) -> QuerySet[Submission]:
    """Return every sending of the dossier, the first one first. One statement."""
    return Submission.objects.filter(dossier=dossier).select_related("by__account__person").order_by("version")


def return_of(dossier: Dossier) -> Return | None:
    """Return how the dossier was given back, if it was. One statement."""
    return Return.objects.filter(dossier=dossier).first()


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
    listed = Q(nominations__withdrawn_at=None)
    return dossiers.annotate(
        collectives=Count("nominations", filter=listed & Q(nominations__kind=Kind.TAP_THE)),
        individuals=Count("nominations", filter=listed & Q(nominations__kind=Kind.CA_NHAN)),
    )


def narrowed(
    dossiers: QuerySet[Dossier], *, code: str | None, state: str | None, text: str | None
) -> QuerySet[Dossier]:
    """Return the dossiers of a round, in a state, of units whose name contains the text; None asks nothing."""
    wanted = {"round__code": code, "state": state, "unit__name_folded__contains": fold(text) if text else None}
    return dossiers.filter(**{name: value for name, value in wanted.items() if value is not None})


def appraisal_overdue(dossiers: QuerySet[Dossier], today: date) -> QuerySet[Dossier]:
    """Return those whose appraisal should be over (IV.4) and is not."""
    return dossiers.filter(state__in=(DossierState.SUBMITTED, DossierState.ACCEPTED), appraisal_due__lt=today)


def state_counts(dossiers: QuerySet[Dossier], round_: Round, today: date) -> dict[str, int]:
    """Return how many of the round's dossiers are in each state, `received` in all, `overdue`. Two statements."""
    rows = dossiers.order_by().filter(round=round_).values_list("state").annotate(count=Count("pk"))
    counts = dict.fromkeys(DossierState.values, 0) | dict(rows)
    late = appraisal_overdue(dossiers.order_by().filter(round=round_), today).count()
    return counts | {"received": sum(counts[state] for state in DossierState.received), "overdue": late}


def units_without(round_: Round, units: QuerySet[Unit]) -> QuerySet[Unit]:
    """Return those of the units that have sent nothing in the round. One statement."""
    sent = Dossier.objects.filter(round=round_, unit=OuterRef("pk"), state__in=DossierState.received)
    return units.exclude(Exists(sent))


def extensions_of(round_: Round) -> QuerySet[Extension]:
    """Return the extensions given in the round, latest first, with their units. One statement."""
    return Extension.objects.filter(round=round_).select_related("unit").order_by("-pk")


def nominations_of(dossier: Dossier) -> QuerySet[Nomination]:
    """Return the dossier's nominees, collectives first, people by given name, with kept verdicts. Two statements."""
    return (
        Nomination.objects.filter(dossier=dossier)
        .select_related("unit", "person", "dossier__round__movement", "dossier__unit")
        .prefetch_related(Prefetch("verdicts", VerdictRecord.objects.order_by("pk")))
        .order_by("-kind", "person__sort_key", "unit__name_folded")
    )


def papers_of(dossier: Dossier) -> QuerySet[DossierPaper]:
    """Return the dossier's papers by slot, with the files kept of them."""
    rows = DossierPaper.objects.filter(dossier=dossier)
    return rows.select_related("paper__pdf", "paper__docx", "nomination").order_by("slot", "pk")


def signed_papers_of(dossier: Dossier) -> QuerySet[SignedPaper]:
    """Return the papers that came signed, by slot, with their files. One statement."""
    rows = SignedPaper.objects.filter(dossier=dossier).select_related("upload__kept", "upload__unit")
    return rows.order_by("slot", "pk")


@dataclass(frozen=True)
class Contents:
    """What a dossier holds, each part read when it is first asked for, and for all who ask later."""

    dossier: Dossier

    @cached_property
    def nominations(self) -> list[Nomination]:
        return list(nominations_of(self.dossier))

    @cached_property
    def papers(self) -> list[DossierPaper]:
        return list(papers_of(self.dossier))

    @cached_property
    def signed(self) -> list[SignedPaper]:
        return list(signed_papers_of(self.dossier))


def subject_of(nomination: Nomination) -> Subject:
    if nomination.person_id is not None:
        return person_subject(nomination.person_id)
    return unit_subject(nomination.unit_id or 0)


def elsewhere(dossier: Dossier, rows: Sequence[Nomination]) -> dict[int, list[Nomination]]:
    """Return where these nominees are put forward besides: sent by any unit, or begun by this one. One statement."""
    units, people = {row.unit_id: row.pk for row in rows}, {row.person_id: row.pk for row in rows}
    same = Q(unit_id__in=[pk for pk in units if pk]) | Q(person_id__in=[pk for pk in people if pk])
    known = Q(dossier__state__in=DossierState.received) | Q(dossier__unit=dossier.unit)
    found = Nomination.objects.filter(same, known).exclude(dossier=dossier)
    others: dict[int, list[Nomination]] = {}
    for other in found.select_related("dossier__round__movement", "dossier__unit").order_by("pk"):
        others.setdefault(units[other.unit_id] if other.unit_id else people[other.person_id], []).append(other)
    return others


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
