"""Time worked: maternity counts, other leave is never taken as worked by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.calendar import year_period
from thidua.core.service import Away, Held, service_in

YEAR = year_period(2023)
WHOLE = [Held(date(2020, 1, 1))]


@pytest.mark.parametrize(
    ("posts", "leaves", "worked"),
    [
        (WHOLE, [], 365),
        ([Held(date(2023, 7, 1))], [], 184),
        ([Held(date(2020, 1, 1), date(2023, 7, 1)), Held(date(2023, 7, 1))], [], 365),  # transferred without a gap
        ([Held(date(2020, 1, 1)), Held(date(2022, 1, 1))], [], 365),  # two posts at once are one day
        ([Held(date(2020, 1, 1), date(2023, 1, 1))], [], 0),  # its last day was 31/12/2022
        (WHOLE, [Away(date(2023, 1, 1), date(2023, 6, 30), counts=True)], 365),
        (WHOLE, [Away(date(2023, 1, 1), date(2023, 1, 31), counts=False)], 334),
        (WHOLE, [Away(date(2023, 12, 1), None, counts=None)], 334),
        (WHOLE, [Away(date(2022, 1, 1), date(2022, 12, 31), counts=False)], 365),  # of another year
        ([], [Away(date(2023, 1, 1), date(2023, 1, 31), counts=True)], 0),
    ],
)
def test_days_worked(posts: list[Held], leaves: list[Away], worked: int) -> None:
    assert service_in(YEAR, posts, leaves).worked == worked


def test_a_day_on_two_leaves_counts_once_and_for_the_person() -> None:
    month = date(2023, 3, 1), date(2023, 3, 31)
    found = service_in(YEAR, WHOLE, [Away(*month, counts=None), Away(*month, counts=True)])
    assert (found.away_counted, found.away_undecided, found.worked) == (31, 0, 365)


DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))


@given(
    st.lists(st.builds(Held, DAYS, st.none() | DAYS)),
    st.lists(st.builds(Away, DAYS, st.none() | DAYS, st.sampled_from([True, False, None]))),
)
def test_no_one_works_more_days_than_at_a_post(posts: list[Held], leaves: list[Away]) -> None:
    found = service_in(YEAR, posts, leaves)
    assert 0 <= found.worked <= found.at_post <= 365
