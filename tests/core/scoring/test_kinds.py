"""One table per kind of rule: what is filled in, what comes out, and the sentence that says why."""

from decimal import Decimal
from typing import Any

import pytest
from tests.core.scoring.files import Raw, scored_alone

from thidua.core.scoring import KINDS

D = Decimal


def check(maximum: Any, rule: Raw, entry: Any, points: str, reason: str) -> None:
    answer = scored_alone(maximum, rule, entry)["criteria"]["c"]
    assert (answer["points"], answer["reason"]) == (D(points), reason)


def ratio(numerator: Any, denominator: Any) -> Raw:
    return {"numerator": numerator, "denominator": denominator}


@pytest.mark.parametrize(
    ("given", "points", "reason"),
    [
        (D("11.46"), "11.46", "Điểm chấm → 11,46/12,5"),
        (0, "0", "Điểm chấm → 0,00/12,5"),
        (D("12.5"), "12.5", "Điểm chấm → 12,50/12,5"),
        (D("3.335"), "3.34", "Điểm chấm → 3,34/12,5"),
    ],
)
def test_fixed_points_are_taken_as_given(given: Any, points: str, reason: str) -> None:
    check(D("12.5"), {"kind": "fixed"}, {"points": given}, points, reason)


@pytest.mark.parametrize(
    ("entry", "points", "reason"),
    [
        (ratio(385862, 435677), "5.90", "385.862/435.677 = 88,57 % < 90 % → 5,90/6"),
        (ratio(9, 10), "6", "9/10 = 90 % ≥ 90 % → 6,00/6"),
        (ratio(11, 10), "6", "11/10 = 110 % ≥ 90 % → 6,00/6"),
        (ratio(899999, 1000000), "6.00", "899.999/1.000.000 = 89,9999 % < 90 % → 6,00/6"),
        (ratio(0, 10), "0", "0/10 = 0 % < 90 % → 0,00/6"),
    ],
)
def test_linear_reaches_the_maximum_at_its_cap(entry: Raw, points: str, reason: str) -> None:
    check(6, {"kind": "linear", "cap": 90, "floor": None}, entry, points, reason)


@pytest.mark.parametrize(
    ("percent", "points", "reason"),
    [
        (D("59.99"), "0", "59,99/100 = 59,99 % < 60 % (mức sàn) → 0,00/10"),
        (60, "7.06", "60/100 = 60 % < 85 % → 7,06/10"),
        (84, "9.88", "84/100 = 84 % < 85 % → 9,88/10"),
        (85, "10", "85/100 = 85 % ≥ 85 % → 10,00/10"),
    ],
)
def test_linear_gives_nothing_below_its_floor(percent: Any, points: str, reason: str) -> None:
    check(10, {"kind": "linear", "cap": 85, "floor": 60}, ratio(percent, 100), points, reason)


@pytest.mark.parametrize(
    ("policy", "points", "maximum", "reason"),
    [
        ("full", 6, 6, "Mẫu số bằng 0 (không phát sinh): tính điểm tối đa → 6,00/6"),
        ("zero", 0, 6, "Mẫu số bằng 0 (không phát sinh): tính 0 điểm → 0,00/6"),
        ("reduce", 0, 0, "Mẫu số bằng 0 (không phát sinh): giảm trừ 6 điểm tối đa"),
    ],
)
@pytest.mark.parametrize("kind", [{"kind": "linear"}, {"kind": "ratio_tiers", "tiers": [{"min": 0, "points": 1}]}])
def test_a_zero_denominator_is_treated_as_the_rule_says(
    kind: Raw, policy: str, points: int, maximum: int, reason: str
) -> None:
    answer = scored_alone(6, {**kind, "zero_denominator": policy}, ratio(0, 0))["criteria"]["c"]
    assert answer == {"points": points, "max": maximum, "reason": reason}


@pytest.mark.parametrize(("policy", "points", "maximum"), [("full", 6, 6), ("zero", 0, 6), ("reduce", 0, 0)])
def test_a_rule_silent_on_zero_denominators_follows_what_does_not_apply(policy: str, points: int, maximum: int) -> None:
    answer = scored_alone(6, {"kind": "linear"}, ratio(0, 0), not_applicable=policy)["criteria"]["c"]
    assert (answer["points"], answer["max"]) == (points, maximum)


TIERS = [{"min": 90, "points": 8}, {"min": 100, "points": 10}, {"min": 70, "points": D("4.5")}]


