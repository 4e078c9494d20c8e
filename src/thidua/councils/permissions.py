"""Who may do what in a session; each answer None (yes) or a sentence that says why not."""

from collections.abc import Sequence
from datetime import datetime

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.core.errors import NotVisible
from thidua.core.format import day
from thidua.councils.models import Council, Item, Member, Seat, Session
from thidua.councils.queries import Place, Turnout, seats_of, sessions_visible_to
from thidua.organizations.enums import Role
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, fetch, holds_for
from thidua.organizations.queries import Roles


def open_council_session(roles: Roles, user: User, pk: int, at: datetime) -> Session:
    """Fetch and authorise in one: for who may not see it, it does not exist."""
    return fetch(sessions_visible_to(roles, user, at), pk=pk)


def open_seat(session: Session, pk: int) -> Seat:
    """Fetch a seat of a session that is itself open to the reader."""
    seat = next((seat for seat in seats_of(session) if seat.pk == pk), None)
    if seat is None:
        raise NotVisible
    return seat


def may_set_up_council(roles: Roles, unit: Unit) -> Refusal:
    """NĐ 13/2012 Đ8 (M): the head of the unit sets the council up; the secretariat enters it for the authority."""
    if roles.over(unit, Role.THU_TRUONG) or holds_for(roles, unit, Role.CHU_TICH, Role.THUONG_TRUC):
        return None
    return f"Chỉ người đứng đầu {unit} hoặc thường trực thi đua được lập Hội đồng và cử thành viên."


def may_prepare(place: Place, council: Council) -> Refusal:
    """Calling a session and its items: the chair, the secretary, or the secretariat that serves the council."""
    if place.runs or holds_for(place.roles, council.unit, Role.THUONG_TRUC):
        return None
    return "Chỉ Chủ tịch, Thư ký Hội đồng hoặc thường trực thi đua được triệu tập và chuẩn bị phiên họp."


def may_add_item(place: Place, session: Session) -> Refusal:
    if not session.is_called:
        return "Phiên họp đã mở nên không thêm được nội dung; hãy triệu tập phiên khác."
    return may_prepare(place, session.council)


def may_recuse(place: Place, session: Session, member: Member, seat: Seat | None) -> Refusal:
    """A member recuses himself, or the chair, secretary or secretariat records it; a ballot cast cannot be undone."""
    own = place.member is not None and place.member.person_id == member.person_id
    if not own and (refusal := may_prepare(place, session.council)):
        return refusal
    if not (session.is_called or session.is_open):
        return "Bỏ phiếu đã kết thúc nên không ghi nhận thêm người không tham gia biểu quyết."
    if seat is not None and seat.has_voted:
        return f"{member.person} đã bỏ phiếu; phiếu kín không tách ra được nữa."
    return None


def _runs(place: Place) -> Refusal:
    return None if place.runs else "Chỉ Chủ tịch hoặc Thư ký Hội đồng được điều hành phiên họp."


def may_open(place: Place, session: Session, items: Sequence[Item], at: datetime) -> Refusal:
    if refusal := _runs(place):
        return refusal
    if not session.is_called:
        return "Phiên họp đã được mở."
    if not items:
        return "Phiên họp chưa có nội dung nào để biểu quyết."
    if local_date(at) < session.held_on:
        return f"Phiên họp được triệu tập vào ngày {day(session.held_on)}; chưa đến ngày mở."
    return None


def may_mark_present(place: Place, session: Session) -> Refusal:
    if not session.is_open:
        return "Chỉ ghi nhận người đến họp khi phiên họp đang bỏ phiếu."
    return _runs(place)


def may_vote(place: Place, session: Session, items: Sequence[Item]) -> Refusal:
    """One ballot a member, by those present only; `items` are those the member is not recused from."""
    if not session.is_open:
        return f"Phiên họp ở trạng thái “{session.get_state_display()}” nên không nhận phiếu."
    if place.seat is None:
        return "Chỉ thành viên có tên trong danh sách của phiên họp được bỏ phiếu."
    if not place.seat.is_present:
        return "Chưa được điểm danh có mặt: hãy báo Thư ký ghi nhận trước khi bỏ phiếu."
    if place.seat.has_voted:
        return "Mỗi thành viên bỏ phiếu một lần; phiếu đã được ghi nhận và không sửa, không rút lại được."
    if not items:
        return "Không tham gia biểu quyết nội dung nào của phiên họp này."
    return None


def may_finish_voting(place: Place, session: Session, turnout: Turnout) -> Refusal:
    """The chair or the secretary at any time; any other member once all who are present have voted."""
    if not session.is_open:
        return "Phiên họp không ở trạng thái đang bỏ phiếu."
    if place.runs:
        return None
    if place.seat is None:
        return "Chỉ thành viên của phiên họp được kết thúc bỏ phiếu."
    if not turnout.all_voted:
        return "Chỉ Chủ tịch hoặc Thư ký Hội đồng được kết thúc khi còn thành viên có mặt chưa bỏ phiếu."
    return None


def may_record_opinion(place: Place, session: Session) -> Refusal:
    """TT 08/2017 (V): the absent are asked in writing, after the ballots are in and before the count."""
    if not session.is_voted:
        return "Chỉ ghi ý kiến bằng văn bản sau khi bỏ phiếu xong và trước khi kết thúc phiên họp."
    return _runs(place)


def may_close(place: Place, session: Session) -> Refusal:
    if not session.is_voted:
        return "Chỉ kết thúc được phiên họp đã bỏ phiếu xong."
    return _runs(place)
