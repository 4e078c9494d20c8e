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
    reached = [tier for tier in tiers if reaches(value, tier.min)]
    return max(reached, key=lambda tier: tier.min, default=None)


def reaches(value: Fraction, limit: Decimal) -> bool:
    """Exactly; in whole numbers, which is several times faster than fractions."""
    top, bottom = limit.as_integer_ratio()
    return value.numerator * bottom >= top * value.denominator


def quotient(left: Decimal, right: Decimal) -> Fraction:
    """Left by right, reduced once."""
    (top, bottom), (over, under) = left.as_integer_ratio(), right.as_integer_ratio()
    return Fraction(top * under, bottom * over)


def named_points(tiers: Sequence[Tier], zero: Decimal | None) -> Mapping[str, Decimal]:
    named = {f"mức từ {number(tier.min)}": tier.points for tier in tiers}
    return named if zero is None else named | {"mức không thực hiện (zero)": zero}


def repeated_minima(tiers: Sequence[Tier]) -> Iterator[str]:
    for minimum, times in Counter(tier.min for tier in tiers).items():
        if times > 1:
            yield f"mức từ {number(minimum)} ghi {times} lần."
