"""What is left of a whole, and what people answered."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number
from thidua.core.rounding import telling_percent
from thidua.core.scoring.entries import Answers, Shares
from thidua.core.scoring.kinds.ratios import between, faulty_limits
from thidua.core.scoring.rule import Absent, Outcome, Policy, Rule
from thidua.core.validation import CLOSED, Count, Text

_WHOLE = Decimal(100)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Complement(Rule):
    """100 % less the share of each part ("100 % − tỷ lệ quá hạn − tỷ lệ phản ánh"), then as `linear`; never below 0."""

    entry = Shares
    parts: Annotated[tuple[Text, ...], Field(min_length=1)]
    cap: Amount = Decimal(100)
    floor: Amount | None = None
    zero_denominator: Policy | None = None

    def outcome(self, entry: Shares, maximum: Decimal) -> Outcome | Absent:
        if not entry.total:
            return Absent("Tổng số bằng 0 (không phát sinh)", self.zero_denominator)
        lost = sum((Fraction(entry.parts[name]) for name in self.parts), Fraction(0))
        left = max(1 - lost / Fraction(entry.total), Fraction(0))
        taken = " − ".join(f"{number(entry.parts[name])} {name}" for name in self.parts)
        return between(self.floor, self.cap, left, f"({number(entry.total)} − {taken})/{number(entry.total)}", maximum)

    def refusal(self, entry: Shares, maximum: Decimal) -> str | None:
        if strange := [name for name in entry.parts if name not in self.parts]:
            return f"tiêu chí không có phần “{', '.join(strange)}”."
        if missing := [name for name in self.parts if name not in entry.parts]:
            return f"chưa ghi phần “{', '.join(missing)}”."
        return "tổng số bằng 0 nhưng có phần khác 0." if not entry.total and any(entry.parts.values()) else None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from faulty_limits(self.floor, self.cap)
        if len(set(self.parts)) < len(self.parts):
            yield "hai phần trùng tên."


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Survey(Rule):
    """The mean of the answers, each worth its weight in per cent of the maximum; `ignored` answers do not count.

    Fewer counted answers than `least`, or none, is no survey: treated as `no_survey` says.
    """

    entry = Answers
    weights: Annotated[dict[Text, Amount], Field(min_length=1)]
    ignored: tuple[Text, ...] = ()
    least: Count = 1
    no_survey: Policy | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers there are, the best first, however a file or a database has put them."""
        return (*sorted(self.weights, key=lambda answer: -self.weights[answer]), *self.ignored)

    def outcome(self, entry: Answers, maximum: Decimal) -> Outcome | Absent:
        counted = {answer: entry.answers.get(answer, 0) for answer in self.weights}
        people = sum(counted.values())
        if not people:
            return Absent("Không có phiếu điều tra", self.no_survey)
        if people < self.least:
            return Absent(f"{number(people)} phiếu < {number(self.least)} phiếu (mức tối thiểu)", self.no_survey)
        mean = sum((times * Fraction(self.weights[answer]) for answer, times in counted.items()), Fraction(0)) / people
        given = ", ".join(f"{answer} {number(times)}" for answer, times in counted.items())
        points = Fraction(maximum) * mean / 100
        return Outcome(points, f"{number(people)} phiếu ({given}), bình quân {telling_percent(mean / 100)}")

    def refusal(self, entry: Answers, maximum: Decimal) -> str | None:
        known = (*self.weights, *self.ignored)
        strange = [answer for answer in entry.answers if answer not in known]
        return f"không có phương án “{', '.join(strange)}”; các phương án: {', '.join(known)}." if strange else None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        for answer, weight in self.weights.items():
            if weight > _WHOLE:
                yield f"trọng số của “{answer}” vượt 100 %."
            if answer in self.ignored:
                yield f"phương án “{answer}” vừa có trọng số vừa không tính."
