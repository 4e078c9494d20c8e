"""Exact ratios become decimals here, once, half up (away from zero)."""

from decimal import Decimal
from fractions import Fraction

from thidua.core.format import percent


def half_up(value: Fraction, places: int) -> Decimal:
    """Fraction(5905, 1000) → Decimal("5.91") at 2 places; no step in between is rounded."""
    halves = 2 * abs(value.numerator) * 10**places
    units = (halves + value.denominator) // (2 * value.denominator)
    return Decimal(f"{units if value.numerator >= 0 else -units}E-{places}")


def telling_percent(ratio: Fraction, *thresholds: Decimal) -> str:
    """The ratio in per cent, two decimals, or as many as it takes to stand on its side of each threshold.

    So 89.999 % against 90 is never written "90 % < 90 %".
    """
    top, bottom = 100 * ratio.numerator, ratio.denominator
    limits = [threshold.as_integer_ratio() for threshold in thresholds]
    sides = [_side(top, bottom, limit) for limit in limits]
    places = 2
    while True:
        units = (2 * top * 10**places + bottom) // (2 * bottom)
        if sides == [_side(units, 10**places, limit) for limit in limits]:
            return percent(Decimal(f"{units}E-{places}"))
        places += 1


def _side(top: int, bottom: int, limit: tuple[int, int]) -> int:
    """Whether top/bottom is below, at or above the limit."""
    left, right = top * limit[1], limit[0] * bottom
    return (left > right) - (left < right)
