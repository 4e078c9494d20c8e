"""The box at the top of every page."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World, make_person, moment

from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Person, Post, Unit

DAY = date(2021, 1, 1)


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


def test_nothing_asked_and_nothing_found_say_what_to_do(world: World) -> None:
    client, said = (
        browser(world.can_bo),
        {"": "Chưa gõ từ nào", "khong co dau": "Không tìm thấy", "\0": "Chưa gõ từ nào"},
    )
    assert [asked for asked in said if said[asked] not in client.get("/tim-kiem/", {"q": asked}).text] == []


def test_a_page_costs_the_same_at_1_and_at_30_rows(world: World) -> None:
    def fill(numbers: range) -> None:
        Unit.objects.bulk_create(
            Unit(name=f"UBND xã Hùng {number}", name_folded=f"ubnd xa hung {number}", kind=UnitKind.XA, valid_from=DAY)
            for number in numbers
        )
        people = Person.objects.bulk_create(
            Person(full_name=f"Lê Hùng {number}", name_folded=f"le hung {number}") for number in numbers
        )
        Post.objects.bulk_create(
            Post(person=each, unit=world.truc_chinh, title="Công chức", category="cong_chuc", valid_from=DAY)
            for each in people
        )

    signed = browser(world.can_bo)
    fill(range(1))
    at_1 = statements_of(signed, "/tim-kiem/?q=hung")
    fill(range(1, 30))
    with CaptureQueriesContext(connection) as asked:
        page = signed.get("/tim-kiem/?q=hung").text
    assert len(asked) == at_1
    assert ("UBND xã Hùng 2" in page, "Lê Hùng 2" in page) == (True, True)
