"""What is scored and what comes out. Points and maxima are exact decimals; None is "not known", never zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.scoring.entries import Entry, NotApplicable
from thidua.core.scoring.rule import Policy, Rule


class TieRule(StrEnum):
    COMPETITION = "competition"  # 1, 1, 3
    DENSE = "dense"  # 1, 1, 2


@dataclass(frozen=True)
class Criterion:
    code: str
    name: str
    max: Decimal
    rule: Rule
    not_applicable: Policy = Policy.REDUCE

    @property
    def counted_max(self) -> Decimal:
        return Decimal(0) if self.rule.outside_maximum else self.max


@dataclass(frozen=True)
class CriteriaField:
    """`bonus_cap`: the most that the field's bonus criteria may add together."""

    code: str
    name: str
    criteria: tuple[Criterion, ...]
    bonus_cap: Decimal | None = None


@dataclass(frozen=True)
class CriteriaSet:
    code: str
    name: str
    fields: tuple[CriteriaField, ...]
    rounding: int = 2
    tie_rule: TieRule = TieRule.COMPETITION

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for field in self.fields for criterion in field.criteria)


@dataclass(frozen=True)
class Previous:
    """Last year's published result, as far as it is known."""

    points: Decimal | None = None
    index: Decimal | None = None
    rank: int | None = None


@dataclass(frozen=True)
class Unit:
    """A unit's sheet; a criterion without an entry has not been scored yet."""

    code: str
    name: str
    entries: Mapping[str, Entry | NotApplicable]
    group: str | None = None
    previous: Previous = Previous()


@dataclass(frozen=True)
class ScoringInput:
    criteria_set: CriteriaSet
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class CriterionScore:
    code: str
    points: Decimal | None
    max: Decimal
    reason: str


@dataclass(frozen=True)
class FieldScore:
    """`points` None as long as one criterion is not scored; `scored_points` is the sum so far."""

    code: str
    points: Decimal | None
    scored_points: Decimal
    max: Decimal
    rank: int | None = None


@dataclass(frozen=True)
class Change:
    """Against the previous result; a positive rank is so many places up. None where a side is not known."""

    points: Decimal | None = None
    index: Decimal | None = None
    rank: int | None = None


@dataclass(frozen=True)
class UnitScore:
    """Points as in `FieldScore`; `reason` says why a unit has no rank."""

    code: str
    name: str
    group: str | None
    points: Decimal | None
    scored_points: Decimal
    max: Decimal
    index: Decimal | None
    fields: tuple[FieldScore, ...]
    criteria: tuple[CriterionScore, ...]
    reason: str | None = None
    rank: int | None = None
    group_rank: int | None = None
    change: Change = Change()
