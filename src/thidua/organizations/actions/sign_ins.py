"""What the administrator of an authority does to sign-ins; each act is recorded, and told to the holder."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from thidua.accounts.models import Notice, User
from thidua.accounts.queries import second_factors, sessions_of, unread_notices
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.organizations.actions.roles import assign_role, open_account
from thidua.organizations.enums import Role
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import authorise, may_manage_sign_in, may_open_sign_in
from thidua.organizations.queries import units_of_sign_in

TEMPORARY = timedelta(days=7)
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"  # none that a printed slip lets one mistake for another


def temporary_password() -> str:
    """Return three groups of four, 59 bits, to be printed once and kept nowhere."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def reset_password(user: User, *, actor: User | None, at: datetime) -> str:
    """Give a password that opens once, for seven days, until its holder chooses his own; end his sessions."""
    user = _managed(user, actor, at)
    password = _give_password(user, at)
    _end_sessions(user)
    _done(user, "account.password_reset", actor=actor, at=at)
    return password


@dataclass(frozen=True)
class NewSignIn:
    """What is asked for one person; `where` says where it was written, for what is wrong with it."""

    person: Person
    username: str
    email: str = ""
    role: str = ""
    unit: Unit | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    basis: str = ""
    where: str = ""

    @property
    def role_label(self) -> str:
        return Role(self.role).label if self.role else ""


@dataclass(frozen=True)
class Slip:
    """What is printed once and handed over: nobody can read the password anywhere afterwards."""

    user: User
    person: Person
    password: str
    until: datetime


@transaction.atomic
def open_sign_ins(rows: Sequence[NewSignIn], *, actor: User | None, at: datetime) -> list[Slip]:
    """Open sign-ins for people who have none, with a role where one is named: all of them, or none."""
    authorise(actor, at, may_open_sign_in)
    problems: list[Problem] = []
    slips = []
    for row in rows:
        try:
            slips.append(_opened(row, actor=actor, at=at))
        except InputError as error:
            problems += [Problem(row.where or each.where, each.what, each.fix) for each in error.problems]
        except NotAllowed as error:
            problems.append(Problem(row.where, str(error), ""))
    if problems:
        raise InputError(*problems)
    return slips


def _opened(row: NewSignIn, *, actor: User | None, at: datetime) -> Slip:
    user = open_account(row.person, username=row.username, email=row.email, actor=actor, at=at)
    if row.role and row.unit and row.valid_from:
        term = {"valid_from": row.valid_from, "valid_until": row.valid_until}
        assign_role(user, unit=row.unit, role=row.role, basis=row.basis, actor=actor, at=at, **term)  # type: ignore[arg-type]
    return Slip(user, row.person, _give_password(user, at), at + TEMPORARY)


def _give_password(user: User, at: datetime) -> str:
    password = temporary_password()
    user.set_password(password)
    user.temporary_until = at + TEMPORARY
    user.save(update_fields=["password", "temporary_until"])
    return password


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, actor: User | None, at: datetime) -> None:
    """Take away apps, passkeys and recovery codes that were lost; whoever must have one is asked anew at sign-in."""
    user = _managed(user, actor, at)
    if not second_factors(user).exists():
        raise NotAllowed("Tài khoản này không có lớp xác thực thứ hai nào để gỡ.")
    _require_reason(reason)
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    _done(user, "account.second_factor_reset", actor=actor, at=at, reason=clean(reason))


@transaction.atomic
def stop_sign_in(user: User, *, reason: str, actor: User | None, at: datetime) -> User:
    """Close a sign-in; what was done with it stays."""
    user = _managed(user, actor, at)
    if not user.is_active:
        raise NotAllowed("Tài khoản này đã ngừng dùng.")
    _require_reason(reason)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    _done(user, "account.stopped", actor=actor, at=at, reason=clean(reason))
    return user


@transaction.atomic
def resume_sign_in(user: User, *, actor: User | None, at: datetime) -> User:
    user = _managed(user, actor, at)
    if user.is_active:
        raise NotAllowed("Tài khoản này đang dùng.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    _done(user, "account.resumed", actor=actor, at=at)
    return user


@transaction.atomic
def acknowledge_notices(*, actor: User, at: datetime) -> None:
    """Note that the holder has read what was done to his sign-in."""
    if unread_notices(actor).update(read_at=at):
        record(actor, "account.notices_read", actor=actor, at=at)


def _managed(user: User, actor: User | None, at: datetime) -> User:
    """Return the row locked, for who may manage it."""
    user = lock(user)
    units = units_of_sign_in(user, at)
    authorise(actor, at, lambda roles: may_manage_sign_in(roles, units, is_own=actor == user))
    return user


def _end_sessions(user: User) -> None:
    for session in sessions_of(user):
        session.end()


def _done(user: User, verb: str, *, actor: User | None, at: datetime, reason: str = "") -> None:
    record(user, verb, actor=actor, at=at, reason=reason)
    Notice.objects.create(user=user, verb=verb, by=actor, at=at)


def _require_reason(reason: str) -> None:
    if not clean(reason):
        raise InputError(Problem("reason", "chưa ghi lý do.", "Ghi lý do; chủ tài khoản sẽ đọc được."))
