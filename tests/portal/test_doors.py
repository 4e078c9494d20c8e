"""Links without a password are for a demonstration alone."""

import re

import pytest
from django.test import Client
from tests.factories.councils import make_chamber
from tests.factories.pages import it_is, statements_of
from tests.factories.scoring import make_communes
from tests.factories.world import World, make_person, make_user, moment

from thidua.portal.views.sign_in import demo_link


@pytest.fixture
def demo(world: World) -> World:
    it_is(moment(2023, 12, 1))
    return world


def test_a_link_signs_in_where_people_and_figures_are_invented(client: Client, demo: World) -> None:
    assert client.get(demo_link(demo.chu_tich)).url == "/"
    assert "Phạm Văn Dũng" in client.get("/").text


def test_no_link_signs_in_where_the_database_is_no_demonstration(client: Client, world: World) -> None:
    assert client.get(demo_link(world.chu_tich)).status_code == 404
    assert client.get("/vai/").status_code == 404
    assert client.get("/").url == "/dang-nhap/?next=/"


@pytest.mark.parametrize("token", ["1", "MQ:khong-phai:chu-ky"])
def test_a_link_that_nobody_signed_leads_nowhere(client: Client, demo: World, token: str) -> None:
    assert client.get(f"/vao/{token}/").status_code == 404


def test_roles_are_offered_once_for_each_person_and_heads_of_units_last(client: Client, demo: World) -> None:
    make_chamber(demo)
    text = client.get("/vai/").text
    assert re.findall(r"<h2>(.*?)</h2>", text) == [
        "Cán bộ đơn vị",
        "Thường trực thi đua (Nội vụ)",
        "Văn thư",
        "Thành viên Hội đồng",
        "Chủ tịch UBND",
        "Thủ trưởng đơn vị",
    ]
    assert text.count("Vào vai này") == 6 + 5


def test_the_offer_costs_the_same_for_few_and_for_many(client: Client, demo: World) -> None:
    few = statements_of(client, "/vai/")
    for place, unit in enumerate(make_communes(demo, 30)):
        make_user(make_person(f"Lê Văn {place}", unit), f"can-bo-{place}", ("can_bo", unit))
    assert statements_of(client, "/vai/") == few
