"""What every kind of rule answers: the exact points of an entry and why, in Vietnamese, with the numbers."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass as plain_dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

from pydantic.dataclasses import dataclass

from thidua.core.scoring.entries import Entry
from thidua.core.validation import CLOSED


class Policy(StrEnum):
    """What becomes of the points where nothing could be measured; the real meanings, chosen per criterion."""

    REDUCE = "reduce"  # the maximum is taken away ("giảm trừ điểm tối đa tương ứng")
    FULL = "full"
    ZERO = "zero"
    RESCALE = "rescale"  # taken away, and the rest stands for the whole ("không điều tra thì quy đổi phần còn lại")


@plain_dataclass(frozen=True)
class Outcome:
    """`points` exact and unrounded; negative for a deduction."""

    points: Fraction
    why: str


@plain_dataclass(frozen=True)
class Absent:
    """Nothing arose to be measured. `policy` None: as the criterion treats what does not apply."""

    why: str
    policy: Policy | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Rule(ABC):
    """One kind. The parameters are the fields; `outcome` is pure and total on entries that `refusal` lets pass."""

    entry: ClassVar[type[Entry]]
    outside_maximum: ClassVar[bool] = False  # a bonus adds to the points, never to the maximum

    @abstractmethod
    def outcome(self, entry: Any, maximum: Decimal) -> Outcome | Absent: ...

    def refusal(self, entry: Any, maximum: Decimal) -> str | None:
        """Why this entry cannot stand beside this rule; None where it can."""
        return None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        """What is wrong with the rule itself."""
        for label, points in self.awards().items():
            if points > maximum:
                yield f"{label} cho điểm cao hơn điểm tối đa của tiêu chí."

    def awards(self) -> Mapping[str, Decimal]:
        """Points that the rule names itself, each with the words to point at it."""
        return {}