@pytest.mark.parametrize(
    ("entry", "points", "reason"),
    [
        (ratio(40, 40), "10", "40/40 = 100 % ≥ 100 % → 10,00/10"),
        (ratio(99999, 100000), "8", "99.999/100.000 = 99,999 % ≥ 90 % → 8,00/10"),
        (ratio(9, 10), "8", "9/10 = 90 % ≥ 90 % → 8,00/10"),
        (ratio(7, 10), "4.5", "7/10 = 70 % ≥ 70 % → 4,50/10"),
        (ratio(69, 100), "0", "69/100 = 69 % < 70 % (mức thấp nhất) → 0,00/10"),
    ],
)
def test_ratio_tiers_give_the_highest_tier_reached(entry: Raw, points: str, reason: str) -> None:
    check(10, {"kind": "ratio_tiers", "tiers": TIERS}, entry, points, reason)


@pytest.mark.parametrize(
    ("done", "points", "reason"),
    [
        (0, "0", "0/40: không thực hiện → 0,00/1"),
        (1, "0.25", "1/40 = 2,5 % ≥ 0 % → 0,25/1"),
        (12, "1", "12/40 = 30 % ≥ 30 % → 1,00/1"),
    ],
)
def test_doing_nothing_can_stand_apart_from_the_lowest_tier(done: int, points: str, reason: str) -> None:
    tiers = [{"min": 30, "points": 1}, {"min": 0, "points": D("0.25")}]
    check(1, {"kind": "ratio_tiers", "tiers": tiers, "zero": 0}, ratio(done, 40), points, reason)


@pytest.mark.parametrize(
    ("rule", "value", "points", "reason"),
    [
        ({}, True, "4", "Đạt → 4,00/4"),
        ({}, False, "0", "Không đạt → 0,00/4"),
        ({"points_true": 3, "points_false": D("0.5")}, True, "3", "Đạt → 3,00/4"),
        ({"points_true": 3, "points_false": D("0.5")}, False, "0.5", "Không đạt → 0,50/4"),
    ],
)
def test_boolean(rule: Raw, value: bool, points: str, reason: str) -> None:
    check(4, {"kind": "boolean", **rule}, {"value": value}, points, reason)


@pytest.mark.parametrize(
    ("entry", "points", "reason"),
    [
        ({"option": "tiên phong"}, "6", "“tiên phong” → 6,00/6"),
        ({"option": "cải tiến", "points": 2}, "2", "“cải tiến” (chấm trong mức tối đa 3) → 2,00/6"),
        ({"option": "không"}, "0", "“không” → 0,00/6"),
    ],
)
def test_options_are_fixed_or_judged_up_to_a_maximum(entry: Raw, points: str, reason: str) -> None:
    options = [
        {"key": "tiên phong", "points": 6},
        {"key": "cải tiến", "points_max": 3},
        {"key": "không", "points": 0},
    ]
    check(6, {"kind": "options", "options": options}, entry, points, reason)


@pytest.mark.parametrize(
    ("in_time", "points", "reason"),
    [(True, "3", "Đạt đủ 2 yêu cầu → 3,00/3"), (False, "0", "Chưa đạt: đúng thời hạn → 0,00/3")],
)
def test_all_or_nothing(in_time: bool, points: str, reason: str) -> None:
    rule = {"kind": "all_of", "conditions": ["đủ số lượng", "đúng thời hạn"]}
    check(3, rule, {"conditions": {"đủ số lượng": True, "đúng thời hạn": in_time}}, points, reason)


@pytest.mark.parametrize(
    ("count", "points", "reason"),
    [
        (0, "0", "Số lượng 0: không thực hiện → 0,00/4"),
        (1, "2", "Số lượng 1 ≥ 1 → 2,00/4"),
        (50, "3", "Số lượng 50 ≥ 50 → 3,00/4"),
        (1234, "4", "Số lượng 1.234 ≥ 100 → 4,00/4"),
    ],
)
def test_count_tiers(count: int, points: str, reason: str) -> None:
    tiers = [{"min": 100, "points": 4}, {"min": 50, "points": 3}, {"min": 1, "points": 2}]
    check(4, {"kind": "count_tiers", "tiers": tiers, "zero": 0}, {"count": count}, points, reason)


def test_a_count_below_every_tier_gives_nothing() -> None:
    rule = {"kind": "count_tiers", "tiers": [{"min": 2, "points": 3}]}
    check(3, rule, {"count": 1}, "0", "Số lượng 1 < 2 (mức thấp nhất) → 0,00/3")


@pytest.mark.parametrize(
    ("count", "points", "reason"),
    [(3, "1.5", "3 × 0,5 điểm → 1,50/2"), (5, "2", "5 × 0,5 điểm, tính tối đa → 2,00/2")],
)
def test_count_times_unit_up_to_the_maximum(count: int, points: str, reason: str) -> None:
    check(2, {"kind": "count_unit", "unit": D("0.5")}, {"count": count}, points, reason)


