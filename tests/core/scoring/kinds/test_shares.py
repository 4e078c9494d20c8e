"""What is left of a whole, and what people answered."""

from typing import Any

import pytest
from tests.core.scoring.files import Raw, file, refusals, scored, scored_alone, unit
from tests.core.scoring.files import criterion as of
from tests.core.scoring.files import field as part

COMPLEMENT = {"kind": "complement", "parts": ["quá hạn", "có phản ánh"], "cap": 95}
WEIGHTS = {"A": 100, "B": 60, "C": 20, "D": 0}
SURVEY: Raw = {"kind": "survey", "weights": WEIGHTS, "ignored": ["E"], "least": 10}


@pytest.mark.parametrize(
    ("total", "late", "complaints", "points", "reason"),
    [
        (200, 4, 2, "10.00", "(200 − 4 quá hạn − 2 có phản ánh)/200 = 97 % ≥ 95 % → 10,00/10"),
        (200, 30, 10, "8.42", "(200 − 30 quá hạn − 10 có phản ánh)/200 = 80 % < 95 % → 8,42/10"),
        (10, 8, 5, "0.00", "(10 − 8 quá hạn − 5 có phản ánh)/10 = 0 % < 95 % → 0,00/10"),
    ],
)
def test_each_part_is_taken_from_the_whole(total: int, late: int, complaints: int, points: str, reason: str) -> None:
    entry = {"total": total, "parts": {"quá hạn": late, "có phản ánh": complaints}}
    answer = scored_alone(10, COMPLEMENT, entry)["criteria"]["c"]
    assert (str(answer["points"]), answer["reason"]) == (points, reason)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"total": 3, "parts": {"quá hạn": 1}}, "chưa ghi phần “có phản ánh”."),
        ({"total": 3, "parts": {"quá hạn": 1, "có phản ánh": 0, "x": 1}}, "tiêu chí không có phần “x”."),
        ({"total": 0, "parts": {"quá hạn": 1, "có phản ánh": 0}}, "tổng số bằng 0 nhưng có phần khác 0."),
    ],
)
def test_every_part_must_be_said(entry: Raw, problem: str) -> None:
    assert refusals(10, COMPLEMENT, entry) == f"units[0].entries.c: {problem}"


def test_a_survey_is_the_mean_of_the_weights_of_its_answers() -> None:
    entry = {"answers": {"A": 30, "B": 10, "C": 5, "D": 5, "E": 99}}
    answer = scored_alone(8, SURVEY, entry)["criteria"]["c"]
    assert str(answer["points"]) == "5.92"  # (3000 + 600 + 100) / 50 = 74 %
    assert answer["reason"] == "50 phiếu (A 30, B 10, C 5, D 5), bình quân 74 % → 5,92/8"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"E": 40}, "Không có phiếu điều tra: giảm trừ 8 điểm tối đa"),
        ({"A": 9, "E": 40}, "9 phiếu < 10 phiếu (mức tối thiểu): giảm trừ 8 điểm tối đa"),
    ],
)
def test_too_few_answers_are_no_survey(answers: Raw, reason: str) -> None:
    answer = scored_alone(8, SURVEY, {"answers": answers})["criteria"]["c"]
    assert answer == {"points": 0, "max": 0, "reason": reason}


def test_without_a_survey_the_rest_stands_for_the_whole_if_the_set_says_so() -> None:
    """Hà Nội, offices of a district: 70 points appraised, 30 surveyed; no survey, and the 70 are counted as 100."""
    survey = {**SURVEY, "no_survey": "rescale"}
    fields = [part("I", of("1", 70, {"kind": "fixed"})), part("II", of("2", 30, survey), of("3", 5, {"kind": "bonus"}))]
    entries: Raw = {"1": {"points": 63}, "2": {"answers": {}}, "3": {"points": 2}}
    answer = scored(file(fields, [unit("a", entries)]))["a"]
    assert (answer["points"], answer["max"], answer["index"]) == (92, 100, 92)
    assert answer["remarks"] == ["Quy đổi về thang 100: 63,00/70 → 90,00."]
    assert answer["criteria"]["2"]["reason"] == "Không có phiếu điều tra: quy đổi 30 điểm tối đa cho phần còn lại"


def test_a_part_named_twice_is_refused() -> None:
    rule = {"kind": "complement", "parts": ["quá hạn", "quá hạn"]}
    assert refusals(10, rule, None) == "set.fields[0].criteria[0].rule: hai phần trùng tên."


@pytest.mark.parametrize(
    ("rule", "entry", "problem"),
    [
        (SURVEY, {"answers": {"F": 1}}, "units[0].entries.c: không có phương án “F”; các phương án: A, B, C, D, E."),
        (
            {**SURVEY, "weights": {"A": 120, "E": 1}},
            None,
            (
                "set.fields[0].criteria[0].rule: trọng số của “A” vượt 100 %.\n"
                "set.fields[0].criteria[0].rule: phương án “E” vừa có trọng số vừa không tính."
            ),
        ),
    ],
)
def test_an_answer_nobody_offered_is_refused(rule: Raw, entry: Any, problem: str) -> None:
    assert refusals(8, rule, entry) == problem
