"""Who sets up, who scores its own sheet, who appraises, who publishes (II.2.đ, IV.4)."""

from datetime import date, datetime
from hashlib import sha256

from thidua.core.calendar import local_date
from thidua.core.errors import NotVisible
from thidua.core.format import day as written
from thidua.core.format import moment
from thidua.files.models import Citation
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, holds_for, is_officer_of
from thidua.organizations.queries import Roles
from thidua.organizations.queries.groups import authorities_run
from thidua.scoring.enums import AppraisalStep, SheetState, SurveyState
from thidua.scoring.models import CriteriaSet, Invitation, Sheet, Survey
from thidua.scoring.queries import (
    extended_until,
    fields_appraised_by,
    sets_visible_to,
    sheets_visible_to,
)
from thidua.scoring.queries.proofs import proofs_of
from thidua.scoring.queries.surveys import invitation_with, surveys_visible_to

LOCKED = "Bộ phận thường trực đã khóa phiếu; lý do ghi ở lịch sử của phiếu."
ASK = "Đề nghị bộ phận thường trực mở khóa phiếu, nêu lý do."
PUBLISHED = "Kết quả đã công bố nên không thẩm định lại được."


def open_set(roles: Roles, pk: int) -> CriteriaSet:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(sets_visible_to(roles), pk=pk)


def open_sheet(roles: Roles, pk: int) -> Sheet:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(sheets_visible_to(roles), pk=pk)


def open_survey(roles: Roles, pk: int) -> Survey:
    """Fetch and authorise in one: for who may not see its set, it does not exist."""
    return fetch(surveys_visible_to(roles), pk=pk)


def open_proof(roles: Roles, pk: int, citation: int) -> Citation:
    """Fetch a file that proves an item of a sheet: whoever may read the sheet may read what proves it."""
    proofs = proofs_of(open_sheet(roles, pk))
    found = next((each for cited in proofs.values() for each in cited if each.pk == citation), None)
    if found is None:
        raise NotVisible
    return found


def open_invitation(token: str) -> Invitation:
    """Fetch by what stands on the slip, which is all that its holder is asked for."""
    invitation = invitation_with(sha256(token.encode()).hexdigest())
    if invitation is None:
        raise NotVisible
    return invitation


def may_run_scoring(roles: Roles, authority: Unit) -> Refusal:
    if holds_for(roles, authority, Role.THUONG_TRUC):
        return None
    return f"Chỉ bộ phận thường trực thuộc {authority} được lập bộ tiêu chí, thẩm định, công bố (khoản 4 mục IV)."


def may_set_up(roles: Roles) -> Refusal:
    """IV.4: Phòng Nội vụ follows and guides; at a commune the same role reaches the commune alone."""
    if authorities_run(roles).exists():
        return None
    return "Chỉ Thường trực thi đua (Phòng Nội vụ) được lập bộ tiêu chí và ghi chỉ số thành phần (khoản 4 mục IV)."


