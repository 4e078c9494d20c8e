"""The register as pages: units of a day and their lineage, people by given name, conduct to who judges by it."""

import re
from datetime import date

import pytest
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_people, make_person, make_units, make_user, moment

from thidua.organizations.actions.conduct import open_review, record_discipline
from thidua.organizations.actions.units import create_unit, record_lineage
from thidua.organizations.enums import Category, LineageKind, Role, UnitKind
from thidua.organizations.models import Unit

AT = moment(2023, 11, 24)
CONDUCT = ("Khiển trách", "Khiếu nại", "Tố cáo", "Vụ việc đang xem xét")


@pytest.fixture
def world(world: World) -> World:
    """It is 24 November 2023."""
    it_is(AT)
    return world


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def merge(world: World) -> Unit:
    """Cổ Lễ and Trực Chính become one commune on 01/07/2025."""
    merged = create_unit(
        name="UBND xã Cổ Lễ", kind=UnitKind.XA, parent=None, valid_from=date(2025, 7, 1), actor=None, at=AT
    )
    record_lineage(
        LineageKind.MERGE,
        effective_on=date(2025, 7, 1),
        legal_basis="Nghị quyết sắp xếp đơn vị hành chính",
        certainty="M",
        links=[(world.co_le, merged), (world.truc_chinh, merged)],
        actor=None,
        at=AT,
    )
    return merged


@starts_with(merge)
def test_units_are_those_of_the_day_asked_with_what_became_of_them(world: World) -> None:
    signed = browser(world.can_bo)
    before, after = (text_of(signed.get(f"/danh-muc/don-vi/?ngay={day}").text) for day in ("30/06/2025", "01/07/2025"))
    assert "UBND xã Trực Chính sáp nhập 01/07/2025 thành UBND xã Cổ Lễ" in before
    assert "UBND xã Cổ Lễ sáp nhập 01/07/2025 từ UBND thị trấn Cổ Lễ, UBND xã Trực Chính" in after
    assert "UBND xã Trực Chính 14035" not in after


def test_units_are_found_with_or_without_marks_by_code_kind_and_day(world: World) -> None:
    expected = {
        "ten=truc chinh": ["UBND xã Trực Chính"],
        "ten=Trực": ["UBND huyện Trực Ninh", "UBND xã Trực Chính"],
        "ten=14026": ["UBND thị trấn Cổ Lễ"],
        "loai=co_quan_chuyen_mon": ["Phòng Nội vụ", "Phòng Văn hóa và Thông tin"],
        "ngay=31/12/2020": [],
        "ngay=hôm nay&loai=huyen": ["UBND huyện Trực Ninh"],
    }
    signed = browser(world.can_bo)
    pages = {asked: signed.get(f"/danh-muc/don-vi/?{asked}").context["page_obj"] for asked in expected}
    assert {asked: [unit.name for unit in page] for asked, page in pages.items()} == expected


@starts_with(merge)
def test_a_unit_page_tells_its_origin_and_who_follows_it_and_the_people_of_its_last_day(
    world: World, start: Unit
) -> None:
    origin = text_of(browser(world.can_bo).get(f"/danh-muc/don-vi/{start.pk}/").text)
    assert "Sáp nhập ngày 01/07/2025 từ UBND thị trấn Cổ Lễ" in origin
    assert "Nghị quyết sắp xếp đơn vị hành chính (theo trí nhớ, chưa kiểm chứng)" in origin
    it_is(moment(2026, 1, 5))
    reader = make_user(make_person("Ngô Thị Thu", world.huyen), "thanh_tra", (Role.THANH_TRA, world.huyen))
    page = browser(reader).get(f"/danh-muc/don-vi/{world.truc_chinh.pk}/")
    assert "Sáp nhập ngày 01/07/2025 thành UBND xã Cổ Lễ" in text_of(page.text)
    assert page.context["day"] == date(2025, 6, 30)
    assert [post.person.full_name for post in page.context["posts"]] == ["Đỗ Văn Ân", "Vũ Thị Hạnh"]


