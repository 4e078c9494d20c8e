"""Reads of decisions, of the register of certificates, of money. Constant numbers of statements."""

from django.db.models import Count, QuerySet, Sum

from thidua.awards.models import Award, Decision
from thidua.dossiers.enums import DossierState, Opinion
from thidua.dossiers.models import Nomination
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.queries import Roles, visible_units


def decisions_visible_to(roles: Roles) -> QuerySet[Decision]:
    """Return the decisions of the authorities whose facts the roles may read, newest first, with counts and sums."""
    return (
        Decision.objects.filter(visible_units(roles, "authority__"))
        .select_related("round__movement", "round__decider", "authority", "paper", "proposal")
        .annotate(recipients=Count("awards", distinct=True), money=Sum("awards__amount"))
        .order_by("-decided_on", "-pk")
    )


def awards_of(decision: Decision) -> QuerySet[Award]:
    """Return the lines of a decision in the order of its annex."""
    return (
        Award.objects.filter(decision=decision)
        .select_related("commendation", "certificate", "revocation")
        .order_by("register_number")
    )


def published_awards() -> QuerySet[Award]:
    """Return what the public may see: awards of published rounds, newest first."""
    return (
        Award.objects.filter(decision__round__state=RoundState.PUBLISHED)
        .select_related("decision__round__movement", "decision__paper", "commendation", "authority", "revocation")
        .order_by("-decided_on", "register_number")
    )


def awards_visible_to(roles: Roles) -> QuerySet[Award]:
    """Return the awards of the authorities whose facts the roles may read."""
    return Award.objects.filter(visible_units(roles, "authority__")).select_related(
        "decision__authority", "decision__round", "commendation"
    )


def proposable_rounds() -> QuerySet[Round]:
    """Return the rounds with appraised nominees that no decision names yet."""
    waiting = Nomination.objects.filter(
        dossier__state=DossierState.APPRAISED, opinion=Opinion.PROPOSE, decisions=None
    ).values("dossier__round")
    return Round.objects.filter(pk__in=waiting).select_related("movement", "receiver", "decider").order_by("deadline")
