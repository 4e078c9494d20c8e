"""The minutes of the unit's own council (III.3.c): who was there, and how each nominee fared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import VN, local_date
from thidua.core.errors import InputError, Problem
from thidua.core.format import percent
from thidua.core.voting import Base, ItemResult, Outcome, Threshold, Votes, decide
from thidua.documents.actions import letterhead_of
from thidua.documents.enums import PaperKind
from thidua.documents.papers import Signature
from thidua.documents.papers.forms.bien_ban import Member, Minutes, Vote
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.actions.papers import fill_slot
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_edit
from thidua.dossiers.queries.dossiers import nominations_of
from thidua.dossiers.wording import VOTED
from thidua.organizations.models import Person
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import posts_of, roles_of


@dataclass(frozen=True)
class Show:
    """A show of hands on one nominee."""

    in_favour: int
    against: int = 0
    blank: int = 0

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.blank


@dataclass(frozen=True)
class Meeting:
    """The meeting of the unit's own council (III.3.c). `percent` of the members, by the unit's own rule."""

    held_on: date
    chair: Person
    secretary: Person
    present: Sequence[Person]
    absent: Sequence[Person]
    counts: Mapping[int, Show]
    percent: int
    rule: str
    hour: time = time(8)
    method: str = "giơ tay"

    @property
    def began(self) -> datetime:
        return datetime.combine(self.held_on, self.hour, VN)


@transaction.atomic
def record_minutes(dossier: Dossier, meeting: Meeting, *, actor: User, at: datetime) -> None:
    """Record the meeting of the unit's council: who was there, how each nominee fared (III.3.c)."""
    dossier = lock_dossier(dossier)
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    nominations = list(nominations_of(dossier))
    _check(meeting, nominations, at)
    results = [(row, _decided(meeting, row)) for row in nominations]
    fill_slot(dossier, Slot.BIEN_BAN, _minutes(dossier, meeting, results, at), actor=actor, at=at)
    outcome = {str(row.nominee): str(result.outcome) for row, result in results}
    record(
        dossier, "dossier.minutes_recorded", actor=actor, at=at, new={"votes": outcome, **in_place(roles, dossier.unit)}
    )


def _check(meeting: Meeting, nominations: Sequence[Nomination], at: datetime) -> None:
    """Report all that is wrong with the meeting at once."""
    voters = len(meeting.present)
    problems = [
        Problem(
            f"votes-{row.pk}",
            f"Số phiếu cho {row.nominee} không bằng số người có mặt ({voters}).",
            "Đồng ý, không đồng ý và phiếu trắng cộng lại phải bằng số người có mặt.",
        )
        for row in nominations
        if row.pk not in meeting.counts or meeting.counts[row.pk].total != voters
    ]
    if meeting.held_on > local_date(at):
        problems.append(Problem("held_on", "Ngày họp ở tương lai.", "Ghi biên bản sau khi họp."))
    if meeting.chair not in meeting.present:
        problems.append(Problem("chair", "Người chủ trì phải có mặt.", "Chọn trong số người có mặt."))
    if meeting.secretary not in meeting.present:
        problems.append(Problem("secretary", "Thư ký phải có mặt.", "Chọn trong số người có mặt."))
    if meeting.secretary == meeting.chair:
        problems.append(Problem("secretary", "Thư ký phải là người khác với người chủ trì."))
    if not nominations:
        problems.append(Problem("nominees", "Chưa có tập thể, cá nhân nào để xét.", "Thêm vào danh sách trước."))
    if problems:
        raise InputError(*problems)


def _decided(meeting: Meeting, nomination: Nomination) -> ItemResult:
    """Count a show of hands by the same rules as a ballot, of all members (III.3.c)."""
    count, present, absent = meeting.counts[nomination.pk], len(meeting.present), len(meeting.absent)
    votes = Votes(count.in_favour, count.against, count.blank, members=present + absent, present=present)
    return decide(str(nomination.pk), votes, Threshold(Decimal(meeting.percent), Base.MEMBERS))


def _minutes(
    dossier: Dossier, meeting: Meeting, results: Sequence[tuple[Nomination, ItemResult]], at: datetime
) -> Minutes:
    passed = [row.nominee for row, result in results if result.outcome == Outcome.PASSED]
    return Minutes(
        letterhead=letterhead_of(dossier.unit, PaperKind.BIEN_BAN, at=at),
        title=f"Họp Hội đồng Thi đua – Khen thưởng {dossier.unit}",
        began=meeting.began,
        place=dossier.unit.name,
        members=_members(meeting),
        agenda=(f"Xét, đề nghị khen thưởng: {dossier.round.label}",),
        votes=tuple(_vote(row, result) for row, result in results),
        conclusion=tuple(f"Đề nghị khen thưởng {nominee}." for nominee in passed)
        or ("Không có trường hợp nào được thông qua.",),
        chair=Signature(capacity="CHỦ TRÌ", name=meeting.chair.full_name),
        secretary=Signature(capacity="THƯ KÝ", name=meeting.secretary.full_name),
        rule=f"{meeting.rule.rstrip('. ')}. Tỷ lệ cần đạt: {percent(meeting.percent)} tổng số thành viên.",
        method=meeting.method,
    )


def _members(meeting: Meeting) -> tuple[Member, ...]:
    people = (*meeting.present, *meeting.absent)
    posts = posts_of([person.pk for person in people], meeting.held_on)
    roles = {meeting.secretary.pk: "Thư ký", meeting.chair.pk: "Chủ trì"}
    return tuple(
        Member(
            person.full_name,
            posts[person.pk].title if person.pk in posts else "",
            roles.get(person.pk, "Thành viên"),
            person in meeting.present,
        )
        for person in people
    )


def _vote(nomination: Nomination, result: ItemResult) -> Vote:
    return Vote(
        item=str(nomination.nominee),
        in_favour=result.in_favour,
        against=result.against,
        blank=result.blank,
        base=result.base,
        percent=result.percent or Decimal(0),
        outcome=VOTED[result.outcome],
    )
