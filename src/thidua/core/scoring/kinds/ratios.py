"""A numerator over a denominator, in per cent."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number, percent
from thidua.core.rounding import telling_percent
from thidua.core.scoring.entries import Ratio
from thidua.core.scoring.kinds.tiers import Tiers, highest_reached, named_points, quotient, reaches, repeated_minima
from thidua.core.scoring.rule import Absent, Outcome, Policy, Rule
from thidua.core.validation import CLOSED


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _OfRatio(Rule):
    """`zero_denominator` None: 0/0 is treated as what does not apply is treated by the criterion.

    `last_year_parts`: where the denominator is 0, the whole of last year's divided by this stands in for it
    (766, 1.4: a month by 12, a quarter by 4, a year by 1); without a figure of last year the ratio is 0.
    """

    entry = Ratio
    zero_denominator: Policy | None = None
    last_year_parts: Literal[1, 2, 4, 12] | None = None

    def outcome(self, entry: Ratio, maximum: Decimal) -> Outcome | Absent:
        if entry.denominator:
            ratio = quotient(entry.numerator, entry.denominator)
            return self.of_ratio(ratio, f"{number(entry.numerator)}/{number(entry.denominator)}", maximum)
        if self.last_year_parts is None:
            return Absent("Mẫu số bằng 0 (không phát sinh)", self.zero_denominator)
        if not entry.last_year:
            return self.of_ratio(Fraction(0), "Mẫu số bằng 0, năm trước không có số liệu", maximum)
        ratio = Fraction(entry.numerator) * self.last_year_parts / Fraction(entry.last_year)
        whole = f"{number(entry.last_year)}/{self.last_year_parts}" if self.last_year_parts > 1 else ""
        shown = f"{number(entry.numerator)}/" + (f"({whole})" if whole else number(entry.last_year))
        return self.of_ratio(ratio, f"{shown} (mẫu số lấy theo năm trước)", maximum)

    def refusal(self, entry: Ratio, maximum: Decimal) -> str | None:
        if entry.last_year is not None and self.last_year_parts is None:
            return "quy tắc này không dùng số liệu năm trước (last_year)."
        return None

    @abstractmethod
    def of_ratio(self, ratio: Fraction, shown: str, maximum: Decimal) -> Outcome: ...


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Linear(_OfRatio):
    """The maximum × ratio / cap, the maximum from `cap` up, nothing below `floor` (both in per cent)."""

    cap: Amount = Decimal(100)
    floor: Amount | None = None

    def of_ratio(self, ratio: Fraction, shown: str, maximum: Decimal) -> Outcome:
        return between(self.floor, self.cap, ratio, shown, maximum)

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from faulty_limits(self.floor, self.cap)


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


def between(floor: Decimal | None, cap: Decimal, ratio: Fraction, shown: str, maximum: Decimal) -> Outcome:
    """The maximum × ratio / cap; the maximum from the cap up, nothing below the floor."""
    reached = telling_percent(ratio, cap, *([] if floor is None else [floor]))
    if floor is not None and not reaches(100 * ratio, floor):
        return Outcome(Fraction(0), f"{shown} = {reached} < {percent(floor)} (mức sàn)")
    if reaches(100 * ratio, cap):
        return Outcome(Fraction(maximum), f"{shown} = {reached} ≥ {percent(cap)}")
    points = 100 * quotient(maximum, cap) * ratio
    return Outcome(points, f"{shown} = {reached} < {percent(cap)}")


def faulty_limits(floor: Decimal | None, cap: Decimal) -> Iterator[str]:
    if not cap:
        yield "mức trần (cap) phải lớn hơn 0."
    if floor is not None and floor > cap:
        yield "mức sàn (floor) cao hơn mức trần (cap)."
