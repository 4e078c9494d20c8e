"""The pages of initiatives: who reads and does what, and the way from a draft to a recognition in the browser."""

from datetime import date
from typing import NamedTuple

from django.test import Client
from django.urls import reverse
from tests.factories.councils import AT, Chamber, make_chamber
from tests.factories.files import brought
from tests.factories.initiatives import entered, examined, register
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.councils.models import Session
from thidua.files.actions import cite_upload
from thidua.files.models import Citation, Upload
from thidua.initiatives.actions import put_to_council
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.initiatives.queries import recognised_initiatives

DRAFT = InitiativeState.DRAFT


class Before(NamedTuple):
    chamber: Chamber
    before: Initiative
    draft: Initiative
    upload: Upload
    citation: Citation
    session: Session


def on_the_day(world: World) -> Chamber:
    it_is(AT)
    return make_chamber(world)


def one_before_the_council(world: World) -> Before:
    """An initiative with a file that proves it lies before the council, another is a draft still."""
    chamber = on_the_day(world)
    before, elsewhere, upload = examined(world), entered(world, DRAFT, title="Chưa trình"), brought(world)
    citation = cite_upload(upload, before, actor=world.can_bo, at=AT)
    session = put_to_council([before], session=chamber.empty(), actor=world.thuong_truc, at=AT)
    return Before(chamber, before, elsewhere, upload, citation, session)


pytestmark = starts_with(on_the_day)


def page(initiative: Initiative, act: str = "") -> str:
    return f"/sang-kien/{initiative.pk}/{act}"


def test_a_stranger_is_sent_to_sign_in(client: Client, chamber: Chamber) -> None:
    response = client.get(reverse("initiatives:list"))
    assert (response.status_code, response.url) == (302, "/dang-nhap/?next=/sang-kien/")


@starts_with(one_before_the_council)
def test_a_unit_reads_its_own_the_secretariat_all_and_a_council_what_lies_before_it(
    world: World, start: Before
) -> None:
    """A hearing is a link only for who may open the session, the file for who judges, and for the unit its own."""
    readers = {
        "can_bo": world.can_bo,
        "thuong_truc": world.thuong_truc,
        "an": start.chamber.users["an"],
        "nguoi_ngoai": world.nguoi_ngoai,
    }
    shown = {
        name: [browser(user).get(page(row)) for row in (start.before, start.draft)] for name, user in readers.items()
    }
    assert {name: [each.status_code for each in both] for name, both in shown.items()} == {
        "can_bo": [200, 200], "thuong_truc": [200, 200], "an": [200, 404], "nguoi_ngoai": [404, 404],
    }  # fmt: skip
    texts = {name: both[0].text for name, both in shown.items() if name != "nguoi_ngoai"}
    assert {name: f'href="/hoi-dong/{start.session.pk}/"' in text for name, text in texts.items()} == {
        "can_bo": False, "thuong_truc": True, "an": True,
    }  # fmt: skip
    assert f'href="{page(start.before, f"minh-chung/{start.citation.pk}/")}"' in texts["an"]
    assert f'href="/minh-chung/{start.upload.pk}/"' in texts["can_bo"]


@starts_with(one_before_the_council)
def test_who_judges_an_initiative_opens_the_files_that_prove_it_and_nobody_else_does(
    world: World, start: Before
) -> None:
    path = page(start.before, f"minh-chung/{start.citation.pk}/")
    opened = {name: browser(user).get(path).status_code for name, user in start.chamber.users.items()}
    assert set(opened.values()) == {200}
    assert browser(world.nguoi_ngoai).get(path).status_code == 404


@starts_with(one_before_the_council)
def test_for_a_stranger_the_initiative_does_not_exist_and_who_sees_but_may_not_is_told_why(
    world: World, start: Before
) -> None:
    signed, initiative, acts = browser(world.nguoi_ngoai), start.draft, ("sua/", "nop/", "tham-dinh/", "thu-hoi/")
    strange = {act: signed.post(page(initiative, act)).status_code for act in acts}
    assert strange == dict.fromkeys(acts, 404)
    tried = (("thuong_truc", "sua/"), ("thuong_truc", "nop/"), ("can_bo", "tham-dinh/"), ("thu_truong", "thu-hoi/"))
    answers = {(persona, act): browser(getattr(world, persona)).post(page(initiative, act)) for persona, act in tried}
    found = {case: (answer.status_code, "Chỉ " in answer.text) for case, answer in answers.items()}
    assert found == dict.fromkeys(tried, (403, True))
    initiative.refresh_from_db()
    assert initiative.state == "draft"


