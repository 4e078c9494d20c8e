"""Secret ballots. The seat remembers that its member voted; the ballot remembers what was chosen; nothing ties them.

While the vote runs, whoever owns the database could still pair the two rows by their place; when voting is finished
the ballots are mixed and written anew, and from then on nobody can.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import SystemRandom

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.councils.choices import checked_choices
from thidua.councils.enums import SESSION_TRANSITIONS, SessionState
from thidua.councils.models import Ballot, Session
from thidua.councils.permissions import may_finish_voting, may_vote
from thidua.councils.queries import items_of, items_open_to, place_in, seats_of, turnout
from thidua.organizations.permissions import require

Choices = dict[str, str]


@transaction.atomic
def cast_ballot(session: Session, *, choices: Mapping[int, str], actor: User, at: datetime) -> None:
    """Cast the actor's one ballot: `choices` by item id, every item open to them, `for`, `against` or `blank`.

    A member votes once; there is no revote. The event says that the member voted, and nothing of the ballot.
    """
    session = lock(session)  # one ballot at a time, and none while the vote is being finished
    place = place_in(session.council, actor, at, session=session)
    items = items_open_to(place.member.pk, items_of(session)) if place.member else []
    require(may_vote(place, session, items))
    kept = checked_choices(choices, items)
    seat = session.seats.get(member=place.member)
    seat.has_voted = True
    seat.save(update_fields=["has_voted"])
    Ballot.objects.create(session=session, choices=kept)
    record(session, "session.ballot_cast", actor=actor, at=at, new={"member": seat.member_id})


@transaction.atomic
def finish_voting(session: Session, *, actor: User, at: datetime) -> Session:
    """End the vote and mix the ballots. The tally waits for the session to be closed."""
    session = lock(session)
    counted = turnout(seats_of(session), items_of(session))
    require(may_finish_voting(place_in(session.council, actor, at, session=session), session, counted))
    change_state(
        session,
        SessionState.VOTED,
        table=SESSION_TRANSITIONS,
        verb="session.voted",
        actor=actor,
        at=at,
        new={"present": counted.present, "voted": counted.voted},
    )
    _mix_ballots(session)
    return session


def _mix_ballots(session: Session) -> None:
    """Write the ballots anew in no order, dealt item by item: the same votes for each item, in other company."""
    cast = [ballot.choices for ballot in session.ballots.all()]
    session.ballots.all().delete()
    Ballot.objects.bulk_create(Ballot(session=session, choices=choices) for choices in mixed(cast))


def mixed(cast: Sequence[Choices]) -> list[Choices]:
    """Return as many ballots with the same votes for each item, each vote on a ballot drawn by lot."""
    lot = SystemRandom()
    dealt: list[Choices] = [{} for _ in cast]
    for item in sorted({item for choices in cast for item in choices}):
        votes = [choices[item] for choices in cast if item in choices]
        for ballot, vote in zip(lot.sample(dealt, len(votes)), votes, strict=True):
            ballot[item] = vote
    return dealt
