"""Where everyone stands: the list, its workbook, the verdict letter, judgements recorded on it, verdicts kept."""

import json
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.factories.dossiers import NOVEMBER, appraise, deserving, submitted
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, make_unit, make_user, moment

from thidua.cli import main
from thidua.dossiers.models import Dossier, Judgement, VerdictRecord
from thidua.dossiers.registrations import Registered
from thidua.movements.enums import RoundState
from thidua.movements.models import Registration
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Commendation, Person, Unit

LIST = "/ho-so/dieu-kien/"


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def letter_of(world: World, kind: str = "tap_the", pk: int | None = None) -> str:
    return f"{LIST}hang-nam-2023/{kind}/{pk or world.truc_chinh.pk}/"


def named(response: Any) -> list[str]:
    return [row.standing.name for row in response.context["rows"]]


def content(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


@starts_with(deserving)
def test_an_officer_sees_the_own_unit_first_and_its_people(world: World) -> None:
    response = browser(world.can_bo).get(LIST)
    (unit, letter), *_others = response.context["own"]
    assert (unit, letter.verdict.verdict, letter.summary) == (world.truc_chinh, "dat", "7 đạt")
    assert named(response) == ["Đỗ Văn Ân", "Vũ Thị Hạnh"]
    assert response.context["people"] == [("dat", 1), ("khong_dat", 1)]


def test_the_secretariat_and_the_chair_see_everyone_the_plan_names(world: World) -> None:
    for persona in (world.thuong_truc, world.chu_tich):
        assert named(browser(persona).get(LIST)) == [
            "Phòng Nội vụ",
            "Phòng Văn hóa và Thông tin",
            "UBND thị trấn Cổ Lễ",
            "UBND xã Trực Chính",
        ]
        people = named(browser(persona).get(LIST, {"kind": "ca_nhan"}))
        assert people == ["Nguyễn Thị Ánh", "Đỗ Văn Ân", "Vũ Thị Hạnh", "Trần Văn Út"]


def register(world: World, *, person: Person | None = None, unit: Unit | None = None) -> None:
    on, unit = date(2023, 2, 14), unit or world.truc_chinh
    Registration.objects.create(round=world.rounds["hang-nam-2023"], unit=unit, person=person, registered_on=on)


@starts_with(deserving)
def test_a_unit_sees_how_those_it_registered_stand_and_who_would_qualify_without(world: World) -> None:
    register(world)
    register(world, person=world.people["head"])
    progress = browser(world.can_bo).get(LIST).context["progress"]
    told = {each.standing.name: (each.registered_on, each.standing.verdict.verdict) for each in progress}
    assert told == {
        "UBND xã Trực Chính": (date(2023, 2, 14), "dat"),
        "Vũ Thị Hạnh": (date(2023, 2, 14), "khong_dat"),
        "Đỗ Văn Ân": (None, "dat"),
    }
    assert browser(world.nguoi_ngoai).get(LIST).context["progress"] == []


@starts_with(deserving)
def test_the_secretariat_counts_the_registered_and_narrows_the_list_and_the_workbook_by_them(world: World) -> None:
    register(world)
    register(world, unit=world.co_le)
    client = browser(world.thuong_truc)
    assert client.get(LIST).context["registered"] == Registered(all=2, met=1)
    assert client.get(LIST, {"kind": "ca_nhan"}).context["registered"] == Registered(all=0, met=0)
    asked = {
        ("co", ""): ["UBND thị trấn Cổ Lễ", "UBND xã Trực Chính"],
        ("co", "dat"): ["UBND xã Trực Chính"],
        ("khong", ""): ["Phòng Nội vụ", "Phòng Văn hóa và Thông tin"],
        ("khong", "dat"): [],
    }
    for (registered, verdict), names in asked.items():
        assert named(client.get(LIST, {"registered": registered, "verdict": verdict})) == names
    sheet = sheet_of(content(client, f"{LIST}xuat/?kind=tap_the&registered=co"))
    assert (sheet.count("<row "), sheet.count("14/02/2023")) == (2 + 2, 2)


def test_an_officer_of_another_unit_sees_nobody_here(world: World) -> None:
    response = browser(world.nguoi_ngoai).get(LIST, {"kind": "ca_nhan"})
    assert named(response) == ["Trần Văn Út"]


NARROWED = {
    "?text=truc+chinh": ["UBND xã Trực Chính"],
    "?text=TRỰC": ["UBND xã Trực Chính"],
    "?verdict=dat": ["UBND xã Trực Chính"],
    "?verdict=chua_xet": [],
    "?kind=ca_nhan&text=an": ["Nguyễn Thị Ánh", "Đỗ Văn Ân", "Vũ Thị Hạnh", "Trần Văn Út"],
    "?kind=ca_nhan&text=co+le": ["Trần Văn Út"],
    "?kind=ca_nhan&verdict=dat": ["Đỗ Văn Ân"],
    "?round=khong-co&text=truc+chinh": ["UBND xã Trực Chính"],
}


@starts_with(deserving)
def test_the_list_narrows_by_name_without_diacritics_kind_and_verdict(world: World) -> None:
    signed = browser(world.thuong_truc)
    assert {asked: named(signed.get(f"{LIST}{asked}")) for asked in NARROWED} == NARROWED


def test_without_a_movement_the_page_says_so(world: World) -> None:
    province = make_unit("UBND tỉnh Khác", UnitKind.TINH)
    outside = make_user(make_person("Lý Văn Xa", province), "xa", ("can_bo", province))
    assert "Chưa có phong trào nào" in browser(outside).get(LIST).content.decode()


def test_many_rows_cost_as_many_statements_as_few(world: World) -> None:
    client = browser(world.thuong_truc)
    queries = ("", "?verdict=khong_dat", "?kind=ca_nhan", "?kind=ca_nhan&verdict=khong_dat")
    few = {query: statements_of(client, LIST + query) for query in queries}
    for number in range(6):
        make_person(f"Nguyễn Văn {number}", make_unit(f"UBND xã Số {number}", UnitKind.XA, parent=world.huyen))
    assert {query: statements_of(client, LIST + query) for query in queries} == few


def test_an_officers_page_costs_the_same_with_many_people(world: World) -> None:
    client = browser(world.can_bo)
    few = statements_of(client, LIST)
    for number in range(6):
        make_person(f"Nguyễn Văn {number}", world.truc_chinh)
    assert statements_of(client, LIST) == few


def sheet_of(workbook: bytes) -> str:
    with zipfile.ZipFile(BytesIO(workbook)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@starts_with(deserving)
def test_the_workbook_holds_the_whole_list_and_every_standard(world: World) -> None:
    sheet = sheet_of(content(browser(world.thuong_truc), f"{LIST}xuat/?kind=tap_the&round=hang-nam-2023"))
    assert sheet.count("<row ") == 2 + 4  # title, headings, four collectives
    for words in ("7. Kỷ luật, kỷ cương hành chính", "UBND xã Trực Chính", "Chưa đủ căn cứ"):
        assert words in sheet


def test_what_looks_like_a_formula_or_a_link_stays_text_in_the_workbook(world: World) -> None:
    names = ("=1+1", "- Nguyễn Văn A", "http://a.vn", "@SUM(A1)", "+84")
    for name in names:
        make_person(name, world.truc_chinh)
    sheet = sheet_of(content(browser(world.can_bo), f"{LIST}xuat/?kind=ca_nhan"))
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)
    assert [name for name in names if f">{name}<" not in sheet] == []


@starts_with(deserving)
def test_the_letter_shows_each_standard_in_the_plans_words_with_its_clause(world: World) -> None:
    page = browser(world.can_bo).get(letter_of(world)).content.decode()
    for words in (
        "Thực hiện nghiêm kỷ luật, kỷ cương hành chính (không xét khen thưởng cuối năm",
        'href="/ke-hoach/truc-ninh-2021-2025/#III.2.a/tap-the/7"',
        "Đúng hạn 5/5 nhiệm vụ (100 %), ngưỡng 90 % theo Hướng dẫn 45/HD-PNV",
        "Mức thưởng nếu đạt",
        "1.080.000 đồng",
        "Còn 15 ngày, hết 23:59 thứ Bảy 09/12/2023",
    ):
        assert words in page


def test_what_is_missing_is_listed_without_the_keys_of_files(world: World) -> None:
    letter = browser(world.thuong_truc).get(letter_of(world, pk=world.co_le.pk)).context["letter"]
    assert letter.to_do[0] == "Phòng Nội vụ cần kết luận về công tác lãnh đạo, chỉ đạo và ghi lý do."
    assert not [said for said in letter.to_do if "dữ kiện" in said or "hướng dẫn “" in said]


def test_the_letter_counts_giay_khen_towards_the_five_years(world: World) -> None:
    Commendation.objects.create(
        unit=world.truc_chinh,
        form="giay_khen_huyen",
        level="huyen",
        decision_code="101/QĐ-UBND",
        decided_on=moment(2022, 12, 20).date(),
    )
    five_years = browser(world.can_bo).get(letter_of(world)).context["five_years"]
    assert (five_years.held, five_years.needed, five_years.short_of) == (1, 2, 1)


def evidence_on(response: Any) -> dict[str, list[str]]:
    return {key: [link.label for link in links] for key, links in response.context["evidence"].items() if links}


@starts_with(deserving)
def test_the_letter_leads_to_what_lies_behind_each_standard(world: World) -> None:
    client = browser(world.can_bo)
    assert evidence_on(client.get(letter_of(world))) == {
        "tap_the.1": ["Kế hoạch riêng ngày 20/01/2023"],
        "tap_the.2": ["4 hoạt động tuyên truyền"],
        "tap_the.3": ["5 nhiệm vụ"],
        "tap_the.4": ["1 chỉ số thành phần"],
        "tap_the.5": ["Bảng xếp hạng"],
        "tap_the.6": ["2 sáng kiến được công nhận"],
    }
    assert evidence_on(client.get(letter_of(world, "ca_nhan", world.people["officer"].pk))) == {
        "ca_nhan.1": ["1 nhiệm vụ"],
        "ca_nhan.2": ["1 văn bản"],
        "ca_nhan.3": ["1 sáng kiến được công nhận"],
    }


def test_a_round_whose_award_is_given_no_more_says_who_gives_it_instead(world: World) -> None:
    it_is(moment(2025, 8, 1))
    prize = browser(world.can_bo).get(f"{LIST}hang-nam-2025/tap_the/{world.truc_chinh.pk}/").context["prize"]
    assert (prize.amount, "Chủ tịch UBND cấp xã tặng giấy khen" in prize.reason) == (None, True)


def test_the_five_years_are_read_with_their_own_standards(world: World) -> None:
    path = f"{LIST}tong-ket/tap_the/{world.truc_chinh.pk}/"
    context = browser(world.can_bo).get(path).context
    assert [(line.id, line.outcome) for line in context["letter"].lines] == [
        ("tong_ket.1", "hoi_dong_xem_xet"),
        ("tong_ket.2", "khong_dat"),
    ]
    assert (context["prize"], context["five_years"]) == (None, None)


def test_the_annex_is_a_pdf_named_in_vietnamese(world: World) -> None:
    response = browser(world.can_bo).get(letter_of(world) + "phu-luc/")
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''Ph%E1%BB%A5")


@pytest.mark.parametrize("persona", ["can_bo", "thu_truong", "thuong_truc", "chu_tich"])
def test_only_whom_it_is_given_to_is_offered_the_form_of_judgement(world: World, persona: str) -> None:
    may = {"thu_truong": {"ca_nhan"}, "thuong_truc": {"tap_the", "ca_nhan"}}.get(persona, set())
    client = browser(getattr(world, persona))
    for kind, pk in (("tap_the", world.truc_chinh.pk), ("ca_nhan", world.people["officer"].pk)):
        asked = client.get(letter_of(world, kind, pk)).context["asked"]
        assert [each.form is not None for each in asked] == [kind in may, kind in may]


def test_a_judgement_is_recorded_and_counts_at_once(world: World) -> None:
    path = letter_of(world, "ca_nhan", world.people["officer"].pk)
    said = {"pham_chat-conclusion": "yes", "pham_chat-reason": "Xếp loại hoàn thành tốt năm 2023"}
    response = browser(world.thu_truong).post(path + "danh-gia/pham_chat/", said)
    assert (response.status_code, response.url) == (302, path)
    judgement = Judgement.objects.get()
    assert (judgement.conclusion, judgement.by) == (True, "Vũ Thị Hạnh, Chủ tịch UBND xã, UBND xã Trực Chính")
    lines = browser(world.thu_truong).get(path).context["letter"].lines
    assert [line.outcome for line in lines if line.id == "ca_nhan.4"] == ["dat"]


def test_a_judgement_without_a_reason_keeps_what_was_typed_and_says_what_to_do(world: World) -> None:
    path = letter_of(world) + "danh-gia/lanh_dao/"
    response = browser(world.thuong_truc).post(path, {"lanh_dao-conclusion": "no", "lanh_dao-reason": ""})
    page = response.content.decode()
    assert (response.status_code, "Ghi căn cứ của kết luận." in page, "<title>Lỗi:" in page) == (400, True, True)
    assert response.context["form"]["conclusion"].value() == "no"


def test_who_may_not_judge_is_refused_with_the_reason_and_a_stranger_finds_nothing(world: World) -> None:
    said = {"lanh_dao-conclusion": "yes", "lanh_dao-reason": "Tốt"}
    path = letter_of(world) + "danh-gia/lanh_dao/"
    refused, outside = browser(world.can_bo).post(path, said), browser(world.nguoi_ngoai).post(path, said)
    assert (refused.status_code, "khoản 4 mục IV" in refused.content.decode()) == (403, True)
    assert (outside.status_code, Judgement.objects.count()) == (404, 0)


def sent(world: World) -> Dossier:
    deserving(world)
    return submitted(world, NOVEMBER + timedelta(seconds=1))


@starts_with(sent)
def test_a_kept_verdict_shows_what_was_so_then_whatever_became_of_it(world: World) -> None:
    kept = VerdictRecord.objects.filter(nomination__unit=world.truc_chinh).get()
    browser(world.thuong_truc).post(
        letter_of(world) + "danh-gia/lanh_dao/",
        {"lanh_dao-conclusion": "no", "lanh_dao-reason": "Kết luận 09/KL"},
    )
    client = browser(world.can_bo)
    assert client.get(letter_of(world)).context["letter"].verdict.verdict == "khong_dat"
    response = client.get(f"/ho-so/ket-qua/{kept.pk}/")
    assert response.context["letter"].verdict.verdict == "dat"
    for words in ("Kết luận 07/KL", "Hướng dẫn 45/HD-PNV", kept.rulebook["law"], "được giao: 5; hoàn thành: 5"):
        assert words in response.content.decode()
    assert client.get(f"/ho-so/ket-qua/{kept.pk}/phu-luc/").content.startswith(b"%PDF-")


@starts_with(sent)
def test_anybody_can_compute_a_kept_verdict_again_from_its_facts(world: World, tmp_path: Path) -> None:
    for kept in VerdictRecord.objects.all():
        path = tmp_path / f"{kept.pk}.json"
        path.write_bytes(content(browser(world.can_bo), f"/ho-so/ket-qua/{kept.pk}/du-kien/"))
        arguments = ["eligibility", str(path), "--movement", "truc-ninh-2021-2025", "--round", "hang-nam-2023"]
        result = CliRunner().invoke(main, [*arguments, "--json"], catch_exceptions=False)
        (again,) = json.loads(result.stdout)["nominees"]
        assert (again["verdict"], len(again["criteria"])) == (kept.verdict, len(kept.result["criteria"]))


@starts_with(sent)
def test_the_letter_of_a_decided_round_is_of_the_day_of_its_last_verdicts(world: World, dossier: Dossier) -> None:
    appraise(world, dossier)
    world.rounds["hang-nam-2023"].state = RoundState.DECIDED
    world.rounds["hang-nam-2023"].save()
    it_is(moment(2025, 3, 1))
    response = browser(world.can_bo).get(letter_of(world))
    last = VerdictRecord.objects.filter(nomination__dossier=dossier).latest("pk")
    assert (response.context["letter"].as_of, response.context["is_over"]) == (last.at, True)
