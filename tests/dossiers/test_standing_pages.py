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
from tests.factories.dossiers import NOVEMBER, deserving, sent
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_people, make_person, make_unit, make_units, make_user, moment

from thidua.cli import main
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import Stage
from thidua.dossiers.models import Dossier, Judgement, VerdictRecord
from thidua.dossiers.queries.candidates import collectives_in, individuals_in
from thidua.dossiers.registrations import Registered
from thidua.movements.enums import RoundState
from thidua.movements.models import Registration
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Commendation
from thidua.organizations.queries import roles_of

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


def known(world: World) -> None:
    """Who meets every standard and was commended before; two communes registered, and a head who does not meet them."""
    deserving(world)
    unit, asked = world.truc_chinh, {"round": world.rounds["hang-nam-2023"], "registered_on": date(2023, 2, 14)}
    whom = ((unit, None), (unit, world.people["head"]), (world.co_le, None))
    Registration.objects.bulk_create(Registration(unit=of, person=person, **asked) for of, person in whom)
    Commendation.objects.create(
        unit=unit,
        form="giay_khen_huyen",
        level="huyen",
        decision_code="101/QĐ-UBND",
        decided_on=date(2022, 12, 20),
    )


@starts_with(known)
def test_an_officer_sees_the_own_unit_first_its_people_and_how_those_it_registered_stand(world: World) -> None:
    context = (response := browser(world.can_bo).get(LIST)).context
    (unit, letter), *_others = context["own"]
    assert (unit, letter.verdict.verdict, letter.summary) == (world.truc_chinh, "dat", "7 đạt")
    assert named(response) == ["Đỗ Văn Ân", "Vũ Thị Hạnh"]
    assert context["people"] == [("dat", 1), ("khong_dat", 1)]
    told = {each.standing.name: (each.registered_on, each.standing.verdict.verdict) for each in context["progress"]}
    assert told == {
        "UBND xã Trực Chính": (date(2023, 2, 14), "dat"),
        "Vũ Thị Hạnh": (date(2023, 2, 14), "khong_dat"),
        "Đỗ Văn Ân": (None, "dat"),  # who would qualify without
    }


def test_an_officer_of_another_unit_sees_nobody_here(world: World) -> None:
    response = browser(world.nguoi_ngoai).get(LIST, {"kind": "ca_nhan"})
    assert (named(response), response.context["progress"]) == (["Trần Văn Út"], [])


EVERYONE = {
    "tap_the": ["Phòng Nội vụ", "Phòng Văn hóa và Thông tin", "UBND thị trấn Cổ Lễ", "UBND xã Trực Chính"],
    "ca_nhan": ["Nguyễn Thị Ánh", "Đỗ Văn Ân", "Vũ Thị Hạnh", "Trần Văn Út"],
}
NARROWED = {
    "?registered=co": ["UBND thị trấn Cổ Lễ", "UBND xã Trực Chính"],
    "?registered=co&verdict=dat": ["UBND xã Trực Chính"],
    "?registered=khong": ["Phòng Nội vụ", "Phòng Văn hóa và Thông tin"],
    "?registered=khong&verdict=dat": [],
    "?verdict=dat": ["UBND xã Trực Chính"],
    "?verdict=chua_xet": [],
    "?kind=ca_nhan&text=co+le": ["Trần Văn Út"],
    "?kind=ca_nhan&verdict=dat": ["Đỗ Văn Ân"],
    "?round=khong-co&text=truc+chinh": ["UBND xã Trực Chính"],
}


