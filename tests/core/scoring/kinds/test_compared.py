"""Against the year before, and what is taken over from elsewhere."""

from decimal import Decimal
from typing import Any

import pytest
from tests.core.scoring.files import Raw, refusals, scored_alone

D = Decimal


@pytest.mark.parametrize(
    ("rule", "now", "before", "points", "reason"),
    [
        ({}, D("81.5"), 79, "1.00", "81,5 so với 79 năm trước (tăng 2,5) → 1,00/1"),
        ({}, 79, 79, "0.00", "79 so với 79 năm trước (không đổi) → 0,00/1"),
        ({"least": 3}, D("81.5"), 79, "0.00", "81,5 so với 79 năm trước (tăng 2,5); cần tăng ít nhất 3 → 0,00/1"),
        ({"better": "down"}, 4, 6, "1.00", "4 so với 6 năm trước (giảm 2) → 1,00/1"),
        ({"better": "down", "points_false": D("0.25")}, 6, 4, "0.25", "6 so với 4 năm trước (tăng 2) → 0,25/1"),
    ],
)
def test_better_than_the_year_before(rule: Raw, now: Any, before: Any, points: str, reason: str) -> None:
    """QĐ 11 IV.2: "tăng so với năm trước liền kề: 1 điểm"."""
    answer = scored_alone(1, {"kind": "year_on_year", **rule}, {"now": now, "before": before})["criteria"]["c"]
    assert (str(answer["points"]), answer["reason"]) == (points, reason)


def test_without_a_figure_of_last_year_nothing_can_be_compared() -> None:
    rule = {"kind": "year_on_year", "no_previous": "zero"}
    answer = scored_alone(1, rule, {"now": 3})["criteria"]["c"]
    assert answer == {"points": 0, "max": 1, "reason": "Không có số liệu năm trước: tính 0 điểm → 0,00/1"}


def test_an_index_from_elsewhere_enters_by_its_scale() -> None:
    rule = {"kind": "external", "scale": 100, "of": "SIPAS 2023"}
    answer = scored_alone(D("15.5"), rule, {"value": D("84.25")})["criteria"]["c"]
    assert (str(answer["points"]), answer["reason"]) == ("13.06", "SIPAS 2023 84,25/100 → 13,06/15,5")


@pytest.mark.parametrize(
    ("rank", "points", "reason"),
    [
        (1, "5.00", "Hạng 1 trong 3 hạng đầu → 5,00/5"),
        (4, "2.50", "Hạng 4 trong 10 hạng đầu → 2,50/5"),
        (11, "0.00", "Hạng 11 sau hạng 10 (mức thấp nhất) → 0,00/5"),
    ],
)
def test_a_rank_held_elsewhere_gives_its_tier(rank: int, points: str, reason: str) -> None:
    rule = {"kind": "rank_tiers", "tiers": [{"max_rank": 10, "points": D("2.5")}, {"max_rank": 3, "points": 5}]}
    answer = scored_alone(5, rule, {"rank": rank})["criteria"]["c"]
    assert (str(answer["points"]), answer["reason"]) == (points, reason)


@pytest.mark.parametrize(
    ("rule", "entry", "problem"),
    [
        ({"kind": "external", "scale": 10}, {"value": 11}, "units[0].entries.c: 11 vượt thang 10."),
        ({"kind": "external", "scale": 0}, None, "set.fields[0].criteria[0].rule: thang điểm (scale) phải lớn hơn 0."),
        (
            {"kind": "rank_tiers", "tiers": [{"max_rank": 1, "points": 1}]},
            {"rank": 0},
            "units[0].entries.c.rank: không được nhỏ hơn 1.",
        ),
        (
            {"kind": "rank_tiers", "tiers": [{"max_rank": 1, "points": 1}, {"max_rank": 1, "points": 6}]},
            None,
            (
                "set.fields[0].criteria[0].rule: mức hạng 1 cho điểm cao hơn điểm tối đa của tiêu chí.\n"
                "set.fields[0].criteria[0].rule: một thứ hạng ghi nhiều lần."
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused(rule: Raw, entry: Any, problem: str) -> None:
    assert refusals(5, rule, entry) == problem
