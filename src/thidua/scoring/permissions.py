"""Who sets up, who scores its own sheet, who appraises, who publishes (II.2.đ, IV.4)."""

from thidua.core.errors import NotVisible
from thidua.core.format import moment
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, holds_for, is_officer_of
from thidua.organizations.queries import Roles
from thidua.scoring.enums import SheetState
from thidua.scoring.models import CriteriaSet, Sheet
from thidua.scoring.queries import authorities_of, sets_visible_to, sheets_visible_to


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


def may_run_scoring(roles: Roles, authority: Unit) -> Refusal:
    if holds_for(roles, authority, Role.THUONG_TRUC):
        return None
    return f"Chỉ bộ phận thường trực thuộc {authority} được lập bộ tiêu chí, thẩm định, công bố (khoản 4 mục IV)."


def may_set_up(roles: Roles) -> Refusal:
    """IV.4: Phòng Nội vụ follows and guides; at a commune the same role reaches the commune alone."""
    if authorities_of(roles).exists():
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) được lập bộ tiêu chí và ghi chỉ số thành phần (khoản 4 mục IV)."


def may_self_score(roles: Roles, sheet: Sheet) -> Refusal:
    if not is_officer_of(roles, sheet.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được tự chấm phiếu của đơn vị."
    if sheet.state != SheetState.OPEN:
        return f"Phiếu đang ở trạng thái “{sheet.get_state_display()}” nên không tự chấm được nữa."
    return None


def may_appraise(roles: Roles, sheet: Sheet) -> Refusal:
    if refusal := may_run_scoring(roles, sheet.criteria_set.authority):
        return refusal
    return "Kết quả đã công bố nên không thẩm định lại được." if sheet.state == SheetState.PUBLISHED else None


def may_explain(roles: Roles, sheet: Sheet) -> Refusal:
    """A unit answers the appraisal before the result is published (domain: giải trình)."""
    if not is_officer_of(roles, sheet.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được giải trình về phiếu của đơn vị."
    if sheet.state != SheetState.APPRAISED:
        return "Chỉ giải trình được khi phiếu đã thẩm định và kết quả chưa công bố."
    return None


def may_publish(roles: Roles, criteria_set: CriteriaSet) -> Refusal:
    if refusal := may_run_scoring(roles, criteria_set.authority):
        return refusal
    if publication := getattr(criteria_set, "publication", None):
        return f"Kết quả đã công bố lúc {moment(publication.published_at)}."
    return None
