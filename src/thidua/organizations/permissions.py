"""How a permission answers: None is yes; a sentence is no, and says why. Named predicates live with their model."""

from collections.abc import Callable
from datetime import datetime

from thidua.accounts.models import User
from thidua.core.errors import NotAllowed, NotVisible
from thidua.organizations.enums import Role
from thidua.organizations.models import Person, Unit
from thidua.organizations.queries import Roles, people_visible_to, roles_of, units_by_id

Refusal = str | None


def require(refusal: Refusal) -> None:
    """Raise NotAllowed with the refusal's sentence, if it is one."""
    if refusal:
        raise NotAllowed(refusal)


def sees_unit(roles: Roles, unit: Unit) -> bool:
    """Tell whether the roles let one read a unit's facts: own subtree, or, for offices of the authority, all of it.

    What a unit came from is read as it is itself.
    """
    return any(
        unit.path.startswith(role.unit.path) or (role.is_everywhere and role.authority in (unit.authority_id, unit.pk))
        for role in (*roles.held, *roles.former)
    )


def holds_for(roles: Roles, unit: Unit, *wanted: str) -> bool:
    """Tell whether one of the roles is held in the authority the unit belongs to, at it or at any office of it."""
    authority = unit.authority_id or unit.pk
    return any(
        role.role in wanted and role.authority == authority and not (role.unit.is_commune and role.unit.authority_id)
        for role in roles.held
    )


def is_officer_of(roles: Roles, unit: Unit) -> bool:
    """Tell whether one acts for the unit: its officer or its head, there or above."""
    return roles.over(unit, Role.CAN_BO, Role.THU_TRUONG)


def authorise(actor: User | None, at: datetime, may: Callable[[Roles], Refusal]) -> None:
    """Refuse with the predicate's sentence. The system itself (None: a register being loaded) needs no role."""
    if actor is not None:
        require(may(roles_of(actor, at)))


def open_unit(pk: int) -> Unit:
    """Fetch a unit; that it exists is public, by the act that made it."""
    unit = units_by_id([pk]).get(pk)
    if unit is None:
        raise NotVisible
    return unit


def open_person(roles: Roles, pk: int) -> Person:
    """Fetch and authorise in one: for who may not see the person, there is none."""
    person = people_visible_to(roles).filter(pk=pk).first()
    if person is None:
        raise NotVisible
    return person


def may_keep_register(roles: Roles, unit: Unit | None) -> Refusal:
    """The office of home affairs keeps units, people and posts of its authority; a root has no office above it."""
    if unit is not None and holds_for(roles, unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) của cấp quản lý được cập nhật danh mục đơn vị, cá nhân."


def may_register_people(roles: Roles) -> Refusal:
    if roles.has(Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) được thêm cá nhân vào danh mục."


def may_assign_role(roles: Roles, unit: Unit, role: str) -> Refusal:
    """Nobody gives a role that reaches the whole authority but its chair."""
    if holds_for(roles, unit, Role.CHU_TICH):
        return None
    if not holds_for(roles, unit, Role.THUONG_TRUC):
        return "Chỉ Chủ tịch hoặc Thường trực thi đua của cấp quản lý được phân vai trò."
    if role in Role.everywhere:
        return f"Vai trò “{Role(role).label}” chỉ do Chủ tịch phân."
    return None


def may_read_conduct(roles: Roles, unit: Unit) -> bool:
    """Discipline and matters under review are shown to who judges by them, and to nobody else."""
    return holds_for(roles, unit, Role.THUONG_TRUC, Role.CHU_TICH, Role.THANH_TRA)


def may_record_conduct(roles: Roles, unit: Unit) -> Refusal:
    if holds_for(roles, unit, Role.THUONG_TRUC, Role.THANH_TRA):
        return None
    return "Chỉ Thường trực thi đua hoặc Thanh tra của cấp quản lý được ghi sổ kỷ luật, vụ việc đang xem xét."
