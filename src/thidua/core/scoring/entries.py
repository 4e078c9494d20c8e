"""What is filled in for a criterion, one shape per way of measuring."""

from dataclasses import dataclass as plain_dataclass
from typing import Any

from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount, Number
from thidua.core.validation import CLOSED, Count, Flag, Rank, Text, Words, contradiction


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Entry:
    note: Words | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Points(Entry):
    points: Amount


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Ratio(Entry):
    """A numerator above its denominator is allowed (a plan exceeded): the cap takes care of it.

    `last_year`: the denominator of the whole year before, for rules that fall back on it.
    """

    numerator: Amount
    denominator: Amount
    last_year: Amount | None = None

    def __post_init__(self) -> None:
        if self.numerator and not self.denominator and not self.last_year:
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


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Shares(Entry):
    """A whole and the parts of it that count against the unit."""

    total: Amount
    parts: dict[str, Amount]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Answers(Entry):
    """How many people gave each answer of a survey."""

    answers: dict[str, Count]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Comparison(Entry):
    """A figure of this year and of the year before; `before` None where there is none."""

    now: Number
    before: Number | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Figure(Entry):
    """A figure taken over from elsewhere."""

    value: Amount


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Place(Entry):
    """A rank held elsewhere."""

    rank: Rank


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Variables(Entry):
    values: dict[str, Number]


@plain_dataclass(frozen=True, kw_only=True)
class Branched(Entry):
    """The entry of one case of a branch; in a file `case` stands beside the keys of that case's own entry."""

    case: str
    entry: Entry


@plain_dataclass(frozen=True)
class NotApplicable:
    """Filled in by hand: the criterion does not apply to this unit this time."""
