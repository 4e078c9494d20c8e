"""An initiative's way: draft → submitted → examined → before the council → recognised or refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day
from thidua.core.text import clean
from thidua.councils.actions.sessions import Subject, add_items
from thidua.councils.models import Session
from thidua.councils.queries import place_in
from thidua.files.actions import cite_upload, withdraw_citation
from thidua.files.models import Citation, Upload
from thidua.initiatives.enums import INITIATIVE_TRANSITIONS, InitiativeState, level_of
from thidua.initiatives.models import Initiative
from thidua.initiatives.permissions import (
    may_apply_results,
    may_draft,
    may_edit,
    may_examine,
    may_prove,
    may_put_to,
    may_withdraw,
)
from thidua.initiatives.queries import DECIDING, SUBJECT_TYPE, spoken_for
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import posts_of, roles_of

NUMBER = re.compile(r"\d{1,5}/QĐ(-\S+)?")
AUTHOR_RECUSED = "là tác giả của sáng kiến"


@dataclass(frozen=True)
class Description:
    """What the unit says of its initiative; a draft may leave out all but the first three."""

    year: int
    title: str
    authors: Sequence[Person]
    novelty: str = ""
    effect: str = ""
    applied_from: date | None = None

    def fields(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "title": clean(self.title),
            "novelty": clean(self.novelty, lines=True),
            "effect": clean(self.effect, lines=True),
            "applied_from": self.applied_from,
        }


@transaction.atomic
def draft_initiative(unit: Unit, *, description: Description, actor: User, at: datetime) -> Initiative:
    """Begin an initiative of a unit; it gets the next code of the authority's year."""
    require(may_draft(roles := roles_of(actor, at), unit))
    _check(unit, description, at)
    authority = unit.authority or unit
    initiative = Initiative.objects.create(
        authority=authority, unit=unit, code=_next_code(authority, description.year), **description.fields()
    )
    initiative.authors.set(description.authors)
    record(initiative, "initiative.drafted", actor=actor, at=at, new={"code": initiative.code, **in_place(roles, unit)})
    return initiative


def _next_code(authority: Unit, year: int) -> str:
    """Number under a lock on the authority, so that two drafts at once get two codes: SK-2023-014."""
    Unit.objects.select_for_update(no_key=True, of=("self",)).get(pk=authority.pk)
    count = Initiative.objects.filter(authority=authority, year=year).count()
    return f"SK-{year}-{count + 1:03d}"


def _check(unit: Unit, description: Description, at: datetime) -> None:
    today = local_date(at)
    problems = []
    if not clean(description.title):
        problems.append(Problem("title", "Chưa ghi tên sáng kiến."))
    if not description.authors:
        problems.append(Problem("authors", "Chưa chọn tác giả.", "Chọn ít nhất một người của đơn vị."))
    posts = posts_of([person.pk for person in description.authors], today)
    problems += [
        Problem("authors", f"{person} hiện không công tác tại {unit}.")
        for person in description.authors
        if person.pk not in posts or not posts[person.pk].unit.path.startswith(unit.path)
    ]
    if description.year > today.year:
        problems.append(Problem("year", f"Năm {description.year} chưa đến."))
    if description.applied_from and description.applied_from > today:
        problems.append(Problem("applied_from", "Ngày áp dụng ở tương lai.", "Ghi ngày đã áp dụng hoặc áp dụng thử."))
    if problems:
        raise InputError(*problems)


@transaction.atomic
def revise_initiative(initiative: Initiative, *, description: Description, actor: User, at: datetime) -> Initiative:
    """Replace what a draft says; its code and its year stay."""
    initiative = lock(initiative)
    require(may_edit(roles := roles_of(actor, at), initiative))
    _check(initiative.unit, description, at)
    for name, value in description.fields().items():
        setattr(initiative, name, initiative.year if name == "year" else value)
    initiative.save()
    initiative.authors.set(description.authors)
    record(initiative, "initiative.revised", actor=actor, at=at, new=in_place(roles, initiative.unit))
    return initiative


