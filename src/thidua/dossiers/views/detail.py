"""One dossier: its way, its nominees, its papers, and what each role may do with it now."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.dossiers.actions.nominations import describe_achievement, nominate, withdraw_nomination
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.choices import choices_of
from thidua.dossiers.completeness import faults_of_papers
from thidua.dossiers.enums import DossierState, Kind, Slot
from thidua.dossiers.events import BACKWARD, DOSSIER_EVENTS, PAPERS_FIRST, WAY_AHEAD
from thidua.dossiers.forms.dossiers import AchievementForm, NominateForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominee_rows import nominee_rows
from thidua.dossiers.permissions import may_edit, open_dossier, open_nomination, open_nominee
from thidua.dossiers.queries.candidates import collectives_in, details_of, individuals_in, subjects_of
from thidua.dossiers.queries.dossiers import deadline_for, nominations_of, papers_of, subject_of
from thidua.dossiers.queries.verdicts import Standing, standings
from thidua.dossiers.subjects import Nominee, subject_for
from thidua.dossiers.terms import appraisal_term
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out
from thidua.ui.states import state_of


@require_GET
@signed_in
def dossier(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one dossier."""
    return dossier_page(request, open_dossier(request.roles, pk))


def dossier_page(request: ActorRequest, row: Dossier, problems: Sequence[Problem] = ()) -> HttpResponse:
    """Show the dossier; with what an action refused on top."""
    is_open = row.state not in DossierState.received
    faults = faults_of_papers(row) if row.state in DossierState.editable else []
    slots = {paper.slot: paper.paper for paper in papers_of(row) if paper.nomination_id is None}
    context = {
        "dossier": row,
        "round": row.round,
        "deadline": deadline_for(row.round, row.unit),
        "choices": choices_of(request.roles, row, request.at),
        "may_edit": may_edit(request.roles, row, request.at) is None,
        "nominees": nominee_rows(row, request.at, live=is_open),
        "is_open": is_open,
        "slots": [(slot, slots.get(slot)) for slot in (Slot.TO_TRINH, Slot.BIEN_BAN)],
        "faults": faults,
        "problems": problems,
        "steps": history_of(row, DOSSIER_EVENTS)[::-1],
        "backward": BACKWARD,
        "ahead": (*([PAPERS_FIRST] if faults else []), *WAY_AHEAD[row.state]),
        "term": appraisal_term(local_date(row.submitted_at)) if row.submitted_at else None,
        "now": request.at,
        "today": local_date(request.at),
    }
    return render(request, "dossiers/detail.html", context, status=400 if problems else 200)


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


@require_http_methods(["GET", "POST"])
@signed_in
def add_nominee(request: ActorRequest, pk: int) -> HttpResponse:
    """Put the unit, or one of its people, on the list."""
    row = open_dossier(request.roles, pk)
    require(may_edit(request.roles, row, request.at))
    form = NominateForm(request.POST or None, groups=list(_groups(request, row)))

    def act(nominee: str, achievement: str) -> None:
        kind, _colon, key = nominee.partition(":")
        nominate(
            row,
            open_nominee(request.roles, kind, int(key)),
            achievement=achievement,
            actor=request.user,
            at=request.at,
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã thêm vào danh sách đề nghị."))
        return redirect("dossiers:detail", pk)
    return render(request, "dossiers/nominate.html", {"dossier": row, "form": form}, status=400 if form.errors else 200)


def _groups(request: ActorRequest, dossier: Dossier) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield whom the unit can put forward, each with where he stands now. A constant number of statements."""
    day, round_ = local_date(request.at), dossier.round
    listed = {subject_of(row) for row in nominations_of(dossier)}
    units = collectives_in(request.roles, round_, day).filter(path__startswith=dossier.unit.path)
    people = individuals_in(request.roles, round_, day, under=dossier.unit)
    rows: list[Nominee] = [*units, *people]
    rows = [row for row in rows if subject_for(row) not in listed]
    found, details = standings(round_, subjects_of(rows), request.at), details_of(rows, day)
    for kind in Kind:
        of_kind = [each for subject, each in found.items() if subject.kind == kind]
        yield kind.label, [(f"{kind}:{each.subject.pk}", _named(each, details[each.subject])) for each in of_kind]


def _named(standing: Standing, detail: str) -> str:
    counts = {"met": standing.met, "all": len(standing.verdict.criteria)}
    met = _("%(met)s/%(all)s tiêu chuẩn đạt") % counts
    return f"{standing.name} ({detail}) – {state_of(standing.verdict.verdict).word}, {met}"


@require_http_methods(["GET", "POST"])
@signed_in
def describe_nominee(request: ActorRequest, pk: int) -> HttpResponse:
    """Write a nominee's achievements in the unit's own words."""
    row = open_nomination(request.roles, pk)
    require(may_edit(request.roles, row.dossier, request.at))
    form = AchievementForm(request.POST or None, initial={"achievement": row.achievement})

    def act(achievement: str) -> None:
        describe_achievement(row, achievement=achievement, actor=request.user, at=request.at)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã ghi thành tích. Soạn lại báo cáo để đưa vào văn bản."))
        return redirect("dossiers:detail", row.dossier_id)
    context = {"dossier": row.dossier, "nomination": row, "form": form}
    return render(request, "dossiers/describe.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def withdraw_nominee(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a nominee off the list."""
    row = open_nomination(request.roles, pk)
    dossier_id = row.dossier_id
    withdraw_nomination(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã rút khỏi danh sách."))
    return redirect("dossiers:detail", dossier_id)
