"""What the product adds to django-allauth: Vietnamese words, events, limits by person, and what a session must have."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.models import User
from thidua.accounts.queries import factors_of, user_mailed, user_named
from thidua.accounts.sessions import BEGAN, SEEN
from thidua.audit.actions import record
from thidua.core.calendar import local_date
from thidua.portal.queries.sign_in import owes_second_factor

EVENTS = {  # what allauth would write mails about while it does it
    "account/email/password_changed": "account.password_changed",
    "account/email/password_set": "account.password_changed",
    "socialaccount/email/account_connected": "account.linked",
    "socialaccount/email/account_disconnected": "account.unlinked",
}
ADDED = {"totp": "account.app_added", "webauthn": "account.key_added", "recovery_codes": "account.recovery_codes_made"}
REMOVED = {"totp": "account.app_removed", "webauthn": "account.key_removed"}
NOTED_EVERY = 60  # seconds
USED = "account_authentication_methods"  # in the session: how its holder came in, as allauth notes it
SAID = {  # what it would say in English on the next page
    "account/messages/password_changed.txt": gettext_lazy("Đã đổi mật khẩu; các phiên khác đã kết thúc."),
    "account/messages/password_set.txt": gettext_lazy("Đã đặt mật khẩu."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Từ lần sau đăng nhập sẽ hỏi mã trên ứng dụng."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Đã bỏ ứng dụng tạo mã."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Đã thêm khóa."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Đã bỏ khóa."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Đã tạo bộ mã dự phòng mới."),
    "usersessions/messages/sessions_logged_out.txt": gettext_lazy("Đã kết thúc mọi phiên khác."),
    "socialaccount/messages/account_connected.txt": gettext_lazy("Đã liên kết với tài khoản của cơ quan."),
    "socialaccount/messages/account_connected_other.txt": gettext_lazy(
        "Tài khoản của cơ quan đã liên kết với một tài khoản khác ở đây."
    ),
    "socialaccount/messages/account_disconnected.txt": gettext_lazy("Đã bỏ liên kết."),
}
WRONG = gettext_lazy("Tên đăng nhập hoặc mật khẩu không đúng. Sau 5 lần sai phải chờ 30 phút.")
TOO_MANY = gettext_lazy(
    "Đã sai quá nhiều lần nên tạm dừng. Hãy thử lại sau 30 phút, hoặc nhờ quản trị của cơ quan cấp lại mật khẩu."
)
WRONG_CODE = gettext_lazy("Mã không đúng hoặc đã hết hạn. Hãy ghi mã đang hiện trên ứng dụng, hoặc một mã dự phòng.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("Tài khoản đã ngừng dùng. Hãy đề nghị quản trị của cơ quan mở lại."),
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("Mật khẩu không đúng. Sau 5 lần sai phải chờ 30 phút."),
        "enter_current_password": gettext_lazy("Mật khẩu đang dùng không đúng."),
        "temporary_expired": gettext_lazy(
            "Mật khẩu tạm trên phiếu đã hết hạn. Hãy nhờ quản trị của cơ quan cấp lại mật khẩu."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by person, whichever of his names is typed; a name of nobody is counted like any other."""
        login = str(credentials.get("email") or credentials.get("username") or "").lower()
        user = user_named(login)
        return f"user:{user.pk}" if user else f"name:{login}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user and user.temporary_until and user.temporary_until <= request.at:  # type: ignore[attr-defined]
            raise self.validation_error("temporary_expired")
        return user

    def set_password(self, user: User, password: str) -> None:
        """Keep what the holder chose: from now on it is nobody else's."""
        user.temporary_until = None
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("portal:home")

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Record what was changed, in its transaction; there is no mail."""
        if verb := EVENTS.get(template_prefix):
            record(user, verb, actor=user, at=context.request.at)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if text := message or SAID.get(message_template or ""):
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Dùng mật khẩu"),
            "mfa_reauthenticate": _("Dùng mã trên ứng dụng hoặc mã dự phòng"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa (passkey)"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words.get(method["id"], "")} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of apps are kept encrypted with the key of the site: a copy of the database alone makes no codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy("Hãy dùng ứng dụng hoặc khóa trước, rồi mới tạo mã dự phòng."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        return _("Khóa %(n)s") % {"n": Authenticator.objects.filter(user=user, type=type).count() + 1}


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"second factor:{settings.SECRET_KEY}".encode()).digest()))


class OfficeSignInAdapter(DefaultSocialAccountAdapter):
    """The office's own sign-in (OIDC) opens sign-ins that are there; it makes none."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": gettext_lazy("Hãy đặt mật khẩu trước khi bỏ liên kết này, nếu không sẽ không vào được nữa."),
        "disconnect_last": gettext_lazy("Đây là cách đăng nhập duy nhất của tài khoản nên không bỏ được."),
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    @transaction.atomic
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link at the first time by the e-mail address that the office vouches for and the administrator entered."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        for address in sociallogin.email_addresses:
            if address.verified and (user := user_mailed(address.email)):
                sociallogin.connect(request, user)
                record(user, "account.linked", actor=user, at=request.at)  # type: ignore[attr-defined]
                return


