"""Tiers from a minimum up, shared by ratios and counts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number
from thidua.core.validation import CLOSED


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Tier:
    min: Amount
    points: Amount


Tiers = Annotated[tuple[Tier, ...], Field(min_length=1)]


def highest_reached(tiers: Sequence[Tier], value: Fraction) -> Tier | None:
    """The order in which the tiers are written does not matter."""
    reached = [tier for tier in tiers if value >= Fraction(tier.min)]
    return max(reached, key=lambda tier: tier.min, default=None)


def named_points(tiers: Sequence[Tier], zero: Decimal | None) -> Mapping[str, Decimal]:
    named = {f"mức từ {number(tier.min)}": tier.points for tier in tiers}
    return named if zero is None else named | {"mức không thực hiện (zero)": zero}


def repeated_minima(tiers: Sequence[Tier]) -> Iterator[str]:
    for minimum, times in Counter(tier.min for tier in tiers).items():
        if times > 1:
            yield f"mức từ {number(minimum)} ghi {times} lần."
