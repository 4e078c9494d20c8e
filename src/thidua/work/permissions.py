"""Who may do what with tasks and units' own plans; each answers None (yes) or a sentence that says why not."""

from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, holds_for, is_officer_of
from thidua.organizations.queries import Roles
from thidua.work.models import Task
from thidua.work.queries import tasks_visible_to

NOT_SECRETARIAT = (
    "Chỉ Thường trực thi đua (Phòng Nội vụ) được giao, trả lại, hủy hoặc đánh giá nhiệm vụ (khoản 4 mục IV)."
)

NOT_OF_UNIT = "Chỉ cán bộ hoặc thủ trưởng của đơn vị được đăng ký kế hoạch của đơn vị (khoản 1 mục IV)."


def open_task(roles: Roles, pk: int) -> Task:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(tasks_visible_to(roles), pk=pk)


def may_issue_unit_plan(roles: Roles, unit: Unit) -> Refusal:
    """IV.1: the units themselves draw up their plans."""
    if is_officer_of(roles, unit):
        return None
    return NOT_OF_UNIT


def may_plan(roles: Roles) -> Refusal:
    """Whether there is any unit to plan for; which one, `may_issue_unit_plan` says."""
    return None if roles.has(*Role.of_unit) else NOT_OF_UNIT


def may_oversee_tasks(roles: Roles, unit: Unit) -> Refusal:
    """IV.4: Phòng Nội vụ follows, guides and inspects; so it gives tasks, returns them and judges them."""
    if holds_for(roles, unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) được giao, trả lại, hủy hoặc đánh giá nhiệm vụ (khoản 4 mục IV)."


def may_assign_tasks(roles: Roles) -> Refusal:
    """Whether there is any unit to give tasks to; which one, `may_oversee_tasks` says."""
    return None if roles.has(Role.THUONG_TRUC) else NOT_SECRETARIAT


def may_complete_task(roles: Roles, task: Task) -> Refusal:
    if is_officer_of(roles, task.unit):
        return None
    return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được giao mới báo hoàn thành nhiệm vụ."
