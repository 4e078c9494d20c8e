"""Drafting the dossier's papers, and the head's signature under all of them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import events_together, record
from thidua.core.calendar import local_date
from thidua.documents.actions import draft_paper, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.papers import Signature
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.drafting import material_of, report_of, signature_of, signed_by, submission_of
from thidua.dossiers.enums import Kind, Slot
from thidua.dossiers.models import Dossier, DossierPaper, Nomination
from thidua.dossiers.permissions import may_edit
from thidua.dossiers.queries.dossiers import papers_of
from thidua.organizations.models import Person
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import heads_on, roles_of


@transaction.atomic
def draft_papers(dossier: Dossier, *, actor: User, at: datetime) -> None:
    """Draft the submission letter and every report anew from the facts of this moment (III.3.a, III.3.b)."""
    dossier = lock_dossier(dossier)
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    material, held = material_of(dossier, at), _by_place(papers_of(dossier))
    with events_together():
        _fill(held, dossier, Slot.TO_TRINH, submission_of(material), actor=actor, at=at)
        for row in material.nominations:
            _fill(held, dossier, Slot.BAO_CAO, report_of(material, row), nomination=row, actor=actor, at=at)
    record(
        dossier,
        "dossier.papers_drafted",
        actor=actor,
        at=at,
        new={"nominees": len(material.nominations), **in_place(roles, dossier.unit)},
    )


Held = dict[tuple[str, int | None], DossierPaper]


def _by_place(papers: Iterable[DossierPaper]) -> Held:
    return {(row.slot, row.nomination_id): row for row in papers}


def fill_slot(dossier: Dossier, slot: Slot, facts: object, *, actor: User, at: datetime) -> None:
    """Put a paper in its slot: a draft there is drafted anew; a signed paper stays as it is, and gives way."""
    _fill(_by_place(papers_of(dossier).filter(slot=slot)), dossier, slot, facts, actor=actor, at=at)


def _fill(
    papers: Held,
    dossier: Dossier,
    slot: Slot,
    facts: object,
    *,
    nomination: Nomination | None = None,
    actor: User,
    at: datetime,
) -> None:
    held = papers.get((slot, nomination.pk if nomination else None))
    if held and held.paper.state == PaperState.DRAFTED:
        redraft_paper(held.paper, facts, actor=actor, at=at)
        return
    title = f"{PaperKind(slot).label} {nomination.nominee if nomination else dossier.unit}"
    paper = draft_paper(PaperKind(slot), facts, issuer=dossier.unit, title=title, actor=actor, at=at)
    held = held or DossierPaper(dossier=dossier, slot=slot, nomination=nomination)
    held.paper = paper
    held.save()


def sign_papers(dossier: Dossier, *, signer: Person | None, capacity: str = "", actor: User, at: datetime) -> None:
    """Sign, number and date what the head confirms. Inside the caller's transaction, which has authorised it.

    `capacity`: KT or TUQ, where somebody confirms in the head's place; the papers then say so (NĐ 30/2020, Đ13, VS).
    """
    day = local_date(at)
    head = signature_of(dossier.unit, heads_on([dossier.unit_id], day).get(dossier.unit_id)) if capacity else None
    signed = signed_by(head, dossier.unit, signer, capacity, day) if head and signer else None
    with events_together():
        for row in papers_of(dossier):
            if row.paper.state == PaperState.DRAFTED:
                written = _written(row, signed) if signed else {}
                paper = sign_paper(row.paper, signer=signer, written=written, actor=actor, at=at)
                number_paper(paper, dated=local_date(at), trusted=True, actor=actor, at=at)


def _written(row: DossierPaper, signed: Signature) -> dict[str, Any]:
    """What a signing in the head's place writes into a paper: wherever the head would have signed."""
    if row.slot == Slot.TO_TRINH:
        return {"signature": asdict(signed)}
    if row.slot != Slot.BAO_CAO:
        return {}
    confirmed = {"confirmer": signed.name, "confirmed_as": signed.capacity}
    is_collective = row.nomination is not None and row.nomination.kind == Kind.TAP_THE  # its head signs for it
    return confirmed | ({"signer": asdict(signed)} if is_collective else {})