@transaction.atomic
def submit_initiative(initiative: Initiative, *, actor: User, at: datetime) -> Initiative:
    """Send it to the secretariat, once it says what NĐ 13/2012 Đ3 asks: new, applied since when, of what good."""
    initiative = lock(initiative)
    require(may_edit(roles := roles_of(actor, at), initiative))
    wanted = {
        "novelty": "Chưa nêu tính mới trong phạm vi cơ sở.",
        "effect": "Chưa nêu hiệu quả, khả năng nhân rộng.",
        "applied_from": "Chưa ghi ngày áp dụng hoặc áp dụng thử lần đầu tại đơn vị.",
    }
    if problems := [Problem(name, what) for name, what in wanted.items() if not getattr(initiative, name)]:
        raise InputError(*problems)
    _move(initiative, InitiativeState.SUBMITTED, actor=actor, at=at, new=in_place(roles, initiative.unit))
    return initiative


def _move(initiative: Initiative, to: InitiativeState, *, actor: User, at: datetime, **told: Any) -> None:
    change_state(
        initiative, to, table=INITIATIVE_TRANSITIONS, verb=f"initiative.{to.value}", actor=actor, at=at, **told
    )


@transaction.atomic
def prove_initiative(initiative: Initiative, *, uploads: Sequence[Upload], actor: User, at: datetime) -> Initiative:
    """Let kept files of the unit prove the initiative."""
    initiative = lock(initiative, "unit")
    require(may_prove(roles := roles_of(actor, at), initiative))
    for upload in uploads:
        cite_upload(upload, initiative, actor=actor, at=at, label=f"Sáng kiến {initiative.code}: {initiative.title}")
    new = {"uploads": [upload.pk for upload in uploads], **in_place(roles, initiative.unit)}
    record(initiative, "initiative.proved", actor=actor, at=at, new=new)
    return initiative


@transaction.atomic
def withdraw_proof_of_initiative(
    initiative: Initiative, *, citation: Citation, actor: User, at: datetime
) -> Initiative:
    """Let a file no longer prove a draft; what was submitted with it keeps it."""
    initiative = lock(initiative, "unit")
    require(may_edit(roles := roles_of(actor, at), initiative))
    old, new = {"upload": citation.upload_id}, in_place(roles, initiative.unit)
    record(initiative, "initiative.proof_withdrawn", actor=actor, at=at, old=old, new=new)
    withdraw_citation(citation, actor=actor, at=at)
    return initiative


@transaction.atomic
def examine_initiative(initiative: Initiative, *, opinion: str, actor: User, at: datetime) -> Initiative:
    """Record the secretariat's opinion; the council reads it and decides."""
    initiative = lock(initiative)
    require(may_examine(roles_of(actor, at), initiative))
    if not (written := clean(opinion, lines=True)):
        raise InputError(
            Problem("opinion", "Chưa ghi ý kiến thẩm định.", "Hội đồng đọc ý kiến này trước khi bỏ phiếu.")
        )
    _move(initiative, InitiativeState.EXAMINED, actor=actor, at=at, reason=written)
    return initiative


@transaction.atomic
def put_to_council(initiatives: Sequence[Initiative], *, session: Session, actor: User, at: datetime) -> Session:
    """Put examined initiatives to a called session of the council that recognises.

    Authors who sit on the council are recused by themselves. Members of the same unit are not: no text read asks
    it; the chair or the secretary may record it case by case.
    """
    require(may_put_to(place_in(session.council, actor, at), session))
    initiatives = [lock(initiative) for initiative in sorted(initiatives, key=lambda each: each.pk)]
    _check_ready(initiatives, session)
    subjects = [
        Subject(
            SUBJECT_TYPE,
            initiative.pk,
            str(initiative)[:300],
            recused=dict.fromkeys(initiative.authors.values_list("pk", flat=True), AUTHOR_RECUSED),
        )
        for initiative in initiatives
    ]
    session = add_items(session, items=subjects, actor=actor, at=at)
    for initiative in initiatives:
        record(initiative, "initiative.put_to_council", actor=actor, at=at, new={"session": session.pk})
    return session


