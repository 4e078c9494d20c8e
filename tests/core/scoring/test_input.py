"""A bad file is refused with every problem at once, each with its place in the file."""

from decimal import Decimal
from typing import Any

import pytest
from tests.core.scoring.files import Raw, criterion, field, file, unit

from thidua.core.errors import InputError
from thidua.core.scoring import KINDS, parse_scoring, parse_set

FIXED = {"kind": "fixed"}
LINEAR = {"kind": "linear"}


def problems(raw: Any) -> list[str]:
    with pytest.raises(InputError) as refused:
        parse_scoring(raw)
    return [str(problem) for problem in refused.value.problems]


def of_entry(maximum: Any, rule: Raw, entry: Any) -> list[str]:
    return problems(file([field("I", criterion("2.1", maximum, rule))], [unit("u", {"2.1": entry})]))


def of_rule(rule: Any, maximum: Any = 6, **more: Any) -> list[str]:
    return problems(file([field("I", criterion("2.1", maximum, rule, **more))], []))


@pytest.mark.parametrize(
    ("rule", "entry", "problem"),
    [
        (FIXED, {"points": 7}, "units[0].entries.2.1: 7 điểm vượt điểm tối đa 6."),
        (FIXED, {"points": -1}, "units[0].entries.2.1.points: không được là số âm."),
        (FIXED, {"points": "5,5"}, "units[0].entries.2.1.points: phải là số."),
        (FIXED, {"points": True}, "units[0].entries.2.1.points: phải là số."),
        (FIXED, {"points": Decimal("1e999999999")}, "units[0].entries.2.1.points: phải là số."),
        (
            FIXED,
            {"points": 10**15},
            "units[0].entries.2.1.points: số quá lớn hoặc có quá nhiều chữ số thập phân.",
        ),
        (
            FIXED,
            {"points": Decimal("1e-11")},
            "units[0].entries.2.1.points: số quá lớn hoặc có quá nhiều chữ số thập phân.",
        ),
        (FIXED, 5, "units[0].entries.2.1: phải là các cặp khóa và giá trị."),
        (FIXED, {"not_applicable": 1}, "units[0].entries.2.1.not_applicable: phải là true hoặc false."),
        (
            FIXED,
            {"not_applicable": True, "points": 3},
            "units[0].entries.2.1: đã ghi không áp dụng mà vẫn có số liệu. Giữ lại một trong hai.",
        ),
        (
            FIXED,
            {"points": 3, "pionts": 4},
            "units[0].entries.2.1.pionts: không có khóa nào tên như vậy. Xóa khóa này hoặc sửa lại cho đúng tên.",
        ),
        (LINEAR, {"numerator": 1}, "units[0].entries.2.1.denominator: thiếu mục này. Bổ sung mục còn thiếu."),
        (LINEAR, {"numerator": 1, "denominator": None}, "units[0].entries.2.1.denominator: phải là số."),
        (
            LINEAR,
            {"numerator": 1, "denominator": 0},
            "units[0].entries.2.1: mẫu số bằng 0 nhưng tử số khác 0. Kiểm tra lại hai số liệu này.",
        ),
        (
            {"kind": "count_unit", "unit": 1},
            {"count": Decimal("1.5")},
            "units[0].entries.2.1.count: phải là số nguyên.",
        ),
        (
            {"kind": "deadline_tiers", "tiers": [{"max_days": 3, "points": 1}]},
            {"days": 3, "done": False},
            "units[0].entries.2.1: ghi số ngày (days), hoặc ghi done là false nếu không thực hiện, chỉ một trong hai.",
        ),
        (
            {"kind": "options", "options": [{"key": "tốt", "points": 3}, {"key": "khá", "points_max": 2}]},
            {"option": "kém"},
            "units[0].entries.2.1: không có phương án “kém”; các phương án: tốt, khá.",
        ),
        (
            {"kind": "options", "options": [{"key": "khá", "points_max": 2}]},
            {"option": "khá"},
            "units[0].entries.2.1: phương án “khá” cần điểm chấm (points).",
        ),
        (
            {"kind": "options", "options": [{"key": "tốt", "points": 3}]},
            {"option": "tốt", "points": 3},
            "units[0].entries.2.1: phương án “tốt” đã có điểm, không ghi points.",
        ),
        (
            {"kind": "options", "options": [{"key": "khá", "points_max": 2}]},
            {"option": "khá", "points": 3},
            "units[0].entries.2.1: 3 điểm vượt mức tối đa 2 của “khá”.",
        ),
        (
            {"kind": "all_of", "conditions": ["a", "b"]},
            {"conditions": {"a": True}},
            "units[0].entries.2.1: chưa trả lời yêu cầu “b”.",
        ),
        (
            {"kind": "all_of", "conditions": ["a"]},
            {"conditions": {"a": True, "x": True}},
            "units[0].entries.2.1: tiêu chí không có yêu cầu “x”.",
        ),
    ],
)
def test_an_entry_must_fit_its_rule(rule: Raw, entry: Any, problem: str) -> None:
    assert of_entry(6, rule, entry) == [problem]


