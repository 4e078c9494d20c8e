"""Sessions: what waits for my ballot, the session itself, and what its chair and secretary do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.councils.actions import ballots
from thidua.councils.actions import sessions as acts
from thidua.councils.events import SESSION_EVENTS
from thidua.councils.forms import ArrivalForm, AttendanceForm, BallotForm, CallForm, RecusalForm
from thidua.councils.models import Council, Item, Session
from thidua.councils.permissions import (
    may_close,
    may_finish_voting,
    may_mark_present,
    may_open,
    may_prepare,
    may_record_opinion,
    may_vote,
    open_council_session,
    open_seat,
)
from thidua.councils.queries import (
    Place,
    ballots_awaited,
    councils_prepared_by,
    items_of,
    items_open_to,
    members_absent,
    members_on,
    place_in,
    seats_of,
    sessions_visible_to,
    turnout,
    with_counts,
)
from thidua.movements.queries import movement_to_cite
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out

PER_PAGE = 25
PAGES = {"initiatives.initiative": "initiatives:detail"}  # where the subjects of items are shown, by their type
CLAUSES = {  # where the plan names the council
    "hoi_dong_khcn": ("III.2.a/tap-the/6", gettext_lazy("gạch đầu dòng 6, đối với tập thể, điểm a khoản 2 mục III")),
    "hoi_dong_tdkt": ("III.3.c", gettext_lazy("điểm c khoản 3 mục III")),
}


@dataclass(frozen=True)
class Line:
    """An item as the page shows it: with the page of its subject, who is recused, and its result once closed."""

    item: Item
    url: str

    @property
    def percent(self) -> float:
        return float((self.item.result or {}).get("percent") or 0)


def _lines(items: Sequence[Item]) -> list[Line]:
    return [
        Line(item, reverse(PAGES[item.subject_type], args=[item.subject_id]) if item.subject_type in PAGES else "")
        for item in items
    ]


@require_GET
@signed_in
def sessions(request: ActorRequest) -> HttpResponse:
    """List the sessions one may read; those that wait for one's ballot first."""
    visible = sessions_visible_to(request.roles, request.user, request.at)
    page = Paginator(with_counts(visible), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "councils/sessions.html",
        {
            "page_obj": page,
            "awaiting": ballots_awaited(request.user).count(),
            "may_call": councils_prepared_by(request.roles, request.user, request.at).exists(),
            "movement": movement_to_cite(request.roles),
        },
    )


