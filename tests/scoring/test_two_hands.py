"""Two people on one sheet: the second is told, sees both texts, and decides."""

import pytest
from tests.factories.pages import browser, it_is
from tests.factories.scoring import GOOD, make_sheet, self_scored
from tests.factories.world import World, moment

from thidua.scoring.actions import save_self_score

NOW = moment(2023, 11, 20)


@pytest.fixture
def world(world: World) -> World:
    """It is 20 November 2023."""
    it_is(NOW)
    return world


def test_the_second_is_told_and_writes_only_when_asked_again(world: World) -> None:
    sheet, client = make_sheet(world), browser(world.can_bo)
    page = f"/cham-diem/phieu/{sheet.pk}/"
    typed = {"base": client.get(f"{page}tu-cham/").context["form"].base_text, "c0_points": "8"}
    save_self_score(sheet, GOOD, actor=world.thu_truong, at=NOW)
    told = client.post(f"{page}luu-tam/", typed)
    assert told.status_code == 400
    assert "Người khác vừa ghi “9,5 điểm”, bạn ghi “8 điểm”. Sửa cho đúng rồi ghi lần nữa." in told.text
    sheet.refresh_from_db()
    assert sheet.self_entries == GOOD
    again = client.post(f"{page}luu-tam/", typed | {"base": told.context["form"].base_text})
    assert again.url == page
    sheet.refresh_from_db()
    assert sheet.self_entries == {**GOOD, "1.1": {"points": 8}}  # the other criterion of the other hand stays


def test_an_appraisal_is_guarded_the_same_way(world: World) -> None:
    sheet, client = self_scored(world), browser(world.thuong_truc)
    page = f"/cham-diem/phieu/{sheet.pk}/tham-dinh/"
    typed = {"c0_points": "8", "c1_numerator": "79", "c1_denominator": "82"}
    base = client.get(page).context["form"].base_text
    client.post(page, typed | {"base": base, "c0_points": "7"})
    assert client.post(page, typed | {"base": base}).status_code == 400
    sheet.refresh_from_db()
    assert sheet.appraised_entries["1.1"] == {"points": 7}


def test_what_is_typed_is_kept_by_itself(world: World) -> None:
    sheet, client = make_sheet(world), browser(world.can_bo)
    page, quiet = f"/cham-diem/phieu/{sheet.pk}/luu-tam/", {"X-Requested-With": "autosave"}
    kept = client.post(page, {"base": "{}", "c0_points": "8"}, headers=quiet)
    assert (kept.status_code, kept.json()["words"]) == (200, "Đã tự lưu lúc 09:00 20/11/2023.")
    wrong = client.post(page, {"base": kept.json()["base"], "c0_points": "11"}, headers=quiet)
    assert (wrong.status_code, "chưa đúng" in wrong.json()["words"]) == (400, True)
    save_self_score(sheet, GOOD, actor=world.thu_truong, at=NOW)
    late = client.post(page, {"base": kept.json()["base"], "c0_points": "7"}, headers=quiet)
    assert (late.status_code, "người khác vừa ghi" in late.json()["words"]) == (409, True)
    sheet.refresh_from_db()
    assert sheet.self_entries == GOOD
