"""Passwords, apps and the codes they show."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.http.response import HttpResponseBase
from django.test import Client

from thidua.accounts.models import User

PASSWORD = "sáng thứ hai họp giao ban"
SIGN_IN, CHANGE, FACTOR = "/dang-nhap/", "/tai-khoan/mat-khau/", "/tai-khoan/hai-lop/"


def with_password(user: User, password: str = PASSWORD) -> User:
    user.set_password(password)
    user.save()
    return user


def without_factor(user: User) -> User:
    Authenticator.objects.filter(user=user).delete()
    return user


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> HttpResponseBase:
    return client.post(SIGN_IN, {"login": login, "password": password} | more)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str) -> str:
    """What the app shows now."""
    [counter, *_] = list(auth.yield_hotp_counters_from_time())
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))