def _check_ready(initiatives: Sequence[Initiative], session: Session) -> None:
    taken = spoken_for(initiatives)
    problems = [] if initiatives else [Problem("initiatives", "Chưa chọn sáng kiến nào.")]
    for each in initiatives:
        if each.authority_id != session.council.authority_id:
            problems.append(Problem("initiatives", f"{each.code} không thuộc thẩm quyền của {session.council}."))
        elif each.state != InitiativeState.EXAMINED:
            problems.append(Problem("initiatives", f"{each.code} ở trạng thái “{each.get_state_display()}”."))
        elif each.pk in taken:
            problems.append(Problem("initiatives", f"{each.code} đã được trình tại “{taken[each.pk].session}”."))
    if problems:
        raise InputError(*problems)


@transaction.atomic
def apply_council_results(
    session: Session, *, number: str, decided_on: date, actor: User, at: datetime
) -> list[Initiative]:
    """Recognise what the council passed, by the decision of that number and day; refuse the rest with its reason.

    An item without quorum, or waiting for written opinions, decides nothing: its initiative may go to another
    session. Returns the initiatives decided.
    """
    session = lock(session)
    require(may_apply_results(place_in(session.council, actor, at), session))
    results = {item.subject_id: item.result or {} for item in session.items.all() if item.subject_type == SUBJECT_TYPE}
    decided = [pk for pk, result in results.items() if result.get("outcome") in DECIDING]
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    initiatives = list(rows.filter(pk__in=decided, state=InitiativeState.EXAMINED))
    if not initiatives:
        raise NotAllowed(
            "Không còn kết quả nào để ghi nhận: đã ghi nhận rồi, hoặc phiên họp chưa quyết định nội dung nào."
        )
    number = clean(number)
    passed = [each for each in initiatives if results[each.pk]["outcome"] == "passed"]
    _check_decision(number, decided_on, session, needs_number=bool(passed), at=at)
    for each in initiatives:
        if each in passed:
            _recognise(each, session, number, decided_on, actor=actor, at=at)
        else:
            _move(each, InitiativeState.REFUSED, actor=actor, at=at, reason=results[each.pk]["reason"])
    return initiatives


def _check_decision(number: str, decided_on: date, session: Session, *, needs_number: bool, at: datetime) -> None:
    problems = []
    if needs_number and not NUMBER.fullmatch(number):
        problems.append(Problem("number", f"“{number}” không phải số quyết định.", "Ghi như 12/QĐ-UBND."))
    if decided_on < session.held_on:
        problems.append(Problem("decided_on", f"Ngày quyết định trước ngày họp {day(session.held_on)}."))
    if decided_on > local_date(at):
        problems.append(Problem("decided_on", "Ngày quyết định ở tương lai."))
    if problems:
        raise InputError(*problems)


def _recognise(
    initiative: Initiative, session: Session, number: str, decided_on: date, *, actor: User, at: datetime
) -> None:
    initiative.recognition_number, initiative.recognised_on = number, decided_on
    initiative.level = level_of(session.council.unit.kind)
    new = {"number": number, "recognised_on": decided_on.isoformat(), "level": initiative.level, "session": session.pk}
    _move(initiative, InitiativeState.RECOGNISED, actor=actor, at=at, new=new)


@transaction.atomic
def withdraw_recognition(
    initiative: Initiative, *, withdrawn_on: date, reason: str, actor: User, at: datetime
) -> Initiative:
    """Withdraw a recognition with its reason. The recognition stays on record and never counted."""
    initiative = lock(initiative)
    require(may_withdraw(roles_of(actor, at), initiative))
    problems = []
    if not (written := clean(reason, lines=True)):
        problems.append(Problem("reason", "Chưa ghi lý do thu hồi."))
    if initiative.recognised_on and not initiative.recognised_on <= withdrawn_on <= local_date(at):
        problems.append(Problem("withdrawn_on", "Ngày thu hồi phải từ ngày công nhận đến hôm nay."))
    if problems:
        raise InputError(*problems)
    initiative.withdrawn_on = withdrawn_on
    initiative.save(update_fields=["withdrawn_on"])
    new = {"withdrawn_on": withdrawn_on.isoformat()}
    record(initiative, "initiative.recognition_withdrawn", actor=actor, at=at, new=new, reason=written)
    return initiative
