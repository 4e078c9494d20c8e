"""Who may do what with a dossier; each answers None (yes) or a sentence that says why not."""

from datetime import datetime

from thidua.core.calendar import describe_deadline, is_past
from thidua.core.errors import NotVisible
from thidua.dossiers.enums import DossierState, Kind, Opinion
from thidua.dossiers.models import Dossier, Nomination, Submission, VerdictRecord
from thidua.dossiers.places import Place, places_of
from thidua.dossiers.queries.candidates import rounds_visible_to
from thidua.dossiers.queries.dossiers import deadline_for, dossiers_visible_to, return_of, submissions_of
from thidua.dossiers.queries.verdicts import kept_verdicts
from thidua.dossiers.subjects import Nominee
from thidua.files.models import StoredFile
from thidua.files.queries import stored_file
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, is_officer_of, open_person, open_unit, sees_unit
from thidua.organizations.queries import Roles

HEAD_JUDGES = ("pham_chat", "nhiem_vu_danh_gia")  # III.3.b: xác nhận của thủ trưởng đơn vị trình khen
CHAIR_JUDGES = ("thanh_tich_5_nam",)  # III.2.b: UBND huyện xét tổng kết


def open_dossier(roles: Roles, pk: int) -> Dossier:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(dossiers_visible_to(roles), pk=pk)


def open_paper_place(roles: Roles, pk: int, key: str) -> tuple[Dossier, Place]:
    """Fetch one paper's place of a dossier one may read."""
    dossier = open_dossier(roles, pk)
    place = next((each for each in places_of(dossier) if each.key == key), None)
    if place is None:
        raise NotVisible
    return dossier, place


def open_sent_file(roles: Roles, pk: int, version: int, number: int) -> tuple[StoredFile, str]:
    """Fetch a signed copy of one sending of a dossier one may read, and the name it was sent under."""
    signed = open_submission(roles, pk, version).content.get("signed", [])
    kept = stored_file(signed[number - 1]["sha256"]) if 0 < number <= len(signed) else None
    if kept is None:
        raise NotVisible
    return kept, str(signed[number - 1]["name"])


def open_nomination(roles: Roles, pk: int) -> Nomination:
    """Fetch a nominee of a dossier one may read."""
    rows = Nomination.objects.filter(dossier__in=dossiers_visible_to(roles)).select_related("unit", "person")
    nomination = fetch(rows, pk=pk)
    nomination.dossier = open_dossier(roles, nomination.dossier_id)
    return nomination


def open_submission(roles: Roles, pk: int, version: int) -> Submission:
    """Fetch one sending of a dossier one may read, with its dossier."""
    dossier = open_dossier(roles, pk)
    submission = fetch(submissions_of(dossier), version=version)
    submission.dossier = dossier
    return submission


def open_kept_verdict(roles: Roles, pk: int) -> VerdictRecord:
    """Fetch a kept verdict of a dossier one may read."""
    return fetch(kept_verdicts(), pk=pk, nomination__dossier__in=dossiers_visible_to(roles))


def open_round(roles: Roles, code: str) -> Round:
    """Fetch a round by its code, of the latest movement one may read."""
    round_ = rounds_visible_to(roles).filter(code=code).order_by("-movement__starts_on", "movement__slug").first()
    if round_ is None:
        raise NotVisible
    return round_


def open_nominee(roles: Roles, kind: str, pk: int) -> Nominee:
    """Fetch the collective or the person that a standing is about."""
    if kind == Kind.CA_NHAN:
        return open_person(roles, pk)
    unit = open_unit(pk)
    if kind != Kind.TAP_THE or not sees_unit(roles, unit):
        raise NotVisible
    return unit


def is_secretariat(roles: Roles, round_: Round) -> bool:
    """Tell whether one is of the body that receives the round's dossiers (III.4: qua Phòng Nội vụ)."""
    return round_.receiver is not None and roles.at(round_.receiver, Role.THUONG_TRUC)


NOT_OF_UNIT = "Chỉ cán bộ hoặc thủ trưởng của đơn vị được lập hồ sơ của đơn vị."


def may_begin(roles: Roles) -> Refusal:
    """Whether there is any unit to begin a dossier for; which one and when, `may_start` says."""
    return None if roles.has(*Role.of_unit) else NOT_OF_UNIT


def may_start(roles: Roles, round_: Round, unit: Unit, at: datetime) -> Refusal:
    if not is_officer_of(roles, unit):
        return NOT_OF_UNIT
    if round_.state not in RoundState.current:
        return f"Đợt “{round_.label}” không ở trạng thái đang nhận hồ sơ."
    return _in_time(round_, unit, at)


def _in_time(round_: Round, unit: Unit, at: datetime) -> Refusal:
    """Refuse after the deadline (III.4: "trước ngày" is exclusive), extensions considered. A statement only then."""
    if not is_past(at, round_.deadline):
        return None  # whatever was extended, was extended to a later day
    deadline = deadline_for(round_, unit).until
    if not is_past(at, deadline):
        return None
    return (
        f"Đã quá hạn gửi hồ sơ: {describe_deadline(deadline)} (khoản 4 mục III). "
        "Chỉ Phòng Nội vụ được ghi nhận gia hạn, kèm lý do."
    )


