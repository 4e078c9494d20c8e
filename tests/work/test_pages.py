"""The pages of tasks: who reads and does what, what a wrong form says, and that a list costs the same at any length."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.work import make_task
from tests.factories.world import World, moment

from thidua.work.enums import TaskState
from thidua.work.models import Task, UnitPlan


@pytest.fixture
def world(world: World) -> World:
    """It is 1 July 2023."""
    it_is(moment(2023, 7, 1))
    return world


def test_a_stranger_is_sent_to_sign_in(client: Client, world: World) -> None:
    response = client.get(reverse("work:tasks"))
    assert (response.status_code, response.url) == (302, "/dang-nhap/?next=/nhiem-vu/")


def test_a_unit_reads_its_own_tasks_and_the_secretariat_all(world: World) -> None:
    make_task(world.truc_chinh, "1", title="Công khai thủ tục hành chính")
    make_task(world.co_le, "1", title="Số hóa hồ sơ hộ tịch")
    seen = {
        persona: [
            word in browser(getattr(world, persona)).get("/nhiem-vu/").text for word in ("Công khai thủ", "Số hóa")
        ]
        for persona in ("can_bo", "nguoi_ngoai", "thuong_truc")
    }
    assert seen == {"can_bo": [True, False], "nguoi_ngoai": [False, True], "thuong_truc": [True, True]}


def test_the_list_counts_what_is_on_time_and_days_overdue(world: World) -> None:
    make_task(world.truc_chinh, "1", done_on=date(2023, 6, 30))
    make_task(world.truc_chinh, "2", done_on=date(2023, 7, 1))
    make_task(world.truc_chinh, "3", due_on=date(2023, 6, 21))
    make_task(world.truc_chinh, "4", state=TaskState.CANCELLED)
    response = browser(world.can_bo).get("/nhiem-vu/")
    assert response.context["totals"] == {"tong": 3, "hoan_thanh": 2, "dung_han": 1, "qua_han": 1, "huy": 1}
    assert {task.code: (standing, days) for task, standing, days in response.context["rows"]} == {
        "1": ("done", 0),
        "2": ("done_late", 1),
        "3": ("late", 10),
        "4": ("cancelled", 0),
    }


def test_the_list_is_narrowed(world: World) -> None:
    make_task(world.truc_chinh, "1")
    make_task(world.truc_chinh, "2", done_on=date(2023, 7, 1))
    make_task(world.truc_chinh, "3", year=2022, due_on=date(2023, 12, 31))
    expected = {
        "": ["1", "2", "3"],
        "state=overdue": ["1"],
        "state=done": ["2"],
        "year=2022": ["3"],
        "year=abc&unit=999&state=khong-co": ["1", "2", "3"],  # what is no choice asks nothing
        "kind=van_ban": [],
    }
    signed = browser(world.can_bo)
    pages = {asked: signed.get(f"/nhiem-vu/?{asked}").context["page_obj"] for asked in expected}
    assert {asked: [task.code for task in page] for asked, page in pages.items()} == expected


def test_a_task_of_another_unit_does_not_exist(world: World) -> None:
    task, signed = make_task(world.truc_chinh, "1"), browser(world.nguoi_ngoai)
    acts = ("", "hoan-thanh/", "tra-lai/", "danh-gia/", "huy/")
    assert {act: signed.get(f"/nhiem-vu/{task.pk}/{act}").status_code for act in acts} == dict.fromkeys(acts, 404)


@pytest.mark.parametrize(
    ("persona", "act"),
    [
        ("thuong_truc", "hoan-thanh/"),
        ("can_bo", "tra-lai/"),
        ("can_bo", "danh-gia/"),
        ("thu_truong", "huy/"),
        ("can_bo", "../giao/"),
        ("chu_tich", "../ke-hoach-don-vi/dang-ky/"),
    ],
)
def test_who_sees_but_may_not_is_told_why(world: World, persona: str, act: str) -> None:
    task = make_task(world.truc_chinh, "1")
    path = f"/nhiem-vu/{task.pk}/{act}" if ".." not in act else f"/nhiem-vu/{act.removeprefix('../')}"
    signed = browser(getattr(world, persona))
    for response in (signed.get(path), signed.post(path, {"reason": "X", "done_on": "01/07/2023", "is_good": "1"})):
        assert response.status_code == 403
        assert "Chỉ " in response.text
    assert Task.objects.get().state == TaskState.PLANNED


def test_completing_returning_and_judging_go_through_their_pages(world: World) -> None:
    task = make_task(world.truc_chinh, "1")
    page = f"/nhiem-vu/{task.pk}/"
    unit, secretariat = browser(world.can_bo), browser(world.thuong_truc)
    assert "Báo hoàn thành" in unit.get(page).text
    assert unit.post(f"{page}hoan-thanh/", {"done_on": "30/06/2023"}).url == page
    assert "Đánh giá chất lượng" in secretariat.get(page).text
    secretariat.post(f"{page}danh-gia/", {"is_good": "0", "reason": "Thiếu phụ lục."})
    assert Task.objects.get().is_good is False
    secretariat.post(f"{page}tra-lai/", {"reason": "Bổ sung phụ lục."})
    history = unit.get(page).text
    assert Task.objects.get().times_returned == 1
    for said in ("Đỗ Văn Ân", "Nguyễn Thị Ánh", "Bổ sung phụ lục.", "Trả lại để làm lại", "09:00 01/07/2023"):
        assert said in history


def test_a_wrong_form_comes_back_with_what_was_typed_and_what_to_do(world: World) -> None:
    task = make_task(world.truc_chinh, "1")
    response = browser(world.can_bo).post(f"/nhiem-vu/{task.pk}/hoan-thanh/", {"done_on": "02/07/2023"})
    assert (response.status_code, response.context["form"].errors) == (
        200,
        {"done_on": ["Ngày 02/07/2023 chưa đến. Ghi ngày thực tế, không muộn hơn hôm nay."]},
    )
    assert 'value="02/07/2023"' in response.text


def test_the_secretariat_gives_a_task_on_its_page(world: World) -> None:
    said = {
        "unit": world.truc_chinh.pk,
        "person": world.people["officer"].pk,
        "kind": "nhiem_vu",
        "year": 2023,
        "code": "CCHC-1",
        "title": "Rà soát thủ tục",
        "due_on": "30/09/2023",
    }
    signed = browser(world.thuong_truc)
    assert signed.get("/nhiem-vu/giao/").status_code == 200
    assert signed.post("/nhiem-vu/giao/", said).url == "/nhiem-vu/"
    task = Task.objects.get()
    assert (task.unit, task.person, task.due_on) == (world.truc_chinh, world.people["officer"], date(2023, 9, 30))
    again = signed.post("/nhiem-vu/giao/", said)
    assert "đã có nhiệm vụ mã CCHC-1 trong năm 2023" in again.context["form"].errors["code"][0]


def test_a_unit_registers_its_plan_on_its_page(world: World) -> None:
    said = {"unit": world.truc_chinh.pk, "year": 2023, "number": "05/KH-UBND", "issued_on": "20/01/2023"}
    signed = browser(world.can_bo)
    assert signed.get("/nhiem-vu/ke-hoach-don-vi/dang-ky/").status_code == 200
    assert signed.post("/nhiem-vu/ke-hoach-don-vi/dang-ky/", said).url == "/nhiem-vu/ke-hoach-don-vi/"
    assert "05/KH-UBND" in signed.get("/nhiem-vu/ke-hoach-don-vi/").text
    other = signed.post("/nhiem-vu/ke-hoach-don-vi/dang-ky/", said | {"unit": world.co_le.pk})
    assert list(other.context["form"].errors) == ["unit"]
    assert UnitPlan.objects.count() == 1


def test_pages_have_twenty_five_rows(world: World) -> None:
    for number in range(26):
        make_task(world.truc_chinh, f"{number:02}")
    second = browser(world.can_bo).get("/nhiem-vu/?page=2")
    assert [task.code for task in second.context["page_obj"]] == ["25"]


def test_a_list_costs_the_same_at_1_and_at_4_rows(world: World) -> None:
    def fill(numbers: range) -> None:
        for number in numbers:
            make_task(world.truc_chinh, str(number), person=world.people["officer"])
            UnitPlan.objects.create(unit=world.truc_chinh, year=2100 + number, issued_on=date(2023, 1, 20))

    signed, paths = browser(world.can_bo), ("/nhiem-vu/", "/nhiem-vu/ke-hoach-don-vi/")
    fill(range(1))
    at_1 = {path: statements_of(signed, path) for path in paths}
    fill(range(1, 4))
    assert {path: statements_of(signed, path) for path in paths} == at_1