def with_events(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make one transaction of a view and the events of what it added to, or took from, the second factors."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = factors_of(request.user)
            response = view(request, *args, **kwargs)
            after = factors_of(request.user)
            _record(request, [ADDED[kind] for pk, kind in after.items() if pk not in before])
            _record(request, [REMOVED[kind] for pk, kind in before.items() if pk not in after and kind in REMOVED])
        if set(before) - set(after):
            request.session.pop(USED, None)  # what he came in with may be what is gone
        return response

    return wrapper


def _record(request: HttpRequest, verbs: list[str]) -> None:
    for verb in verbs:
        record(request.user, verb, actor=request.user, at=request.at)  # type: ignore[arg-type, attr-defined]


def enter(request: HttpRequest, user: User) -> None:
    """Sign in who has shown by other means than a password who he is: a link of a demonstration."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)


class SignInMiddleware:
    """End sessions that idled or grew old; send who owes a password or a second factor to where it is given."""

    PUBLIC = frozenset({"public", "public_award", "health", "demo_sign_in", "demo_roles"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session and not _still_open(request, int(time.time())):
            logout(request)
            messages.info(request, _("Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại; những gì đã lưu vẫn còn."))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Views of signing in itself, which have no namespace, and of the public site stay open."""
        at = request.resolver_match
        if at is None or not at.namespace or at.url_name in self.PUBLIC or not request.user.is_authenticated:
            return None
        if request.user.temporary_until:
            return redirect("account_change_password")
        if settings.SECOND_FACTOR_REQUIRED and not _used_second_factor(request) and _owes(request):
            messages.warning(
                request, _("Vai trò của bạn cần lớp xác thực thứ hai. Hãy đặt một cách dưới đây để tiếp tục.")
            )
            return redirect("mfa_index")
        return None


def _still_open(request: HttpRequest, now: int) -> bool:
    """Tell whether the session neither idled too long nor grew too old; note once a minute that it is in use."""
    session = request.session
    if BEGAN not in session or now - session[BEGAN] > settings.SESSION_LONGEST.total_seconds():
        return False
    if now - session[SEEN] > settings.SESSION_IDLE.total_seconds():
        return False
    if now - session[SEEN] >= NOTED_EVERY:
        session[SEEN] = now
    return True


def _used_second_factor(request: HttpRequest) -> bool:
    """Who signed in with one has one; it is taken from him only by ending his sessions."""
    return any(each.get("method") == "mfa" for each in request.session.get(USED, ()))


def _owes(request: HttpRequest) -> bool:
    """A demonstration, whose people are invented, asks nobody."""
    user: User = request.user  # type: ignore[assignment]
    return not request.is_demo and owes_second_factor(user, local_date(request.at))  # type: ignore[attr-defined]
