"""Reads of sign-ins."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from thidua.accounts.models import Notice, User


def unread_notices(user: User) -> QuerySet[Notice]:
    """Return what was done to a sign-in and its holder has not read yet, newest first. One statement."""
    return Notice.objects.filter(user=user, read_at=None).select_related("by").order_by("-pk")


def has_second_factor(user: User) -> bool:
    """Tell whether an app or a passkey is asked for at sign-in; recovery codes alone are none."""
    return second_factors(user).exists()


def second_factors(user: User) -> QuerySet[Authenticator]:
    """Return the apps and passkeys of a user, recovery codes left out."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(user=user)
    return rows.exclude(type=Authenticator.Type.RECOVERY_CODES)


def factors_of(user: User) -> dict[int, str]:
    """Return the kinds of a user's authenticators by id, recovery codes among them. One statement."""
    return dict(Authenticator.objects.filter(user=user).order_by("pk").values_list("pk", "type"))


def user_named(login: str) -> User | None:
    """Return who signs in by this user name or e-mail address, as both are compared: without regard to case."""
    login = login.strip()
    if not login:
        return None
    return User.objects.filter(username__iexact=login).first() or User.objects.filter(email__iexact=login).first()


def user_mailed(address: str) -> User | None:
    """Return the sign-in that is open and has this e-mail address."""
    return User.objects.filter(email__iexact=address.strip(), is_active=True).first() if address.strip() else None


def sessions_of(user: User) -> QuerySet[UserSession]:
    """Return the sessions of a user that were opened by signing in."""
    rows: QuerySet[UserSession] = UserSession.objects.filter(user=user)
    return rows
