"""What is the same for every nominee of a round: the guidance in force, the windows of time, the day asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from thidua.core.calendar import Period, last_moment, year_period
from thidua.core.movement.definition import Kind, Round, StandardList
from thidua.core.movement.guidance import GUIDANCE_KEYS, GuidanceValue
from thidua.core.movement.model import Movement, deadline

AS_WRITTEN = "cách đọc theo câu chữ của kế hoạch, khi chưa ai quyết định khác"


@dataclass(frozen=True)
class Threshold:
    """`value` None: nobody has decided."""

    key: str
    value: Any
    source: str | None


@dataclass(frozen=True)
class Setting:
    """`day`: the last day known to the question (the day before an excluded midnight)."""

    movement: Movement
    round: Round
    guidance: Mapping[str, GuidanceValue]
    day: date

    def threshold(self, key: str) -> Threshold:
        decided = self.guidance.get(key)
        if decided is not None and decided.value is not None:
            return Threshold(key, decided.value, decided.source)
        default = GUIDANCE_KEYS[key].default
        return Threshold(key, default, None if default is None else AS_WRITTEN)

    def standards(self, kind: Kind) -> StandardList:
        return self.movement.standards(self.round, kind)

    def cite(self, clause: str) -> str:
        return f"kế hoạch, {self.movement.cite(clause)}"

    @property
    def decider(self) -> str:
        """Who may complete what the plan leaves open."""
        return self.movement.definition.issuer

    @property
    def year(self) -> Period:
        """The year a yearly round judges; a definition that asks for it in another round is refused."""
        if self.round.year is None:
            raise ValueError(f"round {self.round.id} judges no single year")
        return year_period(self.round.year)

    @property
    def between_deadlines(self) -> Period:
        """From the deadline before (excluded there, so counted here) to the last day in time of this one."""
        this = self.round.before
        earlier = [known.before for known in self.movement.definition.rounds if known.before < this]
        return Period(max(earlier, default=_year_before(this)), this - timedelta(days=1))


def prepare(
    movement: Movement,
    *,
    round_id: str,
    guidance: Mapping[str, GuidanceValue] | None = None,
    as_of: datetime | None = None,
) -> Setting:
    """`guidance` None: the movement's own. `as_of` None: the round's deadline."""
    known = movement.round(round_id)
    instant = deadline(known) if as_of is None else as_of
    own = movement.guidance if guidance is None else guidance
    return Setting(movement, known, own, last_moment(instant).date())


def _year_before(value: date) -> date:
    leap_day = (value.month, value.day) == (2, 29)
    return value.replace(year=value.year - 1, day=28 if leap_day else value.day)
