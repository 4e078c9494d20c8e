"""The second factor: asked of those whose role reaches far, set up by oneself, taken away by the administrator."""

import re

from allauth.mfa.models import Authenticator
from django.test import Client
from tests.factories.councils import Chamber, make_chamber
from tests.factories.pages import browser, it_is
from tests.factories.sign_in import FACTOR, PASSWORD, code_of, is_in, sign_in, with_password, without_factor
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.audit.queries import events_of
from thidua.organizations.models import Unit

APP, CODES = f"{FACTOR}ung-dung/", f"{FACTOR}ma-du-phong/"


def test_it_is_asked_of_the_secretariat_and_the_chair(world: World) -> None:
    asked, other = (302, FACTOR, 302), (200, None, 400)
    expected = {"thuong_truc": asked, "chu_tich": asked, "can_bo": other, "thu_truong": other}
    expected["van_thu"] = (200, None, 403)
    found = {}
    for persona in expected:
        client = browser(without_factor(getattr(world, persona)))
        page, start = client.get("/tim-kiem/"), client.post("/ho-so/lap/")
        found[persona] = (page.status_code, page.headers.get("Location"), start.status_code)
    assert found == expected


def test_it_is_asked_of_the_head_of_a_commune_that_is_its_own_authority(world: World) -> None:
    client = browser(without_factor(world.thu_truong))
    assert client.get("/tim-kiem/").status_code == 200
    Unit.objects.filter(pk=world.truc_chinh.pk).update(authority=None, parent=None)
    assert client.get("/ho-so/").url == FACTOR


@starts_with(make_chamber)
def test_it_is_asked_of_who_runs_a_council(start: Chamber) -> None:
    expected = {"secretary": 302, "chair": 302, "an": 200}
    clients = {name: browser(without_factor(start.users[name])) for name in expected}
    assert {name: client.get("/hoi-dong/").status_code for name, client in clients.items()} == expected


def test_a_demonstration_asks_nobody(world: World) -> None:
    it_is(moment(2023, 12, 1))
    assert browser(without_factor(world.chu_tich)).get("/").status_code == 200


def test_an_app_is_set_up_with_codes_guessed_five_times_at_most_and_is_taken_away_only_for_another(
    client: Client, world: World
) -> None:
    with_password(without_factor(world.chu_tich))
    assert sign_in(client, "chu_tich").url == "/"
    assert client.get("/").url == FACTOR
    assert client.get(APP).url.startswith("/tai-khoan/xac-nhan/")  # first the password again
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": APP})
    secret = re.search(r"<code>(\w+)</code>", client.get(APP).text)
    assert secret
    assert "Mã không đúng" in client.post(APP, {"code": "000000"}).text
    assert client.post(APP, {"code": code_of(secret[1])}).url == CODES
    codes = re.findall(r"<li><code>(\d{8})</code>", client.get(CODES).text)
    assert len(codes) == 10
    assert client.get("/tim-kiem/").status_code == 200
    kept = Authenticator.objects.get(user=world.chu_tich, type="totp").data["secret"]
    assert secret[1] not in kept  # a copy of the database makes no codes
    assert [event.verb for event in events_of(world.chu_tich)] == ["account.recovery_codes_made", "account.app_added"]

    for code, enters in ((codes[0], True), (codes[0], False), (codes[1], True)):
        other = Client()
        assert sign_in(other, "chu_tich").url == "/dang-nhap/hai-lop/"
        assert other.get("/").url == "/dang-nhap/?next=/"
        other.post("/dang-nhap/hai-lop/", {"code": code})
        assert is_in(other) == enters
    guesser = Client()
    sign_in(guesser, "chu_tich")
    for code in ("123456", *["000000"] * 4):
        assert "Mã không đúng" in guesser.post("/dang-nhap/hai-lop/", {"code": code}).text
    assert "Đã sai quá nhiều lần" in guesser.post("/dang-nhap/hai-lop/", {"code": code_of(secret[1])}).text
    assert not is_in(guesser)

    other.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    assert other.post(f"{APP}bo/").url == FACTOR
    assert other.get("/").url == FACTOR  # who takes it away is asked for another at once
