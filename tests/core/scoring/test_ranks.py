"""From points to index, rank and change."""

from decimal import Decimal
from typing import Any

import pytest
from tests.core.scoring.files import Raw, criterion, field, file, scored, unit

FIXED = {"kind": "fixed"}
D = Decimal


def ranked(points: dict[str, Any], maximum: Any = 100, **settings: Any) -> dict[str, Raw]:
    units = [unit(code, {"c": {"points": given}}) for code, given in points.items()]
    return scored(file([field("I", criterion("c", maximum, FIXED))], units, **settings))


def ranks(answers: dict[str, Raw], key: str = "rank") -> dict[str, int | None]:
    return {code: answer[key] for code, answer in answers.items()}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, {"a": 2, "b": 1, "c": 2, "d": 4}),
        ({"tie_rule": "competition"}, {"a": 2, "b": 1, "c": 2, "d": 4}),
        ({"tie_rule": "dense"}, {"a": 2, "b": 1, "c": 2, "d": 3}),
    ],
)
def test_equal_units_share_a_rank(rule: Raw, expected: dict[str, int]) -> None:
    assert ranks(ranked({"a": 80, "b": 90, "c": 80, "d": 70}, **rule)) == expected


def test_units_are_ranked_by_what_is_printed_not_by_what_was_rounded_away() -> None:
    assert ranks(ranked({"a": D("80.004"), "b": D("80.001"), "c": D("80.006")})) == {"a": 2, "b": 2, "c": 1}


def test_out_of_the_same_maximum_more_points_are_a_better_rank_even_where_the_index_prints_the_same() -> None:
    answers = ranked({"a": D("870.01"), "b": D("870.04")}, maximum=1000)
    assert {code: answer["index"] for code, answer in answers.items()} == {"a": D("87.00"), "b": D("87.00")}
    assert ranks(answers) == {"a": 2, "b": 1}


def test_out_of_different_maxima_the_printed_index_decides() -> None:
    fields = [field("I", criterion("c", 60, FIXED), criterion("d", 3, FIXED))]
    units = [
        unit("a", {"c": {"points": 57}, "d": {"points": 3}}),
        unit("b", {"c": {"points": 57}, "d": {"not_applicable": True}}),
        unit("c", {"c": {"points": 57}, "d": {"points": D("2.85")}}),
    ]
    answers = scored(file(fields, units))
    assert {code: (answer["points"], answer["max"], answer["index"]) for code, answer in answers.items()} == {
        "a": (60, 63, D("95.24")),
        "b": (57, 60, D("95.00")),
        "c": (D("59.85"), 63, D("95.00")),
    }
    assert ranks(answers) == {"a": 1, "b": 2, "c": 2}


def test_the_index_is_rounded_half_up_to_two_decimals() -> None:
    assert ranked({"a": D("2.345")}, maximum=100, rounding=3)["a"]["index"] == D("2.35")
    assert ranked({"a": 2}, maximum=3)["a"]["index"] == D("66.67")


def test_groups_are_ranked_apart() -> None:
    fields = [field("I", criterion("c", 100, FIXED))]
    given = {"a": ("xa", 70), "b": ("phong", 90), "c": ("xa", 80), "d": (None, 60)}
    answers = scored(
        file(fields, [unit(code, {"c": {"points": points}}, group) for code, (group, points) in given.items()])
    )
    assert ranks(answers) == {"a": 3, "b": 1, "c": 2, "d": 4}
    assert ranks(answers, "group_rank") == {"a": 2, "b": 1, "c": 1, "d": None}


def test_fields_are_ranked_each_on_its_own() -> None:
    fields = [field("I", criterion("c", 10, FIXED)), field("II", criterion("d", 10, FIXED))]
    units = [
        unit("a", {"c": {"points": 9}, "d": {"points": 2}}),
        unit("b", {"c": {"points": 8}, "d": {"points": 5}}),
        unit("c", {"c": {"points": 9}, "d": {"not_applicable": True}}),
    ]
    assert {code: answer["fields"] for code, answer in scored(file(fields, units)).items()} == {
        "a": {"I": {"points": 9, "max": 10, "rank": 1}, "II": {"points": 2, "max": 10, "rank": 2}},
        "b": {"I": {"points": 8, "max": 10, "rank": 3}, "II": {"points": 5, "max": 10, "rank": 1}},
        "c": {"I": {"points": 9, "max": 10, "rank": 1}, "II": {"points": 0, "max": 0, "rank": None}},
    }


