"""Who proposes, who signs, who numbers, who publishes."""

from thidua.awards.enums import LEVEL_OF_FORM, DecisionState
from thidua.awards.models import Award, CertificateBlank, Decision
from thidua.awards.queries import (
    PROPOSABLE,
    awards_visible_to,
    blanks_of,
    decisions_visible_to,
    print_runs_of,
    proposed_in,
)
from thidua.core.errors import NotVisible
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import open_dossier
from thidua.files.models import StoredFile
from thidua.movements.models import Round
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, is_officer_of, require
from thidua.organizations.queries import Roles


def open_decision(roles: Roles, pk: int) -> Decision:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(decisions_visible_to(roles), pk=pk)


def open_proposed(roles: Roles, decision: Decision, pk: int) -> Nomination:
    """Fetch a nominee of a decision to take off its list: 403 to who may not."""
    nomination = fetch(proposed_in(decision), pk=pk)
    require(may_strike(roles, decision))
    return nomination


def open_award(roles: Roles, pk: int) -> Award:
    """Fetch an award for its revocation: 404 to strangers, 403 to who may not sign for its authority."""
    award = fetch(awards_visible_to(roles), pk=pk)
    require(may_revoke(roles, award.decision))
    return award


def open_notice(roles: Roles, pk: int) -> Dossier:
    """Fetch a dossier whose outcome one may read: 404 to strangers, 403 while nothing is decided."""
    dossier = open_dossier(roles, pk)
    require(_is_decided(dossier))
    return dossier


def _is_decided(dossier: Dossier) -> Refusal:
    if dossier.state == DossierState.DECIDED:
        return None
    return "Chưa có quyết định khen thưởng đối với hồ sơ này nên chưa có thông báo kết quả."


def may_tell(roles: Roles, dossier: Dossier) -> Refusal:
    """The unit that proposed tells its own people."""
    if not is_officer_of(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị trình khen xác nhận đã thông báo tới từng trường hợp."
    return _is_decided(dossier)


def may_propose_awards(roles: Roles, round_: Round) -> Refusal:
    """IV.4: Phòng Nội vụ advises on whom to commend."""
    if round_.decider is None or round_.award_form not in LEVEL_OF_FORM:
        return f"Đợt này chưa rõ người có thẩm quyền quyết định hoặc hình thức khen. {round_.open_question}".strip()
    if round_.receiver is None or not roles.at(round_.receiver, Role.THUONG_TRUC):
        return "Chỉ bộ phận thường trực của nơi nhận hồ sơ được trình danh sách khen thưởng (khoản 4 mục IV)."
    if round_.state not in PROPOSABLE:
        return f"“{round_.label}” chưa khóa nhận hồ sơ; khóa đợt rồi mới trình danh sách (khoản 4 mục III)."
    return None


def _not_decider(roles: Roles, decision: Decision) -> Refusal:
    """III.1.b: Giấy khen của Chủ tịch UBND."""
    if roles.leads(decision.authority):
        return None
    return f"Chỉ {decision.authority.head_title} được ký quyết định này (điểm b khoản 1 mục III)."


def _not_in(decision: Decision, state: str) -> Refusal:
    if decision.state == state:
        return None
    return f"Quyết định đang ở trạng thái “{decision.get_state_display()}” nên việc này đã được làm hoặc chưa đến lượt."


def may_strike(roles: Roles, decision: Decision) -> Refusal:
    """Who proposed or who decides may take a nominee off the list, as long as it is not signed."""
    receiver = decision.round.receiver
    is_secretariat = receiver is not None and roles.at(receiver, Role.THUONG_TRUC)
    return (None if is_secretariat else _not_decider(roles, decision)) or _not_in(decision, DecisionState.PROPOSED)


def may_sign_decision(roles: Roles, decision: Decision) -> Refusal:
    return _not_decider(roles, decision) or _not_in(decision, DecisionState.PROPOSED)


def may_issue_decision(roles: Roles, decision: Decision) -> Refusal:
    if not (roles.at(decision.authority, Role.VAN_THU) or roles.leads(decision.authority)):
        return f"Chỉ văn thư của {decision.authority} được cấp số và ban hành (Nghị định 30/2020/NĐ-CP)."
    return _not_in(decision, DecisionState.DECIDED)


def may_print(roles: Roles, decision: Decision) -> Refusal:
    """Who carries the decision out prints its certificates: the clerk, the chair, the standing secretariat."""
    receiver = decision.round.receiver
    is_secretariat = receiver is not None and roles.at(receiver, Role.THUONG_TRUC)
    if not is_secretariat and not roles.at(decision.authority, Role.VAN_THU, Role.CHU_TICH):
        return f"Chỉ văn thư, lãnh đạo của {decision.authority} và bộ phận thường trực được in toàn bộ giấy khen."
    if decision.state != DecisionState.ISSUED:
        return "Quyết định chưa ban hành nên chưa in được giấy khen."
    return None


def may_keep_blanks(roles: Roles, authority: Unit) -> Refusal:
    if roles.at(authority, Role.VAN_THU, Role.CHU_TICH):
        return None
    return f"Chỉ văn thư, lãnh đạo của {authority} được đặt vị trí in trên phôi."


def open_authority(roles: Roles, pk: int) -> Unit:
    """Fetch an authority whose blanks one may place: 404 to strangers, 403 to who only works there."""
    unit = next((held.unit for held in roles.held if held.unit.pk == pk), None)
    if unit is None:
        raise NotVisible
    require(may_keep_blanks(roles, unit))
    return unit


def open_blank(roles: Roles, pk: int) -> CertificateBlank:
    """Fetch a blank of an authority one signs or numbers for; for anybody else it does not exist."""
    return fetch(blanks_of(roles.units(Role.VAN_THU, Role.CHU_TICH)), pk=pk)


def open_print_file(roles: Roles, decision: Decision, pk: int, what: str) -> StoredFile:
    """Fetch a file of a finished run for whoever may print: 403 to other readers, 404 where there is none."""
    require(may_print(roles, decision))
    run = print_runs_of(decision).filter(pk=pk).first()
    found = {"pdf": run.whole, "zip": run.singles}.get(what) if run else None
    if found is None:
        raise NotVisible
    return found


def may_revoke(roles: Roles, decision: Decision) -> Refusal:
    """Whoever decided cancels."""
    return _not_decider(roles, decision)
