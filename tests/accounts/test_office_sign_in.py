"""The office's own sign-in by OpenID Connect, against a provider on this machine: it opens sign-ins and makes none."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from tests.factories.sign_in import is_in, without_factor
from tests.factories.world import World

from thidua.accounts.models import User

DOOR = "/dang-nhap/qua/co-quan/"


class Provider(BaseHTTPRequestHandler):
    """Just enough of a provider: who the person is stands in `claims`."""

    claims: dict[str, Any] = {}  # noqa: RUF012 - one provider at a time

    def do_GET(self) -> None:
        base = f"http://{self.headers['Host']}"
        names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        config = {name: f"{base}/{name}" for name in names} | {"issuer": base}
        self._answer(self.claims if self.path == "/userinfo_endpoint" else config)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "t", "token_type": "Bearer"})

    def _answer(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: Any) -> Iterator[type[Provider]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()  # looks that often whether to end
    app = {
        "provider_id": "co-quan",
        "name": "Tài khoản tỉnh",
        "client_id": "thidua",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield Provider
    server.shutdown()
    server.server_close()


def come_back(client: Client) -> HttpResponseBase:
    """Go to the provider and return from it."""
    asked = parse_qs(urlsplit(client.post(DOOR).url).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(f"{DOOR}ve/", {"code": "c", "state": asked["state"][0]})


def test_where_none_is_set_up_there_is_no_door(client: Client, db: None) -> None:
    assert "Đăng nhập qua" not in client.get("/dang-nhap/").text
    assert client.post(DOOR).status_code == 404


def test_the_address_the_office_vouches_for_opens_the_sign_in_that_bears_it(
    client: Client, world: World, provider: type[Provider]
) -> None:
    User.objects.filter(pk=without_factor(world.can_bo).pk).update(email="an.dv@trucninh.example")
    assert "Đăng nhập qua Tài khoản tỉnh" in client.get("/dang-nhap/").text
    provider.claims = {"sub": "7", "email": "An.dv@trucninh.example", "email_verified": True}
    assert come_back(client).url == "/"
    assert client.session["_auth_user_id"] == str(world.can_bo.pk)
    other = Client()
    provider.claims = {"sub": "7"}  # from now on known by its own number
    come_back(other)
    assert is_in(other)


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "8", "email": "nguoi.la@trucninh.example", "email_verified": True},
        {"sub": "9", "email": "an.dv@trucninh.example", "email_verified": False},
        {"sub": "10"},
    ],
)
def test_it_makes_no_sign_in_and_believes_no_address_that_is_not_vouched_for(
    client: Client, world: World, provider: type[Provider], claims: dict[str, Any]
) -> None:
    User.objects.filter(pk=world.can_bo.pk).update(email="an.dv@trucninh.example")
    before = User.objects.count()
    provider.claims = claims
    assert "Chưa có tài khoản" in come_back(client).text  # type: ignore[attr-defined]
    assert (is_in(client), User.objects.count()) == (False, before)


def test_the_second_factor_is_asked_for_here_too(client: Client, world: World, provider: type[Provider]) -> None:
    User.objects.filter(pk=world.chu_tich.pk).update(email="dung.pv@trucninh.example")
    provider.claims = {"sub": "11", "email": "dung.pv@trucninh.example", "email_verified": True}
    assert come_back(client).url == "/dang-nhap/hai-lop/"
    assert not is_in(client)
