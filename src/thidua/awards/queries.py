"""Reads of decisions, of the register of certificates, of money. Constant numbers of statements."""

from collections.abc import Iterable

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from thidua.awards.enums import DecisionState, PrintState
from thidua.awards.models import Award, CertificateBlank, Decision, PrintRun, Told
from thidua.dossiers.enums import DossierState, Opinion
from thidua.dossiers.models import Dossier, Nomination
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.models import Unit
from thidua.organizations.queries import Roles, visible_units

PROPOSABLE = (RoundState.APPRAISING, RoundState.DECIDED, RoundState.PUBLISHED)  # an extension may bring one later


def _readable(roles: Roles, prefix: str = "") -> Q:
    """Return the condition "of an authority whose facts one may read, or issued by an authority one belongs to"."""
    handed_out = {f"{prefix}state": DecisionState.ISSUED, f"{prefix}authority__in": roles.authorities}
    return visible_units(roles, f"{prefix}authority__") | Q(**handed_out)


def decisions_visible_to(roles: Roles) -> QuerySet[Decision]:
    """Return the decisions one may read, those under way first, then the newest, with counts and sums."""
    return (
        Decision.objects.filter(_readable(roles))
        .select_related("round__movement", "round__receiver", "round__decider", "authority", "paper", "proposal")
        .annotate(recipients=Count("awards", distinct=True), money=Sum("awards__amount"))
        .order_by(F("decided_on").desc(nulls_first=True), "-pk")
    )


def proposed_in(decision: Decision) -> QuerySet[Nomination]:
    """Return the nominees of a decision in official order: collectives first, people by given name."""
    return decision.nominations.select_related("unit", "person", "dossier__unit").order_by(
        "-kind", "dossier__unit__sort_order", "dossier__unit__name_folded", "person__sort_key", "pk"
    )


def awards_of(decision: Decision) -> QuerySet[Award]:
    """Return the lines of a decision in the order of its annex."""
    return (
        Award.objects.filter(decision=decision)
        .select_related("commendation", "certificate", "revocation")
        .order_by("register_number")
    )


def awards_of_dossier(dossier: Dossier) -> QuerySet[Award]:
    """Return the awards given to nominees of a dossier, with their decisions."""
    return Award.objects.filter(nomination__dossier=dossier).select_related("decision__paper", "revocation")


def told_of(dossier: Dossier) -> Told | None:
    """Return who said, and when, that every nominee of the dossier was told. One statement."""
    return Told.objects.filter(dossier=dossier).select_related("by__account__person").first()


def notices_untold(units: Iterable[Unit]) -> QuerySet[Dossier]:
    """Return the decided dossiers of units of which nobody has said yet that the nominees were told."""
    rows = Dossier.objects.filter(unit__in=units, state=DossierState.DECIDED, told=None)
    return rows.select_related("round", "unit").order_by("round__deadline")


def print_runs_of(decision: Decision) -> QuerySet[PrintRun]:
    """Return the runs of printing of a decision, newest first, with their files and who asked."""
    return decision.print_runs.select_related("whole", "singles", "asked_by__account__person").order_by(
        "-asked_at", "-pk"
    )


def runs_under_way() -> QuerySet[PrintRun]:
    """Return the runs of printing that are not done, oldest first."""
    return PrintRun.objects.filter(state=PrintState.RUNNING).order_by("pk")


def blanks_of(authorities: Iterable[Unit]) -> QuerySet[CertificateBlank]:
    """Return the blanks of these authorities, by name."""
    rows = CertificateBlank.objects.filter(authority__in=authorities).select_related(
        "authority", "changed_by__account__person"
    )
    return rows.order_by("authority__sort_order", "authority__name_folded", "name")


def published_awards() -> QuerySet[Award]:
    """Return what the public may see: awards of published rounds, newest first."""
    return (
        Award.objects.filter(decision__round__state=RoundState.PUBLISHED)
        .select_related("decision__round__movement", "decision__paper", "commendation", "authority", "revocation")
        .order_by("-decided_on", "register_number")
    )


def awards_visible_to(roles: Roles) -> QuerySet[Award]:
    """Return the awards one may read."""
    rows = Award.objects.filter(_readable(roles, "decision__"))
    return rows.select_related("decision__authority", "decision__round", "commendation")


def register_visible_to(roles: Roles) -> QuerySet[Award]:
    """Return the register of the awards one may read, year by year, in the order of its numbers."""
    rows = awards_visible_to(roles).select_related("revocation")
    return rows.order_by(ExtractYear("decided_on").desc(), "form", "register_number")


def last_register_number(decision: Decision, year: int) -> int:
    """Return the last number in the register of the authority and form that year; 0 in an empty one."""
    rows = Award.objects.filter(authority=decision.authority, form=decision.form, decided_on__year=year)
    return rows.aggregate(last=Max("register_number"))["last"] or 0


def undecided_nominations(round_: Round) -> QuerySet[Nomination]:
    """Return the nominees to be commended whom no issued decision names yet."""
    rows = Nomination.objects.filter(dossier__round=round_, opinion=Opinion.PROPOSE)
    return rows.exclude(decisions__state=DecisionState.ISSUED)


def proposable_rounds() -> QuerySet[Round]:
    """Return the rounds with appraised nominees that no decision names yet."""
    waiting = Nomination.objects.filter(
        dossier__state=DossierState.APPRAISED, opinion=Opinion.PROPOSE, decisions=None
    ).values("dossier__round")
    return (
        Round.objects.filter(pk__in=waiting, state__in=PROPOSABLE)
        .select_related("movement", "receiver", "decider")
        .order_by("deadline")
    )