@pytest.mark.parametrize(
    ("entry", "points", "reason"),
    [
        ({"days": 30}, "3", "30 ngày ≤ 30 ngày → 3,00/3"),
        ({"days": 31}, "1.5", "31 ngày ≤ 60 ngày → 1,50/3"),
        ({"days": 61}, "0", "61 ngày > 60 ngày → 0,00/3"),
        ({"done": False}, "0", "Không thực hiện → 0,00/3"),
    ],
)
def test_deadline_tiers(entry: Raw, points: str, reason: str) -> None:
    tiers = [{"max_days": 60, "points": D("1.5")}, {"max_days": 30, "points": 3}]
    check(3, {"kind": "deadline_tiers", "tiers": tiers}, entry, points, reason)


@pytest.mark.parametrize(
    ("maximum", "rule", "count", "points", "reason"),
    [
        (0, {"per": "occurrence"}, 0, "0", "Không phải trừ điểm → 0,00 điểm"),
        (0, {"per": "occurrence"}, 3, "-1.5", "3 lần vi phạm, trừ 3 × 0,5 điểm → -1,50 điểm"),
        (0, {"per": "once"}, 3, "-0.5", "3 lần vi phạm, trừ 1 × 0,5 điểm → -0,50 điểm"),
        (0, {"per": "occurrence", "limit": 1}, 3, "-1", "3 lần vi phạm, trừ 3 × 0,5 điểm, trừ tối đa 1 → -1,00 điểm"),
        (2, {"per": "occurrence"}, 3, "0.5", "3 lần vi phạm, trừ 3 × 0,5 điểm → 0,50/2"),
        (1, {"per": "occurrence"}, 3, "0", "3 lần vi phạm, trừ 3 × 0,5 điểm → 0,00/1"),
    ],
)
def test_a_deduction_counts_once_or_each_time_as_the_rule_must_say(
    maximum: int, rule: Raw, count: int, points: str, reason: str
) -> None:
    check(maximum, {"kind": "fixed_deduction", "points": D("0.5"), **rule}, {"count": count}, points, reason)


@pytest.mark.parametrize(
    ("included", "days", "points"),
    [
        (True, 0, "0"), (True, 1, "-1"), (True, 2, "-1"), (True, 3, "-2"), (True, 9, "-5"),
        (False, 0, "0"), (False, 1, "-1"), (False, 2, "-1"), (False, 3, "-1"), (False, 9, "-5"),
    ],
)  # fmt: skip
def test_days_late_are_deducted_in_either_reading_of_the_first_days(included: bool, days: int, points: str) -> None:
    """QĐ 11 V.1: "chưa quá 02 ngày: trừ 01 điểm; từ ngày thứ 3 trừ 01 điểm/ngày"."""
    rule = {"kind": "per_day_deduction", "points": 1, "first_days": 2, "first_points": 1, "limit": 5}
    answer = scored_alone(0, {**rule, "first_included": included}, {"days": days})
    assert answer["criteria"]["c"]["points"] == D(points)


@pytest.mark.parametrize(
    ("maximum", "entry", "points", "reason"),
    [
        (1, {"days": 0}, "1", "Đúng hạn → 1,00/1"),
        (1, {"days": 3}, "0.25", "Chậm 3 ngày → 0,25/1"),
        (1, {"days": 5}, "0", "Chậm 5 ngày → 0,00/1"),
        (1, {"done": False}, "0", "Không thực hiện → 0,00/1"),
    ],
)
def test_days_late_never_take_more_than_the_criterion_has(maximum: int, entry: Raw, points: str, reason: str) -> None:
    check(maximum, {"kind": "per_day_deduction", "points": D("0.25")}, entry, points, reason)


@pytest.mark.parametrize(
    ("given", "points", "reason"),
    [
        (D("1.5"), "1.5", "Điểm thưởng (tối đa 2) → +1,50 điểm"),
        (3, "2", "Điểm thưởng 3, tính tối đa 2 → +2,00 điểm"),
    ],
)
def test_a_bonus_is_capped_and_leaves_the_maximum_alone(given: Any, points: str, reason: str) -> None:
    answer = scored_alone(5, {"kind": "bonus", "cap": 2}, {"points": given})["criteria"]["c"]
    assert answer == {"points": D(points), "max": 0, "reason": reason}


@pytest.mark.parametrize("entry", [None, {}, {"value": "12 ngày"}])
def test_what_is_only_followed_gives_nothing_and_is_never_missing(entry: Any) -> None:
    answer = scored_alone(0, {"kind": "informational"}, entry)["criteria"]["c"]
    assert answer == {"points": 0, "max": 0, "reason": "Chỉ để theo dõi, không tính điểm"}


def test_the_registry_is_closed() -> None:
    """A kind added here needs its table above and its page in the documentation."""
    assert list(KINDS) == [
        "fixed", "linear", "ratio_tiers", "complement", "boolean", "options", "grades", "severity", "all_of",
        "count_tiers", "count_unit", "deadline_tiers", "branch", "year_on_year", "survey", "external", "rank_tiers",
        "formula", "fixed_deduction", "per_day_deduction", "bonus", "informational",
    ]  # fmt: skip
