"""Drafting the dossier's papers, the minutes of the unit's council, and the head's signature under all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.core.calendar import VN, local_date
from thidua.core.errors import InputError, Problem
from thidua.core.voting import ItemResult, parse_tally, tally
from thidua.documents.actions import draft_paper, letterhead_of, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.papers import Signature
from thidua.documents.papers.forms.bien_ban import Member, Minutes, Vote
from thidua.dossiers.drafting import Material, material_of, report_of, submission_of
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier, DossierPaper, Nomination
from thidua.dossiers.permissions import may_edit
from thidua.dossiers.queries.dossiers import papers_of
from thidua.organizations.models import Person
from thidua.organizations.permissions import require
from thidua.organizations.queries import posts_of, roles_of


@dataclass(frozen=True)
class Count:
    """A show of hands on one nominee."""

    in_favour: int
    against: int = 0
    blank: int = 0


@dataclass(frozen=True)
class Meeting:
    """The meeting of the unit's own council (III.3.c). `percent` of the members, by the unit's own rule."""

    held_on: date
    chair: Person
    secretary: Person
    present: Sequence[Person]
    absent: Sequence[Person]
    counts: Mapping[int, Count]
    percent: int
    rule: str


@transaction.atomic
def draft_papers(dossier: Dossier, *, actor: User, at: datetime) -> None:
    """Draft the submission letter and every report anew from the facts of this moment (III.3.a, III.3.b)."""
    require(may_edit(roles_of(actor, at), dossier, at))
    material = material_of(dossier, at)
    _put(material, Slot.TO_TRINH, None, PaperKind.TO_TRINH, submission_of(material), actor)
    for row in material.nominations:
        _put(material, Slot.BAO_CAO, row, PaperKind.BAO_CAO, report_of(material, row), actor)


def _put(material: Material, slot: str, nomination: Nomination | None, kind: str, facts: object, actor: User) -> None:
    """Fill a slot: a draft in it is drafted anew, a signed paper is left as it is and replaced by a new one."""
    dossier, at = material.dossier, material.at
    held = (
        DossierPaper.objects.filter(dossier=dossier, slot=slot, nomination=nomination).select_related("paper").first()
    )
    if held and held.paper.state == PaperState.DRAFTED:
        redraft_paper(held.paper, facts, actor=actor, at=at)
        return
    of = f" {nomination.unit or nomination.person}" if nomination else f" {dossier.unit}"
    paper = draft_paper(kind, facts, issuer=dossier.unit, title=f"{PaperKind(kind).label}{of}", actor=actor, at=at)
    DossierPaper.objects.update_or_create(dossier=dossier, slot=slot, nomination=nomination, defaults={"paper": paper})


@transaction.atomic
def record_minutes(dossier: Dossier, meeting: Meeting, *, actor: User, at: datetime) -> None:
    """Record the meeting of the unit's council: who was there, how each nominee fared (III.3.c)."""
    require(may_edit(roles_of(actor, at), dossier, at))
    material = material_of(dossier, at)
    _checked(meeting, material.nominations, at)
    facts = _minutes(material, meeting, _tallied(meeting, material.nominations))
    _put(material, Slot.BIEN_BAN, None, PaperKind.BIEN_BAN, facts, actor)


def _checked(meeting: Meeting, nominations: Sequence[Nomination], at: datetime) -> None:
    """Report all that is wrong with the meeting at once."""
    problems = [
        Problem(
            "minutes", f"Số phiếu của {row.unit or row.person} không bằng số người có mặt ({len(meeting.present)})."
        )
        for row in nominations
        if row.pk not in meeting.counts or _voters(meeting.counts[row.pk]) != len(meeting.present)
    ]
    if meeting.held_on > local_date(at):
        problems.append(Problem("held_on", "Ngày họp ở tương lai.", "Ghi biên bản sau khi họp."))
    if meeting.chair not in meeting.present or meeting.secretary not in meeting.present:
        problems.append(Problem("present", "Chủ trì và thư ký phải có mặt."))
    if not nominations:
        problems.append(Problem("nominees", "Chưa có tập thể, cá nhân nào để xét.", "Thêm vào danh sách trước."))
    if problems:
        raise InputError(*problems)