def may_self_score(roles: Roles, sheet: Sheet, at: datetime) -> Refusal:
    if not is_officer_of(roles, sheet.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được tự chấm phiếu của đơn vị."
    if sheet.state != SheetState.OPEN:
        return f"Phiếu đang ở trạng thái “{sheet.get_state_display()}” nên không tự chấm được nữa."
    return LOCKED if sheet.is_locked else _outside_self_scoring(sheet, at)


def _outside_self_scoring(sheet: Sheet, at: datetime) -> Refusal:
    table, day = sheet.timetable, local_date(at)
    if table is None or _is_opened(sheet, at):
        return None
    if day < table.self_scoring_from:
        return f"Đợt tự chấm mở từ ngày {written(table.self_scoring_from)}."
    if day > table.self_scoring_until:
        return f"Hạn tự chấm đã hết ngày {written(table.self_scoring_until)}. {ASK}"
    return None


def _is_opened(sheet: Sheet, at: datetime) -> bool:
    """Tell whether the secretariat has opened the sheet by hand, past its timetable."""
    return sheet.open_until is not None and local_date(at) <= sheet.open_until


def may_appraise(roles: Roles, sheet: Sheet, at: datetime) -> Refusal:
    if refusal := may_run_scoring(roles, sheet.criteria_set.authority):
        return refusal
    if sheet.state == SheetState.PUBLISHED:
        return PUBLISHED
    table = sheet.timetable if sheet.state == SheetState.OPEN else None
    if table is not None and local_date(at) <= table.self_scoring_until:
        return (
            f"Đơn vị còn tự chấm đến hết ngày {written(table.self_scoring_until)}; phiếu chưa nộp thì chưa thẩm định."
        )
    return _after_appraisal(sheet, at)


def step_of(sheet: Sheet) -> AppraisalStep:
    """Return which appraisal of a sheet comes next."""
    return AppraisalStep.SECOND if sheet.state in SheetState.settled else AppraisalStep.FIRST


def appraisal_until(sheet: Sheet) -> date | None:
    """Return the last day of the appraisal that comes next: the timetable's, or a later one that was given."""
    table, step = sheet.timetable, step_of(sheet)
    if table is None:
        return None
    last = table.appraisal_until if step == AppraisalStep.FIRST else table.reappraisal_until
    return max(last, extended_until(sheet, step) or last)


def _after_appraisal(sheet: Sheet, at: datetime) -> Refusal:
    last = appraisal_until(sheet)
    if last is None or local_date(at) <= last:
        return None
    return (
        f"Hạn {step_of(sheet).label.lower()} đã hết ngày {written(last)}. "
        "Bộ phận thường trực gia hạn ở trang Đợt chấm, nêu lý do."
    )


def fields_to_appraise(roles: Roles, sheet: Sheet) -> set[str]:
    """Return the fields of the sheet that offices one acts for own. One statement."""
    return {row.field for row in fields_appraised_by(roles).filter(criteria_set=sheet.criteria_set_id)}


def may_appraise_fields(roles: Roles, sheet: Sheet, at: datetime) -> Refusal:
    """The office that owns a field appraises it on sheets handed in, until the result is published."""
    if not fields_to_appraise(roles, sheet):
        return "Chỉ cơ quan được giao lĩnh vực mới thẩm định lĩnh vực đó."
    if sheet.state == SheetState.OPEN:
        return "Đơn vị chưa nộp phiếu tự chấm nên chưa thẩm định được."
    return PUBLISHED if sheet.state == SheetState.PUBLISHED else _after_appraisal(sheet, at)


def may_lock(roles: Roles, sheet: Sheet) -> Refusal:
    if refusal := may_run_scoring(roles, sheet.criteria_set.authority):
        return refusal
    return PUBLISHED if sheet.state == SheetState.PUBLISHED else None


def may_explain(roles: Roles, sheet: Sheet, at: datetime) -> Refusal:
    """A unit answers the appraisal before the result is published (domain: giải trình)."""
    if not is_officer_of(roles, sheet.unit):
        return "Chỉ cán bộ hoặc thủ trưởng của đơn vị được giải trình về phiếu của đơn vị."
    if sheet.state != SheetState.APPRAISED:
        return "Chỉ giải trình được khi phiếu đã thẩm định và kết quả chưa công bố."
    if sheet.is_locked:
        return LOCKED
    table = sheet.timetable
    if table is None or _is_opened(sheet, at) or local_date(at) <= table.explanation_until:
        return None
    return f"Hạn giải trình đã hết ngày {written(table.explanation_until)}. {ASK}"


def may_prove(roles: Roles, sheet: Sheet, at: datetime) -> Refusal:
    """A unit brings files while it scores itself, and while it answers the appraisal."""
    refusal = may_self_score(roles, sheet, at)
    return None if refusal is None or may_explain(roles, sheet, at) is None else refusal


def may_revise(roles: Roles, criteria_set: CriteriaSet) -> Refusal:
    if refusal := may_run_scoring(roles, criteria_set.authority):
        return refusal
    if criteria_set.sheets.exists():
        return "Đã mở phiếu theo bộ tiêu chí này nên không thay được nữa. Lập bộ tiêu chí của năm khác."
    return None


def may_try(roles: Roles, criteria_set: CriteriaSet) -> Refusal:
    """Who prepares and who decides the guidance tries what it would do."""
    if holds_for(roles, criteria_set.authority, Role.THUONG_TRUC, Role.CHU_TICH):
        return None
    return "Chỉ bộ phận thường trực và Chủ tịch UBND được tính thử ngưỡng và điểm."


def may_publish(roles: Roles, criteria_set: CriteriaSet) -> Refusal:
    if refusal := may_run_scoring(roles, criteria_set.authority):
        return refusal
    if publication := getattr(criteria_set, "publication", None):
        return f"Kết quả đã công bố lúc {moment(publication.published_at)}."
    return None


def may_survey(roles: Roles, criteria_set: CriteriaSet) -> Refusal:
    """The answers are those of the set's rule, so a survey waits until the set is frozen."""
    if refusal := may_publish(roles, criteria_set):
        return refusal
    return None if criteria_set.sheets.exists() else "Mở phiếu trước: các phương án trả lời theo bộ tiêu chí đã chốt."


def may_close_survey(roles: Roles, survey: Survey) -> Refusal:
    if refusal := may_publish(roles, survey.criteria_set):
        return refusal
    return None if survey.state == SurveyState.OPEN else "Khảo sát đã đóng."


def may_extend_survey(roles: Roles, survey: Survey, at: datetime) -> Refusal:
    """Only while it is answered: who saw the counts and then took more answers would see those come in one by one."""
    if refusal := may_close_survey(roles, survey):
        return refusal
    if survey.is_over(local_date(at)):
        return f"Hạn trả lời đã hết ngày {written(survey.closes_on)}, kết quả đã xem được nên không gia hạn nữa."
    return None


def may_invite(roles: Roles, survey: Survey, at: datetime) -> Refusal:
    """Answers come by invitations or by a workbook, never by both: nobody could tell which were counted twice."""
    if refusal := may_close_survey(roles, survey):
        return refusal
    if survey.is_over(local_date(at)):
        return f"Hạn trả lời đã hết ngày {written(survey.closes_on)} nên không làm thêm phiếu mời."
    if survey.counts.exists() and not survey.invitations.exists():
        return "Kết quả đã nạp từ bảng tính nên không làm phiếu mời nữa."
    return None


def may_import_counts(roles: Roles, survey: Survey) -> Refusal:
    if refusal := may_close_survey(roles, survey):
        return refusal
    return "Đã làm phiếu mời nên kết quả tự cộng từ phiếu trả lời." if survey.invitations.exists() else None


def may_answer(invitation: Invitation, at: datetime) -> Refusal:
    """One answer for each invitation, to the end of the last day."""
    if invitation.is_used:
        return "Phiếu này đã được dùng để trả lời. Mỗi phiếu chỉ trả lời một lần."
    survey = invitation.survey
    if survey.is_over(local_date(at)):
        return f"Khảo sát đã hết hạn ngày {written(survey.closes_on)} hoặc đã đóng. Cảm ơn bạn đã quan tâm."
    return None
