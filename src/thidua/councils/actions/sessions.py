"""A session's way: called with its items and its rule → opened on a fixed roster → voted → closed with its results."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, events_together, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.councils.choices import checked_choices
from thidua.councils.enums import SESSION_TRANSITIONS, SessionState, ThresholdOf
from thidua.councils.minutes import minutes_of
from thidua.councils.models import Council, Item, Member, Recusal, Seat, Session, WrittenOpinion
from thidua.councils.permissions import (
    may_add_item,
    may_close,
    may_mark_present,
    may_open,
    may_prepare,
    may_record_opinion,
    may_recuse,
)
from thidua.councils.queries import items_of, items_open_to, members_on, place_in, seats_of
from thidua.councils.tallying import check_rule, tally_of
from thidua.documents.actions import draft_paper
from thidua.documents.enums import PaperKind
from thidua.organizations.permissions import require


@dataclass(frozen=True)
class Subject:
    """What is put to the vote: `type` as `app.model`; `recused`: people who may not vote on it, each with why."""

    type: str
    id: int
    label: str
    recused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VotingRule:
    """The share of votes that carries an item, of what, who set it; and the part of the roster that must attend."""

    percent: Decimal
    of: str
    source: str
    quorum: str = "2/3"  # TT 08/2017 (V)


@transaction.atomic
@events_together()
def call_session(
    council: Council,
    *,
    title: str,
    held_on: date,
    rule: VotingRule,
    items: Sequence[Subject] = (),
    actor: User,
    at: datetime,
) -> Session:
    """Call a session of the council for a day, under a rule that is fixed from here on."""
    require(may_prepare(place_in(council, actor, at), council))
    _check_call(title, held_on, rule, at)
    session = Session.objects.create(
        council=council,
        title=title,
        held_on=held_on,
        quorum=rule.quorum,
        threshold_percent=rule.percent,
        threshold_of=ThresholdOf(rule.of),
        threshold_source=rule.source,
    )
    new = {"title": title, "held_on": held_on.isoformat(), "threshold": f"{rule.percent} {rule.of}"}
    record(session, "session.called", actor=actor, at=at, new=new)
    for subject in items:
        _put(session, subject, actor=actor, at=at)
    return session


def _check_call(title: str, held_on: date, rule: VotingRule, at: datetime) -> None:
    problems = check_rule(rule.percent, rule.of, rule.quorum)
    if not title.strip():
        problems.append(Problem("title", "Chưa ghi tên phiên họp."))
    if held_on < local_date(at):
        problems.append(Problem("held_on", "Ngày họp đã qua.", "Chọn từ hôm nay trở đi."))
    if not rule.source.strip():
        problems.append(
            Problem("source", "Chưa ghi căn cứ của tỷ lệ thông qua.", "Ghi quy chế hoặc văn bản quy định tỷ lệ này.")
        )
    if problems:
        raise InputError(*problems)


@transaction.atomic
@events_together()
def add_items(session: Session, *, items: Sequence[Subject], actor: User, at: datetime) -> Session:
    """Put further items to a session that is called and not yet open."""
    session = lock(session)
    require(may_add_item(place_in(session.council, actor, at), session))
    for subject in items:
        _put(session, subject, actor=actor, at=at)
    return session


def _put(session: Session, subject: Subject, *, actor: User, at: datetime) -> None:
    about = {"subject_type": subject.type, "subject_id": subject.id}
    if session.items.filter(**about).exists():
        raise InputError(Problem("items", f"“{subject.label}” đã có trong nội dung phiên họp."))
    item = Item.objects.create(session=session, label=subject.label, **about)
    record(session, "session.item_added", actor=actor, at=at, new={"item": item.pk, **about})
    for member in members_on(session.council, session.held_on).filter(person_id__in=subject.recused):
        _recuse(item, member, subject.recused[member.person_id], actor=actor, at=at)


@transaction.atomic
def recuse(item: Item, member: Member, *, reason: str, actor: User, at: datetime) -> Recusal:
    """Record that a member does not vote on an item, and why; possible until that member has voted."""
    session = lock(item.session)
    seat = Seat.objects.filter(session=session, member=member).first()
    require(may_recuse(place_in(session.council, actor, at, session=session), session, member, seat))
    problems = []
    if member.council_id != session.council_id:
        problems.append(Problem("member", f"{member.person} không phải thành viên {session.council}."))
    if item.recusals.filter(member=member).exists():
        problems.append(Problem("member", f"{member.person} đã được ghi nhận không biểu quyết nội dung này."))
    if not reason.strip():
        problems.append(Problem("reason", "Chưa ghi lý do không tham gia biểu quyết."))
    if problems:
        raise InputError(*problems)
    return _recuse(item, member, reason, actor=actor, at=at)


def _recuse(item: Item, member: Member, reason: str, *, actor: User, at: datetime) -> Recusal:
    recusal = Recusal.objects.create(item=item, member=member, reason=reason)
    new = {"item": item.pk, "member": member.pk}
    record(item.session, "session.recused", actor=actor, at=at, new=new, reason=reason)
    return recusal


@transaction.atomic
def open_session(session: Session, *, present: Collection[Member], actor: User, at: datetime) -> Session:
    """Write the roster of the day, one seat a member, with who is present; from now on the roster is frozen."""
    session = lock(session)
    place = place_in(session.council, actor, at)
    require(may_open(place, session, items_of(session), at))
    roster = list(members_on(session.council, local_date(at)))
    here = {member.pk for member in present}
    if strangers := [member for member in present if member not in roster]:
        names = ", ".join(str(member.person) for member in strangers)
        raise InputError(Problem("present", f"Không có trong danh sách Hội đồng hôm nay: {names}."))
    Seat.objects.bulk_create(Seat(session=session, member=member, is_present=member.pk in here) for member in roster)
    session.opened_at = at
    change_state(
        session,
        SessionState.OPEN,
        table=SESSION_TRANSITIONS,
        verb="session.opened",
        actor=actor,
        at=at,
        new={"members": len(roster), "present": len(here)},
    )
    return session


@transaction.atomic
def mark_present(session: Session, member: Member, *, actor: User, at: datetime) -> Seat:
    """Record a member of the roster who arrived after the session was opened."""
    session = lock(session)
    require(may_mark_present(place_in(session.council, actor, at, session=session), session))
    seat = _seat_of(session, member)
    if not seat.is_present:
        seat.is_present = True
        seat.save(update_fields=["is_present"])
        record(session, "session.member_arrived", actor=actor, at=at, new={"member": member.pk})
    return seat


def _seat_of(session: Session, member: Member) -> Seat:
    seat = session.seats.filter(member=member).first()
    if seat is None:
        raise InputError(Problem("member", f"{member.person} không có trong danh sách của phiên họp."))
    return seat


@transaction.atomic
def record_written_opinion(
    session: Session, member: Member, *, choices: Mapping[int, str], actor: User, at: datetime
) -> WrittenOpinion:
    """Enter what an absent member answered in writing, by name; `choices` by item id, every item open to them."""
    session = lock(session)
    require(may_record_opinion(place_in(session.council, actor, at, session=session), session))
    seat = _seat_of(session, member)
    if seat.is_present:
        raise InputError(Problem("member", f"{member.person} có mặt nên biểu quyết bằng phiếu kín."))
    if WrittenOpinion.objects.filter(seat=seat).exists():
        raise InputError(Problem("member", f"Ý kiến của {member.person} đã được ghi."))
    items = items_open_to(member.pk, items_of(session))
    opinion = WrittenOpinion.objects.create(seat=seat, choices=checked_choices(choices, items))
    record(session, "session.opinion_recorded", actor=actor, at=at, new={"member": member.pk})
    return opinion


@transaction.atomic
def close_session(session: Session, *, actor: User, at: datetime) -> Session:
    """Count the ballots; each item's result is frozen with its reason, and the minutes are drafted.

    An item that the absent could still carry is frozen as `awaiting_written`: enter their opinions before.
    """
    session = lock(session)
    require(may_close(place_in(session.council, actor, at, session=session), session))
    seats, items = seats_of(session), items_of(session)
    results = tally_of(session, seats, items)
    for item in items:
        item.result = results[item.pk]
        item.save(update_fields=["result"])
    session.closed_at = at
    session.minutes = draft_paper(
        PaperKind.BIEN_BAN,
        minutes_of(session, seats, items, ended=at),
        issuer=session.council.unit,
        title=f"Biên bản {session.title}",
        actor=actor,
        at=at,
    )
    change_state(
        session,
        SessionState.CLOSED,
        table=SESSION_TRANSITIONS,
        verb="session.closed",
        actor=actor,
        at=at,
        new={"outcomes": {str(item.pk): results[item.pk]["outcome"] for item in items}},
    )
    return session
