"""Against the year before, and what is taken over from an index or a ranking elsewhere."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number
from thidua.core.scoring.entries import Comparison, Figure, Place
from thidua.core.scoring.rule import Absent, Outcome, Policy, Rule
from thidua.core.validation import CLOSED, Rank, Words


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class YearOnYear(Rule):
    """As in "tăng so với năm trước liền kề": better by at least `least`, or by anything where that is 0.

    `better` "down" where less is better. Without a figure of last year: treated as `no_previous` says.
    """

    entry = Comparison
    better: Literal["up", "down"] = "up"
    least: Amount = Decimal(0)
    points_true: Amount | None = None  # None: the criterion's maximum
    points_false: Amount = Decimal(0)
    no_previous: Policy | None = None

    def outcome(self, entry: Comparison, maximum: Decimal) -> Outcome | Absent:
        if entry.before is None:
            return Absent("Không có số liệu năm trước", self.no_previous)
        change = entry.now - entry.before
        gained = change if self.better == "up" else -change
        reached = gained >= self.least if self.least else gained > 0
        direction = "không đổi" if not change else f"{'tăng' if change > 0 else 'giảm'} {number(abs(change))}"
        why = f"{number(entry.now)} so với {number(entry.before)} năm trước ({direction})"
        if self.least:
            why += f"; cần {'tăng' if self.better == 'up' else 'giảm'} ít nhất {number(self.least)}"
        if not reached:
            return Outcome(Fraction(self.points_false), why)
        return Outcome(Fraction(maximum if self.points_true is None else self.points_true), why)

    def awards(self) -> Mapping[str, Decimal]:
        return {"mức đạt (points_true)": self.points_true or Decimal(0), "mức không đạt": self.points_false}


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class External(Rule):
    """max × value / scale: an index computed elsewhere (SIPAS, PAR INDEX, 766) enters as a component."""

    entry = Figure
    scale: Amount = Decimal(100)
    of: Words = ""

    def outcome(self, entry: Figure, maximum: Decimal) -> Outcome:
        points = Fraction(maximum) * Fraction(entry.value) / Fraction(self.scale)
        return Outcome(points, f"{self.of or 'Chỉ số ngoài'} {number(entry.value)}/{number(self.scale)}")

    def refusal(self, entry: Figure, maximum: Decimal) -> str | None:
        if entry.value > self.scale:
            return f"{number(entry.value)} vượt thang {number(self.scale)}."
        return None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if not self.scale:
            yield "thang điểm (scale) phải lớn hơn 0."


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class RankTier:
    max_rank: Rank
    points: Amount


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class RankTiers(Rule):
    """Points by a rank held elsewhere; the best tier reached counts, behind all of them nothing."""

    entry = Place
    tiers: Annotated[tuple[RankTier, ...], Field(min_length=1)]

    def outcome(self, entry: Place, maximum: Decimal) -> Outcome:
        kept = [tier for tier in self.tiers if entry.rank <= tier.max_rank]
        if not kept:
            last = max(tier.max_rank for tier in self.tiers)
            return Outcome(Fraction(0), f"Hạng {entry.rank} sau hạng {last} (mức thấp nhất)")
        tier = min(kept, key=lambda tier: tier.max_rank)
        return Outcome(Fraction(tier.points), f"Hạng {entry.rank} trong {tier.max_rank} hạng đầu")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from super().faults(maximum)
        if len({tier.max_rank for tier in self.tiers}) < len(self.tiers):
            yield "một thứ hạng ghi nhiều lần."

    def awards(self) -> Mapping[str, Decimal]:
        return {f"mức hạng {tier.max_rank}": tier.points for tier in self.tiers}
