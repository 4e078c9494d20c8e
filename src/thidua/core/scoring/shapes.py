"""The file's objects one by one, before they are bound together. Descriptions beside the known keys are let be."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount, Number
from thidua.core.scoring.model import TieRule
from thidua.core.scoring.rule import Policy
from thidua.core.validation import Flag, Rank, Text, Whole, Words

_OPEN = ConfigDict(extra="ignore")
_AtLeastOne = Annotated[tuple[Any, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class FileShape:
    set: dict[str, Any]
    units: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class BandShape:
    code: Text
    name: Text | None = None
    min: Amount
    group: Text | None = None


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class SetShape:
    code: Text
    name: Text | None = None
    rounding: Annotated[Whole, Field(ge=0, le=6)] = 2
    tie_rule: TieRule = TieRule.COMPETITION
    points_min: Number | None = None
    points_max: Number | None = None
    bands: tuple[BandShape, ...] = ()
    year: Whole | None = None
    unit_kinds: tuple[Text, ...] = ()
    source: Words = ""
    caution: Words = ""
    demonstration: Flag = False
    fields: _AtLeastOne


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class FieldShape:
    code: Text
    name: Text | None = None
    bonus_cap: Amount | None = None
    appraised_by: Words = ""
    criteria: _AtLeastOne


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class _AboutShape:
    """What is said of a criterion beside its rule."""

    text: Words = ""
    guide: Words = ""
    evidence: Words = ""
    scored_by: Words = ""
    appraised_by: Words = ""
    data_source: Words = ""
    reading: Words = ""
    ambiguity: Words = ""
    clause: Words = ""
    fact: Words = ""


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class GroupShape(_AboutShape):
    """A criterion with components in place of a rule; its maximum, where it is written, must be theirs."""

    code: Text
    name: Text | None = None
    max: Amount | None = None
    components: _AtLeastOne


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class CriterionShape(_AboutShape):
    code: Text
    name: Text | None = None
    max: Amount
    not_applicable: Policy = Policy.REDUCE
    bonus: Flag = False
    rule: dict[str, Any]


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class PreviousShape:
    points: Number | None = None
    index: Number | None = None
    rank: Rank | None = None
    max: Number | None = None
    incomparable: Text | None = None


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class UnitShape:
    code: Text
    name: Text | None = None
    group: Words | None = None
    entries: dict[str, Any] = Field(default_factory=dict)
    previous: PreviousShape | None = None
