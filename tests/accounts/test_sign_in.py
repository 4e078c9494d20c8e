"""Signing in: by user name or e-mail, a few times only, and never on without the password being one's own."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from tests.factories.pages import browser
from tests.factories.sign_in import SIGN_IN, is_in, sign_in, with_password, without_factor
from tests.factories.world import World

from thidua.accounts.models import User
from thidua.audit.queries import now
from thidua.organizations.actions.sign_ins import reset_password

WAIT = "Đã sai quá nhiều lần"


@pytest.fixture
def can_bo(world: World) -> User:
    """An officer, whose role asks for no second factor."""
    world.can_bo.email = "an.dv@trucninh.example"
    return with_password(without_factor(world.can_bo))


def test_either_name_signs_in_however_it_is_written_and_leads_to_where_one_wanted_to_go(
    client: Client, can_bo: User
) -> None:
    assert "Bản trình diễn" not in client.get(SIGN_IN).text
    assert sign_in(client, "can_bo", "sai").status_code == 200
    wanted = {"next": "/ho-so/"}
    names: dict[str, dict[str, str]] = {"can_bo": {"next": "https://example.com/"}, "CAN_BO": wanted, " can_bo ": {}}
    names |= {"an.dv@trucninh.example": {}, "An.DV@trucninh.example": {}}
    clients = {name: Client() for name in names}
    led = [sign_in(clients[name], name, **more).url for name, more in names.items()]
    assert led == ["/", "/ho-so/", "/", "/", "/"]
    assert [is_in(each) for each in clients.values()] == [True] * 5
    assert clients["can_bo"].get(SIGN_IN).url == "/"
    sign_in(client, "can_bo")  # the sixth time: signing in rightly is no failure
    assert is_in(client)


def test_who_signs_out_stands_on_the_public_site(can_bo: User) -> None:
    client = browser(can_bo)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == "/cong-khai/"
    assert client.get("/").url == "/dang-nhap/?next=/"


def test_nobody_signs_up_by_himself_nor_resets_by_mail(client: Client, can_bo: User) -> None:
    assert [client.get(path).status_code for path in ("/signup/", "/dang-ky/", "/password/reset/")] == [404, 404, 404]
    assert "liên hệ quản trị của cơ quan" in client.get(SIGN_IN).text


def test_after_five_failures_a_person_waits_and_after_twenty_an_address_and_nobody_else(
    client: Client, world: World, can_bo: User
) -> None:
    for login in ("can_bo", can_bo.email, "CAN_BO", can_bo.email, "can_bo"):
        assert "không đúng. Sau 5 lần sai" in sign_in(client, login, "sai").text
    for login in ("can_bo", can_bo.email):  # the right password waits too, by whichever name
        assert WAIT in sign_in(client, login).text
    assert not is_in(client)
    said = [sign_in(client, "khong_ai", "sai").text for _ in range(6)]
    assert [WAIT in text for text in said] == [False] * 5 + [True]  # a name of nobody says nothing

    with_password(without_factor(world.thu_truong))
    other = Client()
    sign_in(other, "thu_truong")
    assert is_in(other)
    for place in range(10):
        assert WAIT not in sign_in(client, f"ten_{place}", "sai").text
    assert WAIT in sign_in(client, "thu_truong").text
    other = Client(REMOTE_ADDR="10.0.0.7")
    sign_in(other, "thu_truong")
    assert is_in(other)


def test_failures_are_counted_in_the_database_and_where_they_cannot_be_nobody_enters(
    client: Client, can_bo: User
) -> None:
    sign_in(client, "can_bo", "sai")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM accounts_attempts WHERE cache_key LIKE '%login_failed%' AND expires > now()"
        )
        assert cursor.fetchone() == (2,)  # of the person, of the address
        cursor.execute("ALTER TABLE accounts_attempts RENAME TO gone")
    with pytest.raises(ProgrammingError):
        sign_in(client, "can_bo")


def test_a_password_on_a_slip_is_of_no_use_after_a_week(client: Client, can_bo: User) -> None:
    given = reset_password(can_bo, actor=None, at=now() - timedelta(days=7))
    assert "Mật khẩu tạm trên phiếu đã hết hạn" in sign_in(client, "can_bo", given).text
    assert not is_in(client)


def grown_older(client: Client, key: str, minutes: int) -> bool:
    """Whether the session is open still when what it remembers by `key` lies that much longer ago."""
    session = client.session
    session[key] -= minutes * 60
    session.save()
    response = client.get("/tim-kiem/")
    is_open = bool(response.status_code == 200)
    assert is_open or "Phiên đăng nhập đã hết hạn" in client.get(response.url).text
    return is_open


def test_a_session_ends_after_thirty_idle_minutes_and_after_twelve_hours(can_bo: User) -> None:
    idle, old = browser(can_bo), browser(can_bo)
    assert [grown_older(idle, "seen", minutes) for minutes in (29, 31)] == [True, False]
    assert [grown_older(old, "began", minutes) for minutes in (719, 2)] == [True, False]


def test_one_sees_ones_sessions_and_ends_the_others(client: Client, can_bo: User) -> None:
    other = Client(HTTP_USER_AGENT="Máy ở nhà")
    sign_in(other, "can_bo")
    sign_in(client, "can_bo")
    assert "Máy ở nhà" in client.get("/tai-khoan/phien/").text
    client.post("/tai-khoan/phien/")
    assert "Máy ở nhà" not in client.get("/tai-khoan/phien/").text
    assert [each.get("/tai-khoan/phien/").status_code for each in (other, client)] == [302, 200]
