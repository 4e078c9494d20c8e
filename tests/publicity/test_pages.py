"""The pages of communication activities: who reads and does what, and what a list costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.work import make_activity
from tests.factories.world import World, moment

from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.models import Activity

HELD = date(2023, 6, 29)


@pytest.fixture
def world(world: World) -> World:
    """It is 1 July 2023."""
    it_is(moment(2023, 7, 1))
    return world


def test_a_unit_reads_its_own_activities_and_the_secretariat_all(world: World) -> None:
    make_activity(world.truc_chinh, HELD, title="Hội nghị tại Trực Chính")
    make_activity(world.co_le, HELD, title="Hội thi tại Cổ Lễ")
    seen = {
        persona: [row.title for row in browser(getattr(world, persona)).get("/tuyen-truyen/").context["page_obj"]]
        for persona in ("can_bo", "nguoi_ngoai", "thuong_truc")
    }
    assert seen == {
        "can_bo": ["Hội nghị tại Trực Chính"],
        "nguoi_ngoai": ["Hội thi tại Cổ Lễ"],
        "thuong_truc": ["Hội thi tại Cổ Lễ", "Hội nghị tại Trực Chính"],
    }


def test_the_list_counts_what_counts_is_narrowed_and_costs_the_same_at_1_and_at_4_rows(world: World) -> None:
    signed = browser(world.can_bo)
    make_activity(world.truc_chinh, HELD)
    at_1 = statements_of(signed, "/tuyen-truyen/")
    make_activity(world.truc_chinh, HELD, form=ActivityForm.PANO, state=ActivityState.PUBLISHED)
    make_activity(world.truc_chinh, HELD, form=ActivityForm.HOI_THI, state=ActivityState.DRAFT)
    make_activity(world.truc_chinh, date(2022, 6, 29))
    with CaptureQueriesContext(connection) as asked:
        context = signed.get("/tuyen-truyen/").context
    assert len(asked) == at_1
    assert context["totals"] == {
        "tong": 4,
        "duoc_tinh": 3,
        "cho_duyet": 1,
        "so_hinh_thuc": 2,
    }
    narrowed = {
        query: len(signed.get(f"/tuyen-truyen/?{query}").context["page_obj"])
        for query in ("year=2022", "state=draft", "form=pano", f"unit={world.truc_chinh.pk}", "form=khong-co")
    }
    assert list(narrowed.values()) == [1, 1, 1, 4, 4]


def test_an_activity_is_drafted_approved_and_published_through_its_pages(world: World) -> None:
    said = {"unit": world.truc_chinh.pk, "held_on": "29/06/2023", "form": "pano", "title": "Pa nô tại các thôn"}
    officer, head = browser(world.can_bo), browser(world.thu_truong)
    assert officer.get("/tuyen-truyen/ghi/").status_code == 200
    assert officer.post("/tuyen-truyen/ghi/", said).url == "/tuyen-truyen/"
    page = f"/tuyen-truyen/{Activity.objects.get().pk}/"
    assert "Duyệt hoạt động này?" in head.get(page).text
    assert "Duyệt hoạt động này?" not in officer.get(page).text
    assert head.post(f"{page}duyet/").url == page
    assert browser(world.thuong_truc).post(f"{page}dang/").url == page
    assert Activity.objects.get().state == ActivityState.PUBLISHED
    history = officer.get(page).text
    assert all(name in history for name in ("Đỗ Văn Ân", "Vũ Thị Hạnh", "Nguyễn Thị Ánh", "Đăng công khai"))


def test_what_was_typed_comes_back_with_what_is_wrong(world: World) -> None:
    said = {"unit": world.co_le.pk, "held_on": "02/07/2023", "form": "pano", "title": "Pa nô"}
    client = browser(world.can_bo)
    response = client.post("/tuyen-truyen/ghi/", said)
    assert list(response.context["form"].errors) == ["unit"]
    response = client.post("/tuyen-truyen/ghi/", said | {"unit": world.truc_chinh.pk})
    assert response.context["form"].errors == {"held_on": ["Ngày 02/07/2023 chưa đến. Chỉ ghi hoạt động đã tổ chức."]}
    assert 'value="02/07/2023"' in response.text
    assert not Activity.objects.exists()


def test_who_may_not_publish_is_told_why_or_sees_nothing(world: World) -> None:
    page = f"/tuyen-truyen/{make_activity(world.truc_chinh, HELD).pk}/"
    for persona, posted, shown in (("can_bo", 403, 200), ("thu_truong", 403, 200), ("nguoi_ngoai", 404, 404)):
        client = browser(getattr(world, persona))
        response = client.post(f"{page}dang/")
        assert (response.status_code, client.get(page).status_code) == (posted, shown), persona
        assert ("Chỉ Thường trực thi đua được đăng" in response.text) is (posted == 403)


def test_who_acts_for_no_unit_cannot_enter_activities(world: World) -> None:
    assert browser(world.chu_tich).get("/tuyen-truyen/ghi/").status_code == 403
