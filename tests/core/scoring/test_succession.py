"""A set copied to the next year, and whether the two years can stand beside each other."""

from typing import Any

import pytest
from tests.core.scoring.files import Raw, criterion, field, file

from thidua.core.errors import InputError
from thidua.core.scoring import compare_sets, next_year, parse_set

YES_NO = {"kind": "boolean"}
BRANCH = {
    "kind": "branch",
    "on": "1",
    "cases": [{"key": "có", "when": True, "rule": YES_NO}, {"key": "không", "when": False, "rule": {"kind": "fixed"}}],
}
GROUP = {"code": "3", "components": [criterion("3.1", 1, YES_NO)]}
BEFORE: Raw = file([field("I", criterion("1", 3, YES_NO), criterion("2", 5, BRANCH), GROUP)], [], year=2023)["set"]


def rows(now: Raw, codes: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    found = compare_sets(parse_set(BEFORE), parse_set(now), codes)
    return [(row.before, row.now, str(row.match), row.why) for row in found.rows]


def test_a_copy_can_be_compared_and_renames_what_depends_on_a_code() -> None:
    codes = {"1": "1.1", "3.1": "3a"}
    now = next_year(BEFORE, year=2024, codes=codes)
    assert (now["year"], BEFORE["year"]) == (2024, 2023)
    assert [one.code for one in parse_set(now).criteria] == ["1.1", "2", "3a"]
    assert now["fields"][0]["criteria"][1]["rule"]["on"] == "1.1"
    assert BEFORE["fields"][0]["criteria"][1]["rule"]["on"] == "1"
    assert rows(now, codes)[0] == ("1", "1.1", "same", "")


def test_whole_years_are_compared_where_nothing_but_codes_changed() -> None:
    now = next_year(BEFORE, year=2024)
    found = compare_sets(parse_set(BEFORE), parse_set(now))
    assert (found.is_comparable, found.reason) == (True, "")


def test_each_change_is_said() -> None:
    fields = [field("I", criterion("1", 4, YES_NO), criterion("3.1", 1, {"kind": "fixed"}), criterion("9", 2, YES_NO))]
    now = file(fields, [])["set"]
    assert rows(now) == [
        ("1", "1", "changed", "điểm tối đa từ 3 thành 4"),
        ("2", None, "dropped", "năm nay không còn"),
        ("3.1", "3.1", "changed", "cách chấm đã đổi"),
        (None, "9", "new", "năm trước chưa có"),
    ]
    found = compare_sets(parse_set(BEFORE), parse_set(now))
    assert not found.is_comparable
    assert found.reason == (
        "1: điểm tối đa từ 3 thành 4; 2: năm nay không còn; 3.1: cách chấm đã đổi; 9: năm trước chưa có"
    )


@pytest.mark.parametrize(
    ("codes", "problem"),
    [
        ({"x": "1"}, "x: bộ năm trước không có mã này."),
        ({"1": "x"}, "x: bộ năm nay không có mã này."),
        (
            {"1": "2", "3.1": "2"},
            "codes: hai mã năm trước cùng nối đến một mã năm nay. Mỗi mã chỉ nối một lần.",
        ),
    ],
)
def test_a_mapping_to_nowhere_is_refused(codes: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError) as refused:
        compare_sets(parse_set(BEFORE), parse_set(BEFORE), codes)
    assert str(refused.value) == problem
