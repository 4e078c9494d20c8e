"""Who may do what with communication activities; each answers None (yes) or a sentence that says why not."""

from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, holds_for, is_officer_of
from thidua.organizations.queries import Roles
from thidua.publicity.models import Activity
from thidua.publicity.queries import activities_visible_to

NOT_OF_UNIT = "Chỉ cán bộ hoặc thủ trưởng của đơn vị được ghi hoạt động tuyên truyền của đơn vị."


def open_activity(roles: Roles, pk: int) -> Activity:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(activities_visible_to(roles), pk=pk)


def may_draft_activity(roles: Roles, unit: Unit) -> Refusal:
    if is_officer_of(roles, unit):
        return None
    return NOT_OF_UNIT


def may_draft(roles: Roles) -> Refusal:
    """Whether there is any unit to enter activities of; which one, `may_draft_activity` says."""
    return None if roles.has(*Role.of_unit) else NOT_OF_UNIT


def may_approve_activity(roles: Roles, activity: Activity) -> Refusal:
    """The head answers for what the unit says it did; the secretariat may in their place (IV.4)."""
    unit = activity.unit
    if roles.over(unit, Role.THU_TRUONG) or holds_for(roles, unit, Role.THUONG_TRUC):
        return None
    return "Chỉ thủ trưởng đơn vị hoặc Thường trực thi đua được duyệt hoạt động tuyên truyền."


def may_publish_activity(roles: Roles, activity: Activity) -> Refusal:
    if holds_for(roles, activity.unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua được đăng hoạt động tuyên truyền lên trang công khai."
