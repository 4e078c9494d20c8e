"""What was lost is given anew by the administrator of that unit's authority, recorded, and told to the holder."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.factories.pages import browser
from tests.factories.sign_in import CHANGE, PASSWORD, is_in, sign_in, with_password, without_factor
from tests.factories.world import World, make_person, make_unit, make_user

from thidua.accounts.models import User
from thidua.audit.queries import events_of, now
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.actions.sign_ins import (
    reset_password,
    reset_second_factor,
    resume_sign_in,
    stop_sign_in,
    temporary_password,
)
from thidua.organizations.enums import Role, UnitKind


@pytest.fixture
def quan_tri(world: World) -> User:
    return make_user(make_person("Ngô Văn Tin", world.huyen), "quan_tri", (Role.QUAN_TRI, world.huyen))


def test_the_administrator_gives_a_password_that_opens_once_only_to_be_changed_and_the_holder_is_told(
    client: Client, world: World, quan_tri: User
) -> None:
    can_bo = with_password(without_factor(world.can_bo))
    sign_in(client, "can_bo")
    given = reset_password(can_bo, actor=quan_tri, at=now())
    assert client.get("/").status_code == 302  # the session was ended
    assert [(event.verb, event.actor) for event in events_of(can_bo)] == [("account.password_reset", quan_tri)]
    sign_in(client, "can_bo", given)
    assert [client.get(path).url for path in ("/", "/ho-so/", "/tai-khoan/")] == [CHANGE] * 3
    assert client.get("/cong-khai/").status_code == 200
    own = {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD}
    assert "phải khác" in client.post(CHANGE, own | {"password1": given, "password2": given}).text
    assert "không giống nhau" in client.post(CHANGE, own | {"password2": "khác"}).text
    assert "quá ngắn" in client.post(CHANGE, own | {"password1": "ngắn", "password2": "ngắn"}).text
    assert client.post(CHANGE, own).url == "/"
    can_bo.refresh_from_db()
    assert can_bo.temporary_until is None
    assert [event.verb for event in events_of(can_bo)] == ["account.password_changed", "account.password_reset"]

    page = client.get("/tai-khoan/")
    assert page.status_code == 200
    said = ("Quản trị đã thao tác trên tài khoản của bạn", "Cấp lại mật khẩu", "Ngô Văn Tin")
    assert [words in page.text for words in said] == [True] * 3
    assert client.post("/tai-khoan/da-doc/").url == "/tai-khoan/"
    assert "Quản trị đã thao tác" not in client.get("/tai-khoan/").text


def test_home_says_that_something_was_done_to_the_sign_in(world: World, quan_tri: User) -> None:
    reset_second_factor(world.can_bo, reason="mất điện thoại", actor=quan_tri, at=now())
    assert "Gỡ lớp xác thực thứ hai" in browser(world.can_bo).get("/").text


def test_a_lost_second_factor_is_taken_away_with_a_reason(world: World, quan_tri: User) -> None:
    with pytest.raises(InputError, match="chưa ghi lý do"):
        reset_second_factor(world.chu_tich, reason=" ", actor=quan_tri, at=now())
    reset_second_factor(world.chu_tich, reason="mất điện thoại", actor=quan_tri, at=now())
    assert not Authenticator.objects.filter(user=world.chu_tich).exists()
    assert browser(world.chu_tich).get("/").url == "/tai-khoan/hai-lop/"
    with pytest.raises(NotAllowed, match="không có lớp xác thực thứ hai"):
        reset_second_factor(world.chu_tich, reason="nhầm", actor=quan_tri, at=now())


def test_a_sign_in_is_stopped_at_once_told_so_and_opened_again(client: Client, world: World, quan_tri: User) -> None:
    with_password(without_factor(world.can_bo))
    sign_in(client, "can_bo")
    stop_sign_in(world.can_bo, reason="nghỉ việc", actor=quan_tri, at=now())
    assert client.get("/").status_code == 302
    assert sign_in(client, "can_bo").url == "/dang-nhap/ngung-dung/"
    assert "đề nghị quản trị mở lại" in client.get("/dang-nhap/ngung-dung/").text
    assert not is_in(client)
    with pytest.raises(NotAllowed, match="đã ngừng dùng"):
        stop_sign_in(world.can_bo, reason="nghỉ việc", actor=quan_tri, at=now())
    resume_sign_in(world.can_bo, actor=quan_tri, at=now())
    sign_in(client, "can_bo")
    assert is_in(client)
    with pytest.raises(NotAllowed, match="đang dùng"):
        resume_sign_in(world.can_bo, actor=quan_tri, at=now())


@pytest.mark.parametrize("persona", ["can_bo", "thu_truong", "thuong_truc", "chu_tich", "nguoi_ngoai"])
def test_nobody_else_touches_a_sign_in(world: World, persona: str) -> None:
    with pytest.raises(NotAllowed, match="Chỉ Quản trị tài khoản"):
        reset_password(world.van_thu, actor=getattr(world, persona), at=now())


def test_an_administrator_reaches_his_authority_alone_and_not_himself(world: World, quan_tri: User) -> None:
    other = make_unit("UBND huyện Xuân Trường", UnitKind.HUYEN, code="365")
    stranger = make_user(make_person("Lê Thị Xa", other), "xa", (Role.QUAN_TRI, other))
    in_both = make_user(make_person("Lê Thị Hai", other), "hai", (Role.CAN_BO, other), (Role.CAN_BO, world.co_le))
    for user, actor in ((world.can_bo, stranger), (stranger, quan_tri), (in_both, quan_tri)):
        with pytest.raises(NotAllowed, match="Chỉ Quản trị tài khoản"):
            reset_password(user, actor=actor, at=now())
    with pytest.raises(NotAllowed, match="Không ai tự cấp lại"):
        reset_password(quan_tri, actor=quan_tri, at=now())


def test_temporary_passwords_are_read_without_mistake_and_never_the_same() -> None:
    given = {temporary_password() for _ in range(200)}
    assert len(given) == 200
    assert all(re.fullmatch(r"(?:[a-hkmnp-z2-9]{4}-){2}[a-hkmnp-z2-9]{4}", each) for each in given)
    assert not any(set("0o1lij") & set(each) for each in given)
