"""What is scored and what comes out. Points and maxima are exact decimals; None is "not known", never zero."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thidua.core.scoring.entries import Entry, NotApplicable
from thidua.core.scoring.rule import Policy, Rule


class TieRule(StrEnum):
    COMPETITION = "competition"  # 1, 1, 3
    DENSE = "dense"  # 1, 1, 2


@dataclass(frozen=True)
class About:
    """What stands beside a criterion's rule. `text` is the regulation's own and the authority; the rule is a reading.

    `fact`: the id of what the system itself knows and can fill in.
    """

    text: str = ""
    guide: str = ""
    evidence: str = ""
    scored_by: str = ""
    appraised_by: str = ""
    data_source: str = ""
    reading: str = ""
    ambiguity: str = ""
    clause: str = ""
    fact: str = ""


@dataclass(frozen=True)
class Criterion:
    """`bonus`: its points come on top, and its maximum does not count."""

    code: str
    name: str
    max: Decimal
    rule: Rule
    not_applicable: Policy = Policy.REDUCE
    bonus: bool = False
    about: About = About()

    @property
    def is_outside(self) -> bool:
        """A bonus, a deduction from the total, something only followed: beside the maximum, not in it."""
        return self.bonus or self.rule.outside_maximum or not self.max

    @property
    def is_bonus(self) -> bool:
        return self.bonus or self.rule.outside_maximum

    @property
    def counted_max(self) -> Decimal:
        return Decimal(0) if self.is_outside else self.max


@dataclass(frozen=True)
class CriterionGroup:
    """A criterion that is scored by its components; `codes` are theirs, in order."""

    code: str
    name: str
    max: Decimal
    codes: tuple[str, ...]
    about: About = About()


@dataclass(frozen=True)
class CriteriaField:
    """`criteria` are what is scored, components among them; `bonus_cap`: the most its bonuses may add together."""

    code: str
    name: str
    criteria: tuple[Criterion, ...]
    bonus_cap: Decimal | None = None
    groups: tuple[CriterionGroup, ...] = ()
    appraised_by: str = ""

    @property
    def groups_begun(self) -> dict[str, CriterionGroup]:
        """The groups by the code of their first component: where their own words stand."""
        return {group.codes[0]: group for group in self.groups if group.codes}


@dataclass(frozen=True)
class Band:
    """A class by index, from `min` per cent up; `group` None: for units whose group has no bands of its own."""

    code: str
    name: str
    min: Decimal
    group: str | None = None


@dataclass(frozen=True)
class AboutSet:
    """Whose set it is and where it was read. `demonstration`: invented, and said so wherever it is shown."""

    year: int | None = None
    unit_kinds: tuple[str, ...] = ()
    source: str = ""
    caution: str = ""
    demonstration: bool = False


@dataclass(frozen=True)
class CriteriaSet:
    """`points_min`, `points_max`: the total is kept between them."""

    code: str
    name: str
    fields: tuple[CriteriaField, ...]
    rounding: int = 2
    tie_rule: TieRule = TieRule.COMPETITION
    points_min: Decimal | None = None
    points_max: Decimal | None = None
    bands: tuple[Band, ...] = ()
    about: AboutSet = AboutSet()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for field in self.fields for criterion in field.criteria)

    @property
    def max(self) -> Decimal:
        """The maximum of a unit to which everything applies."""
        return sum((criterion.counted_max for criterion in self.criteria), Decimal(0))


@dataclass(frozen=True)
class Previous:
    """Last year's published result, as far as it is known; `incomparable`: why it stands beside no year before."""

    points: Decimal | None = None
    index: Decimal | None = None
    rank: int | None = None
    max: Decimal | None = None
    incomparable: str | None = None


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
    """`lent`: the maximum that the rest of the sheet stands for, where the criterion fell away under RESCALE."""

    code: str
    points: Decimal | None
    max: Decimal
    reason: str
    lent: Decimal = Decimal(0)


@dataclass(frozen=True)
class GroupScore:
    code: str
    points: Decimal | None
    max: Decimal


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
    """Against the previous result; a positive rank is so many places up. None where a side is not known.

    `reason`: why something cannot be compared.
    """

    points: Decimal | None = None
    index: Decimal | None = None
    rank: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class UnitScore:
    """Points as in `FieldScore`; `reason` says why a unit has no rank, `remarks` what became of its total."""

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
    groups: tuple[GroupScore, ...] = ()
    band: Band | None = None
    tied: bool = False
    remarks: tuple[str, ...] = field(default=())