@require_http_methods(["GET", "POST"])
@signed_in
def call_session(request: ActorRequest) -> HttpResponse:
    """Call a session of a council one chairs, keeps the books of, or serves."""
    councils = councils_prepared_by(request.roles, request.user, request.at)
    if not councils:
        require(_("Chỉ Chủ tịch, Thư ký Hội đồng hoặc thường trực thi đua được triệu tập phiên họp."))
    form = CallForm(request.POST or None, councils=councils, initial={"of": "members"})
    called: list[Session] = []

    def act(council: Council, title: str, held_on: Any, **rule: Any) -> None:
        called.append(
            acts.call_session(
                council,
                title=title,
                held_on=held_on,
                rule=acts.VotingRule(**rule),
                actor=request.user,
                at=request.at,
            )
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã triệu tập phiên họp. Hãy đưa nội dung vào phiên họp."))
        return redirect("councils:session", called[0].pk)
    return render(request, "councils/call_session.html", {"form": form})


@never_cache
@require_GET
@signed_in
def session(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a session: what one must do in it, its items, its roster, its rule, and, once closed, its results."""
    return _page(request, open_council_session(request.roles, request.user, pk, request.at))


def _page(
    request: ActorRequest,
    row: Session,
    *,
    ballot: BallotForm | None = None,
    attendance: AttendanceForm | None = None,
) -> HttpResponse:
    place = place_in(row.council, request.user, request.at, session=row)
    seats, items = seats_of(row), items_of(row)
    counted = turnout(seats, items)
    mine = items_open_to(place.member.pk, items) if place.member else []
    no_vote = may_vote(place, row, mine)
    no_start = may_open(place, row, items, request.at)
    absent = [seat for seat in seats if not seat.is_present]
    clause, cite = CLAUSES[row.council.kind]
    context: dict[str, Any] = {
        "session": row,
        "place": place,
        "lines": _lines(items),
        "seats": seats,
        "absent": absent,
        "turnout": counted,
        "form": ballot or attendance,
        "ballot": ballot or (None if no_vote else BallotForm(items=mine)),
        "left_out": [item for item in items if item not in mine] if place.seat else [],
        "no_vote": no_vote,
        "attendance": attendance or (None if no_start else AttendanceForm(members=_roster(request, row))),
        "no_start": no_start,
        "arrival": ArrivalForm(members=members_absent(row)) if absent and not may_mark_present(place, row) else None,
        "may_recuse": (row.is_called or row.is_open)
        and (place.member is not None or may_prepare(place, row.council) is None),
        "may_finish": may_finish_voting(place, row, counted) is None,
        "may_record_opinion": may_record_opinion(place, row) is None,
        "may_close": may_close(place, row) is None,
        "steps": [step for step in history_of(row, SESSION_EVENTS) if step.event.verb in SESSION_EVENTS],
        "movement": movement_to_cite(request.roles),
        "clause": clause,
        "cite": cite,
    }
    return render(request, "councils/session.html", context)


def _roster(request: ActorRequest, row: Session) -> Any:
    return members_on(row.council, local_date(request.at))


def _session(request: ActorRequest, pk: int) -> tuple[Session, Place]:
    row = open_council_session(request.roles, request.user, pk, request.at)
    return row, place_in(row.council, request.user, request.at, session=row)


@require_POST
@signed_in
def open_session(request: ActorRequest, pk: int) -> HttpResponse:
    row, place = _session(request, pk)
    require(may_open(place, row, items_of(row), request.at))
    form = AttendanceForm(request.POST, members=_roster(request, row))
    if not carry_out(form, acts.open_session, session=row, actor=request.user, at=request.at):
        return _page(request, row, attendance=form)
    messages.success(request, _("Đã mở phiên họp; danh sách thành viên không thay đổi nữa. Bắt đầu bỏ phiếu."))
    return redirect("councils:session", pk)


@require_POST
@signed_in
def mark_present(request: ActorRequest, pk: int) -> HttpResponse:
    row, place = _session(request, pk)
    require(may_mark_present(place, row))
    form = ArrivalForm(request.POST, members=members_absent(row))
    if carry_out(form, acts.mark_present, session=row, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi nhận thành viên có mặt."))
    else:
        messages.error(request, _("Chưa chọn thành viên đến sau."))
    return redirect("councils:session", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def recuse_member(request: ActorRequest, pk: int) -> HttpResponse:
    """Record that a member does not vote on an item: oneself, or, for who prepares the session, anyone."""
    row, place = _session(request, pk)
    refusal = may_prepare(place, row.council)
    if place.member is None:
        require(refusal)
    members = _roster(request, row)
    if refusal and place.member:
        members = members.filter(pk=place.member.pk)
    form = RecusalForm(request.POST or None, items=row.items.order_by("pk"), members=members)
    if request.method == "POST" and carry_out(form, acts.recuse, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi nhận thành viên không tham gia biểu quyết nội dung này."))
        return redirect("councils:session", pk)
    return render(request, "councils/recuse_member.html", {"session": row, "form": form})


@sensitive_post_parameters()
@never_cache
@require_POST
@signed_in
def cast_ballot(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one ballot. Nothing of it is repeated but to its voter, on a form that still misses a choice."""
    row, place = _session(request, pk)
    items = items_open_to(place.member.pk, items_of(row)) if place.member else []
    require(may_vote(place, row, items))
    form = BallotForm(request.POST, items=items)

    def act(**_said: str) -> None:
        ballots.cast_ballot(row, choices=form.choices, actor=request.user, at=request.at)

    if not carry_out(form, act):
        return _page(request, row, ballot=form)
    messages.success(request, _("Đã ghi nhận phiếu của đồng chí."))
    return redirect("councils:session", pk)


@require_POST
@signed_in
def finish_voting(request: ActorRequest, pk: int) -> HttpResponse:
    row, _place = _session(request, pk)
    ballots.finish_voting(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã kết thúc bỏ phiếu; các phiếu đã được trộn. Kết quả hiện sau khi kiểm phiếu."))
    return redirect("councils:session", pk)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def record_opinion(request: ActorRequest, pk: int, seat_pk: int) -> HttpResponse:
    """Enter what an absent member answered in writing."""
    row, place = _session(request, pk)
    require(may_record_opinion(place, row))
    seat = open_seat(row, seat_pk)
    form = BallotForm(request.POST or None, items=items_open_to(seat.member_id, items_of(row)))

    def act(**_said: str) -> None:
        acts.record_written_opinion(row, seat.member, choices=form.choices, actor=request.user, at=request.at)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã ghi ý kiến bằng văn bản của %(name)s.") % {"name": seat.member.person})
        return redirect("councils:session", pk)
    return render(request, "councils/record_opinion.html", {"session": row, "seat": seat, "form": form})


@require_POST
@signed_in
def close_session(request: ActorRequest, pk: int) -> HttpResponse:
    row, _place = _session(request, pk)
    acts.close_session(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã kiểm phiếu và kết thúc phiên họp. Biên bản đã được lập."))
    return redirect("councils:session", pk)
