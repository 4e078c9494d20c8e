"""A paper's way: drafted from facts → signed by the leader → numbered and dated by the clerk → issued."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.documents.enums import ABBREVIATIONS, TRANSITIONS, PaperKind, PaperState
from thidua.documents.models import OfficeTemplate, Paper
from thidua.documents.papers import Letterhead, dump
from thidua.documents.papers.office import problems_of
from thidua.documents.permissions import may_keep_templates, may_number, may_sign
from thidua.documents.queries import templates_in_use
from thidua.documents.rendering import MEDIA_TYPES
from thidua.files.actions import store_file
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import person_of, roles_of


def letterhead_of(issuer: Unit, kind: str, *, at: datetime) -> Letterhead:
    """Return the head of a paper of this unit, number and day still blank (NĐ 30/2020, Phụ lục I)."""
    return Letterhead(
        issuer=issuer.letterhead,
        superior=issuer.superior_letterhead,
        symbol=symbol_of(issuer, kind),
        place=issuer.place,
        year=local_date(at).year,
    )


def symbol_of(issuer: Unit, kind: str) -> str:
    """Return the sign of a paper: QĐ-UBND; empty for a paper that takes no number."""
    abbreviation = ABBREVIATIONS.get(PaperKind(kind))
    return f"{abbreviation}-{issuer.symbol}" if abbreviation and issuer.symbol else ""


@transaction.atomic
def draft_paper(kind: str, facts: object, *, issuer: Unit, title: str, actor: User | None, at: datetime) -> Paper:
    """Keep the facts of a paper; its pages are built from them whenever they are asked for."""
    paper = Paper.objects.create(
        authority=issuer.authority or issuer,
        issuer=issuer,
        kind=kind,
        title=title,
        data=dump(facts),
        symbol=symbol_of(issuer, kind),
        drafted_by=actor,
        drafted_at=at,
    )
    record(paper, "paper.drafted", actor=actor, at=at, new={"kind": kind, "title": title})
    return paper


@transaction.atomic
def redraft_paper(paper: Paper, facts: object, *, actor: User, at: datetime) -> Paper:
    """Replace the content of a draft; what has been signed is never touched."""
    paper = lock(paper)
    if paper.state != PaperState.DRAFTED:
        raise InputError(Problem("paper", f"“{paper.title}” đã ký nên không sửa được.", "Lập văn bản mới thay thế."))
    paper.data = dump(facts)
    paper.save(update_fields=["data"])
    record(paper, "paper.redrafted", actor=actor, at=at)
    return paper


@transaction.atomic
def sign_paper(
    paper: Paper,
    *,
    signer: Person | None = None,
    written: Mapping[str, Any] | None = None,
    actor: User,
    at: datetime,
) -> Paper:
    """The leader signs. `signer` is given where the action above has already authorised whose signature it is.

    `written`: what the signing itself writes into the paper: in whose place it is signed.
    """
    paper = lock(paper)
    if signer is None:
        require(may_sign(roles_of(actor, at), paper))
    paper.signer = signer or person_of(actor)
    paper.signed_at = at
    paper.data = {**paper.data, **(written or {})}
    change_state(paper, PaperState.SIGNED, table=TRANSITIONS, verb="paper.signed", actor=actor, at=at)
    return paper


@transaction.atomic
def number_paper(paper: Paper, *, dated: date, trusted: bool = False, actor: User, at: datetime) -> Paper:
    """The clerk gives number and date: one series a year from 01 per issuer and kind (NĐ 30/2020, Điều 15).

    `trusted`: the action above has authorised this as a part of its own act.
    """
    paper = lock(paper)
    if not trusted:
        require(may_number(roles_of(actor, at), paper))
    if paper.symbol:
        paper.number = _next_number(paper, dated.year)
    paper.year, paper.dated = dated.year, dated
    head = {"number": paper.number, "day": dated.isoformat()}
    paper.data = {**paper.data, "letterhead": {**paper.data.get("letterhead", {}), **head}}
    change_state(
        paper,
        PaperState.NUMBERED,
        table=TRANSITIONS,
        verb="paper.numbered",
        actor=actor,
        at=at,
        new={"code": paper.code, "dated": dated.isoformat()},
    )
    return paper


_TAKE_NUMBER = """INSERT INTO documents_register (issuer_id, kind, year, last_number) VALUES (%s, %s, %s, 1)
ON CONFLICT ON CONSTRAINT register_once DO UPDATE SET last_number = documents_register.last_number + 1
RETURNING last_number"""


def _next_number(paper: Paper, year: int) -> int:
    """Take the next number under the register's lock, so that none is used twice and none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_NUMBER, [paper.issuer_id, paper.kind, year])
        number: int = cursor.fetchone()[0]
    return number


@transaction.atomic
def issue_paper(paper: Paper, *, actor: User, at: datetime) -> Paper:
    """Send it out; from now on it is what it is."""
    paper = lock(paper)
    change_state(paper, PaperState.ISSUED, table=TRANSITIONS, verb="paper.issued", actor=actor, at=at)
    return paper


@transaction.atomic
def adopt_template(issuer: Unit, kind: str, *, content: bytes, name: str, actor: User, at: datetime) -> OfficeTemplate:
    """From now on the office's papers of this kind are written in its own .docx; the one before it is retired."""
    issuer = lock(issuer)
    require(may_keep_templates(roles_of(actor, at), issuer))
    if problems := problems_of(kind, content):
        raise InputError(*problems)
    for before in templates_in_use([issuer]).filter(kind=kind):
        _retire(before, actor=actor, at=at)
    stored = store_file(content, name=name[:255], media_type=MEDIA_TYPES["docx"], actor=actor, at=at)
    template = OfficeTemplate.objects.create(issuer=issuer, kind=kind, file=stored, adopted_by=actor, adopted_at=at)
    record(template, "template.adopted", actor=actor, at=at, new={"kind": kind, "sha256": stored.sha256})
    return template


@transaction.atomic
def retire_template(template: OfficeTemplate, *, actor: User, at: datetime) -> OfficeTemplate:
    """Go back to the product's layout; what was signed in the office's template keeps it."""
    template = lock(template, "issuer")
    require(may_keep_templates(roles_of(actor, at), template.issuer))
    if template.retired_at is None:
        _retire(template, actor=actor, at=at)
    return template


def _retire(template: OfficeTemplate, *, actor: User, at: datetime) -> None:
    template.retired_at = at
    template.save(update_fields=["retired_at"])
    record(template, "template.retired", actor=actor, at=at)
