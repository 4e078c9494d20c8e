"""What is filled in for a criterion, one shape per way of measuring."""

from typing import Any

from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.validation import CLOSED, Count, Flag, Text, Words, contradiction


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Entry:
    note: Words | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Points(Entry):
    points: Amount


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Ratio(Entry):
    """A numerator above its denominator is allowed (a plan exceeded): the cap takes care of it."""

    numerator: Amount
    denominator: Amount

    def __post_init__(self) -> None:
        if self.numerator and not self.denominator:
            raise contradiction("mẫu số bằng 0 nhưng tử số khác 0.", "Kiểm tra lại hai số liệu này.")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Answer(Entry):
    value: Flag


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Choice(Entry):
    """`points` only for an option whose points are judged up to a maximum."""

    option: Text
    points: Amount | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Conditions(Entry):
    conditions: dict[str, Flag]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Quantity(Entry):
    count: Count


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Days(Entry):
    """Days from the base date, or `done` false where the thing was never done."""

    days: Count | None = None
    done: Flag = True

    def __post_init__(self) -> None:
        if self.done != (self.days is not None):
            raise contradiction("ghi số ngày (days), hoặc ghi done là false nếu không thực hiện, chỉ một trong hai.")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Remark(Entry):
    value: Any = None


@dataclass(frozen=True)
class NotApplicable:
    """Filled in by hand: the criterion does not apply to this unit this time."""
