"""The pages of tasks: who reads and does what, what a wrong form says, and that a list costs the same at any length."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.work import DUE, make_task
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
    seen = {}
    for persona in ("can_bo", "nguoi_ngoai", "thuong_truc"):
        text = browser(getattr(world, persona)).get("/nhiem-vu/").text
        seen[persona] = [word in text for word in ("Công khai thủ", "Số hóa")]
    assert seen == {"can_bo": [True, False], "nguoi_ngoai": [False, True], "thuong_truc": [True, True]}


def test_the_list_counts_what_is_on_time_is_narrowed_and_costs_the_same_at_1_and_at_5_rows(world: World) -> None:
    signed, of_person = browser(world.can_bo), {"person": world.people["officer"]}
    make_task(world.truc_chinh, "1", done_on=date(2023, 6, 30), **of_person)
    at_1 = statements_of(signed, "/nhiem-vu/")
    make_task(world.truc_chinh, "2", done_on=date(2023, 7, 1))
    make_task(world.truc_chinh, "3", due_on=date(2023, 6, 21), **of_person)
    make_task(world.truc_chinh, "4", state=TaskState.CANCELLED)
    make_task(world.truc_chinh, "5", year=2022, due_on=date(2023, 12, 31))
    with CaptureQueriesContext(connection) as asked:
        response = signed.get("/nhiem-vu/")
    assert len(asked) == at_1
    assert response.context["totals"] == {"tong": 4, "hoan_thanh": 2, "dung_han": 1, "qua_han": 1, "huy": 1}
    assert {task.code: (standing, days) for task, standing, days in response.context["rows"]} == {
        "1": ("done", 0),
        "2": ("done_late", 1),
        "3": ("late", 10),
        "4": ("cancelled", 0),
        "5": ("planned", 0),
    }
    everything = [task.code for task in response.context["page_obj"]]
    expected = {
        "state=overdue": ["3"],
        "state=done": ["1", "2"],
        "year=2022": ["5"],
        "year=abc&unit=999&state=khong-co": everything,  # what is no choice asks nothing
        "kind=van_ban": [],
    }
    pages = {query: signed.get(f"/nhiem-vu/?{query}").context["page_obj"] for query in expected}
    assert {query: [task.code for task in page] for query, page in pages.items()} == expected


def test_a_task_of_another_unit_does_not_exist(world: World) -> None:
    task, signed = make_task(world.truc_chinh, "1"), browser(world.nguoi_ngoai)
    acts = ("", "hoan-thanh/", "tra-lai/", "danh-gia/", "huy/")
    assert {act: signed.get(f"/nhiem-vu/{task.pk}/{act}").status_code for act in acts} == dict.fromkeys(acts, 404)


ANOTHERS = {
    "thuong_truc": ("hoan-thanh/",),
    "can_bo": ("tra-lai/", "danh-gia/", "../giao/"),
    "thu_truong": ("huy/",),
    "chu_tich": ("../ke-hoach-don-vi/dang-ky/",),
}


def test_who_sees_but_may_not_is_told_why(world: World) -> None:
    task, said = make_task(world.truc_chinh, "1"), {"reason": "X", "done_on": "01/07/2023", "is_good": "1"}
    for persona, acts in ANOTHERS.items():
        signed = browser(getattr(world, persona))
        for act in acts:
            path = f"/nhiem-vu/{task.pk}/{act}" if ".." not in act else f"/nhiem-vu/{act.removeprefix('../')}"
            for response in (signed.get(path), signed.post(path, said)):
                assert (response.status_code, "Chỉ " in response.text) == (403, True), (persona, act)
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
    known = {"authority": world.huyen, "unit": world.truc_chinh, "year": 2023, "due_on": DUE}
    Task.objects.bulk_create(Task(code=f"{number:02}", title=f"Nhiệm vụ {number}", **known) for number in range(26))
    second = browser(world.can_bo).get("/nhiem-vu/?page=2")
    assert [task.code for task in second.context["page_obj"]] == ["25"]


def test_the_list_of_plans_costs_the_same_at_1_and_at_4_rows(world: World) -> None:
    def fill(numbers: range) -> None:
        known = {"unit": world.truc_chinh, "issued_on": date(2023, 1, 20)}
        UnitPlan.objects.bulk_create(UnitPlan(year=2100 + number, **known) for number in numbers)

    signed, path = browser(world.can_bo), "/nhiem-vu/ke-hoach-don-vi/"
    fill(range(1))
    at_1 = statements_of(signed, path)
    fill(range(1, 4))
    assert statements_of(signed, path) == at_1