@starts_with(known)
def test_the_secretariat_and_the_chair_see_everyone_count_the_registered_and_narrow_list_and_workbook(
    world: World,
) -> None:
    for persona in (world.thuong_truc, world.chu_tich):
        client = browser(persona)
        collectives, people = client.get(LIST), client.get(LIST, {"kind": "ca_nhan"})
        assert {"tap_the": named(collectives), "ca_nhan": named(people)} == EVERYONE
        assert collectives.context["registered"] == Registered(all=2, met=1)
        assert people.context["registered"] == Registered(all=1, met=0)
    client = browser(world.thuong_truc)
    assert {asked: named(client.get(f"{LIST}{asked}")) for asked in NARROWED} == NARROWED
    sheet = sheet_of(content(client, f"{LIST}xuat/?kind=tap_the&registered=co"))
    assert (sheet.count("<row "), sheet.count("14/02/2023")) == (2 + 2, 2)
    sheet = sheet_of(content(client, f"{LIST}xuat/?kind=tap_the&round=hang-nam-2023"))
    assert sheet.count("<row ") == 2 + 4  # title, headings, four collectives
    for words in ("7. Kỷ luật, kỷ cương hành chính", "UBND xã Trực Chính", "Chưa đủ căn cứ"):
        assert words in sheet  # every standard


def test_everyone_is_found_by_a_part_of_the_name_or_of_the_units_without_diacritics(world: World) -> None:
    asked = (roles_of(world.thuong_truc, NOVEMBER), world.rounds["hang-nam-2023"], NOVEMBER.date())
    for text in ("truc chinh", "TRỰC"):
        assert [unit.name for unit in collectives_in(*asked, text=text)] == ["UBND xã Trực Chính"]
    for text, names in (("an", EVERYONE["ca_nhan"]), ("co le", ["Trần Văn Út"])):
        assert [person.full_name for person in individuals_in(*asked, text=text)] == names


def test_without_a_movement_the_page_says_so(world: World) -> None:
    province = make_unit("UBND tỉnh Khác", UnitKind.TINH)
    outside = make_user(make_person("Lý Văn Xa", province), "xa", ("can_bo", province))
    assert "Chưa có phong trào nào" in browser(outside).get(LIST).content.decode()


def test_many_rows_cost_as_many_statements_as_few(world: World) -> None:
    secretary, officer = browser(world.thuong_truc), browser(world.can_bo)
    pages = [
        *(
            (secretary, query)
            for query in ("", "?verdict=khong_dat", "?kind=ca_nhan", "?kind=ca_nhan&verdict=khong_dat")
        ),
        (officer, ""),
    ]
    few = [statements_of(client, LIST + query) for client, query in pages]
    make_people(12, world.truc_chinh, *make_units(6, world.huyen))
    assert [statements_of(client, LIST + query) for client, query in pages] == few


def sheet_of(workbook: bytes) -> str:
    with zipfile.ZipFile(BytesIO(workbook)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_what_looks_like_a_formula_or_a_link_stays_text_in_the_workbook(world: World) -> None:
    names = ("=1+1", "- Nguyễn Văn A", "http://a.vn", "@SUM(A1)", "+84")
    for name in names:
        make_person(name, world.truc_chinh)
    sheet = sheet_of(content(browser(world.can_bo), f"{LIST}xuat/?kind=ca_nhan"))
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)
    assert [name for name in names if f">{name}<" not in sheet] == []


def evidence_on(response: Any) -> dict[str, list[str]]:
    return {key: [link.label for link in links] for key, links in response.context["evidence"].items() if links}


def offered(response: Any) -> list[bool]:
    """Whether the form of each judgement that is asked for is on the letter."""
    return [each.form is not None for each in response.context["asked"]]


