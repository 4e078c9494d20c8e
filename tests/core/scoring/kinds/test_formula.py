"""A formula an office wrote itself."""

from typing import Any

import pytest
from tests.core.scoring.files import Raw, refusals, scored_alone

FORMULA: Raw = {
    "kind": "formula",
    "variables": {"x": "hồ sơ trả đúng hạn", "y": "tổng số hồ sơ"},
    "cases": [{"when": "x / y >= 0.9", "points": "toi_da"}],
    "otherwise": "toi_da * x / y / 0.9",
}


def values(x: Any, y: Any) -> Raw:
    return {"values": {"x": x, "y": y}}


@pytest.mark.parametrize(
    ("entry", "points", "reason"),
    [
        (values(95, 100), "6.00", "x = 95, y = 100; khi x / y >= 0.9: toi_da → 6,00/6"),
        (values(385862, 435677), "5.90", "x = 385.862, y = 435.677; toi_da * x / y / 0.9 → 5,90/6"),
        (
            values(-3, 100),
            "0.00",
            "x = -3, y = 100; toi_da * x / y / 0.9, tính trong khoảng từ 0 đến điểm tối đa → 0,00/6",
        ),
    ],
)
def test_the_first_case_that_holds_gives_the_points(entry: Raw, points: str, reason: str) -> None:
    answer = scored_alone(6, FORMULA, entry)["criteria"]["c"]
    assert (str(answer["points"]), answer["reason"]) == (points, reason)


def test_division_by_zero_is_nothing_measured() -> None:
    answer = scored_alone(6, FORMULA | {"undefined": "full"}, values(0, 0))["criteria"]["c"]
    assert answer["points"] == 6
    assert answer["reason"] == "x = 0, y = 0: công thức chia cho 0: tính điểm tối đa → 6,00/6"


@pytest.mark.parametrize(
    ("more", "entry", "problem"),
    [
        ({}, {"values": {"x": 1}}, "units[0].entries.c: chưa ghi biến “y”."),
        ({}, {"values": {"x": 1, "y": 1, "z": 1}}, "units[0].entries.c: công thức không có biến “z”."),
        (
            {"otherwise": "x +"},
            None,
            "set.fields[0].criteria[0].rule: “x +”: không đọc được công thức; số viết với dấu chấm, ví dụ 0.9.",
        ),
        (
            {"variables": {"x": "a", "y": "b", "toi_da": "c"}},
            None,
            "set.fields[0].criteria[0].rule: tên biến “toi_da” phải là chữ không dấu cách, khác toi_da.",
        ),
    ],
)
def test_a_formula_that_cannot_be_read_is_refused(more: Raw, entry: Any, problem: str) -> None:
    assert refusals(6, FORMULA | more, entry) == problem
