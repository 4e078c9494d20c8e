"""Points taken away: from the criterion's own maximum (not below 0), or from the total where the maximum is 0."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number
from thidua.core.scoring.entries import Days, Quantity
from thidua.core.scoring.rule import Outcome, Rule
from thidua.core.validation import CLOSED, Count, Flag


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Deduction(Rule):
    """`limit`: the most that is ever taken away."""

    limit: Amount | None = None

    def taken(self, deduction: Fraction, why: str, maximum: Decimal) -> Outcome:
        if self.limit is not None and deduction > Fraction(self.limit):
            deduction, why = Fraction(self.limit), f"{why}, trừ tối đa {number(self.limit)}"
        left = Fraction(maximum) - deduction
        return Outcome(max(left, Fraction(0)) if maximum else left, why)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class FixedDeduction(_Deduction):
    """`per` must be said: texts seldom tell whether a deduction counts once or for each occurrence."""

    entry = Quantity
    points: Amount
    per: Literal["once", "occurrence"]

    def outcome(self, entry: Quantity, maximum: Decimal) -> Outcome:
        if not entry.count:
            return self.taken(Fraction(0), "Không phải trừ điểm", maximum)
        times = entry.count if self.per == "occurrence" else 1
        why = f"{number(entry.count)} lần vi phạm, trừ {number(times)} × {number(self.points)} điểm"
        return self.taken(times * Fraction(self.points), why, maximum)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class PerDayDeduction(_Deduction):
    """`points` for each day late; or `first_points` once for the first `first_days`, then `points` a day.

    `first_included` must be said then: true adds the days after to `first_points`, false lets them replace it.
    """

    entry = Days
    points: Amount
    first_days: Count = 0
    first_points: Amount = Decimal(0)
    first_included: Flag | None = None

    def outcome(self, entry: Days, maximum: Decimal) -> Outcome:
        if entry.days is None:
            return self.taken(Fraction(self._most(maximum)), "Không thực hiện", maximum)
        if not entry.days:
            return self.taken(Fraction(0), "Đúng hạn", maximum)
        return self.taken(self._deduction(entry.days), f"Chậm {number(entry.days)} ngày", maximum)

    def _deduction(self, days: int) -> Fraction:
        after = max(days - self.first_days, 0)
        counts_first = bool(self.first_days) and (self.first_included or not after)
        return after * Fraction(self.points) + (Fraction(self.first_points) if counts_first else 0)

    def refusal(self, entry: Days, maximum: Decimal) -> str | None:
        if entry.days is None and not self._most(maximum):
            return "quy tắc chưa ghi mức trừ tối đa (limit) nên không trừ được khi không thực hiện."
        return None

    def _most(self, maximum: Decimal) -> Decimal:
        return maximum if self.limit is None else self.limit

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if self.first_days and self.first_included is None:
            yield "phải ghi first_included: mức trừ của những ngày đầu có cộng vào các ngày sau không."
