"""Things and days that are counted."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number
from thidua.core.scoring.entries import Days, Quantity
from thidua.core.scoring.kinds.tiers import Tiers, highest_reached, named_points, repeated_minima
from thidua.core.scoring.rule import Outcome, Rule
from thidua.core.validation import CLOSED, Count


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class CountTiers(Rule):
    """The highest tier reached; `zero` where "không tổ chức" is kept apart from the lowest tier."""

    entry = Quantity
    tiers: Tiers
    zero: Amount | None = None

    def outcome(self, entry: Quantity, maximum: Decimal) -> Outcome:
        if self.zero is not None and not entry.count:
            return Outcome(Fraction(self.zero), "Số lượng 0: không thực hiện")
        tier = highest_reached(self.tiers, Fraction(entry.count))
        if tier is None:
            lowest = min(tier.min for tier in self.tiers)
            return Outcome(Fraction(0), f"Số lượng {number(entry.count)} < {number(lowest)} (mức thấp nhất)")
        return Outcome(Fraction(tier.points), f"Số lượng {number(entry.count)} ≥ {number(tier.min)}")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from super().faults(maximum)
        yield from repeated_minima(self.tiers)

    def awards(self) -> Mapping[str, Decimal]:
        return named_points(self.tiers, self.zero)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class CountUnit(Rule):
    """So many points each, up to the maximum."""

    entry = Quantity
    unit: Amount

    def outcome(self, entry: Quantity, maximum: Decimal) -> Outcome:
        points = entry.count * Fraction(self.unit)
        why = f"{number(entry.count)} × {number(self.unit)} điểm"
        if points > Fraction(maximum):
            return Outcome(Fraction(maximum), f"{why}, tính tối đa")
        return Outcome(points, why)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Deadline:
    max_days: Count
    points: Amount


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class DeadlineTiers(Rule):
    """Done within so many days of the base date; the shortest deadline kept counts, later than all nothing."""

    entry = Days
    tiers: Annotated[tuple[Deadline, ...], Field(min_length=1)]

    def outcome(self, entry: Days, maximum: Decimal) -> Outcome:
        if entry.days is None:
            return Outcome(Fraction(0), "Không thực hiện")
        kept = [tier for tier in self.tiers if entry.days <= tier.max_days]
        if not kept:
            longest = max(tier.max_days for tier in self.tiers)
            return Outcome(Fraction(0), f"{number(entry.days)} ngày > {number(longest)} ngày")
        tier = min(kept, key=lambda tier: tier.max_days)
        return Outcome(Fraction(tier.points), f"{number(entry.days)} ngày ≤ {number(tier.max_days)} ngày")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from super().faults(maximum)
        if len({tier.max_days for tier in self.tiers}) < len(self.tiers):
            yield "một thời hạn ghi nhiều lần."

    def awards(self) -> Mapping[str, Decimal]:
        return {f"thời hạn {number(tier.max_days)} ngày": tier.points for tier in self.tiers}
