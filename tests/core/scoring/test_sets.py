"""What a set says beside its rules: components, bonuses of any kind, bands, limits of the total, years compared."""

from decimal import Decimal
from typing import Any

import pytest
from tests.core.scoring.files import Raw, criterion, field, file, problems_of, scored, unit

from thidua.core.scoring import About, parse_set

FIXED = {"kind": "fixed"}
D = Decimal


def test_a_criterion_is_scored_by_its_components() -> None:
    group = {
        "code": "1",
        "name": "Kế hoạch",
        "max": 5,
        "components": [criterion("1.1", 3, FIXED), criterion("1.2", 2, FIXED)],
    }
    fields = [field("I", group, criterion("2", 4, FIXED))]
    units = [
        unit("a", {"1.1": {"points": 2}, "1.2": {"not_applicable": True}, "2": {"points": 4}}),
        unit("b", {"1.1": {"points": 3}, "2": {"points": 4}}),
    ]
    answers = scored(file(fields, units))
    assert answers["a"]["groups"] == {"1": {"points": 2, "max": 3}}
    assert answers["b"]["groups"] == {"1": {"points": None, "max": 5}}
    assert (answers["a"]["points"], answers["a"]["max"]) == (6, 7)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"max": 6}, "set.fields[0].criteria[0].max: điểm tối đa không bằng tổng các thành phần (5)."),
        ({"rule": FIXED}, "set.fields[0].criteria[0].rule: tiêu chí có thành phần thì không có quy tắc riêng."),
        ({"components": []}, "set.fields[0].criteria[0].components: phải có ít nhất 1 mục."),
        ({"code": "1.1"}, "set.fields[0].criteria[0].code: mã tiêu chí “1.1” ghi hai lần."),
    ],
)
def test_components_must_add_up(more: Raw, problem: str) -> None:
    group = {"code": "1", "components": [criterion("1.1", 3, FIXED), criterion("1.2", 2, FIXED)], **more}
    assert problems_of(file([field("I", group)], []))[0].startswith(problem)


def test_any_rule_can_give_a_bonus_and_the_maximum_stays() -> None:
    """QĐ 11 IV: bonuses by count, by answer, by year, together at most 15."""
    tiers = {"kind": "count_tiers", "tiers": [{"min": 2, "points": 2}, {"min": 1, "points": 1}]}
    bonuses = [criterion("b1", 2, tiers, bonus=True), criterion("b2", 1, {"kind": "boolean"}, bonus=True)]
    fields = [field("I", criterion("c", 10, FIXED)), field("IV", *bonuses, bonus_cap=D("2.5"))]
    answer = scored(file(fields, [unit("a", {"c": {"points": 9}, "b1": {"count": 3}, "b2": {"value": True}})]))["a"]
    assert (answer["points"], answer["max"]) == (D("11.5"), 10)
    assert answer["criteria"]["b1"] == {"points": 2, "max": 0, "reason": "Số lượng 3 ≥ 2 → +2,00 điểm"}


@pytest.mark.parametrize(
    ("main", "bonus", "points", "remark"),
    [
        (84, 15, 99, []),
        (90, 15, 100, ["Tổng 105 điểm, tính tối đa 100."]),
        (0, 0, 0, ["Tổng -1 điểm, tính tối thiểu 0."]),
    ],
)
def test_the_total_is_kept_between_its_limits(main: int, bonus: int, points: int, remark: list[str]) -> None:
    """The application that scores by QĐ 11 keeps the total between 0 and 100."""
    late = {"kind": "fixed_deduction", "points": 1, "per": "once"}
    fields = [field("I", criterion("c", 100, FIXED), criterion("b", 15, {"kind": "bonus"}), criterion("d", 0, late))]
    entries: Raw = {"c": {"points": main}, "b": {"points": bonus}, "d": {"count": int(not main)}}
    answer = scored(file(fields, [unit("a", entries)], points_min=0, points_max=100))["a"]
    assert (answer["points"], answer["remarks"]) == (points, remark)


BANDS = [
    {"code": "A", "name": "Tốt", "min": 90},
    {"code": "B", "name": "Khá", "min": 80},
    {"code": "I", "name": "Loại I", "min": 75, "group": "phong"},
]


@pytest.mark.parametrize(
    ("group", "points", "band"),
    [
        ("xa", 90, "A"),
        ("xa", D("89.99"), "B"),
        ("xa", 79, None),
        ("phong", 79, "I"),
        ("phong", 95, "I"),
        (None, 80, "B"),
    ],
)
def test_a_band_is_the_highest_reached_of_the_units_own_block(group: Any, points: Any, band: str | None) -> None:
    fields = [field("I", criterion("c", 100, FIXED))]
    answer = scored(file(fields, [unit("a", {"c": {"points": points}}, group)], bands=BANDS))["a"]
    assert (answer["band"] or {}).get("code") == band


@pytest.mark.parametrize(
    ("previous", "change"),
    [
        (
            {"points": 70, "index": 78, "rank": 3, "max": 90},
            {
                "points": None,
                "index": 2,
                "rank": 2,
                "reason": "Điểm tối đa hai năm khác nhau (100 và 90): chỉ so chỉ số và thứ hạng.",
            },
        ),
        ({"points": 70, "rank": 3, "max": 100}, {"points": 10, "index": None, "rank": 2, "reason": None}),
        (
            {"points": 70, "index": 78, "rank": 3, "incomparable": "Đơn vị mới sáp nhập"},
            {"points": None, "index": None, "rank": None, "reason": "Đơn vị mới sáp nhập"},
        ),
    ],
)
def test_years_are_compared_as_far_as_they_can_be(previous: Raw, change: Raw) -> None:
    fields = [field("I", criterion("c", 100, FIXED))]
    assert scored(file(fields, [unit("a", {"c": {"points": 80}}, previous=previous)]))["a"]["change"] == change


def test_equal_units_are_shown_as_tied() -> None:
    fields = [field("I", criterion("c", 100, FIXED))]
    units = [unit(code, {"c": {"points": points}}) for code, points in (("a", 9), ("b", 9), ("c", 8))]
    answers = scored(file(fields, units))
    assert [(answer["rank"], answer["tied"]) for answer in answers.values()] == [(1, True), (1, True), (3, False)]


def test_what_stands_beside_a_rule_is_kept_with_it() -> None:
    """The regulation's text is the authority; the machine's rule beside it is a reading."""
    more = {"text": "Đúng hạn: 3 điểm", "evidence": "Kế hoạch", "appraised_by": "phong_noi_vu", "fact": "nhiem_vu"}
    raw = file([field("I", criterion("c", 3, FIXED, **more))], [], year=2023, demonstration=True, unit_kinds=["xa"])[
        "set"
    ]
    known = parse_set(raw)
    assert known.criteria[0].about == About(**more)
    assert (known.about.year, known.about.demonstration, known.about.unit_kinds) == (2023, True, ("xa",))
    assert known.max == 3


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"points_min": 5, "points_max": 5}, "set.points_max: mức cao nhất phải lớn hơn mức thấp nhất (points_min)."),
        (
            {"bands": [BANDS[0], BANDS[0]]},
            "set.bands[1].min: hai mức xếp loại cùng ngưỡng. Đặt ngưỡng khác cho một mức.",
        ),
    ],
)
def test_a_set_must_make_sense(more: Raw, problem: str) -> None:
    assert problems_of(file([field("I", criterion("c", 3, FIXED))], [], **more)) == [problem]
