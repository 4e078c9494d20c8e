"""The minutes of a session, as their builder wants them: only what the session itself holds, frozen at closing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from thidua.core.calendar import VN, local_date
from thidua.core.format import percent
from thidua.councils.enums import Capacity, ThresholdOf
from thidua.councils.models import Item, Seat, Session
from thidua.councils.tallying import counted_percent
from thidua.documents.actions import letterhead_of
from thidua.documents.enums import PaperKind
from thidua.documents.papers import Letterhead, Signature
from thidua.documents.papers.forms.bien_ban import Member, Minutes, Vote
from thidua.organizations.models import Post
from thidua.organizations.queries import posts_of
from thidua.ui.states import state_of


def minutes_of(session: Session, seats: Sequence[Seat], items: Sequence[Item], *, ended: datetime) -> Minutes:
    """Return the facts of the minutes of a session whose items have their results. One statement."""
    posts = posts_of([seat.member.person_id for seat in seats], local_date(ended))
    return Minutes(
        letterhead=_letterhead(session, ended),
        title=f"Phiên họp {session.council.name}: {session.title}",
        began=(session.opened_at or ended).astimezone(VN),
        ended=ended.astimezone(VN),
        place=session.council.unit.name,
        subjects="Nội dung được xét",
        members=tuple(_member(seat, posts.get(seat.member.person_id)) for seat in seats),
        agenda=tuple(item.label for item in items),
        discussion=tuple(_recusals(items)),
        votes=tuple(_vote(item) for item in items),
        conclusion=tuple(f"{item.label}: {item.result['reason']}" for item in items if item.result),
        rule=_rule(session),
        chair=_signature(seats, Capacity.CHAIR, "CHỦ TỊCH HỘI ĐỒNG"),
        secretary=_signature(seats, Capacity.SECRETARY, "THƯ KÝ"),
        recipients=("Thành viên Hội đồng", "Lưu: VT, hồ sơ phiên họp"),
    )


def _letterhead(session: Session, ended: datetime) -> Letterhead:
    """A council signs under the body that set it up (NĐ 30/2020, Phụ lục I)."""
    unit = session.council.unit
    head = letterhead_of(unit, PaperKind.BIEN_BAN, at=ended)
    return replace(head, issuer=session.council.name.upper(), superior=unit.letterhead)


def _member(seat: Seat, post: Post | None) -> Member:
    position = f"{post.title}, {post.unit}" if post else ""
    absence = "có ý kiến bằng văn bản" if hasattr(seat, "opinion") else ""
    return Member(seat.member.person.full_name, position, seat.member.get_capacity_display(), seat.is_present, absence)


def _recusals(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        for row in item.recusals.all():
            yield f"{row.member.person} không tham gia biểu quyết “{item.label}”: {row.reason}."


def _vote(item: Item) -> Vote:
    result = item.result or {}
    return Vote(
        item=item.label,
        in_favour=result["for"],
        against=result["against"],
        blank=result["blank"],
        base=result["base"],
        percent=counted_percent(result),
        outcome=str(state_of(result["outcome"]).word),
    )


def _rule(session: Session) -> str:
    share = f"{percent(session.threshold_percent)} {ThresholdOf(session.threshold_of).label}"
    return (
        f"Phiên họp hợp lệ khi có mặt ít nhất {session.quorum} số thành viên; nội dung được thông qua khi có ít nhất "
        f"{share} đồng ý ({session.threshold_source})."
    )


def _signature(seats: Sequence[Seat], capacity: Capacity, title: str) -> Signature:
    holder = next((seat for seat in seats if seat.member.capacity == capacity and seat.is_present), None)
    return Signature(capacity=title, name=holder.member.person.full_name if holder else "")
