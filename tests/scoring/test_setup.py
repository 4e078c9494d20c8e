"""The secretariat sets up a year on the pages: its criteria, the components, their owners and points."""

import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.pages import browser, it_is
from tests.factories.scoring import EVERY_KIND, SIMPLE, make_set
from tests.factories.world import World, moment

from thidua.scoring.actions import define_component
from thidua.scoring.models import ComponentOwner, ComponentScore, CriteriaSet, IndexComponent

PAGES = ("/cham-diem/lap/", *(f"/cham-diem/chi-so-thanh-phan/{step}/" for step in ("them", "giao", "diem")))


@pytest.fixture
def world(world: World) -> World:
    """It is 16 November 2023."""
    it_is(moment(2023, 11, 16))
    return world


@pytest.fixture
def office(world: World) -> Client:
    return browser(world.thuong_truc)


def file_of(content: object) -> SimpleUploadedFile:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SimpleUploadedFile("bo-tieu-chi.json", data)


def test_nobody_else_sets_up(world: World) -> None:
    said = "Chỉ Thường trực thi đua (Phòng Nội vụ)"
    for persona in ("can_bo", "chu_tich", "van_thu"):
        client = browser(getattr(world, persona))
        answers = {page: client.get(page) for page in PAGES}
        found = {page: (answer.status_code, said in answer.text) for page, answer in answers.items()}
        assert found == dict.fromkeys(PAGES, (403, True)), persona


def test_the_secretariat_is_shown_the_forms(office: Client) -> None:
    assert {page: office.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_a_file_makes_the_set_and_sheets_are_opened_for_every_commune(world: World, office: Client) -> None:
    for year, content in ((2022, EVERY_KIND), (2023, {"set": EVERY_KIND, "units": []})):
        said = {"authority": world.huyen.pk, "year": str(year), "file": file_of(content)}
        assert office.post("/cham-diem/lap/", said).url == "/cham-diem/"
        made = CriteriaSet.objects.get(year=year)
        assert (made.code, made.definition) == ("moi-loai", EVERY_KIND)
        assert not made.sheets.exists()
    assert office.post(f"/cham-diem/{made.pk}/mo-phieu/").url == f"/cham-diem/{made.pk}/phieu/"
    units = made.sheets.order_by("unit__name_folded").values_list("unit__name", flat=True)
    assert list(units) == ["UBND thị trấn Cổ Lễ", "UBND xã Trực Chính"]


def test_last_years_set_serves_again(world: World, office: Client) -> None:
    last = make_set(world, year=2022)
    office.post("/cham-diem/lap/", {"authority": world.huyen.pk, "year": "2023", "source": last.pk})
    assert CriteriaSet.objects.get(year=2023).definition == SIMPLE | {"year": 2023}


WRONG = (
    (b"{", "không đọc được tệp JSON"),
    ({"code": "x", "fields": []}, "set.fields: phải có ít nhất 1 mục."),
    (
        {
            "code": "x",
            "fields": [
                {"code": "I", "criteria": [{"code": "1", "max": 1, "rule": {"kind": "khac"}}]},
            ],
        },
        "set.fields[0].criteria[0].rule.kind: không có loại quy tắc “khac”.",
    ),
    (None, "Chọn một bộ tiêu chí có sẵn hoặc một tệp, chỉ một trong hai."),
)


def test_what_is_wrong_with_a_file_is_said_with_its_place(world: World, office: Client) -> None:
    for content, said in WRONG:
        given = {"authority": world.huyen.pk, "year": "2023"} | ({"file": file_of(content)} if content else {})
        response = office.post("/cham-diem/lap/", given)
        assert (response.status_code, said in response.text) == (400, True), said
        assert not CriteriaSet.objects.exists()


def test_a_year_has_one_set_of_a_code(world: World, office: Client) -> None:
    make_set(world)
    response = office.post("/cham-diem/lap/", {"authority": world.huyen.pk, "year": "2023", "file": file_of(SIMPLE)})
    assert "Bộ tiêu chí “cchc-xa” năm 2023 đã có." in response.text


def test_a_component_is_named_given_and_scored(world: World, office: Client) -> None:
    start = "/cham-diem/chi-so-thanh-phan/"
    office.post(f"{start}them/", {"authority": world.huyen.pk, "code": "2.1", "name": "Rà soát", "maximum": "4"})
    component = IndexComponent.objects.get()
    given = {"component": component.pk, "unit": world.van_hoa.pk, "year": "2023", "decision": "210/QĐ-UBND"}
    office.post(f"{start}giao/", given)
    for points in ("3,25", "3,5"):
        scored = {"component": component.pk, "year": "2023", "points": points, "published_on": "15/11/2023"}
        assert office.post(f"{start}diem/", scored).url == start
    assert ComponentOwner.objects.get().unit == world.van_hoa
    assert ComponentScore.objects.get().points == Decimal("3.5")


def test_what_an_action_refuses_stands_at_its_field(world: World, office: Client) -> None:
    component = define_component(
        world.huyen, code="2.1", name="Rà soát", maximum=Decimal(4), actor=world.thuong_truc, at=moment(2023, 11, 1)
    )
    said = {"component": component.pk, "year": "2023", "points": "4,5", "published_on": "15/11/2023"}
    response = office.post("/cham-diem/chi-so-thanh-phan/diem/", said)
    assert response.context["form"].errors == {"points": ["Điểm 4,5 của chỉ số 2.1 nằm ngoài 0–4."]}
    assert 'value="4,5"' in response.text
