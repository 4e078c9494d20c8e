"""Sheets line by line give what they give in one file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scoring.chance import file_of
from tests.core.scoring.files import Raw, criterion, field, file, unit

from thidua.core.errors import InputError
from thidua.core.json_text import compact_json, parse_json
from thidua.core.scoring import parse_scoring, result_as_dict, score, stream
from thidua.core.scoring.model import Previous
from thidua.core.scoring.stream import Ranking, numbered, score_lines, section_of

FIXED = {"kind": "fixed"}


def streamed(
    raw: Raw, before: dict[str, Previous] | None = None, **head: object
) -> tuple[list[Raw], dict[str, Previous]]:
    section = section_of({"set": raw["set"], **head}, 1)
    lines = list(numbered([compact_json(one).encode() + b"\n" for one in raw["units"]]))
    ranking = Ranking(section, before or {})
    texts, written = [], []
    for part in (lines[:2], lines[2:]):
        for scored in score_lines(section, part, reasons=True):
            ranking.add(scored)
            texts.append(scored.text)
    summary, results = ranking.finish(texts, written.append)
    assert (summary.units, summary.ranked) == (len(lines), sum(one.rank is not None for one in results.values()))
    return [parse_json(line.encode()) for line in written], results


@given(st.integers(0, 2**40))
def test_a_stream_gives_what_a_file_gives(seed: int) -> None:
    raw = file_of(seed)
    answers = result_as_dict(score(parse_scoring(raw)))["units"]
    keys = ("code", "points", "max", "index", "rank", "group_rank", "tied", "fields", "criteria", "reason")
    found, _ = streamed(raw)
    assert [{key: one[key] for key in keys} for one in found] == [{key: one[key] for key in keys} for one in answers]
    assert [one["change"] for one in found] == [
        {key: one["change"][key] for key in ("points", "index", "rank")} for one in answers
    ]


def year(**points: object) -> Raw:
    units = [unit(code, {"c": {"points": given}}) for code, given in points.items()]
    return file([field("I", criterion("c", 10, FIXED))], units)


def test_a_year_that_follows_is_compared_with_the_one_before() -> None:
    _, before = streamed(year(a=5, b=7), section=2023)
    found, _ = streamed(year(a=8, b=7, c=1), before, section=2024, follows=True)
    assert [(one["section"], one["code"], one["change"]) for one in found] == [
        ("2024", "a", {"points": 3, "index": 30, "rank": 1}),
        ("2024", "b", {"points": 0, "index": 0, "rank": -1}),
        ("2024", "c", {"points": None, "index": None, "rank": None}),
    ]
    apart, _ = streamed(year(a=8), before)
    assert apart[0]["change"]["points"] is None


def test_what_a_unit_says_of_the_year_before_comes_first() -> None:
    raw = year(a=8)
    raw["units"][0]["previous"] = {"points": 1}
    found, _ = streamed(raw, {"a": Previous(points=5)}, follows=True)
    assert found[0]["change"]["points"] == 7


def test_a_bad_line_is_named() -> None:
    section = section_of({"set": year()["set"]}, 1)
    lines = list(numbered([b'{"code": "a", "entries": {"c": {"points": 11}}}', b"\n", b"{", b'{"code": 3}']))
    with pytest.raises(InputError) as refused:
        score_lines(section, lines, reasons=False)
    assert [str(problem) for problem in refused.value.problems][0::2] == [
        "dòng 1, entries.c: 11 điểm vượt điểm tối đa 10.",
        "dòng 4, code: phải là chữ.",
    ]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ({"set": None}, "dòng 7, set: phải là các cặp khóa và giá trị."),
        ({"set": year()["set"], "follows": 1}, "dòng 7: section phải là chữ hoặc số, follows là true hoặc false."),
    ],
)
def test_a_bad_head_is_named(head: Raw, problem: str) -> None:
    with pytest.raises(InputError) as refused:
        section_of(head, 7)
    assert str(refused.value) == problem


def test_a_unit_twice_in_a_section_is_refused() -> None:
    raw = year(a=1)
    raw["units"] *= 2
    with pytest.raises(InputError, match="mã đơn vị ghi hai lần trong một kỳ"):
        streamed(raw)


def test_what_is_remembered_is_let_go_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_REMEMBERED", 1)
    found, _ = streamed(year(a=1, b=2, c=1))
    assert [one["points"] for one in found] == [1, 2, 1]


def test_numbers_in_a_line_are_exact() -> None:
    assert json.dumps(streamed(year(a=0.1))[0][0]["criteria"]["c"]["points"], default=str) == '"0.1"'
