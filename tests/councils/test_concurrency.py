"""Three casts of one member at once leave one ballot. The control proves that the test would see a missing lock."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.factories.committed import committed_rows, run_together
from tests.factories.councils import AT, Chamber, make_chamber
from tests.factories.world import make_world

from thidua.accounts.models import User
from thidua.core.errors import NotAllowed
from thidua.councils.actions.ballots import cast_ballot, finish_voting
from thidua.councils.models import Ballot, Seat, Session
from thidua.councils.queries import place_in

Choices = dict[int, str]
Cast = Callable[[Session, Choices, User], None]


@pytest.fixture
def chamber(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Chamber]:
    with committed_rows(django_db_blocker):
        yield make_chamber(make_world())


def cast(session: Session, choices: Choices, actor: User) -> None:
    cast_ballot(session, choices=choices, actor=actor, at=AT)


@transaction.atomic
def cast_without_lock(session: Session, choices: Choices, actor: User) -> None:
    """The same steps in the same order, but the row is read without being locked."""
    seat = place_in(session.council, actor, AT, session=session).seat
    assert seat is not None
    if seat.has_voted:
        raise NotAllowed("Mỗi thành viên bỏ phiếu một lần.")
    Seat.objects.filter(pk=seat.pk).update(has_voted=True)
    Ballot.objects.create(session=session, choices={str(item): choice for item, choice in choices.items()})


def cast_thrice(chamber: Chamber, how: Cast) -> tuple[int, int]:
    """Return how many ballots three casts of one member at once leave, and how many were refused."""
    session = chamber.opened()
    choices = dict.fromkeys(session.items.values_list("pk", flat=True), "for")
    seat = session.seats.get(member=chamber.members["an"])
    acts = [lambda: how(session, choices, chamber.users["an"])] * 3
    refused = [error for error in run_together(acts, held=[session, seat]) if isinstance(error, NotAllowed)]
    return session.ballots.count(), len(refused)


def test_three_casts_of_one_member_at_once_leave_one_ballot(chamber: Chamber) -> None:
    assert cast_thrice(chamber, cast) == (1, 2)


def test_control_without_the_lock_they_leave_three(chamber: Chamber) -> None:
    assert cast_thrice(chamber, cast_without_lock) == (3, 0)


def test_a_ballot_cast_while_the_vote_is_finished_counts_wholly_or_is_refused(chamber: Chamber) -> None:
    session = chamber.opened()
    choices = dict.fromkeys(session.items.values_list("pk", flat=True), "for")
    casts = [lambda user=user: cast(session, choices, user) for user in chamber.users.values()]
    finish = [lambda: finish_voting(session, actor=chamber.users["chair"], at=AT)]
    raised = run_together([*casts[:3], *finish, *casts[3:]], held=[session])
    refused = sum(isinstance(error, NotAllowed) for error in raised)
    assert [error for error in raised if error and not isinstance(error, NotAllowed)] == []
    assert session.ballots.count() == session.seats.filter(has_voted=True).count() == len(chamber.users) - refused
