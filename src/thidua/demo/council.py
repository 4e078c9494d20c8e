"""The district's Hội đồng Khoa học và Công nghệ: nine members, its sittings, its ballots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua.councils.actions.ballots import cast_ballot, finish_voting
from thidua.councils.actions.councils import create_council, seat_member
from thidua.councils.actions.sessions import (
    VotingRule,
    call_session,
    close_session,
    open_session,
    record_written_opinion,
)
from thidua.councils.enums import Capacity, Choice, CouncilKind
from thidua.councils.models import Member, Session
from thidua.councils.queries import items_of, items_open_to
from thidua.demo.people import assign_roles, open_accounts
from thidua.demo.story import Idea
from thidua.demo.units import REGISTER_BEGINS
from thidua.demo.world import ASSUMED, Act, World, moment
from thidua.organizations.enums import Role
from thidua.organizations.models import Person, Unit

PHASE = "Hội đồng"
RULE = VotingRule(Decimal(75), "members", f"Quy chế hoạt động của Hội đồng ({ASSUMED.lower()})")
_VOTERS_FIRST = 5
_AGAINST = 4  # of nine: six in favour would be needed, so it fails


@dataclass(frozen=True)
class Sitting:
    """A sitting of the council; `order` counts those of a year."""

    year: int
    order: int
    day: date

    @property
    def key(self) -> tuple[int, int]:
        return self.year, self.order

    def call(self, world: World, at: datetime) -> Session:
        assert world.council is not None  # noqa: S101 - set up at the beginning
        return call_session(
            world.council,
            title=f"Xét công nhận sáng kiến năm {self.year} (phiên {self.order + 1})",
            held_on=self.day,
            rule=RULE,
            actor=world.user("thu_ky"),
            at=at,
        )


def acts() -> Iterator[Act]:
    yield Act(moment(2021, 1, 12, 9), PHASE, _set_up)


def _set_up(world: World, at: datetime) -> None:
    actor = world.user("chu_tich")
    name = "Hội đồng Khoa học và Công nghệ huyện"
    council = create_council(
        world.units["huyen"],
        kind=CouncilKind.KHCN,
        name=name,
        decision=f"18/QĐ-UBND ({ASSUMED.lower()})",
        actor=actor,
        at=at,
    )
    world.council = council
    people = [(world.personas["pho_chu_tich"], Capacity.CHAIR), (world.personas["thu_ky"], Capacity.SECRETARY)]
    people += [(world.person(who), Capacity.MEMBER) for who in world.story.raw["council"]]
    for person, capacity in people:
        world.seats[person.pk] = seat_member(
            council, person, capacity=capacity, valid_from=REGISTER_BEGINS, actor=actor, at=at
        )
    open_accounts(world, [(person, None, ()) for person, _capacity in people])
    assign_roles(world, list(_roles(world)), REGISTER_BEGINS)


def _roles(world: World) -> Iterator[tuple[Person, Unit | None, tuple[str, ...]]]:
    """A member's role is held at the own unit: it opens what is before the council and no more."""
    yield world.personas["pho_chu_tich"], world.units["kinh_te"], (Role.THANH_VIEN,)
    yield world.personas["thu_ky"], world.units["kinh_te"], (Role.THU_KY,)
    for who in world.story.raw["council"]:
        yield world.person(who), world.units[who.partition("/")[0]], (Role.THANH_VIEN,)


def _members(world: World) -> list[Member]:
    return list(world.seats.values())


def _absent(sitting: Sitting, world: World) -> list[Member]:
    """Two are away at the first sitting of a year, nobody at the second."""
    return [] if sitting.order else _members(world)[-3:-1]


def hold(sitting: Sitting, world: World, at: datetime) -> None:
    present = [member for member in _members(world) if member not in _absent(sitting, world)]
    session = world.memory["session", sitting.key]
    world.memory["session", sitting.key] = open_session(
        session, present=present, actor=world.user("pho_chu_tich"), at=at
    )


def vote(sitting: Sitting, heard: Sequence[Idea], world: World, at: datetime, *, first: bool) -> None:
    """Cast the ballots of the first five present, or of the others."""
    session = world.memory["session", sitting.key]
    present = [member for member in _members(world) if member not in _absent(sitting, world)]
    items = items_of(session)
    fates = {world.memory["initiative", sitting.year, idea].pk: idea.fate for idea in heard}
    for place, member in enumerate(present):
        if (place < _VOTERS_FIRST) == first:
            mine = items_open_to(member.pk, items)
            choices = {item.pk: _choice(fates[item.subject_id], sitting, place) for item in mine}
            cast_ballot(session, choices=choices, actor=world.user(member.person), at=at)


def _choice(fate: str, sitting: Sitting, place: int) -> str:
    """Four vote against what is refused; one keeps back what then waits for the absent."""
    if fate == "tu_choi" and place < _AGAINST:
        return Choice.AGAINST
    if fate in ("cho_y_kien", "y_kien_van_ban") and sitting.order == 0 and place == 0:
        return Choice.AGAINST
    return Choice.FOR


def finish_votes(sitting: Sitting, world: World, at: datetime) -> None:
    world.memory["session", sitting.key] = finish_voting(
        world.memory["session", sitting.key], actor=world.user("pho_chu_tich"), at=at
    )


def close(sitting: Sitting, heard: Sequence[Idea], world: World, at: datetime) -> None:
    """Where the absent were asked in writing, their opinions are entered before the count."""
    session, actor = world.memory["session", sitting.key], world.user("thu_ky")
    if any(idea.fate == "y_kien_van_ban" for idea in heard):
        for member in _absent(sitting, world):
            choices = {item.pk: str(Choice.FOR) for item in items_open_to(member.pk, items_of(session))}
            record_written_opinion(session, member, choices=choices, actor=actor, at=at)
    world.memory["session", sitting.key] = close_session(session, actor=world.user("pho_chu_tich"), at=at)
