"""One dossier: its way, its nominees, its papers, and what each role may do with it now."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.choices import choices_of
from thidua.dossiers.completeness import faults_of_papers
from thidua.dossiers.enums import DossierState, Slot
from thidua.dossiers.events import BACKWARD, DOSSIER_EVENTS, PAPERS_FIRST, WAY_AHEAD
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominee_rows import NomineeRow, nominee_rows
from thidua.dossiers.permissions import may_attach_signed, may_edit, open_dossier
from thidua.dossiers.places import said_of
from thidua.dossiers.queries.dossiers import (
    Contents,
    deadline_for,
    return_of,
    submissions_of,
)
from thidua.dossiers.sealing import changes_of
from thidua.dossiers.signed import SignedCopy, signed_copies
from thidua.dossiers.terms import appraisal_term
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in


@require_GET
@signed_in
def dossier(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one dossier."""
    return dossier_page(request, open_dossier(request.roles, pk))


def dossier_page(request: ActorRequest, row: Dossier, problems: Sequence[Problem] = ()) -> HttpResponse:
    """Show the dossier; with what an action refused on top."""
    is_open = row.state not in DossierState.received
    contents = Contents(row)
    faults = faults_of_papers(row, contents) if row.state in DossierState.editable else []
    slots = {paper.slot: paper.paper for paper in contents.papers if paper.nomination_id is None}
    signed = signed_copies(contents.signed)
    returned, sent = return_of(row), list(submissions_of(row))
    why = said_of(returned) if row.state == DossierState.RETURNED else {}
    nominees = nominee_rows(row, request.at, live=is_open, contents=contents)
    context = {
        "dossier": row,
        "round": row.round,
        "deadline": deadline_for(row.round, row.unit),
        "choices": choices_of(request.roles, row, request.at),
        "may_edit": may_edit(request.roles, row, request.at) is None,
        "may_attach": may_attach_signed(request.roles, row, request.at) is None,
        "nominees": [_with_its_report(each, why, signed) for each in nominees],
        "is_open": is_open,
        "slots": [
            (slot, slots.get(slot), why.get((slot, None)), signed.get((slot, None)))
            for slot in (Slot.TO_TRINH, Slot.BIEN_BAN)
        ],
        "returned": returned,
        "sent": [*zip(sent, changes_of(sent), strict=True)],
        "faults": faults,
        "problems": problems,
        "steps": history_of(row, DOSSIER_EVENTS)[::-1],
        "backward": BACKWARD,
        "ahead": (*([PAPERS_FIRST] if faults else []), *WAY_AHEAD[row.state]),
        "term": appraisal_term(row.round, local_date(row.submitted_at)) if row.submitted_at else None,
        "now": request.at,
        "today": local_date(request.at),
    }
    return render(request, "dossiers/detail.html", context, status=400 if problems else 200)


def _with_its_report(
    row: NomineeRow, why: Mapping[tuple[str, int | None], str], signed: Mapping[tuple[str, int | None], SignedCopy]
) -> tuple[NomineeRow, str | None, SignedCopy | None]:
    key = (Slot.BAO_CAO, row.nomination.pk)
    return row, why.get(key), signed.get(key)


@require_POST
@signed_in
def draft_papers_of(request: ActorRequest, pk: int) -> HttpResponse:
    """Draft the submission letter and the reports anew."""
    row = open_dossier(request.roles, pk)
    try:
        draft_papers(row, actor=request.user, at=request.at)
    except InputError as error:
        return dossier_page(request, row, error.problems)
    messages.success(request, _("Đã soạn tờ trình và báo cáo thành tích từ số liệu hiện tại."))
    return redirect("dossiers:detail", pk)
