from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.rounding import half_up, telling_percent


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(-5, 1000), 2, "-0.01"),
        (Fraction(4999, 1000000), 2, "0.00"),
        (Fraction(386076, 435677) * 20, 2, "17.72"),
        (Fraction(1, 3), 0, "0"),
        (Fraction(10**40 + 1, 2), 0, str(10**40 // 2 + 1)),
    ],
)
def test_a_half_goes_up_and_nothing_is_rounded_before(value: Fraction, places: int, rounded: str) -> None:
    assert str(half_up(value, places)) == rounded


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_a_number_by_at_most_half_a_unit(value: Fraction, places: int) -> None:
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("ratio", "threshold", "written"),
    [
        (Fraction(385862, 435677), 90, "88,57 %"),
        (Fraction(9, 11), 90, "81,82 %"),
        (Fraction(9, 10), 90, "90 %"),
        (Fraction(899999, 1000000), 90, "89,9999 %"),
        (Fraction(900001, 1000000), 90, "90,0001 %"),
        (Fraction(2, 3), Decimal("66.6667"), "66,66667 %"),
    ],
)
def test_a_percentage_is_written_on_its_side_of_the_threshold(
    ratio: Fraction, threshold: Decimal | int, written: str
) -> None:
    assert telling_percent(ratio, Decimal(threshold)) == written