@starts_with(known)
def test_the_letter_of_a_collective_shows_each_standard_what_lies_behind_it_and_giay_khen_towards_the_five_years(
    world: World,
) -> None:
    response = browser(world.can_bo).get(letter_of(world))
    page = response.content.decode()
    for words in (  # in the plan's words, with the clause
        "Thực hiện nghiêm kỷ luật, kỷ cương hành chính (không xét khen thưởng cuối năm",
        'href="/ke-hoach/truc-ninh-2021-2025/#III.2.a/tap-the/7"',
        "Đúng hạn 5/5 nhiệm vụ (100 %), ngưỡng 90 % theo Hướng dẫn 45/HD-PNV",
        "Mức thưởng nếu đạt",
        "1.080.000 đồng",
        "Còn 15 ngày, hết 23:59 thứ Bảy 09/12/2023",
    ):
        assert words in page
    assert evidence_on(response) == {
        "tap_the.1": ["Kế hoạch riêng ngày 20/01/2023"],
        "tap_the.2": ["4 hoạt động tuyên truyền"],
        "tap_the.3": ["5 nhiệm vụ"],
        "tap_the.4": ["1 chỉ số thành phần"],
        "tap_the.5": ["Bảng xếp hạng"],
        "tap_the.6": ["2 sáng kiến được công nhận"],
    }
    five_years = response.context["five_years"]
    assert (five_years.held, five_years.needed, five_years.short_of) == (1, 2, 1)
    assert offered(response) == [False, False]


@starts_with(known)
def test_the_letter_of_an_individual_leads_to_what_lies_behind_each_standard(world: World) -> None:
    response = browser(world.can_bo).get(letter_of(world, "ca_nhan", world.people["officer"].pk))
    assert evidence_on(response) == {
        "ca_nhan.1": ["1 nhiệm vụ"],
        "ca_nhan.2": ["1 văn bản"],
        "ca_nhan.3": ["1 sáng kiến được công nhận"],
    }
    assert offered(response) == [False, False]


def test_the_letter_says_what_is_missing_and_offers_the_form_of_judgement_to_whom_it_is_given(world: World) -> None:
    paths = {"tap_the": letter_of(world), "ca_nhan": letter_of(world, "ca_nhan", world.people["officer"].pk)}
    for persona, judged in (("thu_truong", {"ca_nhan"}), ("thuong_truc", {"tap_the", "ca_nhan"}), ("chu_tich", set())):
        client = browser(getattr(world, persona))
        shown = {kind: client.get(path) for kind, path in paths.items()}
        assert {kind: offered(each) for kind, each in shown.items()} == {kind: [kind in judged] * 2 for kind in paths}
        to_do = shown["tap_the"].context["letter"].to_do
        assert to_do[0] == "Phòng Nội vụ cần kết luận về công tác lãnh đạo, chỉ đạo và ghi lý do."
        assert not [said for said in to_do if "dữ kiện" in said or "hướng dẫn “" in said]  # no keys of files


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


def deserving_sent(world: World) -> Dossier:
    deserving(world)
    return sent(world, NOVEMBER + timedelta(seconds=1))


@starts_with(deserving_sent)
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


@starts_with(deserving_sent)
def test_anybody_can_compute_a_kept_verdict_again_from_its_facts(world: World, tmp_path: Path) -> None:
    for kept in VerdictRecord.objects.all():
        path = tmp_path / f"{kept.pk}.json"
        path.write_bytes(content(browser(world.can_bo), f"/ho-so/ket-qua/{kept.pk}/du-kien/"))
        arguments = ["eligibility", str(path), "--movement", "truc-ninh-2021-2025", "--round", "hang-nam-2023"]
        result = CliRunner().invoke(main, [*arguments, "--json"], catch_exceptions=False)
        (again,) = json.loads(result.stdout)["nominees"]
        assert (again["verdict"], len(again["criteria"])) == (kept.verdict, len(kept.result["criteria"]))


@starts_with(deserving_sent)
def test_the_letter_of_a_decided_round_is_of_the_day_of_its_last_verdicts(world: World, dossier: Dossier) -> None:
    later = NOVEMBER + timedelta(days=2)
    keep_verdicts(dossier.round, list(dossier.nominations.all()), stage=Stage.APPRAISAL, at=later)
    world.rounds["hang-nam-2023"].state = RoundState.DECIDED
    world.rounds["hang-nam-2023"].save()
    it_is(moment(2025, 3, 1))
    response = browser(world.can_bo).get(letter_of(world))
    last = VerdictRecord.objects.filter(nomination__dossier=dossier).latest("pk")
    assert (response.context["letter"].as_of, response.context["is_over"]) == (last.at, True)
