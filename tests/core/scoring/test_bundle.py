"""A published result recomputes to the last digit on another machine, and shows what was changed since."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scoring.chance import file_of
from tests.core.scoring.files import Raw, criterion, field, file, unit

from thidua.core.errors import InputError
from thidua.core.json_text import compact_json, dump_json, exact, parse_json
from thidua.core.scoring import check_bundle, is_bundle, make_bundle, parse_scoring, result_as_dict, score

FILE = file(
    [field("I", criterion("1", 6, {"kind": "linear", "cap": 90}), criterion("2", 4, {"kind": "fixed"}))],
    [
        unit("a", {"1": {"numerator": 385862, "denominator": 435677}, "2": {"points": 3.5}}),
        unit("b", {"1": {"numerator": 1, "denominator": 3}, "2": {"points": 4}}),
    ],
)


def bundle() -> Raw:
    return travelled(make_bundle(exact(FILE), version="1.0", published={"on": "2023-12-01", "by": "UBND huyện"}))


def travelled(made: Raw) -> Raw:
    """Written to a file and read on another machine."""
    read: Raw = parse_json(dump_json(made).encode())
    return read


@given(st.integers(0, 2**40))
def test_whatever_is_published_comes_out_again(seed: int) -> None:
    raw = file_of(seed)
    check = check_bundle(travelled(make_bundle(raw, version="1.0")))
    assert check.problems == ()
    assert result_as_dict(check.scores) == result_as_dict(score(parse_scoring(raw)))


def test_a_bundle_is_a_scoring_file_too() -> None:
    made = bundle()
    assert is_bundle(made)
    assert not is_bundle(FILE)
    assert score(parse_scoring(made)) == score(parse_scoring(exact(FILE)))
    assert (made["engine"]["version"], made["engine"]["tie_rule"]) == ("1.0", "competition")
    assert made["published"] == {"on": "2023-12-01", "by": "UBND huyện"}


def test_a_database_that_keeps_numbers_as_floats_changes_nothing() -> None:
    kept = exact(json.loads(dump_json(bundle())))
    assert check_bundle(kept).problems == ()


def test_a_later_version_may_add_keys_to_a_result() -> None:
    raw = exact(FILE)
    old = make_bundle(raw, version="0.1")
    for answer in old["result"]["units"]:
        del answer["tied"]
    assert [problem.where for problem in check_bundle(old).problems] == ["sha256.result", "sha256.bundle"]


CHANGES: list[tuple[Callable[[Raw], Any], list[str]]] = [
    (
        lambda raw: raw["result"]["units"][0].update(points=9),
        [
            "sha256.result: kết quả đã bị sửa sau khi công bố (mã SHA-256 không khớp).",
            "sha256.bundle: nội dung tệp đã bị sửa sau khi công bố (mã SHA-256 không khớp).",
            "result.units[0].points: tệp ghi 9, tính lại được 9,4.",
        ],
    ),
    (
        lambda raw: raw["units"][1]["entries"]["2"].update(points=3),
        [
            "sha256.input: bộ tiêu chí hoặc số liệu đã bị sửa sau khi công bố (mã SHA-256 không khớp).",
            "sha256.bundle: nội dung tệp đã bị sửa sau khi công bố (mã SHA-256 không khớp).",
            "result.units[1].points: tệp ghi 6,22, tính lại được 5,22.",
            "result.units[1].scored_points: tệp ghi 6,22, tính lại được 5,22.",
            "result.units[1].index: tệp ghi 62,2, tính lại được 52,2.",
        ],
    ),
    (
        lambda raw: raw["published"].update(by="UBND tỉnh"),
        ["sha256.bundle: nội dung tệp đã bị sửa sau khi công bố (mã SHA-256 không khớp)."],
    ),
]


@pytest.mark.parametrize(("change", "problems"), CHANGES)
def test_what_was_changed_since_is_said(change: Callable[[Raw], Any], problems: list[str]) -> None:
    changed = deepcopy(bundle())
    change(changed)
    assert [str(problem) for problem in check_bundle(changed).problems][: len(problems)] == problems


def test_only_the_first_differences_are_listed() -> None:
    changed = bundle()
    changed["set"]["fields"][0]["criteria"][0]["max"] = 5
    for answer in changed["result"]["units"]:
        answer.update(dict.fromkeys(answer, "khác"))
    problems = check_bundle(changed).problems
    assert len(problems) == 21
    assert str(problems[-1]).startswith("còn ")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"format": "khac/9"}, "format: không biết định dạng “khac/9”."),
        ({"format": "thidua-score/1", "result": {}, "sha256": {}}, "engine: thiếu mục này."),
        (
            {"format": "thidua-score/1", "engine": {}, "result": {}, "sha256": {}},
            "set: phải là các cặp khóa và giá trị.",
        ),
    ],
)
def test_what_is_no_bundle_is_refused(raw: Raw, problem: str) -> None:
    with pytest.raises(InputError) as refused:
        check_bundle(raw)
    assert str(refused.value).startswith(problem)


def test_canonical_json_is_one_text_for_one_content() -> None:
    left = parse_json(b'{"b": [1, 2.50, 3.0], "a": {"\\u00e0": null, "c": true}}')
    right = parse_json('{"a":{"c":true,"a\u0300":null},"b":[1.0,2.5,3]}'.encode())
    assert compact_json(left) == compact_json(right) == '{"a":{"c":true,"à":null},"b":[1,2.5,3]}'
