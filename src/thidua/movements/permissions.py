"""Who may do what with a movement and its rounds; each answers None (yes) or a sentence that says why not."""

from collections.abc import Iterable

from thidua.movements.models import Movement, Registration, Round
from thidua.movements.queries import movements_visible_to, registrations_of, rounds_of
from thidua.movements.successions import Handover
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, holds_for, is_officer_of
from thidua.organizations.queries import Roles

NOT_SECRETARIAT = "Chỉ Thường trực thi đua của cơ quan nhận hồ sơ được mở, khóa và công khai đợt xét (khoản 4 mục IV)."


def open_movement(roles: Roles, slug: str) -> Movement:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(movements_visible_to(roles), slug=slug)


def open_round_of(roles: Roles, slug: str, code: str) -> Round:
    """Fetch a round of a movement one may read."""
    return fetch(rounds_of(open_movement(roles, slug)), code=code)


def may_launch_movement(roles: Roles, authority: Unit) -> Refusal:
    """A plan is signed by the chair of the committee that issues it."""
    if roles.at(authority, Role.CHU_TICH):
        return None
    return f"Chỉ Chủ tịch {authority.name} được phát động phong trào của {authority.name}."


def may_run_round(roles: Roles, round_: Round) -> Refusal:
    """III.4, IV.4: dossiers go through the office that receives them, which follows the movement."""
    if round_.receiver is None:
        return may_not_without_receiver(round_)
    return None if roles.at(round_.receiver, Role.THUONG_TRUC) else NOT_SECRETARIAT


def may_not_without_receiver(round_: Round) -> str:
    open_question = f" Việc còn mở: {round_.open_question}" if round_.open_question else ""
    return f"Đợt “{round_.label}” chưa có cơ quan nhận hồ sơ và người có thẩm quyền quyết định.{open_question}"


def may_settle_round(roles: Roles, decider: Unit) -> Refusal:
    """Whoever takes the power to decide says so: their chair, by an instrument."""
    if roles.leads(decider):
        return None
    return f"Chỉ Chủ tịch {decider.name} được xác nhận thẩm quyền quyết định của {decider.name}."


def may_mark_decided(roles: Roles, round_: Round) -> Refusal:
    at_decider = round_.decider is not None and (roles.leads(round_.decider) or roles.at(round_.decider, Role.VAN_THU))
    return None if at_decider else may_run_round(roles, round_)


def may_set_guidance(roles: Roles, movement: Movement) -> Refusal:
    """IV.4: Phòng Nội vụ guides how the movement is carried out."""
    if holds_for(roles, movement.authority, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) được ghi hướng dẫn bổ sung (khoản 4 mục IV)."


def open_registration(roles: Roles, slug: str, code: str, pk: int) -> Registration:
    """Fetch one registration of a round one may read."""
    return fetch(registrations_of(open_round_of(roles, slug, code)), pk=pk)


def may_register(roles: Roles, unit: Unit) -> Refusal:
    if is_officer_of(roles, unit):
        return None
    return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được đăng ký thi đua cho đơn vị."


def may_settle_duty(roles: Roles, heirs: Iterable[Unit]) -> Refusal:
    """Whoever takes a power over says so: the chair of the body that takes it."""
    units = tuple(heirs)
    if any(roles.leads(unit) for unit in units):
        return None
    named = ", ".join(unit.name for unit in units) or "đơn vị kế tục, hiện chưa ghi trong danh mục"
    return f"Chỉ người đứng đầu của cơ quan kế tục được xác nhận: {named}."


def may_hand_over(roles: Roles, handover: Handover | None) -> Refusal:
    """Whoever confirmed to give the form in the round takes the round over, and no other."""
    if handover is None:
        return "Đợt này đã quyết định, hoặc không ghi cơ quan nào đã kết thúc, nên không có gì để chuyển."
    if any(roles.leads(unit) for _duty, unit in handover.deciders.values()):
        return None
    if handover.disputed:
        named = "; ".join(handover.disputed)
        return (
            f"Nhiều cơ quan cùng xác nhận: {named}. Chưa đủ căn cứ để chuyển đợt; cấp trên của các cơ quan này "
            "phải nêu cơ quan nào."
        )
    units = ", ".join(unit.name for _duty, unit in handover.deciders.values())
    if not units:
        return "Chưa cơ quan nào xác nhận việc tặng khen trong đợt này; hãy xác nhận kế tục việc đó trước."
    return f"Chỉ người đứng đầu của cơ quan đã xác nhận việc tặng khen trong đợt này được chuyển đợt: {units}."
