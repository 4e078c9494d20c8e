"""Links without a password are for a demonstration alone."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.factories.councils import make_chamber
from tests.factories.pages import it_is, statements_of
from tests.factories.world import World, moment

from thidua.accounts.models import User
from thidua.organizations.enums import Role
from thidua.organizations.models import Account, Person, Post, RoleAssignment
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


def test_a_link_that_nobody_signed_leads_nowhere(client: Client, demo: World) -> None:
    tokens = ("1", "MQ:khong-phai:chu-ky")
    assert {token: client.get(f"/vao/{token}/").status_code for token in tokens} == dict.fromkeys(tokens, 404)


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
    people = Person.objects.bulk_create(Person(full_name=f"Lê Văn {place}") for place in range(30))
    users = User.objects.bulk_create(User(username=f"can-bo-{place}") for place in range(30))
    held = {"unit": demo.co_le, "valid_from": date(2021, 1, 1)}
    Post.objects.bulk_create(Post(person=each, title="Công chức", category="cong_chuc", **held) for each in people)
    Account.objects.bulk_create(Account(user=user, person=person) for user, person in zip(users, people, strict=True))
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=Role.CAN_BO, **held) for user in users)
    assert client.get("/vai/").text.count("Vào vai này") == 6 + 30
    assert statements_of(client, "/vai/") == few
