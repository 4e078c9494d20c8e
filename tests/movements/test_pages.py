"""The plan to read, its guidance and its rounds: every clause has its anchor, and what is undecided says so."""

import re
from datetime import date
from typing import Any

import pytest
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import SLUG, World, make_people, make_person, make_unit, make_user, moment

from thidua.movements.actions.guidance import set_guidance
from thidua.movements.enums import RoundState
from thidua.movements.models import GuidanceValue, Movement, Registration, Round
from thidua.organizations.enums import Role, UnitKind
from thidua.plans import load_movement

PLAN = f"/ke-hoach/{SLUG}/"
SHARE = "nhiem_vu.ty_le_dung_han_toi_thieu"


@pytest.fixture
def world(world: World) -> World:
    """It is 24 November 2023."""
    it_is(moment(2023, 11, 24))
    return world


def text_of(page: str) -> str:
    """What a reader sees of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_page_of_the_plan_misses_no_anchor_not_a_word_and_says_how_a_standard_is_read_and_who_set_its_threshold(
    world: World,
) -> None:
    signed, plan = browser(world.can_bo), load_movement(SLUG)
    page = signed.get(PLAN).text
    assert [address for address in plan.addresses if page.count(f'id="{address}"') != 1] == []
    seen = text_of(page)
    missing = [
        known.text
        for known in plan.addresses.values()
        for paragraph in known.text.splitlines()
        if " ".join(paragraph.split()) not in seen.replace("&quot;", '"')
    ]
    assert missing == []
    for words in ("Số không ghi", "Trực Ninh, ngày không ghi, tháng 11 năm 2021", "Lưu Văn Dương"):
        assert words in seen  # and what the paper leaves blank
    for words in (
        "Cách hiểu đang dùng",
        "Cách hiểu khác: Mọi nhiệm vụ phải đúng hạn.",
        "Tỷ lệ nhiệm vụ đúng hạn tối thiểu (%) chưa có người quyết định",
    ):
        assert words in note_of(page)
    decide(world, 95)
    assert "Tỷ lệ nhiệm vụ đúng hạn tối thiểu (%) 95 % Hướng dẫn 45/HD-PNV" in note_of(signed.get(PLAN).text)


def note_of(page: str) -> str:
    """What stands under the standard of the tasks."""
    start = page.index('id="III.2.a/tap-the/3"')
    return text_of(page[start : page.index('id="III.2.a/tap-the/4"')])


def decide(world: World, share: int) -> None:
    set_guidance(
        world.movement,
        SHARE,
        share,
        set_by="Hướng dẫn 45/HD-PNV",
        valid_from=date(2023, 3, 1),
        actor=world.thuong_truc,
        at=moment(2023, 3, 1),
    )


def test_the_secretariat_alone_decides_on_the_guidance_page_and_units_read_it(world: World) -> None:
    address = f"{PLAN}huong-dan/{SHARE}/"
    clients = {name: browser(getattr(world, name)) for name in ("thuong_truc", "can_bo", "chu_tich")}
    said = {"value": "97,5", "set_by": "Hướng dẫn 45/HD-PNV", "valid_from": "01/03/2023", "is_assumption": ""}
    assert clients["thuong_truc"].post(address, said).url == f"{PLAN}huong-dan/"
    for persona, client in clients.items():
        assert client.get(address).status_code == (200 if persona == "thuong_truc" else 403)
        assert client.get(f"{PLAN}huong-dan/khong.co/").status_code == 404
        text = client.get(f"{PLAN}huong-dan/").text
        assert (f"huong-dan/{SHARE}/" in text) is (persona == "thuong_truc")
        assert text_of(text).count("97,5 %") == 2  # in force, and among all entries
        assert "Hướng dẫn 45/HD-PNV" in text


def test_each_kind_of_key_is_entered_in_its_own_kind_of_field(world: World) -> None:
    client, said = browser(world.thuong_truc), {"set_by": "Công văn 12/PNV", "valid_from": "01/03/2023"}
    for key, typed, stored in (
        ("lanh_dao.can_ke_hoach_don_vi", "1", True),
        ("xep_hang.khong_xep_thi_bo_qua", "0", False),
        ("xep_hang.hang_toi_da", "5", 5),
        ("sang_kien.ky", "den_han_nop", "den_han_nop"),
        ("chi_so.nam_danh_gia", "nam_truoc", "nam_truoc"),
        (SHARE, "", None),  # taken back
    ):
        client.post(f"{PLAN}huong-dan/{key}/", said | {"value": typed})
        assert GuidanceValue.objects.get(key=key).value == stored
    assert browser(world.can_bo).get(f"{PLAN}huong-dan/").status_code == 200  # all of them are shown


def test_wrong_guidance_comes_back_with_what_is_wrong(world: World) -> None:
    said = {"value": "101", "set_by": "Công văn 12/PNV", "valid_from": "hôm nay"}
    form = browser(world.thuong_truc).post(f"{PLAN}huong-dan/{SHARE}/", said).context["form"]
    assert sorted(form.errors) == ["valid_from", "value"]
    assert form.errors["valid_from"] == ["Ghi theo dạng ngày/tháng/năm, ví dụ 09/12/2023."]


def test_rounds_say_their_deadline_in_words_and_what_nobody_has_decided(world: World) -> None:
    Round.objects.filter(code="tong-ket").update(open_question="Cơ quan nào nhận hồ sơ?")
    page = text_of(browser(world.can_bo).get(f"{PLAN}dot-xet/").text)
    assert "hết 23:59 thứ Bảy 09/12/2023 còn 15 ngày" in page
    assert "Cơ quan nào nhận hồ sơ? (Tổng kết giai đoạn 2021–2025)" in page
    assert "chưa xác định người quyết định" in page


def test_a_round_goes_its_way_from_the_page_and_none_is_closed_while_it_still_receives(world: World) -> None:
    round_, receiving = world.rounds["hang-nam-2022"], f"{PLAN}dot-xet/hang-nam-2023/khoa/"
    Round.objects.filter(pk=round_.pk).update(state=RoundState.PLANNED)
    signed = browser(world.thuong_truc)
    states = []
    for act in ("mo", "khoa"):
        address, page = f"{PLAN}dot-xet/{round_.code}/{act}/", signed.get(f"{PLAN}dot-xet/").text
        assert (address in page, receiving in page) == (True, False)
        assert signed.post(address).url == f"{PLAN}dot-xet/"
        states.append(Round.objects.get(pk=round_.pk).state)
    Round.objects.filter(pk=round_.pk).update(state=RoundState.DECIDED)
    signed.post(f"{PLAN}dot-xet/{round_.code}/cong-khai/")
    states.append(Round.objects.get(pk=round_.pk).state)
    assert states == [RoundState.OPEN, RoundState.APPRAISING, RoundState.PUBLISHED]
    response = signed.post(receiving)
    assert (response.status_code, "Chưa hết hạn nhận hồ sơ" in response.text) == (403, True)
    assert browser(world.can_bo).post(receiving).status_code == 403


def test_a_unit_registers_on_the_page_of_the_round(world: World) -> None:
    address = f"{PLAN}dot-xet/hang-nam-2023/dang-ky/"
    people = [world.people[name].pk for name in ("head", "officer")]
    said = {"unit": world.truc_chinh.pk, "collective": "on", "people": people, "registered_on": "10/02/2023"}
    signed = browser(world.can_bo)
    assert signed.get(f"{address}them/").status_code == 200
    assert signed.post(f"{address}them/", said).url == address
    again = signed.post(f"{address}them/", said).context["form"].errors
    assert "UBND xã Trực Chính đã đăng ký thi đua" in again["collective"][0]
    assert [error.partition(" đã đăng ký")[0] for error in again["people"]] == ["Đỗ Văn Ân", "Vũ Thị Hạnh"]
    assert "Chọn tập thể đơn vị" in signed.post(f"{address}them/", said | {"collective": "", "people": []}).text
    assert Registration.objects.count() == 3
    mistaken = Registration.objects.get(person=world.people["head"])
    assert browser(world.thuong_truc).post(f"{address}{mistaken.pk}/bo/").status_code == 403
    assert signed.post(f"{address}{mistaken.pk}/bo/").url == address
    assert Registration.objects.count() == 2
    shown = browser(world.thuong_truc).get(address).text
    assert ("UBND xã Trực Chính" in text_of(shown), "Đăng ký</a>" in shown) == (True, False)


def test_the_chair_launches_a_shipped_folder_from_the_page(world: World) -> None:
    Round.objects.all().delete()
    Movement.objects.all().delete()
    signed = browser(world.chu_tich)
    assert "/ke-hoach/phat-dong/" in signed.get("/ke-hoach/").text
    said = {"slug": SLUG, "receiver": world.noi_vu.pk, "starts_on": "15/11/2021"}
    assert signed.get("/ke-hoach/phat-dong/").status_code == 200
    assert signed.post("/ke-hoach/phat-dong/", said).url == "/ke-hoach/"
    assert Movement.objects.get().rounds.count() == 6
    assert "/ke-hoach/phat-dong/" not in signed.get("/ke-hoach/").text
    assert browser(world.thuong_truc).get("/ke-hoach/phat-dong/").status_code == 403


def test_for_an_office_elsewhere_the_movement_does_not_exist(world: World) -> None:
    elsewhere = make_unit("UBND huyện Hải Hậu", UnitKind.HUYEN)
    stranger = browser(make_user(make_person("Lê Văn Xa", elsewhere), "xa", (Role.THUONG_TRUC, elsewhere)))
    pages = ("", "huong-dan/", "dot-xet/", "dot-xet/hang-nam-2023/dang-ky/", f"huong-dan/{SHARE}/")
    answers = {page: stranger.get(f"{PLAN}{page}").status_code for page in pages}
    assert answers == dict.fromkeys(pages, 404)
    assert list(stranger.get("/ke-hoach/").context["movements"]) == []


def test_a_page_costs_the_same_at_1_and_at_4_rows(world: World) -> None:
    def fill(count: int) -> None:
        known: dict[str, Any] = {"unit": world.truc_chinh, "registered_on": date(2023, 2, 10)}
        Registration.objects.bulk_create(
            Registration(round=world.rounds["tong-ket"], person=person, **known)
            for person in make_people(count, world.truc_chinh)
        )
        for number in range(count):
            decide(world, 60 + number)

    signed = browser(world.can_bo)
    pages = (PLAN, f"{PLAN}huong-dan/", f"{PLAN}dot-xet/", f"{PLAN}dot-xet/tong-ket/dang-ky/")
    fill(1)
    at_1 = {page: statements_of(signed, page) for page in pages}
    fill(3)
    assert {page: statements_of(signed, page) for page in pages} == at_1
