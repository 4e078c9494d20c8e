"""Facts gathered from the registers are the facts of a file: the page and the command line give one answer."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.dossiers import JANUARY, NOVEMBER, deserving, give_collective_facts, recognise
from tests.factories.starting import starts_with
from tests.factories.work import make_task
from tests.factories.world import World, make_people, make_units, moment

from thidua.cli import main
from thidua.core.json_text import dump_json
from thidua.dossiers.queries.facts import gather_facts
from thidua.dossiers.queries.verdicts import as_stored, rulebook_of, standings
from thidua.dossiers.subjects import Subject, person_subject, unit_subject
from thidua.movements.models import Round
from thidua.organizations.models import Commendation, Discipline, LineageAct, LineageLink, Person, Review, Unit


def everyone(world: World) -> list[Subject]:
    units = [world.truc_chinh, world.co_le, world.noi_vu, world.van_hoa]
    people = ("head", "officer", "secretary")
    return [unit_subject(unit.pk) for unit in units] + [person_subject(world.people[name].pk) for name in people]


def from_file(path: Path, round_code: str) -> dict[str, Any]:
    arguments = ["eligibility", str(path), "--movement", "truc-ninh-2021-2025", "--round", round_code, "--json"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return {each["id"]: each for each in json.loads(result.stdout)["nominees"]}


@pytest.mark.parametrize("round_code", ["hang-nam-2023", "tong-ket"])
@starts_with(deserving)
def test_the_command_line_answers_the_same_for_the_same_facts(world: World, tmp_path: Path, round_code: str) -> None:
    round_, subjects = world.rounds[round_code], everyone(world)
    found = standings(round_, subjects, NOVEMBER)
    guidance = rulebook_of(world.movement, NOVEMBER).guidance
    path = tmp_path / "facts.json"
    path.write_text(
        dump_json(
            {
                "as_of": NOVEMBER.isoformat(),
                "guidance": {key: value.value for key, value in guidance.items()},
                "nominees": [
                    {"id": f"{s.kind}:{s.pk}", "kind": s.kind, "name": each.name, "facts": each.facts}
                    for s, each in found.items()
                ],
            }
        )
    )
    answers = from_file(path, round_code)
    for subject, each in found.items():
        here, there = json.loads(json.dumps(as_stored(each))), answers[f"{subject.kind}:{subject.pk}"]
        assert (here["verdict"], here["bars"]) == (there["verdict"], there["bars"])
        assert [(c["id"], c["outcome"], c["value"], c["threshold"]) for c in here["criteria"]] == [
            (c["id"], c["outcome"], c["value"], c["threshold"]) for c in there["criteria"]
        ]


@starts_with(deserving)
def test_all_that_is_known_of_a_deserving_collective(world: World, start: tuple[Unit, Person]) -> None:
    unit, _ = start
    facts = gather_facts(world.rounds["hang-nam-2023"], [unit_subject(unit.pk)], NOVEMBER)[unit_subject(unit.pk)]
    judgement = {"ket_luan": True, "boi": "Nguyễn Thị Ánh, Chuyên viên, Phòng Nội vụ", "ly_do": "Kết luận 07/KL"}
    assert facts == {
        "ke_hoach_don_vi": "2023-01-20",
        "nhiem_vu": {"giao": 5, "hoan_thanh": 5, "dung_han": 5, "tra_lai": 0},
        "tuyen_truyen": {"so_hoat_dong": 4, "so_hinh_thuc": 4},
        "xep_hang": {"hang": 1, "so_don_vi": 2, "hang_nam_truoc": None, "so_sanh_duoc": None},
        "chi_so_thanh_phan": [{"ma": f"2.{unit.pk}", "nam_nay": 3.5, "nam_truoc": 3.25, "toi_da": 4.0}],
        "sang_kien": [
            {"so": code, "ngay_cong_nhan": "2023-10-05", "hoi_dong": "huyen", "thu_hoi": None}
            for code in (f"SK-{unit.pk}/QĐ-HĐKHCN", f"SKC-{world.people['officer'].pk}/QĐ-HĐKHCN")
        ],
        "ky_luat": [],
        "lanh_dao": judgement,
        "tuyen_truyen_danh_gia": judgement,
        "dang_xem_xet": [],
    }


def test_of_a_unit_nobody_has_recorded_anything_about_only_what_was_looked_up_is_known(world: World) -> None:
    subject = unit_subject(world.co_le.pk)
    assert gather_facts(world.rounds["hang-nam-2023"], [subject], NOVEMBER)[subject] == {
        "ke_hoach_don_vi": None,
        "sang_kien": [],
        "ky_luat": [],
        "dang_xem_xet": [],
    }


@starts_with(deserving)
def test_a_breach_by_a_member_bars_the_person_and_the_collective(world: World, start: tuple[Unit, Person]) -> None:
    unit, person = start
    Discipline.objects.create(
        person=person,
        unit=unit,
        category="cong_chuc",
        acted_on=moment(2023, 4, 1).date(),
        form="khien_trach",
        breaks_order=True,
        entered_at=JANUARY,
    )
    found = standings(world.rounds["hang-nam-2023"], [unit_subject(unit.pk), person_subject(person.pk)], NOVEMBER)
    assert [(each.verdict.verdict, each.counts["khong_dat"]) for each in found.values()] == [
        ("khong_dat", 1),
        ("khong_dat", 1),
    ]


@starts_with(deserving)
def test_a_matter_under_review_defers(world: World, start: tuple[Unit, Person]) -> None:
    unit, _ = start
    Review.objects.create(unit=unit, kind="khieu_nai", began_on=moment(2023, 11, 1).date())
    found = standings(world.rounds["hang-nam-2023"], [unit_subject(unit.pk)], NOVEMBER)[unit_subject(unit.pk)]
    assert (found.verdict.verdict, [bar.id for bar in found.verdict.bars]) == ("chua_xet", ["dang_xem_xet"])


def test_who_is_no_participant_is_barred_with_the_clause(world: World) -> None:
    subject = person_subject(world.people["chair"].pk)  # at UBND huyện itself, which II.1.a does not name
    found = standings(world.rounds["hang-nam-2023"], [subject], NOVEMBER)[subject]
    assert [(bar.id, bar.source) for bar in found.verdict.bars] == [("doi_tuong", "kế hoạch, khoản 1 mục II")]


def test_five_years_count_own_commendations_and_say_nothing_of_those_of_merged_units(world: World) -> None:
    subjects = [unit_subject(world.truc_chinh.pk), unit_subject(world.co_le.pk)]
    act = LineageAct.objects.create(
        kind="sap_nhap", effective_on=moment(2025, 7, 1).date(), legal_basis="NQ", certainty="M"
    )
    LineageLink.objects.create(act=act, predecessor=world.truc_chinh, successor=world.co_le)
    for code, form, level in (("101/QĐ-UBND", "giay_khen_huyen", "huyen"), ("9/QĐ", "bang_khen_tinh", "tinh")):
        Commendation.objects.create(
            unit=world.truc_chinh, form=form, level=level, decision_code=code, decided_on=moment(2022, 12, 20).date()
        )
    own, merged = gather_facts(world.rounds["tong-ket"], subjects, moment(2025, 12, 1)).values()
    assert own["giay_khen"] == [
        {"so": "101/QĐ-UBND", "ngay": "2022-12-20", "cap": "huyen", "phong_trao": None, "thu_hoi": None}
    ]
    assert "giay_khen" not in merged


def test_only_what_was_so_by_then_counts(world: World) -> None:
    make_task(world.co_le, "T1", due_on=moment(2023, 12, 31).date(), done_on=moment(2023, 12, 1).date())
    recognise(world.co_le, "SK-1", on=moment(2023, 12, 1).date())
    subject, round_ = unit_subject(world.co_le.pk), world.rounds["hang-nam-2023"]
    before = gather_facts(round_, [subject], moment(2023, 12, 1, 0))[subject]
    after = gather_facts(round_, [subject], moment(2023, 12, 2, 0))[subject]
    assert (before["nhiem_vu"]["hoan_thanh"], len(before["sang_kien"])) == (0, 0)
    assert (after["nhiem_vu"]["hoan_thanh"], len(after["sang_kien"])) == (1, 1)


def test_many_nominees_cost_as_many_statements_as_one(world: World) -> None:
    give_collective_facts(world, world.truc_chinh)
    units = make_units(4, world.huyen)
    people = make_people(4, world.truc_chinh)
    few = [unit_subject(world.truc_chinh.pk), person_subject(world.people["officer"].pk)]
    many = [unit_subject(unit.pk) for unit in units] + [person_subject(person.pk) for person in people]
    cost = {
        (code, len(subjects)): _statements_of(world.rounds[code], subjects)
        for code in ("hang-nam-2023", "tong-ket")
        for subjects in (few, few + many)
    }
    assert cost["hang-nam-2023", 2] == cost["hang-nam-2023", 10]
    assert cost["tong-ket", 2] == cost["tong-ket", 10]


def _statements_of(round_: Round, subjects: list[Subject]) -> int:
    with CaptureQueriesContext(connection) as captured:
        standings(round_, subjects, NOVEMBER)
    return len(captured)
