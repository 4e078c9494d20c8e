"""How long the appraisal may take: NĐ 91/2017 Điều 48 until 2023; the office's own figure since."""

from datetime import date

import pytest

from thidua.dossiers.terms import OFFICE_TERM, appraisal_due, appraisal_term


def test_until_2023_the_decree_says_ten_working_days() -> None:
    term = appraisal_term(date(2023, 12, 9))
    assert (term.days, term.source) == (10, "Điều 48 Nghị định 91/2017/NĐ-CP")


def test_since_2024_no_term_was_found_and_the_office_says_its_own() -> None:
    assert appraisal_term(date(2024, 12, 9)) == OFFICE_TERM


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2023, 11, 24), date(2023, 12, 8)),
        (date(2023, 12, 9), date(2023, 12, 22)),  # a Saturday: the count begins on Monday
        (date(2023, 12, 20), date(2024, 1, 4)),  # 01/01 is a holiday (Bộ luật Lao động 2019, Điều 112)
    ],
)
def test_working_days_are_counted_from_the_day_after(received: date, due: date) -> None:
    assert appraisal_due(received) == due
