from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.format import day, moment, number, percent


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, None, "0"),
        (1234567, None, "1.234.567"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal(100), None, "100"),
        (Decimal("1E+3"), None, "1.000"),
        (0.1, None, "0,1"),
        (Decimal("5.9"), 2, "5,90"),
        (Decimal("88.565"), 2, "88,57"),
        (Decimal("-88.565"), 2, "-88,57"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("-0"), None, "0"),
        (
            Decimal("12345678901234567890123456789012345.5"),
            0,
            "12.345.678.901.234.567.890.123.456.789.012.346",
        ),
    ],
)
def test_numbers_have_a_decimal_comma_and_grouping_dots(
    value: Decimal | float, places: int | None, written: str
) -> None:
    assert number(value, places) == written


def test_percentages_keep_a_space_before_the_sign() -> None:
    assert percent(Decimal("97.5")) == "97,5 %"
    assert percent(Decimal("97.5"), 2) == "97,50 %"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_refused(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number(value)


def test_days_and_moments_are_written_day_first_in_vietnam_time() -> None:
    assert day(date(2023, 12, 9)) == "09/12/2023"
    assert moment(datetime(2023, 11, 23, 9, 42, tzinfo=UTC)) == "16:42 23/11/2023"
    assert moment(datetime(2023, 12, 9, 17, 0, tzinfo=UTC)) == "00:00 10/12/2023"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2023, 11, 23, 9, 42))  # noqa: DTZ001 - the known-bad sample


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6))
def test_a_written_number_reads_back_as_the_same_number(value: Decimal) -> None:
    assert Decimal(number(value).replace(".", "").replace(",", ".")) == value