def may_edit(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if not is_officer_of(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được sửa hồ sơ của đơn vị."
    if dossier.state not in DossierState.editable:
        return (
            f"Hồ sơ đang ở trạng thái “{dossier.get_state_display()}” nên không sửa được; thu hồi hồ sơ trước nếu cần."
        )
    return _in_time(dossier.round, dossier.unit, at)


def may_attach_signed(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    """Until it is sent: what the head has confirmed is numbered, and can then be signed outside of here."""
    if dossier.state != DossierState.CONFIRMED:
        return may_edit(roles, dossier, at)
    if not is_officer_of(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được kèm bản đã ký vào hồ sơ của đơn vị."
    return _in_time(dossier.round, dossier.unit, at)


def _not_head(roles: Roles, dossier: Dossier) -> Refusal:
    """III.3.b: the head of the proposing unit confirms."""
    if roles.at(dossier.unit, Role.THU_TRUONG):
        return None
    return "Chỉ thủ trưởng đơn vị trình khen được xác nhận hồ sơ (điểm b khoản 3 mục III)."


def may_confirm(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if refusal := _not_head(roles, dossier):
        return refusal
    if dossier.state not in DossierState.editable:
        return f"Hồ sơ đang ở trạng thái “{dossier.get_state_display()}”, không chờ xác nhận."
    return _in_time(dossier.round, dossier.unit, at)


def may_unconfirm(roles: Roles, dossier: Dossier) -> Refusal:
    if refusal := _not_head(roles, dossier):
        return refusal
    if dossier.state != DossierState.CONFIRMED:
        return "Chỉ bỏ xác nhận được hồ sơ đã xác nhận mà chưa nộp."
    return None


def may_submit(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if not is_officer_of(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được nộp hồ sơ của đơn vị."
    if dossier.state in DossierState.editable:
        return "Thủ trưởng đơn vị cần xác nhận hồ sơ trước khi nộp (điểm b khoản 3 mục III)."
    if dossier.state != DossierState.CONFIRMED:
        return f"Hồ sơ đang ở trạng thái “{dossier.get_state_display()}”, không chờ nộp."
    return _in_time(dossier.round, dossier.unit, at)


def may_recall(roles: Roles, dossier: Dossier, at: datetime) -> Refusal:
    if not is_officer_of(roles, dossier.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được thu hồi hồ sơ của đơn vị."
    if dossier.state != DossierState.SUBMITTED:
        return "Chỉ thu hồi được hồ sơ đã nộp mà chưa được tiếp nhận."
    return _in_time(dossier.round, dossier.unit, at)


def _of_secretariat(roles: Roles, dossier: Dossier, state: str, why_not: str) -> Refusal:
    """IV.4: Phòng Nội vụ follows, checks and advises; it acts on a dossier in one state."""
    if not is_secretariat(roles, dossier.round):
        return (
            "Chỉ bộ phận thường trực của nơi nhận được tiếp nhận, trả lại, thẩm định (khoản 4 mục III, khoản 4 mục IV)."
        )
    return None if dossier.state == state else why_not


def may_accept(roles: Roles, dossier: Dossier) -> Refusal:
    return _of_secretariat(roles, dossier, DossierState.SUBMITTED, "Chỉ tiếp nhận được hồ sơ đã nộp, chưa tiếp nhận.")


def may_return(roles: Roles, dossier: Dossier) -> Refusal:
    """Once: what is then still missing is said in the opinions of the appraisal (IV.4)."""
    refusal = _of_secretariat(roles, dossier, DossierState.SUBMITTED, "Chỉ trả lại được hồ sơ đã nộp, chưa tiếp nhận.")
    if refusal or return_of(dossier) is None:
        return refusal
    return (
        "Hồ sơ đã được trả lại để bổ sung một lần. Hãy tiếp nhận và ghi phần còn thiếu vào ý kiến thẩm định "
        "của từng trường hợp (khoản 4 mục IV)."
    )


def may_appraise(roles: Roles, dossier: Dossier) -> Refusal:
    return _of_secretariat(
        roles, dossier, DossierState.ACCEPTED, "Chỉ thẩm định được hồ sơ đã tiếp nhận và chưa kết thúc thẩm định."
    )


def may_propose(opinion: str, verdict: str) -> Refusal:
    """A nominee goes forward only on a verdict of "met": unknown is never "met"."""
    if opinion == Opinion.PROPOSE and verdict != "dat":
        return (
            "Chỉ đề nghị khen được khi kết quả xét là “Đạt”. Nếu còn tiêu chuẩn chờ đánh giá, "
            "hãy ghi nhận đánh giá của cơ quan có thẩm quyền kèm lý do trước."
        )
    return None


def may_judge(roles: Roles, round_: Round, *, key: str, unit: Unit | None, is_own: bool) -> Refusal:
    """Say who concludes where the plan asks for judgement: the head for a person, the secretariat for the rest.

    `unit` is the collective judged, or the unit where the person judged works (None: nowhere); nobody judges himself.
    """
    if is_own:
        return "Không ai tự đánh giá mình; cấp trên trực tiếp đánh giá."
    if is_secretariat(roles, round_):
        return None
    if unit is None:
        return "Người được xét hiện không giữ vị trí công tác nào, nên chưa có ai đánh giá."
    if key in HEAD_JUDGES:
        head = roles.at(unit, Role.THU_TRUONG)
        return None if head else "Thủ trưởng đơn vị đánh giá nội dung này (điểm b khoản 3 mục III)."
    if key in CHAIR_JUDGES and round_.decider is not None and roles.at(round_.decider, Role.CHU_TICH):
        return None
    return "Bộ phận thường trực của nơi nhận hồ sơ đánh giá nội dung này (khoản 4 mục IV)."


def may_extend(roles: Roles, round_: Round) -> Refusal:
    if is_secretariat(roles, round_):
        return None
    return "Chỉ bộ phận thường trực của nơi nhận hồ sơ được ghi nhận gia hạn."
