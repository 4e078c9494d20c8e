"""The file's objects one by one, before they are bound together. Descriptions beside the known keys are let be."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount, Number
from thidua.core.scoring.model import TieRule
from thidua.core.scoring.rule import Policy
from thidua.core.validation import Text, Whole, Words

_OPEN = ConfigDict(extra="ignore")
_AtLeastOne = Annotated[tuple[Any, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class FileShape:
    set: dict[str, Any]
    units: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class SetShape:
    code: Text
    name: Text | None = None
    rounding: Annotated[Whole, Field(ge=0, le=6)] = 2
    tie_rule: TieRule = TieRule.COMPETITION
    fields: _AtLeastOne


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class FieldShape:
    code: Text
    name: Text | None = None
    bonus_cap: Amount | None = None
    criteria: _AtLeastOne


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class CriterionShape:
    code: Text
    name: Text | None = None
    max: Amount
    not_applicable: Policy = Policy.REDUCE
    rule: dict[str, Any]


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class PreviousShape:
    points: Number | None = None
    index: Number | None = None
    rank: Annotated[Whole, Field(ge=1)] | None = None


@dataclass(frozen=True, kw_only=True, config=_OPEN)
class UnitShape:
    code: Text
    name: Text | None = None
    group: Words | None = None
    entries: dict[str, Any] = Field(default_factory=dict)
    previous: PreviousShape | None = None
