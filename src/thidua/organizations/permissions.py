"""How a permission answers: None is yes; a sentence is no, and says why. Named predicates live with their model."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.core.errors import NotAllowed, NotVisible
from thidua.organizations.enums import Role
from thidua.organizations.models import Block, BlockMember, Person, RoleAssignment, StandIn, Unit
from thidua.organizations.queries import Roles, people_visible_to, roles_of, units_by_id
from thidua.organizations.queries.groups import authorities_run, blocks_visible_to
from thidua.organizations.queries.keeping import stand_ins
from thidua.organizations.queries.sign_ins import administered, sign_ins_of

Refusal = str | None
M = TypeVar("M", bound=Model)


def require(refusal: Refusal) -> None:
    """Raise NotAllowed with the refusal's sentence, if it is one."""
    if refusal:
        raise NotAllowed(refusal)


def fetch(rows: QuerySet[M], **key: object) -> M:
    """Return the one of what somebody may see that has this key; for who may not see it, it does not exist."""
    found = next(iter(rows.filter(**key).order_by()), None)
    if found is None:
        raise NotVisible
    return found


def sees_unit(roles: Roles, unit: Unit) -> bool:
    """Tell whether the roles let one read a unit's facts: own subtree, or, for offices of the authority, all of it.

    What a unit came from is read as it is itself.
    """
    return any(
        unit.path.startswith(role.unit.path) or (role.is_everywhere and role.authority in (unit.authority_id, unit.pk))
        for role in (*roles.held, *roles.former)
        if role.reads
    )


def holds_for(roles: Roles, unit: Unit, *wanted: str) -> bool:
    """Tell whether one of the roles is held in the authority the unit belongs to, at it or at any office of it."""
    authority = unit.authority_id or unit.pk
    return any(role.role in wanted and role.authority == authority and role.is_of_authority for role in roles.held)


def is_officer_of(roles: Roles, unit: Unit) -> bool:
    """Tell whether one acts for the unit: its officer, its head or the head's deputy, there or above."""
    return roles.over(unit, *Role.of_unit)


def signs_as(roles: Roles, unit: Unit, *wanted: str) -> str:
    """How one signs there: "" by a role of one's own, KT or TUQ where the head delegated it (NĐ 30/2020, Đ13, VS)."""
    held = [role.capacity for role in roles.held if role.role in wanted and role.unit.pk == unit.pk]
    return "" if "" in held else next(iter(held), "")


IN_PLACE = "nhap_thay"  # in an event: for which unit the secretariat did it, and why


def in_place(roles: Roles, unit: Unit) -> dict[str, Any]:
    """What an event adds where the secretariat acted for the unit; nothing where the unit did it itself."""
    acting = [held for held in roles.held if held.role in Role.of_unit and unit.path.startswith(held.unit.path)]
    found = next((held for held in acting if held.stands_in), None)
    if found is None or any(not held.stands_in for held in acting):
        return {}
    return {IN_PLACE: {"unit": found.unit.pk, "name": found.unit.name, "reason": found.stands_in}}