def _voters(count: Count) -> int:
    return count.in_favour + count.against + count.blank


def _tallied(meeting: Meeting, nominations: Sequence[Nomination]) -> dict[int, ItemResult]:
    """Count by the same rules as a secret ballot: ballot n says for where n is among the votes in favour."""
    items = [str(row.pk) for row in nominations]

    def says(place: int, answer: str) -> list[str]:
        first = {"for": 0, "against": 1, "blank": 2}[answer]
        chosen = []
        for item in items:
            count = meeting.counts[int(item)]
            steps = (0, count.in_favour, count.in_favour + count.against, _voters(count))
            if steps[first] <= place < steps[first + 1]:
                chosen.append(item)
        return chosen

    raw: dict[str, Any] = {
        "items": items,
        "roster": [str(person.pk) for person in (*meeting.present, *meeting.absent)],
        "present": [str(person.pk) for person in meeting.present],
        "threshold": {"percent": meeting.percent, "of": "members"},
        "quorum": "2/3",
        "ballots": [
            {answer: says(place, answer) for answer in ("for", "against", "blank")}
            for place in range(len(meeting.present))
        ],
    }
    return {int(result.item): result for result in tally(parse_tally(raw, "minutes"))}


def _minutes(material: Material, meeting: Meeting, results: Mapping[int, ItemResult]) -> Minutes:
    dossier = material.dossier
    posts = posts_of([person.pk for person in (*meeting.present, *meeting.absent)], meeting.held_on)
    words = {"passed": "Thông qua", "failed": "Không thông qua", "no_quorum": "Không đủ túc số"}
    passed = [row for row in material.nominations if results[row.pk].outcome == "passed"]
    return Minutes(
        letterhead=letterhead_of(dossier.unit, PaperKind.BIEN_BAN, at=material.at),
        title=f"Họp Hội đồng Thi đua – Khen thưởng {dossier.unit}",
        began=datetime.combine(meeting.held_on, time(8), VN),
        place=dossier.unit.name,
        members=tuple(
            Member(
                person.full_name,
                posts[person.pk].title if person.pk in posts else "",
                "Chủ trì" if person == meeting.chair else "Thư ký" if person == meeting.secretary else "Thành viên",
                person in meeting.present,
            )
            for person in (*meeting.present, *meeting.absent)
        ),
        agenda=(f"Xét, đề nghị khen thưởng {dossier.round.label.lower()}",),
        votes=tuple(
            Vote(
                str(row.unit or row.person),
                results[row.pk].in_favour,
                results[row.pk].against,
                results[row.pk].blank,
                results[row.pk].base,
                results[row.pk].percent,
                words.get(results[row.pk].outcome, "Chờ ý kiến bằng văn bản"),
            )
            for row in material.nominations
        ),
        conclusion=tuple(f"Nhất trí đề nghị khen thưởng {row.unit or row.person}" for row in passed)
        or ("Không có trường hợp nào được thông qua",),
        chair=Signature(capacity="CHỦ TRÌ", name=meeting.chair.full_name),
        secretary=Signature(capacity="THƯ KÝ", name=meeting.secretary.full_name),
        rule=meeting.rule,
        method="biểu quyết",
    )


def sign_papers(dossier: Dossier, *, signer: Person | None, actor: User, at: datetime) -> None:
    """Sign, number and date what the head confirms. Inside the caller's transaction, which has authorised it."""
    for row in papers_of(dossier):
        if row.paper.state == PaperState.DRAFTED:
            paper = sign_paper(row.paper, signer=signer, actor=actor, at=at)
            number_paper(paper, dated=local_date(at), trusted=True, actor=actor, at=at)
