"""The world under construction: who and what exists so far, and the agenda of acts by which it came to be.

History is written at its own time: every act has a moment, acts are carried out in their order, and a stage of the
demonstration is the history up to its moment.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import VN
from thidua.councils.models import Council, Member
from thidua.demo.story import Story
from thidua.movements.models import Movement, Round
from thidua.organizations.models import Person, Unit

ASSUMED = "Giả định của bản trình diễn"
_SATURDAY = 5


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in Vietnam time."""
    return datetime(year, month, day, hour, minute, tzinfo=VN)


def on(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), VN)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def working_days(year: int, month: int, first: int, last: int) -> list[date]:
    """Return the days from Monday to Friday in a stretch of a month."""
    days = (date(year, month, number) for number in range(first, last + 1))
    return [day for day in days if day.weekday() < _SATURDAY]


@dataclass
class World:
    """Units and people by the short names of the story.

    `staff`: who was where at the beginning, the head first; `team`: who is where now.
    """

    seed: int
    story: Story
    units: dict[str, Unit] = field(default_factory=dict)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    team: dict[str, list[Person]] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    personas: dict[str, Person] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    seats: dict[int, Member] = field(default_factory=dict)
    memory: dict[Any, Any] = field(default_factory=dict)
    movement: Movement | None = None
    council: Council | None = None

    def rng(self, *purpose: object) -> Random:
        """Return chance for one purpose, so that a change elsewhere changes nothing here."""
        return Random(":".join(map(str, (self.seed, *purpose))))  # noqa: S311 - invented figures, no secret

    def person(self, key: str) -> Person:
        """Return who "truc_chinh/1" is: the unit's second person at the beginning."""
        unit, _, place = key.partition("/")
        return self.staff[unit][int(place)]

    def key_of(self, person: Person) -> str:
        """Return a person's short name, which stays the same wherever they serve later."""
        names: dict[int, str] = self.memory.setdefault("names", {})
        if not names:
            names |= {
                each.pk: f"{unit}/{place}" for unit, staff in self.staff.items() for place, each in enumerate(staff)
            }
        return names.get(person.pk, "")

    def who(self, name: str) -> Person:
        """Return a persona ("thuong_truc") or who "truc_chinh/1" is."""
        return self.personas.get(name) or self.person(name)

    def user(self, who: str | Person) -> User:
        """Return the sign-in of a persona, of "truc_chinh/1", or of a person."""
        return self.users[(who if isinstance(who, Person) else self.who(who)).pk]

    def head(self, unit: str) -> User:
        """Return the sign-in of who leads the unit now."""
        return self.users[self.team[unit][0].pk]

    def log(self, verb: str, *, at: datetime, by: str = "thuong_truc", of: Unit | None = None, **told: Any) -> None:
        """Write the one event of a batch."""
        record(of or self.units["huyen"], verb, actor=self.user(by), at=at, new=told)


@dataclass(frozen=True)
class Act:
    """Something done at a moment; `phase` names what it is part of, for those who watch."""

    at: datetime
    phase: str
    do: Callable[[World, datetime], object]