def may_stand_in(roles: Roles, unit: Unit) -> Refusal:
    """The secretariat of the unit's authority, for a unit that lies under it."""
    if unit.authority_id is not None and holds_for(roles, unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua của cấp quản lý được ghi nhận việc nhập thay đơn vị."


def open_stand_in(roles: Roles, pk: int) -> StandIn:
    """Fetch what was declared of a unit: 404 to who reads nothing of it, 403 to who may not change it."""
    row = fetch(stand_ins(), pk=pk)
    if not sees_unit(roles, row.unit):
        raise NotVisible
    require(may_stand_in(roles, row.unit))
    return row


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
    return fetch(people_visible_to(roles), pk=pk)


def may_keep_register(roles: Roles, unit: Unit | None) -> Refusal:
    """The office of home affairs keeps units, people and posts of its authority; a root has no office above it."""
    if unit is not None and holds_for(roles, unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) của cấp quản lý được cập nhật danh mục đơn vị, cá nhân."


def may_keep_person(roles: Roles, unit: Unit | None) -> Refusal:
    """The office that keeps the unit where somebody serves, or served last, keeps the person; none kept it before."""
    return may_register_people(roles) if unit is None else may_keep_register(roles, unit)


def may_keep_a_register(roles: Roles) -> Refusal:
    """Of an authority, whichever; a secretariat at a commune of a district keeps none."""
    if any(may_keep_register(roles, held.unit) is None for held in roles.held):
        return None
    return may_keep_register(roles, None)


def may_keep_blocks(roles: Roles, authority: Unit) -> Refusal:
    """Who follows the movement says which units are judged together (IV.4)."""
    if holds_for(roles, authority, Role.THUONG_TRUC):
        return None
    return f"Chỉ Thường trực thi đua thuộc {authority.name} được lập khối, cụm thi đua (khoản 4 mục IV)."


def may_keep_some_blocks(roles: Roles) -> Refusal:
    if authorities_run(roles).exists():
        return None
    return "Chỉ Thường trực thi đua của cấp quản lý được lập khối, cụm thi đua (khoản 4 mục IV)."


def open_block(roles: Roles, pk: int) -> Block:
    """Fetch and authorise in one."""
    return fetch(blocks_visible_to(roles), pk=pk)


def open_block_member(roles: Roles, pk: int) -> BlockMember:
    """Fetch who is or was in a block one may read."""
    visible = BlockMember.objects.filter(block__in=blocks_visible_to(roles).order_by())
    return fetch(visible.select_related("unit", "block__authority"), pk=pk)


def may_register_people(roles: Roles) -> Refusal:
    if roles.has(Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) được thêm cá nhân vào danh mục."


def may_open_sign_in(roles: Roles) -> Refusal:
    if roles.has(Role.THUONG_TRUC, Role.QUAN_TRI):
        return None
    return "Chỉ Quản trị tài khoản hoặc Thường trực thi đua được lập tài khoản."


def may_open_sign_in_of(roles: Roles, units: Iterable[Unit]) -> Refusal:
    """Where the person works: the administrator or the secretariat of that unit's authority."""
    if refusal := may_open_sign_in(roles):
        return refusal
    if any(administers(roles, unit) or holds_for(roles, unit, Role.THUONG_TRUC) for unit in units):
        return None
    return "Chỉ lập được tài khoản cho người đang có vị trí công tác tại đơn vị do cơ quan mình quản lý."


def may_administer(roles: Roles) -> Refusal:
    return None if roles.has(Role.QUAN_TRI) else NOT_ADMINISTRATOR


def open_sign_in(roles: Roles, pk: int, at: datetime) -> User:
    """Fetch a sign-in to manage: for who manages none of where it acts, there is none."""
    return fetch(sign_ins_of(roles, local_date(at)), pk=pk)


def open_assignment(roles: Roles, pk: int, actor: User) -> RoleAssignment:
    """Fetch a role one may end or delegate: of a unit one manages, or one's own, or delegated by oneself."""
    own = Q(user=actor) | Q(delegated_from__user=actor)
    rows = RoleAssignment.objects.filter(administered(roles, "unit__") | own)
    return fetch(rows.select_related("unit__parent", "user", "delegated_from"), pk=pk)


def may_assign_role(roles: Roles, unit: Unit, role: str, *, is_own: bool = False) -> Refusal:
    """Nobody but its chair gives a role that reaches the whole authority or manages accounts; nobody himself one."""
    if is_own:
        return "Không ai tự phân vai trò cho mình."
    if holds_for(roles, unit, Role.CHU_TICH):
        return None
    if not (holds_for(roles, unit, Role.THUONG_TRUC) or administers(roles, unit)):
        return "Chỉ Chủ tịch, Quản trị tài khoản hoặc Thường trực thi đua của cấp quản lý được phân vai trò."
    if role in Role.everywhere or role == Role.QUAN_TRI:
        return f"Vai trò “{Role(role).label}” chỉ do Chủ tịch phân."
    return None


def may_end(roles: Roles, assignment: RoleAssignment, actor: User) -> Refusal:
    """What one delegated one takes back oneself."""
    own = assignment.delegated_from
    return None if own is not None and own.user_id == actor.pk else may_end_role(roles, assignment)


def may_end_role(roles: Roles, assignment: RoleAssignment) -> Refusal:
    """Who may give it takes it back; the administrator takes back any, so that who has left is out at once."""
    if administers(roles, assignment.unit):
        return None
    return may_assign_role(roles, assignment.unit, assignment.role)


def may_delegate(roles: Roles, assignment: RoleAssignment, *, is_own: bool) -> Refusal:
    """NĐ 30/2020, Điều 13 (VS): the head delegates; the administrator enters what the head has signed."""
    if assignment.role not in Role.delegable or assignment.delegated_from_id is not None:
        return (
            "Chỉ người đứng đầu giao ký thay, ký thừa ủy quyền; người được giao không giao lại "
            "(Nghị định 30/2020/NĐ-CP, Điều 13; chỉ đọc qua bản chép lại, cần đối chiếu)."
        )
    if is_own or administers(roles, assignment.unit):
        return None
    return "Chỉ chính người đứng đầu, hoặc Quản trị tài khoản ghi theo văn bản của người đó, được giao ký thay."


NOT_ADMINISTRATOR = "Chỉ Quản trị tài khoản của cơ quan quản lý đơn vị này được làm việc này với tài khoản."


def administers(roles: Roles, unit: Unit) -> bool:
    """Tell whether one manages the accounts of the authority the unit belongs to, or of the unit itself."""
    return holds_for(roles, unit, Role.QUAN_TRI) or roles.over(unit, Role.QUAN_TRI)


def may_manage_sign_in(roles: Roles, units: Iterable[Unit], *, is_own: bool) -> Refusal:
    """The administrator of every authority the sign-in acts in; nobody resets himself past what guards him."""
    if is_own:
        return (
            "Không ai tự cấp lại, gỡ hay ngừng tài khoản của chính mình; hãy nhờ quản trị khác, hoặc tự đổi mật khẩu."
        )
    placed = list(units)
    return None if placed and all(administers(roles, unit) for unit in placed) else NOT_ADMINISTRATOR


def may_read_conduct(roles: Roles, unit: Unit) -> bool:
    """Discipline and matters under review are shown to who judges by them, and to nobody else."""
    return holds_for(roles, unit, Role.THUONG_TRUC, Role.CHU_TICH, Role.THANH_TRA)


def may_record_conduct(roles: Roles, unit: Unit) -> Refusal:
    """The inspector reads everything and changes nothing."""
    if holds_for(roles, unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua của cấp quản lý được ghi sổ kỷ luật, vụ việc đang xem xét."
