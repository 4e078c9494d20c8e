"""Drafting the dossier's papers, and the head's signature under all of them."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import local_date
from thidua.documents.actions import draft_paper, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind, PaperState
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.drafting import material_of, report_of, submission_of
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier, DossierPaper, Nomination
from thidua.dossiers.permissions import may_edit
from thidua.dossiers.queries.dossiers import papers_of
from thidua.organizations.models import Person
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def draft_papers(dossier: Dossier, *, actor: User, at: datetime) -> None:
    """Draft the submission letter and every report anew from the facts of this moment (III.3.a, III.3.b)."""
    dossier = lock_dossier(dossier)
    require(may_edit(roles_of(actor, at), dossier, at))
    material = material_of(dossier, at)
    fill_slot(dossier, Slot.TO_TRINH, submission_of(material), actor=actor, at=at)
    for row in material.nominations:
        fill_slot(dossier, Slot.BAO_CAO, report_of(material, row), nomination=row, actor=actor, at=at)
    record(dossier, "dossier.papers_drafted", actor=actor, at=at, new={"nominees": len(material.nominations)})


def fill_slot(
    dossier: Dossier, slot: Slot, facts: object, *, nomination: Nomination | None = None, actor: User, at: datetime
) -> None:
    """Put a paper in its slot: a draft there is drafted anew; a signed paper stays as it is, and gives way."""
    held = (
        DossierPaper.objects.filter(dossier=dossier, slot=slot, nomination=nomination).select_related("paper").first()
    )
    if held and held.paper.state == PaperState.DRAFTED:
        redraft_paper(held.paper, facts, actor=actor, at=at)
        return
    title = f"{PaperKind(slot).label} {nomination.nominee if nomination else dossier.unit}"
    paper = draft_paper(PaperKind(slot), facts, issuer=dossier.unit, title=title, actor=actor, at=at)
    held = held or DossierPaper(dossier=dossier, slot=slot, nomination=nomination)
    held.paper = paper
    held.save()


def sign_papers(dossier: Dossier, *, signer: Person | None, actor: User, at: datetime) -> None:
    """Sign, number and date what the head confirms. Inside the caller's transaction, which has authorised it."""
    for row in papers_of(dossier):
        if row.paper.state == PaperState.DRAFTED:
            paper = sign_paper(row.paper, signer=signer, actor=actor, at=at)
            number_paper(paper, dated=local_date(at), trusted=True, actor=actor, at=at)