def test_never_done_needs_a_limit_to_take_away() -> None:
    assert of_entry(0, {"kind": "per_day_deduction", "points": 1}, {"done": False}) == [
        "units[0].entries.2.1: quy tắc chưa ghi mức trừ tối đa (limit) nên không trừ được khi không thực hiện."
    ]


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"kind": "linear", "cap": 0}, ": mức trần (cap) phải lớn hơn 0."),
        ({"kind": "linear", "cap": 80, "floor": 90}, ": mức sàn (floor) cao hơn mức trần (cap)."),
        (
            {"kind": "linear", "zero_denominator": "none"},
            (
                ".zero_denominator: giá trị không có trong danh sách cho phép. "
                "Các giá trị được dùng: reduce, full, zero, rescale."
            ),
        ),
        (
            {"kind": "linear", "cop": 90},
            ".cop: không có khóa nào tên như vậy. Xóa khóa này hoặc sửa lại cho đúng tên.",
        ),
        ({"kind": "ratio_tiers", "tiers": []}, ".tiers: phải có ít nhất 1 mục."),
        (
            {"kind": "ratio_tiers", "tiers": [{"min": 90, "points": 7}]},
            ": mức từ 90 cho điểm cao hơn điểm tối đa của tiêu chí.",
        ),
        (
            {"kind": "count_tiers", "tiers": [{"min": 1, "points": 1}, {"min": 1, "points": 2}]},
            ": mức từ 1 ghi 2 lần.",
        ),
        (
            {"kind": "count_tiers", "tiers": [{"min": 1, "points": 1}], "zero": 7},
            ": mức không thực hiện (zero) cho điểm cao hơn điểm tối đa của tiêu chí.",
        ),
        (
            {"kind": "deadline_tiers", "tiers": [{"max_days": 3, "points": 1}, {"max_days": 3, "points": 2}]},
            ": một thời hạn ghi nhiều lần.",
        ),
        ({"kind": "boolean", "points_true": 7}, ": “đạt” cho điểm cao hơn điểm tối đa của tiêu chí."),
        (
            {"kind": "options", "options": [{"key": "a", "points": 1}, {"key": "a", "points": 2}]},
            ": hai phương án trùng tên.",
        ),
        (
            {"kind": "options", "options": [{"key": "a"}]},
            ": phương án “a” phải ghi points hoặc points_max, chỉ một trong hai.",
        ),
        ({"kind": "all_of", "conditions": ["a", "a"]}, ": hai yêu cầu trùng nhau."),
        ({"kind": "bonus", "cap": 7}, ": mức thưởng tối đa (cap) cho điểm cao hơn điểm tối đa của tiêu chí."),
        ({"kind": "informational"}, ": tiêu chí chỉ để theo dõi phải có điểm tối đa bằng 0."),
        ({"kind": "fixed_deduction", "points": 1}, ".per: thiếu mục này. Bổ sung mục còn thiếu."),
        (
            {"kind": "per_day_deduction", "points": 1, "first_days": 2},
            ": phải ghi first_included: mức trừ của những ngày đầu có cộng vào các ngày sau không.",
        ),
    ],
)
def test_a_rule_must_make_sense(rule: Raw, problem: str) -> None:
    assert of_rule(rule) == [f"set.fields[0].criteria[0].rule{problem}"]


