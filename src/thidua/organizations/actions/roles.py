"""Sign-ins of people, and the roles they hold at units."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.enums import Capacity, Role
from thidua.organizations.models import Account, Person, RoleAssignment, Unit, holds_on, valid_on
from thidua.organizations.permissions import (
    authorise,
    may_assign_role,
    may_delegate,
    may_end,
    may_open_sign_in_of,
    require,
)
from thidua.organizations.queries import roles_of
from thidua.organizations.queries.sign_ins import names_taken

USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@transaction.atomic
def open_account(person: Person, *, username: str, email: str = "", actor: User | None, at: datetime) -> User:
    """Give a person a sign-in without a password; the administrator then gives one that opens once."""
    units = [post.unit for post in person.posts.filter(valid_on(local_date(at))).select_related("unit__parent")]
    authorise(actor, at, lambda roles: may_open_sign_in_of(roles, units))
    username, email = clean(username), clean(email).lower()
    _check_names(person, username, email)
    user = User.objects.create_user(username, email)
    account = Account.objects.create(user=user, person=person)
    record(account, "account.opened", actor=actor, at=at, new={"username": username, "person": person.pk})
    return user


def _check_names(person: Person, username: str, email: str) -> None:
    problems = []
    if person.accounts.exists():
        problems.append(Problem("person", f"{person} đã có tài khoản.", "Cấp lại mật khẩu cho tài khoản đó nếu cần."))
    if not USERNAME.fullmatch(username):
        fix = "Dùng chữ không dấu, chữ số, dấu chấm, gạch ngang; từ 3 đến 40 ký tự."
        problems.append(Problem("username", f"tên đăng nhập “{username}” không dùng được.", fix))
    taken = names_taken([username, email])
    if username.lower() in taken:
        problems.append(Problem("username", f"tên đăng nhập “{username}” đã có người dùng.", "Chọn tên khác."))
    if email and not MAIL.fullmatch(email):
        problems.append(Problem("email", f"“{email}” không phải địa chỉ thư điện tử.", "Ghi dạng ten@coquan.gov.vn."))
    elif email in taken:
        problems.append(
            Problem("email", f"thư điện tử “{email}” đã thuộc tài khoản khác.", "Mỗi tài khoản một địa chỉ.")
        )
    if problems:
        raise InputError(*problems)


@transaction.atomic
def assign_role(
    user: User,
    *,
    unit: Unit,
    role: str,
    valid_from: date,
    actor: User | None,
    at: datetime,
    basis: str = "",
    valid_until: date | None = None,
) -> RoleAssignment:
    """Let a user act in a role at a unit until the day before `valid_until`; `basis` names the appointment."""
    authorise(actor, at, lambda roles: may_assign_role(roles, unit, role, is_own=actor == user))
    _check_term(unit, valid_from, valid_until)
    _refuse_held(user, unit, role, valid_from, valid_until)
    if actor is not None and not clean(basis):
        raise InputError(Problem("basis", "chưa ghi căn cứ.", "Ghi số, ngày của quyết định hoặc văn bản phân công."))
    assignment = RoleAssignment.objects.create(
        user=user, unit=unit, role=role, basis=clean(basis), valid_from=valid_from, valid_until=valid_until
    )
    record(assignment, "role.assigned", actor=actor, at=at, new=_said(assignment), reason=basis)
    return assignment


@transaction.atomic
def delegate_role(
    own: RoleAssignment,
    *,
    to: User,
    capacity: str,
    valid_from: date,
    valid_until: date,
    basis: str,
    actor: User | None,
    at: datetime,
) -> RoleAssignment:
    """Let another sign in a head's place for a time: NĐ 30/2020, Điều 13 (VS).

    KT.: the deputy at the same unit. TUQ.: the head of a unit below, in writing, for a time and not further.
    """
    own = lock(own)
    authorise(actor, at, lambda roles: may_delegate(roles, own, is_own=actor is not None and actor.pk == own.user_id))
    _check_term(own.unit, valid_from, valid_until)
    _check_delegation(own, to, Capacity(capacity), valid_from, valid_until, clean(basis))
    _refuse_held(to, own.unit, own.role, valid_from, valid_until)
    assignment = RoleAssignment.objects.create(
        user=to,
        unit=own.unit,
        role=own.role,
        delegated_from=own,
        capacity=capacity,
        basis=clean(basis),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record(assignment, "role.delegated", actor=actor, at=at, new=_said(assignment), reason=basis)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, ended_on: date, actor: User | None, at: datetime) -> RoleAssignment:
    """Take a role back, and with it what was delegated from it; `ended_on` is the first day it is no longer held."""
    assignment = lock(assignment, "unit")
    if actor is not None:
        require(may_end(roles_of(actor, at), assignment, actor))
    if assignment.valid_until is not None and assignment.valid_until <= ended_on:
        raise NotAllowed(f"Vai trò này đã kết thúc ngày {written(assignment.valid_until)}.")
    if ended_on <= assignment.valid_from:
        fix = f"Chọn ngày sau {written(assignment.valid_from)}."
        raise InputError(Problem("ended_on", "ngày kết thúc không sau ngày bắt đầu.", fix))
    for row in (assignment, *_delegations_past(assignment, ended_on)):
        row.valid_until = max(ended_on, row.valid_from + timedelta(days=1))
        row.save(update_fields=["valid_until"])
        record(row, "role.ended", actor=actor, at=at, new={"valid_until": row.valid_until.isoformat()})
    return assignment


def _delegations_past(assignment: RoleAssignment, day: date) -> Iterator[RoleAssignment]:
    return assignment.delegations.filter(valid_until__gt=day).select_for_update().order_by("pk").iterator()


def _said(assignment: RoleAssignment) -> dict[str, object]:
    until = assignment.valid_until
    return {
        "user": assignment.user_id,
        "unit": assignment.unit_id,
        "role": assignment.role,
        "capacity": assignment.capacity,
        "valid_from": assignment.valid_from.isoformat(),
        "valid_until": until.isoformat() if until else None,
    }


def _check_term(unit: Unit, valid_from: date, valid_until: date | None) -> None:
    problems = []
    if not holds_on(unit, valid_from):
        what = f"{unit.name} không tồn tại ngày {written(valid_from)}."
        problems.append(Problem("valid_from", what, "Kiểm tra ngày bắt đầu và đơn vị."))
    if valid_until is not None and valid_until <= valid_from:
        problems.append(Problem("valid_until", "ngày kết thúc không sau ngày bắt đầu.", "Kiểm tra hai ngày."))
    if problems:
        raise InputError(*problems)


def _refuse_held(user: User, unit: Unit, role: str, valid_from: date, valid_until: date | None) -> None:
    """Refuse a second holding of the same role at the same unit on any day of the term."""
    held = RoleAssignment.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=valid_from), user=user, unit=unit, role=role
    )
    if (held.filter(valid_from__lt=valid_until) if valid_until else held).exists():
        what = f"{user} đang giữ vai trò “{Role(role).label}” tại {unit.name} trong thời gian này."
        raise InputError(Problem("role", what, "Không cần phân lại; muốn đổi thời hạn thì kết thúc vai trò cũ trước."))


def _check_delegation(
    own: RoleAssignment, to: User, capacity: Capacity, valid_from: date, valid_until: date, basis: str
) -> None:
    problems = []
    if own.valid_from > valid_from or (own.valid_until is not None and own.valid_until < valid_until):
        term = f"từ {written(own.valid_from)}" + (f" đến hết {written(own.last_day)}" if own.last_day else "")
        what = f"thời gian giao vượt ra ngoài thời gian người giao giữ vai trò ({term})."
        problems.append(Problem("valid_until", what, "Chọn thời gian nằm trong đó."))
    if not _may_receive(own, to, capacity, valid_from):
        problems.append(Problem("to", RECEIVERS[capacity], "Chọn người khác, hoặc phân vai trò cho người này trước."))
    if not basis:
        what = "chưa ghi văn bản giao (Nghị định 30/2020/NĐ-CP, Điều 13; chỉ đọc qua bản chép lại, cần đối chiếu)."
        problems.append(Problem("basis", what, "Ghi số, ngày của văn bản phân công hoặc ủy quyền."))
    if problems:
        raise InputError(*problems)


RECEIVERS = {
    Capacity.KT: "người ký thay (KT.) phải là cấp phó của thủ trưởng tại chính đơn vị đó.",
    Capacity.TUQ: "người ký thừa ủy quyền (TUQ.) phải là thủ trưởng một đơn vị trực thuộc.",
}


def _may_receive(own: RoleAssignment, to: User, capacity: Capacity, day: date) -> bool:
    """Tell whether the receiver is a deputy there (KT.), or the head of a unit below (TUQ.), on the first day."""
    held = RoleAssignment.objects.filter(valid_on(day), user=to, delegated_from=None).exclude(user=own.user_id)
    if capacity == Capacity.KT:
        return held.filter(role=Role.PHO_THU_TRUONG, unit=own.unit_id).exists()
    below = held.filter(role=Role.THU_TRUONG, unit__path__startswith=own.unit.path)
    return below.exclude(unit=own.unit_id).exists()
