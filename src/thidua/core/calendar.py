"""Days and instants in Vietnam time. There is no clock here: the caller passes `now`, and it has a time zone."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from thidua.core.errors import InputError, Problem
from thidua.core.format import day
from thidua.core.law import Law

VN = ZoneInfo("Asia/Ho_Chi_Minh")
FIXED_HOLIDAYS = "ngay_nghi_le.co_dinh"

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SATURDAY = 5
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_VIETNAMESE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, value: date) -> bool:
        return self.start <= value <= self.end


def year_period(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def five_year_period(first_year: int) -> Period:
    """2021 → 01/01/2021–31/12/2025 (the plan, III.2.b)."""
    return Period(date(first_year, 1, 1), date(first_year + 4, 12, 31))


def before_day(value: date) -> datetime:
    """The instant that "trước ngày 10/12" ends, itself excluded: 00:00 on 10/12 in Vietnam."""
    return datetime.combine(value, time.min, VN)


def end_of_day(value: date) -> datetime:
    """The last moment of a day in Vietnam: 23:59:59.999999."""
    return last_moment(before_day(value + timedelta(days=1)))


def local_date(instant: datetime) -> date:
    """The day it is in Vietnam at an instant."""
    return _local(instant).date()


def is_past(now: datetime, deadline: datetime) -> bool:
    """A deadline is an excluded instant: at that very instant it is past."""
    return _local(now) >= _local(deadline)


def last_moment(deadline: datetime) -> datetime:
    """The last moment still in time, in Vietnam: 23:59:59.999999 on 09/12 for "trước ngày 10/12"."""
    return _local(deadline) - timedelta(microseconds=1)


def describe_deadline(deadline: datetime) -> str:
    """For 00:00 on 10/12/2023: "hết 23:59 thứ Bảy 09/12/2023"."""
    last = last_moment(deadline)
    return f"hết {last:%H:%M} {weekday_name(last.date())} {day(last.date())}"


def days_left(now: datetime, deadline: datetime) -> int:
    """Days from today to the last day in time: 0 on that day, negative from the day after."""
    return (last_moment(deadline).date() - local_date(now)).days


def weekday_name(value: date) -> str:
    return _WEEKDAYS[value.weekday()]


def fixed_holidays(law: Law, year: int) -> frozenset[date]:
    """Holidays with a fixed date (Bộ luật Lao động 2019, Điều 112).

    Tết, Giỗ Tổ, the second day of Quốc khánh and days in lieu are declared every year: the office adds them.
    """
    month_days = law.value(FIXED_HOLIDAYS, date(year, 1, 1)).texts
    return frozenset(date.fromisoformat(f"{year:04}-{month_day}") for month_day in month_days)


def is_working_day(value: date, holidays: Collection[date]) -> bool:
    return value.weekday() < _SATURDAY and value not in holidays


def working_days_after(start: date, count: int, holidays: Collection[date]) -> tuple[date, ...]:
    """The next `count` working days; the day of receipt itself does not count."""
    return tuple(islice(_working_days(start, holidays), count))


def add_working_days(start: date, count: int, holidays: Collection[date]) -> date:
    """The last of `count` working days after `start`; `start` itself for none."""
    return (start, *working_days_after(start, count, holidays))[-1]


def parse_day(text: str) -> date:
    """2023-12-09 or 09/12/2023; anything else is an InputError."""
    written = text.strip()
    if match := _ISO.fullmatch(written):
        year, month, number = match.groups()
    elif match := _VIETNAMESE.fullmatch(written):
        number, month, year = match.groups()
    else:
        raise _no_date(text)
    try:
        return date(int(year), int(month), int(number))
    except ValueError as error:
        raise _no_date(text) from error


def _no_date(text: str) -> InputError:
    return InputError(Problem(text, "không phải là một ngày có thật.", "Hãy viết 2023-12-09 hoặc 09/12/2023."))


def _working_days(start: date, holidays: Collection[date]) -> Iterator[date]:
    current = start
    while True:
        current += timedelta(days=1)
        if is_working_day(current, holidays):
            yield current


def _local(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(VN)