@pytest.mark.parametrize("kind", ["lineal", None, 3, ["linear"]])
def test_an_unknown_kind_is_answered_with_the_list(kind: Any) -> None:
    (problem,) = of_rule({"kind": kind})
    assert problem.startswith(f"set.fields[0].criteria[0].rule.kind: không có loại quy tắc “{kind}”. Các loại: fixed")


@pytest.mark.parametrize("code", [None, 11, ""])
def test_a_criterion_needs_its_code(code: Any) -> None:
    (problem,) = problems(file([field("I", {**criterion("c", 6, FIXED), "code": code})], []))
    assert problem.startswith("set.fields[0].criteria[0].code: ")


@pytest.mark.parametrize("raw", [None, [], "bộ tiêu chí", 3])
def test_what_is_no_object_is_refused(raw: Any) -> None:
    assert problems(raw) == ["phải là các cặp khóa và giá trị."]


def test_all_problems_come_in_one_pass() -> None:
    fields = [
        field("I", criterion("1", -1, {"kind": "lin"}), criterion("2", 3, LINEAR)),
        field("I", criterion("2", 3, FIXED, not_aplicable="full"), criterion("4", 3, FIXED)),
        field("II"),
    ]
    units = [
        unit("u", {"1": {"points": 1}, "4": {"points": 4}, "44": {"points": 1}, "x": {}}),
        unit("u", {"4": {"points": "ba"}}, previous={"points": 1, "index": 2, "rank": 0}),
        {"code": "v", "entrys": {}},
    ]
    assert problems(file(fields, units, rounding="2", tie_rule="olympic")) == [
        "set.rounding: phải là số nguyên.",
        "set.tie_rule: giá trị không có trong danh sách cho phép. Các giá trị được dùng: competition, dense.",
        "set.fields[0].criteria[0].max: không được là số âm.",
        f"set.fields[0].criteria[0].rule.kind: không có loại quy tắc “lin”. Các loại: {', '.join(KINDS)}.",
        "set.fields[1].criteria[0].not_aplicable: không có khóa nào tên như vậy. Có phải “not_applicable”?",
        "set.fields[1].criteria[0].code: mã tiêu chí “2” ghi hai lần. Đặt mã khác cho một trong hai.",
        "set.fields[1].code: mã lĩnh vực “I” ghi hai lần. Đặt mã khác cho một trong hai.",
        "set.fields[2].criteria: phải có ít nhất 1 mục.",
        "units[0].entries.4: 4 điểm vượt điểm tối đa 3.",
        "units[0].entries.44: bộ tiêu chí không có mã “44”. Có phải “4”?",
        "units[0].entries.x: bộ tiêu chí không có mã “x”.",
        "units[1].previous.rank: không được nhỏ hơn 1.",
        "units[2].entrys: không có khóa nào tên như vậy. Có phải “entries”?",
    ]


def test_descriptions_beside_the_known_keys_are_let_be() -> None:
    raw = file([field("I", criterion("c", 6, FIXED, text="nguyên văn", clause="II.2.đ"))], [], year=2023)
    assert parse_scoring(raw).criteria_set.criteria[0].code == "c"


def test_a_set_can_be_read_alone_and_says_where_it_is_wrong() -> None:
    raw = file([field("I", criterion("c", 6, FIXED))], [])["set"]
    assert parse_set(raw).name == "Bộ tiêu chí"
    with pytest.raises(InputError, match=r"^bo\.json\.rounding: phải là số nguyên\.$"):
        parse_set({**raw, "rounding": "2"}, "bo.json")
