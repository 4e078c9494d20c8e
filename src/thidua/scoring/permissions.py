"""Who sets up, who scores its own sheet, who appraises, who publishes (II.2.đ, IV.4)."""

from thidua.core.errors import NotVisible
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal
from thidua.organizations.queries import Roles
from thidua.scoring.models import CriteriaSet, Sheet
from thidua.scoring.queries import sets_visible_to, sheets_visible_to


def open_set(roles: Roles, pk: int) -> CriteriaSet:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    criteria_set = sets_visible_to(roles).filter(pk=pk).first()
    if criteria_set is None:
        raise NotVisible
    return criteria_set


def open_sheet(roles: Roles, pk: int) -> Sheet:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    sheet = sheets_visible_to(roles).filter(pk=pk).first()
    if sheet is None:
        raise NotVisible
    return sheet


def _is_secretariat(roles: Roles, authority: Unit) -> bool:
    return any(unit.authority_id == authority.pk for unit in roles.units(Role.THUONG_TRUC))


def may_run_scoring(roles: Roles, authority: Unit) -> Refusal:
    if _is_secretariat(roles, authority):
        return None
    return f"Chỉ bộ phận thường trực thuộc {authority} được lập bộ tiêu chí, thẩm định, công bố (khoản 4 mục IV)."


def may_self_score(roles: Roles, sheet: Sheet) -> Refusal:
    if roles.over(sheet.unit, Role.CAN_BO, Role.THU_TRUONG):
        return None
    return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được tự chấm phiếu của đơn vị."
