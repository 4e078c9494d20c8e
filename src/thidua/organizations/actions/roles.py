"""Sign-ins of people, and the roles they hold at units."""

from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.organizations.enums import Role
from thidua.organizations.models import Account, Person, RoleAssignment, Unit
from thidua.organizations.permissions import authorise, may_assign_role, may_register_people


@transaction.atomic
def open_account(person: Person, *, username: str, actor: User | None, at: datetime) -> User:
    """Give a person a sign-in without a password: one is set by its own link, never handed out."""
    authorise(actor, at, may_register_people)
    if User.objects.filter(username=username).exists():
        raise InputError(Problem("username", f"tên đăng nhập “{username}” đã có người dùng.", "Chọn tên khác."))
    user = User.objects.create_user(username)
    account = Account.objects.create(user=user, person=person)
    record(account, "account.opened", actor=actor, at=at, new={"username": username, "person": person.pk})
    return user


@transaction.atomic
def assign_role(
    user: User, *, unit: Unit, role: str, valid_from: date, actor: User | None, at: datetime, basis: str = ""
) -> RoleAssignment:
    """Let a user act in a role at a unit from a day on; `basis` names the appointment."""
    authorise(actor, at, lambda roles: may_assign_role(roles, unit, role))
    if RoleAssignment.objects.filter(user=user, unit=unit, role=role, valid_until=None).exists():
        what = f"{user} đang giữ vai trò “{Role(role).label}” tại {unit.name}."
        raise InputError(Problem("role", what, "Không cần phân lại."))
    assignment = RoleAssignment.objects.create(user=user, unit=unit, role=role, basis=basis, valid_from=valid_from)
    new = {"user": user.pk, "unit": unit.pk, "role": role, "valid_from": valid_from.isoformat()}
    record(assignment, "role.assigned", actor=actor, at=at, new=new, reason=basis)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, ended_on: date, actor: User | None, at: datetime) -> RoleAssignment:
    """Take a role back; `ended_on` is the first day it is no longer held."""
    assignment = lock(assignment)
    authorise(actor, at, lambda roles: may_assign_role(roles, assignment.unit, assignment.role))
    if assignment.valid_until is not None:
        raise NotAllowed(f"Vai trò này đã kết thúc ngày {written(assignment.valid_until)}.")
    if ended_on <= assignment.valid_from:
        fix = f"Chọn ngày sau {written(assignment.valid_from)}."
        raise InputError(Problem("ended_on", "ngày kết thúc không sau ngày bắt đầu.", fix))
    assignment.valid_until = ended_on
    assignment.save(update_fields=["valid_until"])
    record(assignment, "role.ended", actor=actor, at=at, new={"valid_until": ended_on.isoformat()})
    return assignment
