"""A share of the maximum by grade or severity (the department forms of Phú Thọ)."""

import pytest
from tests.core.scoring.files import Raw, refusals, scored_alone

GRADES = [
    {"key": "hoàn thành xuất sắc", "percent": 100},
    {"key": "hoàn thành tốt", "percent": 75},
    {"key": "hoàn thành", "percent": 50},
]
LEVELS = [{"key": "vi phạm nhẹ", "percent": 50}, {"key": "vi phạm nghiêm trọng", "percent": 100}]


@pytest.mark.parametrize(
    ("rule", "option", "points", "reason"),
    [
        ({"grades": GRADES}, "hoàn thành xuất sắc", "3", "“hoàn thành xuất sắc”: 100 % điểm tối đa → 3,00/3"),
        ({"grades": GRADES}, "hoàn thành tốt", "2.25", "“hoàn thành tốt”: 75 % điểm tối đa → 2,25/3"),
        ({"levels": LEVELS}, "không vi phạm", "3", "“không vi phạm” → 3,00/3"),
        ({"levels": LEVELS}, "vi phạm nhẹ", "1.5", "“vi phạm nhẹ”: trừ 50 % điểm tối đa → 1,50/3"),
        ({"levels": LEVELS}, "vi phạm nghiêm trọng", "0", "“vi phạm nghiêm trọng”: trừ 100 % điểm tối đa → 0,00/3"),
    ],
)
def test_a_step_names_its_share_of_the_maximum(rule: Raw, option: str, points: str, reason: str) -> None:
    kind = "grades" if "grades" in rule else "severity"
    answer = scored_alone(3, {"kind": kind, **rule}, {"option": option})["criteria"]["c"]
    assert (str(answer["points"]), answer["reason"]) == (f"{float(points):.2f}", reason)


@pytest.mark.parametrize(
    ("rule", "entry", "problem"),
    [
        (
            {"kind": "grades", "grades": GRADES[:2]},
            {"option": "giỏi"},
            "units[0].entries.c: không có mức “giỏi”; các mức: hoàn thành xuất sắc, hoàn thành tốt.",
        ),
        (
            {"kind": "grades", "grades": GRADES},
            {"option": "hoàn thành", "points": 1},
            "units[0].entries.c: mức “hoàn thành” đã có điểm, không ghi points.",
        ),
        (
            {"kind": "grades", "grades": [{"key": "a", "percent": 101}, {"key": "a", "percent": 1}]},
            None,
            "set.fields[0].criteria[0].rule: hai mức trùng tên.\nset.fields[0].criteria[0].rule: mức “a” vượt 100 %.",
        ),
        (
            {"kind": "severity", "levels": LEVELS, "none": "vi phạm nhẹ"},
            None,
            "set.fields[0].criteria[0].rule: mức “vi phạm nhẹ” trùng với mức không vi phạm (none).",
        ),
    ],
)
def test_a_step_nobody_named_is_refused(rule: Raw, entry: Raw | None, problem: str) -> None:
    assert refusals(3, rule, entry) == problem