def test_from_draft_to_recognition_and_its_withdrawal_in_the_browser(world: World, chamber: Chamber) -> None:
    unit, secretariat = browser(world.can_bo), browser(world.thuong_truc)
    said = {
        "unit": world.truc_chinh.pk,
        "year": 2023,
        "title": "Ngày thứ Sáu không viết",
        "authors": [world.people["officer"].pk],
        "novelty": "Chưa xã nào làm.",
        "effect": "Dân không phải khai lại.",
        "applied_from": "03/03/2023",
    }
    form = unit.get("/sang-kien/lap/")
    assert "Theo Nghị định 13/2012/NĐ-CP:" in form.text
    assert "(Điều 5, Điều 6; theo trí nhớ, chưa kiểm chứng)" in form.text
    made = unit.post("/sang-kien/lap/", said)
    initiative = Initiative.objects.get()
    assert made.url == page(initiative)
    assert unit.post(page(initiative, "nop/")).url == page(initiative)
    secretariat.post(page(initiative, "tham-dinh/"), {"opinion": "Đủ điều kiện."})
    session = chamber.empty()
    put = secretariat.post("/sang-kien/trinh-hoi-dong/", {"session": session.pk, "initiatives": [initiative.pk]})
    assert put.url == f"/hoi-dong/{session.pk}/"
    chamber.close(chamber.vote(chamber.open(session)))
    assert "Kết quả chờ ghi nhận" in secretariat.get("/sang-kien/").text
    result = f"/sang-kien/ket-qua/{session.pk}/"
    assert unit.get("/sang-kien/trinh-hoi-dong/").status_code == 403  # who serves no council neither puts nor applies
    assert unit.get(result).status_code == 404
    assert browser(world.van_thu).get(result).status_code == 403
    assert secretariat.get("/sang-kien/lap/").status_code == 403
    wrong = secretariat.post(result, {"number": "số 12", "decided_on": "01/12/2023"})
    assert wrong.context["form"].errors == {"number": ["“số 12” không phải số quyết định. Ghi như 12/QĐ-UBND."]}
    assert secretariat.post(result, {"number": "12/QĐ-UBND", "decided_on": "01/12/2023"}).url == "/sang-kien/"
    shown = unit.get(page(initiative)).text
    for word in ("Được công nhận", "12/QĐ-UBND", "Đủ điều kiện.", "5/5 thành viên đồng ý = 100 %", "Đỗ Văn Ân"):
        assert word in shown
    assert recognised_initiatives([world.truc_chinh.pk], [], date(2023, 12, 10)) == (
        {
            world.truc_chinh.pk: [
                {"so": "12/QĐ-UBND", "ngay_cong_nhan": "2023-12-01", "hoi_dong": "huyen", "thu_hoi": None}
            ]
        },
        {},
    )

    assert "vẫn còn trong sổ" in secretariat.get(page(initiative, "thu-hoi/")).text
    secretariat.post(page(initiative, "thu-hoi/"), {"withdrawn_on": "01/12/2023", "reason": "Sao chép"})
    shown = secretariat.get(page(initiative)).text
    assert "Đã thu hồi" in shown
    assert "Sao chép" in shown


def test_a_draft_is_revised_on_its_page_and_what_it_lacks_is_said_when_it_is_submitted(
    world: World, chamber: Chamber
) -> None:
    initiative = entered(world, DRAFT)
    signed = browser(world.can_bo)
    assert "Lần đầu áp dụng tại xã." in signed.get(page(initiative, "sua/")).text
    said = {"title": "Tên mới", "authors": [world.people["head"].pk], "novelty": "", "effect": "", "applied_from": ""}
    assert signed.post(page(initiative, "sua/"), said).url == page(initiative)
    initiative.refresh_from_db()
    assert (initiative.title, initiative.code) == ("Tên mới", "SK-2023-001")
    shown = signed.post(page(initiative, "nop/"), follow=True).text
    assert "Chưa nêu tính mới trong phạm vi cơ sở." in shown
    assert "Chưa ghi ngày áp dụng" in shown


def test_the_list_is_narrowed_and_costs_the_same_at_1_and_at_more_rows(world: World, chamber: Chamber) -> None:
    entered(world, DRAFT)
    unit, signed = browser(world.can_bo), browser(world.thuong_truc)
    at_1 = [statements_of(client, "/sang-kien/") for client in (unit, signed)]
    register(world.co_le, 1)
    entered(world, InitiativeState.SUBMITTED)
    expected = {
        "": ["SK-2023-002", "SK-2023-001", "SK-2022-001"],
        "year=2022": ["SK-2022-001"],
        "state=submitted": ["SK-2023-002"],
        "state=khong-co&year=abc": ["SK-2023-002", "SK-2023-001", "SK-2022-001"],
        f"unit={world.co_le.pk}": ["SK-2022-001"],
    }
    pages = {asked: signed.get(f"/sang-kien/?{asked}").context["page_obj"] for asked in expected}
    assert {asked: [row.code for row in page] for asked, page in pages.items()} == expected
    Initiative.objects.filter(unit=world.co_le).update(unit=world.truc_chinh)
    assert [statements_of(client, "/sang-kien/") for client in (unit, signed)] == at_1
