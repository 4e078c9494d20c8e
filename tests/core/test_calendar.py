from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.calendar import (
    VN,
    Period,
    add_working_days,
    before_day,
    days_left,
    describe_deadline,
    end_of_day,
    five_year_period,
    fixed_holidays,
    is_past,
    is_working_day,
    local_date,
    parse_day,
    weekday_name,
    working_days_after,
    year_period,
)
from thidua.core.errors import InputError, NotInForce
from thidua.legal import load_law

DEADLINE = before_day(date(2023, 12, 10))  # "trước ngày 10/12" (the plan, III.4.a)
NAIVE = datetime(2023, 12, 9, 8, 0)  # noqa: DTZ001 - the known-bad sample


def test_before_a_day_ends_at_its_midnight_in_vietnam() -> None:
    assert datetime(2023, 12, 9, 17, 0, tzinfo=UTC) == DEADLINE
    assert describe_deadline(DEADLINE) == "hết 23:59 thứ Bảy 09/12/2023"


@pytest.mark.parametrize(
    ("now", "past"),
    [
        (datetime(2023, 12, 9, 23, 59, 59, 999_999, tzinfo=VN), False),
        (datetime(2023, 12, 10, 0, 0, tzinfo=VN), True),
        (datetime(2023, 12, 9, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2023, 12, 9, 17, 0, tzinfo=UTC), True),
    ],
)
def test_the_deadline_itself_is_already_late(now: datetime, past: bool) -> None:
    assert is_past(now, DEADLINE) is past


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (datetime(2023, 12, 1, 8, 0, tzinfo=VN), 8),
        (datetime(2023, 12, 8, 23, 59, tzinfo=VN), 1),
        (datetime(2023, 12, 9, 0, 0, tzinfo=VN), 0),
        (datetime(2023, 12, 9, 16, 59, tzinfo=UTC), 0),
        (datetime(2023, 12, 10, 0, 0, tzinfo=VN), -1),
        (datetime(2023, 12, 9, 17, 0, tzinfo=UTC), -1),
    ],
)
def test_days_left_count_to_the_last_day_in_time(now: datetime, left: int) -> None:
    assert days_left(now, DEADLINE) == left


def test_a_deadline_at_an_hour_is_told_by_its_last_minute() -> None:
    assert describe_deadline(datetime(2023, 12, 8, 17, 0, tzinfo=VN)) == "hết 16:59 thứ Sáu 08/12/2023"


def test_the_day_in_vietnam_begins_seven_hours_before_the_day_in_utc() -> None:
    assert local_date(datetime(2025, 6, 30, 16, 59, tzinfo=UTC)) == date(2025, 6, 30)
    assert local_date(datetime(2025, 6, 30, 17, 0, tzinfo=UTC)) == date(2025, 7, 1)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(NAIVE)
    with pytest.raises(ValueError, match="time zone"):
        describe_deadline(NAIVE)
    with pytest.raises(ValueError, match="time zone"):
        days_left(NAIVE, DEADLINE)
    with pytest.raises(ValueError, match="time zone"):
        is_past(DEADLINE, NAIVE)


def test_weekdays_have_their_vietnamese_names() -> None:
    monday = date(2023, 12, 4)
    assert [weekday_name(monday + timedelta(days=n)) for n in range(7)] == [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ]


# Working days


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2023, 12, 8), 0, date(2023, 12, 8)),
        (date(2023, 12, 8), 1, date(2023, 12, 11)),  # thứ Sáu → thứ Hai
        (date(2023, 12, 9), 1, date(2023, 12, 11)),  # nhận hồ sơ ngày thứ Bảy
        (date(2023, 12, 11), 10, date(2023, 12, 25)),  # NĐ 91 Đ48: 10 ngày làm việc
        (date(2023, 12, 20), 10, date(2024, 1, 4)),  # qua ngày 01/01
        (date(2025, 4, 29), 1, date(2025, 5, 2)),  # qua ngày 30/4, 01/5
    ],
)
def test_working_days_skip_weekends_and_holidays(start: date, count: int, end: date) -> None:
    law = load_law()
    holidays = fixed_holidays(law, start.year) | fixed_holidays(law, start.year + 1)
    assert add_working_days(start, count, holidays) == end


def test_an_office_adds_the_holidays_of_the_year() -> None:
    tet = {date(2026, 2, 16) + timedelta(days=n) for n in range(5)}
    assert add_working_days(date(2026, 2, 13), 1, frozenset()) == date(2026, 2, 16)
    assert add_working_days(date(2026, 2, 13), 1, tet) == date(2026, 2, 23)


def test_the_next_working_days_are_listed_in_order() -> None:
    assert working_days_after(date(2023, 12, 7), 3, frozenset()) == (
        date(2023, 12, 8),
        date(2023, 12, 11),
        date(2023, 12, 12),
    )


def test_only_holidays_with_a_fixed_date_come_from_the_law() -> None:
    assert fixed_holidays(load_law(), 2023) == {
        date(2023, 1, 1),
        date(2023, 4, 30),
        date(2023, 5, 1),
        date(2023, 9, 2),
    }
    with pytest.raises(NotInForce):
        fixed_holidays(load_law(), 2020)


@given(st.dates(date(2021, 1, 1), date(2030, 1, 1)), st.integers(1, 40))
def test_the_day_reached_is_a_working_day_with_as_many_working_days_up_to_it(start: date, count: int) -> None:
    holidays = fixed_holidays(load_law(), start.year) | fixed_holidays(load_law(), start.year + 1)
    end = add_working_days(start, count, holidays)
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert is_working_day(end, holidays)
    assert sum(is_working_day(day, holidays) for day in days) == count


# Periods and written dates


def test_a_year_and_five_years_include_their_first_and_last_day() -> None:
    assert year_period(2023) == Period(date(2023, 1, 1), date(2023, 12, 31))
    five = five_year_period(2021)
    assert (five.start, five.end) == (date(2021, 1, 1), date(2025, 12, 31))
    inside = [date(2020, 12, 31), date(2021, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    assert [day in five for day in inside] == [False, True, True, False]


@pytest.mark.parametrize("text", ["2023-12-09", "09/12/2023", "9/12/2023", " 2023-12-09 "])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2023, 12, 9)


@pytest.mark.parametrize(
    "text", ["", "20231209", "2023-W49-6", "2023-02-30", "31/02/2023", "12-09-2023", "0000-01-01", "２０２３-12-09"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="không phải là một ngày có thật"):
        parse_day(text)


def test_a_day_ends_a_moment_before_the_next() -> None:
    assert end_of_day(date(2023, 12, 9)) == before_day(date(2023, 12, 10)) - timedelta(microseconds=1)
