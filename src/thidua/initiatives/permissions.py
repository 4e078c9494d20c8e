"""Who may do what with an initiative; each answer None (yes) or a sentence that says why not."""

from datetime import datetime

from thidua.accounts.models import User
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Session
from thidua.councils.permissions import may_add_item, may_prepare
from thidua.councils.queries import Place
from thidua.files.models import Citation
from thidua.files.queries import citations_of
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.initiatives.queries import initiatives_visible_to
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, holds_for, is_officer_of
from thidua.organizations.queries import Roles


def open_initiative(roles: Roles, user: User, pk: int, at: datetime) -> Initiative:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(initiatives_visible_to(roles, user, at), pk=pk)


def open_proof(roles: Roles, user: User, pk: int, number: int, at: datetime) -> Citation:
    """Fetch a file that proves an initiative one may read."""
    return fetch(citations_of(open_initiative(roles, user, pk, at)), pk=number)


def may_draft(roles: Roles, unit: Unit) -> Refusal:
    if is_officer_of(roles, unit):
        return None
    return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được lập hồ sơ sáng kiến của đơn vị."


def may_edit(roles: Roles, initiative: Initiative) -> Refusal:
    """A draft is written, and submitted, by the unit that puts it forward."""
    if initiative.state != InitiativeState.DRAFT:
        return f"Sáng kiến ở trạng thái “{initiative.get_state_display()}” nên không sửa, không nộp lại được."
    return may_draft(roles, initiative.unit)


def may_prove(roles: Roles, initiative: Initiative) -> Refusal:
    """The unit adds files whatever became of its initiative: they show that it is new and applied."""
    return may_draft(roles, initiative.unit)


def may_examine(roles: Roles, initiative: Initiative) -> Refusal:
    if not holds_for(roles, initiative.unit, Role.THUONG_TRUC):
        return "Chỉ Thường trực thi đua (Phòng Nội vụ) được thẩm định sáng kiến trước khi trình Hội đồng."
    if initiative.state != InitiativeState.SUBMITTED:
        return "Chỉ thẩm định được sáng kiến đã nộp."
    return None


def _is_science_council(session: Session) -> bool:
    return session.council.kind == CouncilKind.KHCN


def may_put_to(place: Place, session: Session) -> Refusal:
    """III.2.a: it is the Hội đồng Khoa học và Công nghệ that recognises."""
    if not _is_science_council(session):
        return "Sáng kiến do Hội đồng Khoa học và Công nghệ công nhận (điểm a khoản 2 mục III): hãy chọn Hội đồng đó."
    return may_add_item(place, session)


def may_apply_results(place: Place, session: Session) -> Refusal:
    if not _is_science_council(session):
        return "Phiên họp này không xét sáng kiến."
    if not session.is_closed:
        return "Chỉ ghi nhận kết quả sau khi phiên họp kết thúc."
    return may_prepare(place, session.council)


def may_withdraw(roles: Roles, initiative: Initiative) -> Refusal:
    if not holds_for(roles, initiative.unit, Role.THUONG_TRUC, Role.CHU_TICH):
        return "Chỉ Thường trực thi đua hoặc Chủ tịch được thu hồi công nhận sáng kiến."
    if initiative.state != InitiativeState.RECOGNISED:
        return "Chỉ thu hồi được sáng kiến đã được công nhận."
    if initiative.withdrawn_on is not None:
        return "Công nhận sáng kiến này đã được thu hồi."
    return None
