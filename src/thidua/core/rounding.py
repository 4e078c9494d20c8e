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
    exact = 100 * ratio
    sides = [_side(exact, threshold) for threshold in thresholds]
    places = 2
    while sides != [_side(Fraction(half_up(exact, places)), threshold) for threshold in thresholds]:
        places += 1
    return percent(half_up(exact, places))


def _side(value: Fraction, threshold: Decimal) -> int:
    limit = Fraction(threshold)
    return (value > limit) - (value < limit)
