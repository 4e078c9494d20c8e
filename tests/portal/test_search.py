"""The box at the top of every page."""

import pytest
from django.test import Client
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World, make_person, make_unit, moment

from thidua.organizations.enums import UnitKind


@pytest.fixture
def world(world: World) -> World:
    it_is(moment(2023, 11, 24))
    return world


def main_of(page: str) -> str:
    return page.partition("<main")[2]


def test_every_page_of_who_is_signed_in_has_the_box_and_no_public_page(world: World) -> None:
    assert 'action="/tim-kiem/"' in browser(world.can_bo).get("/").text
    assert "/tim-kiem/" not in Client().get("/cong-khai/").text
    assert Client().get("/tim-kiem/?q=an").url == "/dang-nhap/?next=/tim-kiem/%3Fq%3Dan"


def test_the_page_shows_units_and_whom_one_may_read(world: World) -> None:
    make_person("Đỗ Văn Trực", world.truc_chinh)
    make_person("Ngô Văn Trực", world.co_le)
    page = main_of(browser(world.can_bo).get("/tim-kiem/?q=TRUC").text)
    assert [word in page for word in ("UBND xã Trực Chính", "Đỗ Văn Trực", "Ngô Văn Trực")] == [True, True, False]


@pytest.mark.parametrize(
    ("asked", "sentence"), [("", "Chưa gõ từ nào"), ("khong co dau", "Không tìm thấy"), ("\0", "Chưa gõ từ nào")]
)
def test_nothing_asked_and_nothing_found_say_what_to_do(world: World, asked: str, sentence: str) -> None:
    assert sentence in browser(world.can_bo).get("/tim-kiem/", {"q": asked}).text


def test_a_page_costs_the_same_at_1_and_at_30_rows(world: World) -> None:
    def fill(numbers: range) -> None:
        for number in numbers:
            make_unit(f"UBND xã Hùng {number}", UnitKind.XA)
            make_person(f"Lê Hùng {number}", world.truc_chinh)

    signed = browser(world.can_bo)
    fill(range(1))
    at_1 = statements_of(signed, "/tim-kiem/?q=hung")
    fill(range(1, 30))
    assert statements_of(signed, "/tim-kiem/?q=hung") == at_1
