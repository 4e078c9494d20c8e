"""The pages of dossiers: the list, one with what each may do now, every form, the receipt, the appraisal."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.dossiers import NOVEMBER, deserving, drafted, meeting, page, ready, sent, state_of
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_people, make_units

from thidua.accounts.models import User
from thidua.dossiers.actions.dossiers import start_dossier
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.choices import choices_of
from thidua.dossiers.enums import DossierState, Kind, Slot
from thidua.dossiers.forms.dossiers import NominateForm
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.queries.dossiers import papers_of
from thidua.organizations.models import Person
from thidua.organizations.queries import roles_of

EARLIER = NOVEMBER - timedelta(days=2)


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def choices(response: Any) -> dict[str, bool]:
    return {choice.name: choice.refusal is None for choice in response.context["choices"]}


def test_an_officer_begins_a_dossier_from_the_list(world: World) -> None:
    client, round_ = browser(world.can_bo), world.rounds["hang-nam-2023"]
    offered = client.get("/ho-so/").context["start"].pairs
    assert f"{round_.pk}-{world.truc_chinh.pk}" in offered
    response = client.post("/ho-so/lap/", {"what": f"{round_.pk}-{world.truc_chinh.pk}"})
    dossier = Dossier.objects.get()
    assert (response.url, dossier.unit) == (page(dossier), world.truc_chinh)
    assert f"{round_.pk}-{world.truc_chinh.pk}" not in client.get("/ho-so/").context["start"].pairs


def test_nobody_begins_a_dossier_for_another_unit(world: World) -> None:
    what = f"{world.rounds['hang-nam-2023'].pk}-{world.co_le.pk}"
    assert browser(world.can_bo).post("/ho-so/lap/", {"what": what}).status_code == 400
    assert browser(world.thuong_truc).post("/ho-so/lap/", {"what": what}).status_code == 403
    assert Dossier.objects.count() == 0


NARROWED = {
    "?round=hang-nam-2023&state=submitted&text=truc+chinh": 1,
    "?round=hang-nam-2024": 0,
    "?state=draft": 0,
    "?text=co+le": 0,
}


@starts_with(sent, EARLIER)
def test_the_secretariat_sees_who_has_sent_and_who_has_not_and_narrows_the_list_by_round_state_and_unit(
    world: World,
) -> None:
    client = browser(world.thuong_truc)
    context = client.get("/ho-so/").context
    assert (context["counts"]["received"], context["counts"]["submitted"]) == (1, 1)
    assert [unit.name for unit in context["without"]] == [
        "Phòng Nội vụ",
        "Phòng Văn hóa và Thông tin",
        "UBND thị trấn Cổ Lễ",
    ]
    assert context["page_obj"].paginator.count == 1
    assert {asked: client.get(f"/ho-so/{asked}").context["page_obj"].paginator.count for asked in NARROWED} == NARROWED
    assert browser(world.nguoi_ngoai).get("/ho-so/").context["page_obj"].paginator.count == 0  # another unit's list


@starts_with(sent, EARLIER)
def test_many_dossiers_cost_as_many_statements_as_one(world: World) -> None:
    client = browser(world.thuong_truc)
    few = statements_of(client, "/ho-so/")
    known = {"authority": world.huyen, "round": world.rounds["hang-nam-2023"]}
    Dossier.objects.bulk_create(Dossier(unit=unit, **known) for unit in make_units(4, world.huyen))
    assert statements_of(client, "/ho-so/") == few


def begun(world: World) -> Dossier:
    return start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.can_bo, at=EARLIER)


def nominate_rows(dossier: Dossier, people: list[Person]) -> None:
    Nomination.objects.bulk_create(Nomination(dossier=dossier, kind=Kind.CA_NHAN, person=each) for each in people)


def test_many_nominees_cost_as_many_statements_as_one(world: World) -> None:
    client, dossier = browser(world.can_bo), begun(world)
    acts = ("", "them/", "bien-ban/")
    nominate_rows(dossier, make_people(1, world.truc_chinh))
    few = {act: statements_of(client, page(dossier, act)) for act in acts}
    nominate_rows(dossier, make_people(4, world.truc_chinh))
    assert {act: statements_of(client, page(dossier, act)) for act in acts} == few


@starts_with(drafted, EARLIER)
def test_each_role_is_offered_what_is_its_own_and_told_why_not(world: World, dossier: Dossier) -> None:
    response = browser(world.can_bo).get(page(dossier))
    assert choices(response) == {
        "prepare": True,
        "nominate": True,
        "draft_papers": True,
        "record_minutes": True,
        "confirm": False,
    }
    assert "Chỉ thủ trưởng đơn vị trình khen" in response.content.decode()
    assert choices(browser(world.thu_truong).get(page(dossier)))["confirm"] is True
    assert choices(browser(world.chu_tich).get(page(dossier))) == {}


@starts_with(ready)
def test_every_step_offers_the_next_one(world: World, dossier: Dossier) -> None:
    def offered(user: User) -> dict[str, bool]:
        found = choices_of(roles_of(user, NOVEMBER), Dossier.objects.get(pk=dossier.pk), NOVEMBER)
        return {choice.name: choice.refusal is None for choice in found}

    officer, head, secretary = world.can_bo, world.thu_truong, world.thuong_truc
    assert offered(officer) == {"submit": True, "unconfirm": False}
    assert offered(head) == {"submit": True, "unconfirm": True}
    browser(officer).post(page(dossier, "nop/"))
    assert offered(officer) == {"recall": True}
    assert offered(secretary) == {"accept": True, "return_for_completion": True}
    browser(secretary).post(page(dossier, "tiep-nhan/"))
    assert offered(officer) == {}
    assert offered(secretary) == {"appraise": True}


@starts_with(deserving)
def test_a_nominee_is_chosen_with_where_he_stands(world: World) -> None:
    dossier = begun(world)
    client, officer = browser(world.can_bo), world.people["officer"]
    form = client.get(page(dossier, "them/")).context["form"]
    labels = [label for _group, members in form.fields["nominee"].choices[1:] for _key, label in members]
    assert labels[:2] == [
        "UBND xã Trực Chính (Xã) – Đạt, 7/7 tiêu chuẩn đạt",
        "Đỗ Văn Ân (Công chức Văn phòng – Thống kê, UBND xã Trực Chính) – Đạt, 5/5 tiêu chuẩn đạt",
    ]
    said = {"nominee": f"ca_nhan:{officer.pk}", "achievement": "- Một cửa điện tử"}
    assert client.post(page(dossier, "them/"), said).url == page(dossier)
    row = dossier.nominations.get()
    assert (row.nominee, row.achievement) == (officer, "- Một cửa điện tử")


@pytest.mark.parametrize("nominee", ["", "ca_nhan:999999", "tap_the:abc", "huyen"])
def test_a_nominee_that_was_not_offered_is_no_choice(nominee: str) -> None:
    form = NominateForm({"nominee": nominee}, groups=[("Cá nhân", [("ca_nhan:1", "Đỗ Văn Ân")])])
    assert list(form.errors) == ["nominee"]


@starts_with(drafted, EARLIER)
def test_a_nominee_that_was_not_offered_is_refused_on_the_page_and_the_text_stays(
    world: World, dossier: Dossier
) -> None:
    said = {"nominee": "ca_nhan:999999", "achievement": "Giữ lại lời này"}
    response = browser(world.can_bo).post(page(dossier, "them/"), said)
    assert (response.status_code, "Giữ lại lời này" in response.content.decode()) == (400, True)


@starts_with(drafted, EARLIER)
def test_an_achievement_is_described_and_a_nominee_taken_off(world: World, dossier: Dossier) -> None:
    row = dossier.nominations.get(person=world.people["officer"])
    client = browser(world.can_bo)
    client.post(f"/ho-so/de-cu/{row.pk}/sua/", {"achievement": "Mới"})
    row.refresh_from_db()
    assert row.achievement == "Mới"
    assert client.post(f"/ho-so/de-cu/{row.pk}/rut/").url == page(row.dossier)
    assert row.dossier.nominations.count() == 1


def minutes_of(world: World, dossier: Dossier, *, in_favour: int) -> dict[str, Any]:
    head, officer = world.people["head"].pk, world.people["officer"].pk
    votes = {f"votes-{row.pk}_0": in_favour for row in dossier.nominations.all()}
    return {
        "held_on": "20/11/2023",
        "hour": "08:30",
        "chair": head,
        "secretary": officer,
        "method": "giơ tay",
        "percent": 90,
        "rule": "Quy chế 05/QC-HĐTĐKT",
        f"seat-{head}": "present",
        f"seat-{officer}": "present",
        **votes,
    }


@starts_with(drafted, EARLIER)
def test_minutes_are_recorded_from_the_form(world: World, dossier: Dossier) -> None:
    response = browser(world.can_bo).post(page(dossier, "bien-ban/"), minutes_of(world, dossier, in_favour=2))
    assert (response.status_code, response["Location"]) == (302, page(dossier))
    data = papers_of(dossier).get(slot=Slot.BIEN_BAN).paper.data
    assert [(vote["in_favour"], vote["base"], vote["outcome"]) for vote in data["votes"]] == [(2, 2, "Thông qua")] * 2
    assert data["rule"] == "Quy chế 05/QC-HĐTĐKT. Tỷ lệ cần đạt: 90 % tổng số thành viên."


@starts_with(drafted, EARLIER)
def test_minutes_that_do_not_add_up_say_where_and_keep_what_was_typed(world: World, dossier: Dossier) -> None:
    said = minutes_of(world, dossier, in_favour=5) | {"secretary": world.people["head"].pk, "held_on": "30/11/2023"}
    response = browser(world.can_bo).post(page(dossier, "bien-ban/"), said)
    form = response.context["form"]
    rows = [f"votes-{row.pk}" for row in dossier.nominations.order_by("pk")]
    assert (response.status_code, sorted(form.errors)) == (400, sorted([*rows, "held_on", "secretary"]))
    assert form["rule"].value() == "Quy chế 05/QC-HĐTĐKT"
    assert f'<a href="#id_{rows[0]}_0">' in response.content.decode()


def test_confirming_an_incomplete_dossier_lists_all_that_is_missing_on_its_own_page(world: World) -> None:
    dossier = begun(world)
    response = browser(world.thu_truong).post(page(dossier, "xac-nhan/"))
    assert (response.status_code, len(response.context["problems"])) == (400, 3)


@starts_with(deserving)
def test_the_whole_way_in_the_browser(world: World) -> None:
    dossier = begun(world)
    officer, head, secretary = (browser(each) for each in (world.can_bo, world.thu_truong, world.thuong_truc))
    officer.post(page(dossier, "them/"), {"nominee": f"tap_the:{world.truc_chinh.pk}", "achievement": ""})
    officer.post(page(dossier, "soan-giay-to/"))
    officer.post(page(dossier, "bien-ban/"), minutes_of(world, dossier, in_favour=2))
    head.post(page(dossier, "xac-nhan/"))
    assert officer.post(page(dossier, "nop/")).url == page(dossier, "bien-nhan/")
    secretary.post(page(dossier, "tiep-nhan/"))
    row = dossier.nominations.get()
    secretary.post(f"/ho-so/de-cu/{row.pk}/y-kien/", {f"y{row.pk}-opinion": "propose", f"y{row.pk}-reason": ""})
    secretary.post(page(dossier, "ket-thuc-tham-dinh/"))
    assert state_of(dossier) == DossierState.APPRAISED
    assert [step.label for step in secretary.get(page(dossier)).context["steps"]] == [
        "Lập hồ sơ",
        "Thêm vào danh sách",
        "Soạn tờ trình, báo cáo thành tích",
        "Ghi biên bản họp Hội đồng",
        "Thủ trưởng xác nhận, ký",
        "Nộp",
        "Tiếp nhận",
        "Kết thúc thẩm định",
    ]


def reading(dossier: Dossier) -> list[str]:
    return [page(dossier, act) for act in ("", "bien-nhan/", "them/", "bien-ban/", "tra-lai/", "tham-dinh/")]


def acting(dossier: Dossier) -> list[str]:
    row = dossier.nominations.first()
    assert row is not None
    acts = ("soan-giay-to", "xac-nhan", "bo-xac-nhan", "nop", "thu-hoi", "tiep-nhan", "ket-thuc-tham-dinh")
    of_nominee = [f"/ho-so/de-cu/{row.pk}/{act}/" for act in ("sua", "rut", "y-kien")]
    return [*(page(dossier, f"{act}/") for act in acts), *of_nominee]


@starts_with(sent, EARLIER)
def test_for_another_unit_no_page_and_no_act_of_a_dossier_exists(world: World, dossier: Dossier) -> None:
    client = browser(world.nguoi_ngoai)
    assert {client.get(path).status_code for path in reading(dossier)} == {404}
    assert {client.post(path).status_code for path in acting(dossier)} == {404}
    assert state_of(dossier) == DossierState.SUBMITTED


@starts_with(sent, EARLIER)
def test_who_reads_but_may_not_act_is_refused_every_act(world: World, dossier: Dossier) -> None:
    client = browser(world.chu_tich)
    assert {client.post(path).status_code for path in acting(dossier)} == {403}
    assert state_of(dossier) == DossierState.SUBMITTED


@starts_with(drafted, EARLIER)
def test_a_stranger_is_sent_to_sign_in(world: World, dossier: Dossier) -> None:
    response = Client().get(page(dossier))
    assert (response.status_code, response["Location"].startswith("/dang-nhap/")) == (302, True)


@starts_with(drafted, EARLIER)
def test_new_minutes_replace_those_drafted_before(world: World, dossier: Dossier) -> None:
    draft_papers(dossier, actor=world.can_bo, at=EARLIER)
    record_minutes(dossier, meeting(world, list(dossier.nominations.all())), actor=world.can_bo, at=EARLIER)
    assert papers_of(dossier).filter(slot=Slot.BIEN_BAN).count() == 1