def test_people_are_listed_by_given_name_and_found_with_or_without_marks(world: World) -> None:
    for name in ("Trần Thị Ánh", "Lê Văn An", "Nguyễn Văn Ân"):
        make_person(name, world.truc_chinh)
    signed = browser(world.can_bo)

    def names(asked: str) -> list[str]:
        return [person.full_name for person in signed.get(f"/danh-muc/ca-nhan/?{asked}").context["page_obj"]]

    everybody = names("")
    assert everybody == ["Lê Văn An", "Trần Thị Ánh", "Đỗ Văn Ân", "Nguyễn Văn Ân", "Vũ Thị Hạnh"]
    assert names("ten=van an") == ["Lê Văn An", "Đỗ Văn Ân", "Nguyễn Văn Ân"]
    assert names("ten=Ánh") == ["Trần Thị Ánh", "Vũ Thị Hạnh"]
    assert names(f"don_vi={world.co_le.pk}") == everybody  # not a unit one may read: it asks nothing


def test_people_are_for_their_unit_and_who_follows_the_movement_and_conduct_for_who_judges_by_it(world: World) -> None:
    officer = world.people["officer"]
    record_discipline(
        officer,
        unit=world.truc_chinh,
        category=Category.CONG_CHUC,
        acted_on=date(2023, 4, 1),
        form="khien_trach",
        breaks_order=True,
        actor=world.thuong_truc,
        at=AT,
    )
    open_review(officer, kind="khieu_nai", began_on=date(2023, 5, 1), actor=world.thuong_truc, at=AT)
    open_review(world.truc_chinh, kind="to_cao", began_on=date(2023, 5, 2), actor=world.thuong_truc, at=AT)
    personas = ("thuong_truc", "chu_tich", "van_thu", "thu_truong", "can_bo", "nguoi_ngoai")
    clients = {persona: browser(getattr(world, persona)) for persona in personas}
    people = {who: client.get(f"/danh-muc/ca-nhan/{officer.pk}/") for who, client in clients.items()}
    units = {who: client.get(f"/danh-muc/don-vi/{world.truc_chinh.pk}/") for who, client in clients.items()}
    assert {who: page.status_code for who, page in people.items()} == dict.fromkeys(personas, 200) | {
        "nguoi_ngoai": 404  # people of other units do not exist for a unit
    }
    listed = {who: "Đỗ Văn Ân" in text_of(page.text.partition("<main")[2]) for who, page in units.items()}
    asked = ("can_bo", "thuong_truc", "chu_tich", "nguoi_ngoai")
    assert {who: listed[who] for who in asked} == dict.fromkeys(asked, True) | {"nguoi_ngoai": False}
    shown = {who: [word in text_of(people[who].text + units[who].text) for word in CONDUCT] for who in personas}
    assert shown == {who: [who in ("thuong_truc", "chu_tich")] * 4 for who in personas}
    assert clients["can_bo"].get("/danh-muc/don-vi/999999/").status_code == 404
    assert len(clients["thuong_truc"].get("/danh-muc/ca-nhan/").context["page_obj"]) == 6


def test_a_page_costs_the_same_at_1_and_at_4_rows(world: World) -> None:
    def fill(count: int) -> None:
        units = make_units(count, world.huyen)
        make_people(count * 2, *units, *[world.truc_chinh] * count)

    units, people = "/danh-muc/don-vi/", "/danh-muc/ca-nhan/"
    paths = (units, people, f"{units}{world.truc_chinh.pk}/", f"{people}{world.people['officer'].pk}/")
    signed = browser(world.thuong_truc)
    fill(1)
    at_1 = {path: statements_of(signed, path) for path in paths}
    fill(3)
    assert {path: statements_of(signed, path) for path in paths} == at_1
