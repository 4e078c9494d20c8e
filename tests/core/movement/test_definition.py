"""The shipped movement: every clause of the plan has what carries it out, and every reading says what it is."""

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from thidua.core.calendar import VN
from thidua.core.errors import InputError
from thidua.core.movement import GUIDANCE_KEYS, Part, coverage, deadline, guidance_keys
from thidua.plans import load_movement, shipped_slugs

ROOT = Path(__file__).parents[3]
MOVEMENT = load_movement("truc-ninh-2021-2025")
DEFINITION = MOVEMENT.definition


def test_every_clause_of_the_plan_is_carried_out_or_says_why_not() -> None:
    assert [row.clause for row in coverage(MOVEMENT) if row.is_gap] == []
    assert [row.clause for row in coverage(MOVEMENT) if row.narrative] == ["I.2/2", "IV.3", "ket"]


def test_what_the_definition_holds() -> None:
    assert [known.clause for known in DEFINITION.participants] == ["II.1.a", "II.1.b"]
    assert [known.clause for known in DEFINITION.contents] == [f"II.2.{letter}" for letter in "abcdđ"]
    assert DEFINITION.period.last_day == date(2025, 12, 31)
    assert [known.form for known in DEFINITION.awards] == ["giay_khen_huyen", "bang_khen_tinh"]
    assert [[criterion.id for criterion in known.criteria] for known in DEFINITION.standards] == [
        [f"tap_the.{number}" for number in range(1, 8)],
        [f"ca_nhan.{number}" for number in range(1, 6)],
        ["tong_ket.1", "tong_ket.2"],
    ]
    assert [known.id for known in DEFINITION.papers] == ["to_trinh", "bao_cao_thanh_tich", "bien_ban"]
    assert [known.clause for known in DEFINITION.duties] == ["IV.1", "IV.2", "IV.3", "IV.4"]
    assert tuple(known.line for known in DEFINITION.recipients) == MOVEMENT.plan.recipients
    assert DEFINITION.award_council.council is None


def test_criteria_stand_at_the_dash_of_their_number() -> None:
    for standards in DEFINITION.standards[:2]:
        for number, criterion in enumerate(standards.criteria, start=1):
            assert criterion.clause == f"{standards.clause}/{number}"


@pytest.mark.parametrize("year", range(2021, 2026))
def test_a_deadline_before_the_tenth_ends_as_the_tenth_begins(year: int) -> None:
    assert deadline(MOVEMENT.round(f"hang-nam-{year}")) == datetime(year, 12, 10, tzinfo=VN)


def test_the_five_year_round_ends_with_the_last_yearly_one() -> None:
    assert deadline(MOVEMENT.round("tong-ket")) == deadline(MOVEMENT.round("hang-nam-2025"))


def test_only_the_plan_itself_and_readings_as_written_are_decided() -> None:
    decided = {key: known.value for key, known in MOVEMENT.guidance.items() if known.value is not None}
    defaults = {key: known.default for key, known in GUIDANCE_KEYS.items() if known.default is not None}
    assert decided == {**defaults, "giay_khen.so_lan_toi_thieu": 2}
    assert set(MOVEMENT.guidance) == set(GUIDANCE_KEYS)
    assert not any(known.is_assumption for known in MOVEMENT.guidance.values())


def test_every_key_but_two_completes_a_criterion() -> None:
    read = {
        key for standards in DEFINITION.standards for known in standards.criteria for key in guidance_keys(known.rule)
    }
    assert set(GUIDANCE_KEYS) - read == {"chi_so.nam_danh_gia", "tham_dinh.so_ngay_lam_viec", "tong_ket.hinh_thuc"}


def test_alternatives_are_whole_sentences() -> None:
    readings = [
        reading
        for standards in DEFINITION.standards
        for holder in (standards, *standards.criteria)
        for reading in holder.readings
    ]
    sentences = [text for reading in readings for text in (reading.text, *reading.alternatives)]
    assert [text for text in sentences if not (text.endswith(".") and (text[0].isupper() or text[0] in "“5"))] == []


def test_what_passes_to_another_body_says_what_nobody_has_decided() -> None:
    for known in DEFINITION.succession:
        assert known.open_question is not None
        assert "chưa có kết luận của người có thẩm quyền" in " ".join(known.open_question.split())


def test_parts_stand_in_packages_of_the_house() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    assert {part.package.split(".")[1] for part in Part} <= set(layers)


def test_every_part_of_the_product_carries_something_out() -> None:
    used = {part for row in coverage(MOVEMENT) for carrier in row.carriers for part in carrier.parts}
    assert used == set(Part)


def test_a_movement_is_found_by_name_or_by_folder() -> None:
    assert shipped_slugs() == ("truc-ninh-2021-2025",)
    by_folder = load_movement(ROOT / "src/thidua/plans/truc-ninh-2021-2025")
    assert (by_folder.slug, by_folder.version) == (MOVEMENT.slug, MOVEMENT.version)


def test_a_movement_nobody_has_is_refused() -> None:
    with pytest.raises(InputError, match="truc-ninh-2021-2025"):
        load_movement("khong-co")
