"""Signing in: by user name or e-mail, a few times only, and never on without the password being one's own."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from tests.factories.sign_in import CHANGE, PASSWORD, SIGN_IN, is_in, sign_in, with_password, without_factor
from tests.factories.world import World

from thidua.accounts.models import User
from thidua.audit.queries import events_of, now
from thidua.organizations.actions.sign_ins import reset_password


@pytest.fixture
def can_bo(world: World) -> User:
    """An officer, whose role asks for no second factor."""
    world.can_bo.email = "an.dv@trucninh.example"
    return with_password(without_factor(world.can_bo))


def test_a_password_signs_in_and_leads_to_where_one_wanted_to_go(client: Client, can_bo: User) -> None:
    assert "Bản trình diễn" not in client.get(SIGN_IN).text
    assert sign_in(client, "can_bo", "sai").status_code == 200
    assert sign_in(client, "can_bo", next="https://example.com/").url == "/"
    assert sign_in(Client(), "can_bo", next="/ho-so/").url == "/ho-so/"
    assert client.get(SIGN_IN).url == "/"


@pytest.mark.parametrize("login", ["can_bo", "CAN_BO", " can_bo ", "an.dv@trucninh.example", "An.DV@trucninh.example"])
def test_either_name_signs_in_however_it_is_written(client: Client, can_bo: User, login: str) -> None:
    sign_in(client, login)
    assert is_in(client)


def test_who_signs_out_stands_on_the_public_site(client: Client, can_bo: User) -> None:
    sign_in(client, "can_bo")
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == "/cong-khai/"
    assert client.get("/").url == "/dang-nhap/?next=/"


def test_nobody_signs_up_by_himself_nor_resets_by_mail(client: Client, can_bo: User) -> None:
    assert [client.get(path).status_code for path in ("/signup/", "/dang-ky/", "/password/reset/")] == [404, 404, 404]
    assert "liên hệ quản trị của cơ quan" in client.get(SIGN_IN).text


def test_after_five_failures_the_right_password_waits_too_by_whichever_name(client: Client, can_bo: User) -> None:
    for login in ("can_bo", can_bo.email, "CAN_BO", can_bo.email, "can_bo"):
        assert "không đúng. Sau 5 lần sai" in sign_in(client, login, "sai").text
    for login in ("can_bo", can_bo.email):
        assert "Đã sai quá nhiều lần" in sign_in(client, login).text
    assert not is_in(client)


def test_failures_of_one_person_stop_nobody_else_and_a_name_of_nobody_says_nothing(
    client: Client, world: World, can_bo: User
) -> None:
    with_password(without_factor(world.thu_truong))
    said = [sign_in(client, login, "sai").text for login in ("khong_ai", "can_bo") for _ in range(6)]
    assert ["Đã sai quá nhiều lần" in text for text in said] == [False] * 5 + [True] + [False] * 5 + [True]
    sign_in(client, "thu_truong")
    assert is_in(client)


def test_signing_in_rightly_is_no_failure(client: Client, can_bo: User) -> None:
    for _ in range(6):
        other = Client()
        sign_in(other, "can_bo")
        assert is_in(other)


def test_twenty_failures_from_one_address_stop_it_and_no_other(client: Client, can_bo: User) -> None:
    for place in range(20):
        sign_in(client, f"ten_{place}", "sai")
    assert "Đã sai quá nhiều lần" in sign_in(client, "can_bo").text
    other = Client(REMOTE_ADDR="10.0.0.7")
    sign_in(other, "can_bo")
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


def test_a_stopped_sign_in_is_told_so(client: Client, can_bo: User) -> None:
    can_bo.is_active = False
    can_bo.save()
    assert sign_in(client, "can_bo").url == "/dang-nhap/ngung-dung/"
    assert "đề nghị quản trị mở lại" in client.get("/dang-nhap/ngung-dung/").text
    assert not is_in(client)


def test_a_password_on_a_slip_opens_once_and_only_to_be_changed(client: Client, can_bo: User) -> None:
    given = reset_password(can_bo, actor=None, at=now())
    sign_in(client, "can_bo", given)
    assert [client.get(path).url for path in ("/", "/ho-so/", "/tai-khoan/")] == [CHANGE] * 3
    assert client.get("/cong-khai/").status_code == 200
    own = {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD}
    assert "phải khác" in client.post(CHANGE, own | {"password1": given, "password2": given}).text
    assert "không giống nhau" in client.post(CHANGE, own | {"password2": "khác"}).text
    assert "quá ngắn" in client.post(CHANGE, own | {"password1": "ngắn", "password2": "ngắn"}).text
    assert client.post(CHANGE, own).url == "/"
    assert client.get("/").status_code == 200
    can_bo.refresh_from_db()
    assert can_bo.temporary_until is None
    assert [event.verb for event in events_of(can_bo)] == ["account.password_changed", "account.password_reset"]


def test_a_password_on_a_slip_is_of_no_use_after_a_week(client: Client, can_bo: User) -> None:
    given = reset_password(can_bo, actor=None, at=now() - timedelta(days=7))
    assert "Mật khẩu tạm trên phiếu đã hết hạn" in sign_in(client, "can_bo", given).text
    assert not is_in(client)


def grown_older(client: Client, key: str, minutes: int) -> bool:
    """Whether the session is open still when what it remembers by `key` lies that much longer ago."""
    session = client.session
    session[key] -= minutes * 60
    session.save()
    response = client.get("/")
    is_open = bool(response.status_code == 200)
    assert is_open or "Phiên đăng nhập đã hết hạn" in client.get(response.url).text
    return is_open


def test_a_session_ends_after_thirty_idle_minutes_and_after_twelve_hours(client: Client, can_bo: User) -> None:
    sign_in(client, "can_bo")
    client.get("/")
    assert [grown_older(client, "seen", minutes) for minutes in (29, 31)] == [True, False]
    sign_in(client, "can_bo")
    client.get("/")
    assert [grown_older(client, "began", minutes) for minutes in (719, 2)] == [True, False]


def test_one_sees_ones_sessions_and_ends_the_others(client: Client, can_bo: User) -> None:
    other = Client(HTTP_USER_AGENT="Máy ở nhà")
    sign_in(other, "can_bo")
    sign_in(client, "can_bo")
    assert "Máy ở nhà" in client.get("/tai-khoan/phien/").text
    client.post("/tai-khoan/phien/")
    assert "Máy ở nhà" not in client.get("/tai-khoan/phien/").text
    assert (other.get("/").status_code, client.get("/").status_code) == (302, 200)
