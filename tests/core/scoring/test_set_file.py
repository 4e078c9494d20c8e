"""A set written in YAML: exact numbers, every error with its line."""

from decimal import Decimal

import pytest

from thidua.core.errors import InputError
from thidua.core.scoring import read_set

GOOD = """\
code: bo
name: Bộ tiêu chí
fields:
  - code: I
    name: Chỉ đạo
    criteria:
      - code: "1.1"
        max: 2.35
        rule: {kind: linear, cap: 33.3}
      - code: "1.2"
        components:
          - {code: 1.2.a, max: 1, rule: {kind: boolean}}
"""


def errors(text: str) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_set("bo.yaml", text)
    return [str(problem) for problem in refused.value.problems]


def test_numbers_are_taken_as_they_are_written() -> None:
    known = read_set("bo.yaml", GOOD)
    assert known.criteria_set.max == Decimal("3.35")
    assert known.definition["fields"][0]["criteria"][0]["rule"]["cap"] == Decimal("33.3")


def test_the_digest_is_that_of_the_content_not_of_its_spacing() -> None:
    same = GOOD.replace("max: 2.35", "max:    2.350  # điểm")
    assert read_set("a.yaml", GOOD).sha256 == read_set("b.yaml", same).sha256
    assert read_set("a.yaml", GOOD).sha256 != read_set("a.yaml", GOOD.replace("2.35", "2.36")).sha256


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("max: 2.35", "max: hai", "bo.yaml:8: phải là số."),
        ("cap: 33.3", "cap: 0", "bo.yaml:9: mức trần (cap) phải lớn hơn 0."),
        ("kind: linear", "kind: lineal", "bo.yaml:9: không có loại quy tắc “lineal”."),
        ("kind: boolean", "kind: boolean, point_true: 1", "bo.yaml:12: không có khóa nào tên như vậy."),
        ('code: "1.2"', 'code: "1.1"', "bo.yaml:10: mã tiêu chí “1.1” ghi hai lần."),
        ("code: bo", "cod: bo", "bo.yaml:1: không có khóa nào tên như vậy. Có phải “code”?"),
        ("name: Chỉ đạo\n", "name: Chỉ đạo\n    name: x\n", "bo.yaml:6: khóa “name” viết hai lần."),
        ("code: bo", "code: [", "bo.yaml:"),
    ],
)
def test_an_error_names_its_line(old: str, new: str, problem: str) -> None:
    assert errors(GOOD.replace(old, new, 1))[0].startswith(problem)
