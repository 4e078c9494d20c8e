"""QĐ 11 II.4: who has a plan is scored by how much of it was carried out, who has none by whether anything was."""

from typing import Any

import pytest
from tests.core.scoring.files import Raw, criterion, field, file, problems_of, scored, unit

TIERS = [{"min": 100, "points": 5}, {"min": 85, "points": 4}, {"min": 60, "points": 3}, {"min": 0, "points": 2}]
CASES: list[Raw] = [
    {"key": "có kế hoạch", "when": True, "rule": {"kind": "ratio_tiers", "tiers": TIERS, "zero": 0}},
    {"key": "không có kế hoạch", "when": False, "rule": {"kind": "boolean", "points_true": 2}},
]


def sheets(second: Any, *, first: Any = None, cases: list[Raw] = CASES, on: str | None = "4.1") -> Raw:
    branch = {"kind": "branch", "cases": cases} | ({"on": on} if on else {})
    fields = [field("II", criterion("4.1", 3, {"kind": "boolean"}), criterion("4.2", 5, branch))]
    return file(fields, [unit("a", {"4.1": first, "4.2": second})])


@pytest.mark.parametrize(
    ("first", "second", "points", "reason"),
    [
        (True, {"numerator": 6, "denominator": 7}, 4, "Trường hợp “có kế hoạch”: 6/7 = 85,71 % ≥ 85 % → 4,00/5"),
        (True, {"numerator": 0, "denominator": 7}, 0, "Trường hợp “có kế hoạch”: 0/7: không thực hiện → 0,00/5"),
        (False, {"value": True}, 2, "Trường hợp “không có kế hoạch”: Đạt → 2,00/5"),
        (False, {"case": "không có kế hoạch", "value": False}, 0, "Trường hợp “không có kế hoạch”: Không đạt → 0,00/5"),
    ],
)
def test_another_criterion_decides_which_rule_applies(first: bool, second: Raw, points: int, reason: str) -> None:
    answer = scored(sheets(second, first={"value": first}))["a"]["criteria"]["4.2"]
    assert answer == {"points": points, "max": 5, "reason": reason}


def test_nothing_measured_in_a_case_is_treated_as_the_criterion_says() -> None:
    answer = scored(sheets({"numerator": 0, "denominator": 0}, first={"value": True}))["a"]["criteria"]["4.2"]
    reason = "Trường hợp “có kế hoạch”: Mẫu số bằng 0 (không phát sinh): giảm trừ 5 điểm tối đa"
    assert answer == {"points": 0, "max": 0, "reason": reason}


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            sheets({"case": "có kế hoạch", "numerator": 1, "denominator": 1}, first={"value": False}),
            (
                "units[0].entries.4.2.case: kết quả của 4.1 dẫn đến trường hợp “không có kế hoạch”, không phải "
                "“có kế hoạch”. Sửa một trong hai tiêu chí."
            ),
        ),
        (
            sheets({"numerator": 1, "denominator": 1}),
            (
                "units[0].entries.4.2: chưa biết trường hợp nào, vì 4.1 chưa chấm. Chấm 4.1 trước, hoặc ghi case: "
                "có kế hoạch, không có kế hoạch."
            ),
        ),
        (
            sheets({"case": "khác", "value": True}),
            "units[0].entries.4.2.case: không có trường hợp “khác”. Các trường hợp: có kế hoạch, không có kế hoạch.",
        ),
        (sheets({"value": 1}, first={"value": False}), "units[0].entries.4.2.value: phải là true hoặc false."),
        (
            sheets(None, on="9.9"),
            (
                "set.fields[0].criteria[1].rule.on: “9.9” không phải là tiêu chí đạt/không đạt hay chọn phương án "
                "của bộ này. Ghi mã của tiêu chí quyết định trường hợp."
            ),
        ),
        (
            sheets(None, cases=CASES[:1]),
            "set.fields[0].criteria[1].rule: chưa có trường hợp nào cho kết quả “False” của 4.1.",
        ),
        (
            sheets(None, cases=[{"key": "một"}]),
            "set.fields[0].criteria[1].rule.cases[0].rule: thiếu quy tắc của trường hợp này. Ghi rule: {kind: …}.",
        ),
        (
            sheets(None, cases=[{"key": "một", "when": True, "rule": {"kind": "lin"}}]),
            "set.fields[0].criteria[1].rule.cases[0].rule.kind: không có loại quy tắc “lin”.",
        ),
        (sheets(5, first={"value": True}), "units[0].entries.4.2: phải là các cặp khóa và giá trị."),
        (
            sheets(None, cases=[*CASES, CASES[0]]),
            "set.fields[0].criteria[1].rule: hai trường hợp trùng tên.",
        ),
        (
            sheets(None, cases=[CASES[0], {"key": "không", "when": False, "rule": {"kind": "bonus"}}]),
            "set.fields[0].criteria[1].rule: trường hợp “không”: không dùng được quy tắc loại này bên trong một nhánh.",
        ),
        (
            sheets(None, cases=[*CASES, {"key": "khác", "when": "có", "rule": {"kind": "fixed"}}]),
            "set.fields[0].criteria[1].rule: trường hợp “khác”: 4.1 không có kết quả “có”.",
        ),
        (
            sheets(None, on=None),
            "set.fields[0].criteria[1].rule: trường hợp “có kế hoạch”: ghi when mà quy tắc không có on.",
        ),
    ],
)
def test_a_case_that_cannot_be_is_said_with_its_place(raw: Raw, problem: str) -> None:
    assert problems_of(raw)[0].startswith(problem)


def test_without_a_deciding_criterion_the_entry_says_its_case() -> None:
    cases = [{key: value for key, value in case.items() if key != "when"} for case in CASES]
    said = {"case": "không có kế hoạch", "value": True}
    assert scored(sheets(said, first={"value": True}, cases=cases, on=None))["a"]["criteria"]["4.2"]["points"] == 2
