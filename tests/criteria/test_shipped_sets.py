"""The sets that ship: they are sound, they say where they were read, and they score what was published."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.guards.sources import ROOT

from thidua.core.errors import InputError
from thidua.core.scoring import KINDS, parse_scoring, parse_set, result_as_dict, score
from thidua.criteria import load_criteria_set, shipped_sets
from thidua.demo.story import load_yaml

PUBLISHED = ROOT / "tests" / "core" / "scoring" / "766-worked-examples.csv"
D = Decimal


def scored(slug: str, *units: dict[str, Any]) -> list[dict[str, Any]]:
    raw = {"set": load_criteria_set(slug).definition, "units": list(units)}
    found: list[dict[str, Any]] = result_as_dict(score(parse_scoring(raw)))["units"]
    return found


@pytest.mark.parametrize("slug", shipped_sets())
def test_every_set_says_where_it_comes_from(slug: str) -> None:
    known = load_criteria_set(slug).criteria_set
    assert known.code == slug
    assert known.about.source
    assert known.about.demonstration or known.about.caution


def test_both_real_sets_are_here() -> None:
    assert {"qd-766-2022", "qd11-tu-2026-cap-xa"} <= set(shipped_sets())


@pytest.mark.parametrize(
    ("slug", "fields"),
    [
        ("qd-766-2022", {"1": 18, "2": 20, "3a": 12, "3b": 10, "4": 22, "5": 18}),
        ("qd11-tu-2026-cap-xa", {"I": 10, "II": 75, "IV": 0, "V": 0}),
    ],
)
def test_the_maxima_are_those_of_the_regulation(slug: str, fields: dict[str, int]) -> None:
    known = load_criteria_set(slug).criteria_set
    assert {field.code: sum(one.counted_max for one in field.criteria) for field in known.fields} == fields


def test_the_shipped_766_gives_what_was_published() -> None:
    """Every worked example, by the shipped set; "4.6?" is the example without a code of its own."""
    rows = list(csv.DictReader(PUBLISHED.read_text("utf-8").splitlines()))
    for of_unit in {row["unit"] for row in rows}:
        mine = [row for row in rows if row["unit"] == of_unit]
        entries = {
            row["metric"].rstrip("?"): {"numerator": int(row["numerator"]), "denominator": int(row["denominator"])}
            for row in mine
        }
        (answer,) = scored("qd-766-2022", {"code": "u", "entries": entries})
        points = {row["metric"]: answer["criteria"][row["metric"].rstrip("?")]["points"] for row in mine}
        assert points == {row["metric"]: D(row["published_score"]) for row in mine}


FULL: dict[str, Any] = {
    "I.1": {"days": 30},
    "I.2.1": {"numerator": 3, "denominator": 10},
    "I.2.2": {"value": True},
    "I.3": {"conditions": {"đủ số lượng": True, "đủ nội dung": True, "đúng thời hạn": True}},
    "I.4": {"count": 2},
    "II.1.1": {"numerator": 9, "denominator": 10},
    "II.1.2": {"numerator": 20, "denominator": 20},
    "II.1.3": {"option": "hiệu quả, thường xuyên"},
    "II.2": {"not_applicable": True},
    "II.3.1": {"value": True},
    "II.3.2": {"value": True},
    "II.4.1": {"value": True},
    "II.4.2": {"numerator": 6, "denominator": 7},
    "II.5.1": {"count": 99},
    "II.5.2": {"count": 0},
    "II.6": {"numerator": 70, "denominator": 100},
    "II.7": {
        "conditions": {"báo cáo theo từng nhiệm vụ": True, "đủ minh chứng trên Hệ thống": True, "trước 15/12": True}
    },
    "IV.1": {"count": 1},
    "IV.2": {"now": 70, "before": D("69.5")},
    "IV.3.1": {"option": "cải tiến từ mô hình cũ", "points": 2},
    "IV.3.2": {"count": 3},
    "IV.3.3": {"option": "không"},
    "IV.3.4": {"value": False},
    "IV.3.5": {"value": True},
    "V.1": {"days": 3},
    "V.2": {"count": 0},
    "V.3": {"count": 1},
    "V.4": {"count": 0},
}


def test_a_commune_is_scored_by_the_regulation_of_the_party_committee() -> None:
    """By hand: I 10; II 8+10+10+4+4+3+4+3+0+8,24+3 of 67; IV 1+1+2+1,5+1; V −2−0,5."""
    (answer,) = scored("qd11-tu-2026-cap-xa", {"code": "xa", "entries": FULL})
    assert {code: (of["points"], of["max"]) for code, of in answer["fields"].items()} == {
        "I": (10, 10),
        "II": (D("57.24"), 67),
        "IV": (D("6.5"), 0),
        "V": (D("-2.5"), 0),
    }
    assert (answer["points"], answer["max"], answer["index"]) == (D("71.24"), 77, D("92.52"))
    assert answer["band"] == {"code": "A", "name": "Hoàn thành xuất sắc"}
    assert answer["criteria"]["II.6"]["reason"] == "70/100 = 70 % < 85 % → 8,24/10"


@pytest.mark.parametrize("slug", ["cchc-xa-trinh-dien", "chi-so-huyen-trinh-dien"])
def test_the_sets_of_the_demonstration_say_so_and_are_no_toys(slug: str) -> None:
    known = load_criteria_set(slug).criteria_set
    assert known.about.demonstration
    assert len(known.criteria) >= 30
    assert {type(one.rule) for one in known.criteria} == set(KINDS.values())


def test_the_components_given_to_owners_are_those_of_the_districts_own_index() -> None:
    """III.2.a/tap-the/4: "chỉ số thành phần … được giao phụ trách"."""
    known = {
        one.code: (one.name, one.max) for one in load_criteria_set("chi-so-huyen-trinh-dien").criteria_set.criteria
    }
    given = {code: (name, D(str(most))) for code, name, most, *_ in load_yaml("work.yaml")["components"]}
    assert {code: known.get(code) for code in given} == given


def test_a_set_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"qd-766-2022, qd11-tu-2026-cap-xa"):
        load_criteria_set("khong-co")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bo.yaml"
    file.write_bytes("Bộ".encode("utf-16"))
    with pytest.raises(InputError, match="không phải văn bản UTF-8"):
        load_criteria_set(file)


def test_a_set_of_an_office_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "bo.yaml"
    file.write_text(
        "code: bo\nfields:\n- code: I\n  criteria:\n  - {code: c, max: 2.50, rule: {kind: fixed}}\n", encoding="utf-8"
    )
    known = load_criteria_set(file)
    assert known.criteria_set == parse_set(known.definition)
    assert known.criteria_set.max == D("2.5")
    assert set(KINDS) > {"fixed"}
