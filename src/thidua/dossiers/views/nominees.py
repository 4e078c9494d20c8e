"""Whom a dossier names: chosen one by one, or all on one page with their achievements."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError
from thidua.dossiers.actions.nominations import (
    describe_achievement,
    mark_of,
    nominate,
    settle_list,
    withdraw_nomination,
)
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.proofs import prove_report, withdraw_proof_of_report
from thidua.dossiers.completeness import faults_of_papers
from thidua.dossiers.enums import Kind
from thidua.dossiers.forms.dossiers import AchievementForm, NominateForm
from thidua.dossiers.forms.prepare import Candidate, PrepareForm
from thidua.dossiers.letters import to_do
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_edit, open_dossier, open_nomination, open_nominee
from thidua.dossiers.queries.candidates import collectives_in, details_of, individuals_in, subjects_of
from thidua.dossiers.queries.dossiers import Contents, deadline_for, nominations_of, subject_of
from thidua.dossiers.queries.verdicts import Standing, standings
from thidua.dossiers.subjects import Nominee, subject_for
from thidua.files.evidence import evidence_of, prove
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import add_problems, carry_out
from thidua.ui.states import state_of


@require_http_methods(["GET", "POST"])
@signed_in
def prepare(request: ActorRequest, pk: int) -> HttpResponse:
    """Show on one page whom the unit can put forward, what each lacks, and what the dossier lacks; record the list."""
    row = open_dossier(request.roles, pk)
    require(may_edit(request.roles, row, request.at))
    contents = Contents(row)
    form = PrepareForm(request.POST or None, candidates=_candidates(request, row, contents.nominations))
    if request.method == "POST" and form.is_valid():
        try:
            settle_list(row, form.wishes, actor=request.user, at=request.at)
        except InputError as error:
            add_problems(form, error)
        else:
            return _settled(request, row)
    context = {
        "dossier": row,
        "round": row.round,
        "form": form,
        "faults": faults_of_papers(row, contents),
        "papers": len(contents.papers),
        "deadline": deadline_for(row.round, row.unit),
        "now": request.at,
    }
    return render(request, "dossiers/prepare.html", context, status=409 if form.errors else 200)


def _settled(request: ActorRequest, row: Dossier) -> HttpResponse:
    if "draft" not in request.POST:
        messages.success(request, _("Đã ghi danh sách đề nghị."))
    elif row.nominations.exists():
        draft_papers(row, actor=request.user, at=request.at)
        messages.success(request, _("Đã ghi danh sách, soạn tờ trình và báo cáo thành tích từ số liệu hiện tại."))
    else:
        messages.success(request, _("Đã ghi danh sách; chưa có ai để soạn giấy tờ."))
    return redirect("dossiers:prepare", row.pk)


def _candidates(request: ActorRequest, dossier: Dossier, nominations: Iterable[Nomination]) -> list[Candidate]:
    """Return everyone the unit can put forward, with where he stands and what is recorded. A constant number."""
    rows, day = candidates_of(request, dossier), local_date(request.at)
    found, details = standings(dossier.round, subjects_of(rows), request.at), details_of(rows, day)
    listed = {subject_of(row): row for row in nominations}
    return [
        Candidate(
            nominee=row,
            standing=found[subject_for(row)],
            detail=details.get(subject_for(row), ""),
            to_do=to_do(found[subject_for(row)].missing),
            nomination=listed.get(subject_for(row)),
            mark=mark_of(listed.get(subject_for(row))),
        )
        for row in rows
    ]


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


def candidates_of(request: ActorRequest, dossier: Dossier) -> list[Nominee]:
    """Return whom the unit can put forward: itself, units under it, its people. Two statements."""
    day, round_ = local_date(request.at), dossier.round
    units = collectives_in(request.roles, round_, day).filter(path__startswith=dossier.unit.path)
    return [*units, *individuals_in(request.roles, round_, day, under=[dossier.unit])]


def _groups(request: ActorRequest, dossier: Dossier) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield whom the unit can put forward, each with where he stands now. A constant number of statements."""
    day, round_ = local_date(request.at), dossier.round
    listed = {subject_of(row) for row in nominations_of(dossier)}
    rows = [row for row in candidates_of(request, dossier) if subject_for(row) not in listed]
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
        seen = request.POST.get("seen", "")
        describe_achievement(row, achievement=achievement, seen=seen, actor=request.user, at=request.at)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã ghi thành tích. Soạn lại báo cáo để đưa vào văn bản."))
        return redirect("dossiers:detail", row.dossier_id)
    row.refresh_from_db(fields=["achievement"])
    context = {
        "dossier": row.dossier,
        "nomination": row,
        "form": form,
        "seen": mark_of(row),
        "evidence": evidence_of(row, row.dossier.unit, url=reverse("dossiers:prove_nominee", args=[pk]), may_add=True),
    }
    return render(request, "dossiers/describe.html", context, status=409 if form.errors else 200)


@require_POST
@signed_in
def prove_nominee(request: ActorRequest, pk: int) -> HttpResponse:
    """Let files prove a nominee's report, or no longer."""
    row = open_nomination(request.roles, pk)
    require(may_edit(request.roles, row.dossier, request.at))
    prove(request, row, row.dossier.unit, cite=prove_report, withdraw=withdraw_proof_of_report)
    return redirect("dossiers:describe_nominee", pk)


@require_POST
@signed_in
def withdraw_nominee(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a nominee off the list."""
    row = open_nomination(request.roles, pk)
    dossier_id = row.dossier_id
    withdraw_nomination(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã rút khỏi danh sách."))
    return redirect("dossiers:detail", dossier_id)
