"""A numerator over a denominator, in per cent."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number, percent
from thidua.core.rounding import telling_percent
from thidua.core.scoring.entries import Ratio
from thidua.core.scoring.kinds.tiers import Tiers, highest_reached, named_points, repeated_minima
from thidua.core.scoring.rule import Absent, Outcome, Policy, Rule
from thidua.core.validation import CLOSED


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _OfRatio(Rule):
    """`zero_denominator` None: 0/0 is treated as what does not apply is treated by the criterion."""

    entry = Ratio
    zero_denominator: Policy | None = None

    def outcome(self, entry: Ratio, maximum: Decimal) -> Outcome | Absent:
        if not entry.denominator:
            return Absent("Mẫu số bằng 0 (không phát sinh)", self.zero_denominator)
        return self.of_ratio(Fraction(entry.numerator) / Fraction(entry.denominator), _shown(entry), maximum)

    @abstractmethod
    def of_ratio(self, ratio: Fraction, shown: str, maximum: Decimal) -> Outcome: ...


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Linear(_OfRatio):
    """max × ratio / cap, the maximum from `cap` up, nothing below `floor` (both in per cent)."""

    cap: Amount = Decimal(100)
    floor: Amount | None = None

    def of_ratio(self, ratio: Fraction, shown: str, maximum: Decimal) -> Outcome:
        reached = telling_percent(ratio, self.cap, *([] if self.floor is None else [self.floor]))
        if self.floor is not None and 100 * ratio < Fraction(self.floor):
            return Outcome(Fraction(0), f"{shown} = {reached} < {percent(self.floor)} (mức sàn)")
        if 100 * ratio >= Fraction(self.cap):
            return Outcome(Fraction(maximum), f"{shown} = {reached} ≥ {percent(self.cap)}")
        points = Fraction(maximum) * 100 * ratio / Fraction(self.cap)
        return Outcome(points, f"{shown} = {reached} < {percent(self.cap)}")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if not self.cap:
            yield "mức trần (cap) phải lớn hơn 0."
        if self.floor is not None and self.floor > self.cap:
            yield "mức sàn (floor) cao hơn mức trần (cap)."


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class RatioTiers(_OfRatio):
    """The highest tier reached, from its `min` up; below every tier nothing.

    `zero` is for sets that keep "không thực hiện" apart from the lowest tier: the points of a numerator of 0.
    """

    tiers: Tiers
    zero: Amount | None = None

    def of_ratio(self, ratio: Fraction, shown: str, maximum: Decimal) -> Outcome:
        if self.zero is not None and not ratio:
            return Outcome(Fraction(self.zero), f"{shown}: không thực hiện")
        reached = telling_percent(ratio, *(tier.min for tier in self.tiers))
        tier = highest_reached(self.tiers, 100 * ratio)
        if tier is None:
            lowest = min(tier.min for tier in self.tiers)
            return Outcome(Fraction(0), f"{shown} = {reached} < {percent(lowest)} (mức thấp nhất)")
        return Outcome(Fraction(tier.points), f"{shown} = {reached} ≥ {percent(tier.min)}")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from super().faults(maximum)
        yield from repeated_minima(self.tiers)

    def awards(self) -> Mapping[str, Decimal]:
        return named_points(self.tiers, self.zero)


def _shown(entry: Ratio) -> str:
    return f"{number(entry.numerator)}/{number(entry.denominator)}"