@pytest.mark.parametrize("blank", [{}, {"d": None}, {"d": {}}, {"d": {"points": None}}, {"d": {"note": "chờ"}}])
def test_a_blank_is_never_a_zero(blank: Raw) -> None:
    fields = [field("I", criterion("c", 10, FIXED)), field("II", criterion("d", 10, FIXED))]
    units = [unit("a", {"c": {"points": 9}, **blank}), unit("b", {"c": {"points": 1}, "d": {"points": 0}})]
    answers = scored(file(fields, units))
    assert answers["a"] == {
        "code": "a",
        "name": "Đơn vị a",
        "group": "xa",
        "points": None,
        "scored_points": 9,
        "max": 20,
        "index": None,
        "rank": None,
        "group_rank": None,
        "tied": False,
        "band": None,
        "change": {"points": None, "index": None, "rank": None, "reason": None},
        "reason": "Chưa xếp hạng: còn 1 tiêu chí chưa chấm (d).",
        "remarks": [],
        "fields": {
            "I": {"points": 9, "max": 10, "rank": 1},
            "II": {"points": None, "max": 10, "rank": None},
        },
        "groups": {},
        "criteria": {
            "c": {"points": 9, "max": 10, "reason": "Điểm chấm → 9,00/10"},
            "d": {"points": None, "max": 10, "reason": "Chưa chấm"},
        },
    }
    assert answers["b"]["rank"] == 1


@pytest.mark.parametrize(
    ("policy", "points", "maximum", "reason"),
    [
        ("reduce", 0, 0, "Không áp dụng: giảm trừ 5 điểm tối đa"),
        ("full", 5, 5, "Không áp dụng: tính điểm tối đa → 5,00/5"),
        ("zero", 0, 5, "Không áp dụng: tính 0 điểm → 0,00/5"),
    ],
)
def test_what_does_not_apply_is_treated_as_the_criterion_says(
    policy: str, points: int, maximum: int, reason: str
) -> None:
    fields = [field("I", criterion("c", 10, FIXED), criterion("d", 5, FIXED, not_applicable=policy))]
    answer = scored(file(fields, [unit("a", {"c": {"points": 8}, "d": {"not_applicable": True}})]))["a"]
    assert answer["criteria"]["d"] == {"points": points, "max": maximum, "reason": reason}
    assert (answer["points"], answer["max"]) == (8 + points, 10 + maximum)


def test_a_unit_to_which_nothing_applies_has_no_rank() -> None:
    fields = [field("I", criterion("c", 10, FIXED))]
    answer = scored(file(fields, [unit("a", {"c": {"not_applicable": True}})]))["a"]
    assert (answer["points"], answer["max"], answer["index"], answer["rank"]) == (0, 0, None, None)
    assert answer["reason"] == "Chưa xếp hạng: không có tiêu chí nào áp dụng."


def test_bonuses_stand_outside_the_maximum_and_under_their_fields_cap() -> None:
    bonus = {"kind": "bonus"}
    fields = [
        field("I", criterion("c", 85, FIXED)),
        field("IV", criterion("e", 4, bonus), criterion("f", 4, bonus), bonus_cap=5),
    ]
    answer = scored(file(fields, [unit("a", {"c": {"points": 80}, "e": {"points": 3}, "f": {"points": 4}})]))["a"]
    assert (answer["points"], answer["max"], answer["index"]) == (85, 85, 100)
    assert answer["fields"]["IV"] == {"points": 5, "max": 0, "rank": None}


@pytest.mark.parametrize(
    ("previous", "change"),
    [
        ({"points": D("78.5"), "index": D("78.5"), "rank": 3}, {"points": D("1.5"), "index": D("1.5"), "rank": 2}),
        ({"points": 90, "index": 90, "rank": 1}, {"points": -10, "index": -10, "rank": 0}),
        ({"rank": 2}, {"points": None, "index": None, "rank": 1}),
        (None, {"points": None, "index": None, "rank": None}),
    ],
)
def test_change_is_against_the_previous_result_and_up_is_positive(previous: Raw | None, change: Raw) -> None:
    fields = [field("I", criterion("c", 100, FIXED))]
    answer = scored(file(fields, [unit("a", {"c": {"points": 80}}, previous=previous)]))["a"]
    assert answer["change"] == change | {"reason": None}


def test_nobody_to_score_is_an_answer_too() -> None:
    assert scored(file([field("I", criterion("c", 100, FIXED))], [])) == {}
