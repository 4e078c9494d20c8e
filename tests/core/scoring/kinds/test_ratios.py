"""The denominator of the year before stands in where there is none (766, chỉ số 1.4)."""

import pytest
from tests.core.scoring.files import Raw, refusals, scored_alone


@pytest.mark.parametrize(
    ("parts", "entry", "points", "reason"),
    [
        (12, {"numerator": 80, "denominator": 0, "last_year": 1200}, "4.80",
         "80/(1.200/12) (mẫu số lấy theo năm trước) = 80 %"),
        (1, {"numerator": 80, "denominator": 0, "last_year": 100}, "4.80", "80/100 (mẫu số lấy theo năm trước) = 80 %"),
        (4, {"numerator": 0, "denominator": 0}, "0.00", "Mẫu số bằng 0, năm trước không có số liệu = 0 %"),
        (4, {"numerator": 9, "denominator": 10, "last_year": 7}, "5.40", "9/10 = 90 %"),
    ],
)  # fmt: skip
def test_last_year_stands_in(parts: int, entry: Raw, points: str, reason: str) -> None:
    answer = scored_alone(6, {"kind": "linear", "last_year_parts": parts}, entry)["criteria"]["c"]
    assert str(answer["points"]) == points
    assert answer["reason"] == f"{reason} < 100 % → {points.replace('.', ',')}/6"


def test_a_rule_that_does_not_ask_for_last_year_refuses_it() -> None:
    entry = {"numerator": 1, "denominator": 2, "last_year": 3}
    assert refusals(6, {"kind": "linear"}, entry) == (
        "units[0].entries.c: quy tắc này không dùng số liệu năm trước (last_year)."
    )
