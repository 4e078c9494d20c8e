"""Who may do what with a dossier; each answer None (yes) or a sentence that says why not."""

from datetime import datetime

from thidua.core.calendar import describe_deadline
from thidua.core.errors import NotVisible
from thidua.dossiers.enums import DossierState, Opinion
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import deadline_for, dossiers_visible_to
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal
from thidua.organizations.queries import Roles


def open_dossier(roles: Roles, pk: int) -> Dossier:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    dossier = dossiers_visible_to(roles).filter(pk=pk).first()
    if dossier is None:
        raise NotVisible
    return dossier


def is_unit_officer(roles: Roles, unit: Unit) -> bool:
    return roles.over(unit, Role.CAN_BO, Role.THU_TRUONG)


def is_secretariat(roles: Roles, round_: Round) -> bool:
    """Tell whether one is of the body that receives the round's dossiers (III.4: qua Phòng Nội vụ)."""
    return round_.receiver is not None and roles.at(round_.receiver, Role.THUONG_TRUC)


def may_start(roles: Roles, round_: Round, unit: Unit, at: datetime) -> Refusal:
    if not is_unit_officer(roles, unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được lập hồ sơ của đơn vị."
    if round_.state != RoundState.OPEN:
        return f"Đợt “{round_.label}” không ở trạng thái đang nhận hồ sơ."
    return _in_time(round_, unit, at)


def _in_time(round_: Round, unit: Unit, at: datetime) -> Refusal:
    """Refuse after the deadline (III.4: "trước ngày" is exclusive), extensions considered."""
    deadline = deadline_for(round_, unit).until
    if at < deadline:
        return None
    return (
        f"Đã quá hạn gửi hồ sơ: {describe_deadline(deadline)} (khoản 4 mục III). "
        "Chỉ Phòng Nội vụ được ghi nhận gia hạn, kèm lý do."
    )


def may_edit(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if not is_unit_officer(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được sửa hồ sơ của đơn vị."
    if dossier.state not in DossierState.editable:
        return (
            f"Hồ sơ đang ở trạng thái “{dossier.get_state_display()}” nên không sửa được; thu hồi hồ sơ trước nếu cần."
        )
    return _in_time(dossier.round, dossier.unit, at)


def may_confirm(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    """III.3.b: the head of the proposing unit confirms."""
    if not roles.at(dossier.unit, Role.THU_TRUONG):
        return "Chỉ thủ trưởng đơn vị trình khen được xác nhận hồ sơ (điểm b khoản 3 mục III)."
    return _in_time(dossier.round, dossier.unit, at)


def may_submit(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if not is_unit_officer(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được nộp hồ sơ của đơn vị."
    return _in_time(dossier.round, dossier.unit, at)


def may_recall(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if not is_unit_officer(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được thu hồi hồ sơ của đơn vị."
    if dossier.state != DossierState.SUBMITTED:
        return "Chỉ thu hồi được hồ sơ đã nộp mà chưa được tiếp nhận."
    return _in_time(dossier.round, dossier.unit, at)


def may_receive(roles: Roles, dossier: Dossier) -> Refusal:
    if not is_secretariat(roles, dossier.round):
        return (
            "Chỉ bộ phận thường trực của nơi nhận được tiếp nhận, trả lại, thẩm định (khoản 4 mục III, khoản 4 mục IV)."
        )
    return None


def may_propose(opinion: str, verdict: str) -> Refusal:
    """A nominee goes forward only on a verdict of "met": unknown is never "met"."""
    if opinion == Opinion.PROPOSE and verdict != "dat":
        return (
            "Chỉ đề nghị khen được khi kết quả xét là “Đạt”. Nếu còn tiêu chuẩn chờ đánh giá, "
            "hãy ghi nhận đánh giá của cơ quan có thẩm quyền kèm lý do trước."
        )
    return None


HEAD_JUDGES = ("pham_chat", "nhiem_vu_danh_gia")  # III.3.b: xác nhận của thủ trưởng đơn vị trình khen


def may_judge(roles: Roles, round_: Round, *, key: str, unit: Unit, is_own: bool) -> Refusal:
    """Say who concludes where the plan asks for judgement: the head for a person, the secretariat for the rest.

    `unit` is the collective judged, or the unit where the person judged works; nobody judges himself.
    """
    if is_own:
        return "Không ai tự đánh giá mình; cấp trên trực tiếp đánh giá."
    if key in HEAD_JUDGES:
        allowed = roles.at(unit, Role.THU_TRUONG) or is_secretariat(roles, round_)
        return None if allowed else "Thủ trưởng đơn vị đánh giá nội dung này (điểm b khoản 3 mục III)."
    if is_secretariat(roles, round_):
        return None
    return "Bộ phận thường trực của nơi nhận hồ sơ đánh giá nội dung này (khoản 4 mục IV)."


def may_extend(roles: Roles, round_: Round) -> Refusal:
    if is_secretariat(roles, round_):
        return None
    return "Chỉ bộ phận thường trực của nơi nhận hồ sơ được ghi nhận gia hạn."
