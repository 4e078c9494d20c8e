"""The rounds under way, and how far they are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from thidua.core.calendar import describe_deadline, local_date
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.movements.queries import current_rounds
from thidua.organizations.queries import Roles, participants_on


@dataclass(frozen=True)
class RoundCard:
    """A round under way: its deadline and how many of the participants have sent their dossiers."""

    round: Round
    deadline: str
    is_receiving: bool
    sent: int
    participants: int


def round_cards(roles: Roles, at: datetime) -> list[RoundCard]:
    """Return the rounds under way, those that still receive first. Two statements and one for each who decides."""
    rounds = list(current_rounds(roles))
    sent = dict(
        Dossier.objects.filter(round__in=rounds, state__in=DossierState.received)
        .values_list("round")
        .annotate(sent=Count("pk"))
    )
    deciders = {row.decider for row in rounds if row.decider}
    participants = {unit.pk: participants_on(local_date(at), unit).count() for unit in deciders}
    cards = [
        RoundCard(
            row,
            describe_deadline(row.deadline),
            row.state == RoundState.OPEN and row.deadline > at,
            sent.get(row.pk, 0),
            participants.get(row.decider_id or 0, 0),
        )
        for row in rounds
    ]
    return sorted(cards, key=lambda card: not card.is_receiving)
