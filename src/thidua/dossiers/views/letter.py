"""The verdict letter of one nominee, its annex on paper, and the judgements that may be recorded on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.calendar import local_date
from thidua.core.movement.definition import Criterion
from thidua.documents.actions import letterhead_of
from thidua.documents.enums import PaperKind
from thidua.documents.papers import Paper, build, render_pdf
from thidua.documents.papers.forms.phu_luc_xet import VerdictTable
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.discretion import for_reader
from thidua.dossiers.drafting import nominee_verdict
from thidua.dossiers.evidence import evidence_of
from thidua.dossiers.five_years import five_years_of
from thidua.dossiers.forms.dossiers import JudgementForm
from thidua.dossiers.letters import Letter, letter_now, prize_of
from thidua.dossiers.models import Judgement
from thidua.dossiers.permissions import may_judge, may_start, open_nominee, open_round
from thidua.dossiers.queries.candidates import five_year_round
from thidua.dossiers.queries.dossiers import deadline_for, dossiers_visible_to
from thidua.dossiers.queries.verdicts import as_of_for, judged_criteria, judgements_of, kept_verdicts_of
from thidua.dossiers.subjects import Nominee, subject_for
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import Refusal, require
from thidua.organizations.queries import person_of, posts_of
from thidua.ui.forms import carry_out


@dataclass(frozen=True)
class Asked:
    """A standard that waits for, or has, somebody's conclusion; and whether this actor may conclude."""

    key: str
    criterion: Criterion
    said: Judgement | None
    refusal: Refusal
    form: JudgementForm | None


@require_GET
@signed_in
def standing_detail(request: ActorRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """Show the verdict of this moment: each standard, why, by which clause, and what is still to be done."""
    return _page(request, open_round(request.roles, code), open_nominee(request.roles, kind, pk), {})


@require_POST
@signed_in
def record_judgement_of(request: ActorRequest, code: str, kind: str, pk: int, key: str) -> HttpResponse:
    """Record a conclusion where the plan's words ask for one."""
    round_, nominee = open_round(request.roles, code), open_nominee(request.roles, kind, pk)
    unit, is_own = _unit_of(nominee, request), _is_own(nominee, request)
    require(may_judge(request.roles, round_, key=key, unit=unit, is_own=is_own))
    form = JudgementForm(request.POST, prefix=key)

    def act(conclusion: bool, reason: str) -> None:  # noqa: FBT001 - the form's own answer
        record_judgement(
            round_, nominee, key=key, conclusion=conclusion, reason=reason, actor=request.user, at=request.at
        )

    if carry_out(form, act):
        messages.success(request, _("Đã ghi nhận đánh giá; kết quả xét đã được tính lại."))
        return redirect("dossiers:standing_detail", code, kind, pk)
    return _page(request, round_, nominee, {key: form})


@require_GET
@signed_in
def standing_annex(request: ActorRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """Send the letter as a paper: each standard with its figures, threshold, clause and reason."""
    round_, nominee = open_round(request.roles, code), open_nominee(request.roles, kind, pk)
    letter = for_reader(letter_now(round_, nominee, as_of_for(round_, request.at)), request.roles)
    unit = _unit_of(nominee, request) or round_.movement.authority
    return annex_response(letter, unit, request)


def annex_response(letter: Letter, unit: Unit, request: ActorRequest) -> HttpResponse:
    detail = "" if letter.is_collective else letter.detail
    facts = VerdictTable(
        letterhead=letterhead_of(unit, PaperKind.PHU_LUC_XET, at=letter.as_of),
        title=f"{letter.round.label}: {letter.name}",
        verdicts=(nominee_verdict(letter.round, letter.subject.kind, letter.name, letter.verdict, unit=detail),),
    )
    paper = build("phu_luc_xet", facts)
    assert isinstance(paper, Paper)  # noqa: S101 - certificates are another kind
    response = HttpResponse(render_pdf(paper, at=letter.as_of), content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=f"Phụ lục xét {letter.name}.pdf") or "inline"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _unit_of(nominee: Nominee, request: ActorRequest) -> Unit | None:
    if isinstance(nominee, Unit):
        return nominee
    post = posts_of([nominee.pk], local_date(request.at)).get(nominee.pk)
    return post.unit if post else None


def _is_own(nominee: Nominee, request: ActorRequest) -> bool:
    return not isinstance(nominee, Unit) and person_of(request.user) == nominee


def _page(request: ActorRequest, round_: Round, nominee: Nominee, bound: Mapping[str, JudgementForm]) -> HttpResponse:
    as_of = as_of_for(round_, request.at)
    letter, unit = for_reader(letter_now(round_, nominee, as_of), request.roles), _unit_of(nominee, request)
    visible = dossiers_visible_to(request.roles)
    context = {
        "letter": letter,
        "round": round_,
        "is_over": round_.state not in (*RoundState.current, *RoundState.awaited),
        "evidence": evidence_of(letter),
        "deadline": deadline_for(round_, unit) if unit else None,
        "asked": _asked(request, round_, nominee, unit, bound),
        "five_years": five_years_of(five_year_round(round_), letter.subject, as_of),
        "prize": prize_of(round_, letter.subject.kind, as_of),
        "kept": kept_verdicts_of(letter.subject, visible),
        "form": next(iter(bound.values()), None),
        **_dossier_of(request, round_, unit),
    }
    return render(request, "dossiers/letter.html", context, status=400 if bound else 200)


def _dossier_of(request: ActorRequest, round_: Round, unit: Unit | None) -> dict[str, Any]:
    """Return the dossier of the nominee's unit in this round, or whether one may begin it."""
    if unit is None:
        return {}
    dossier = dossiers_visible_to(request.roles).filter(round=round_, unit=unit).first()
    may = dossier is None and may_start(request.roles, round_, unit, request.at) is None
    return {"dossier": dossier, "start": f"{round_.pk}-{unit.pk}" if may else ""}


def _asked(
    request: ActorRequest, round_: Round, nominee: Nominee, unit: Unit | None, bound: Mapping[str, JudgementForm]
) -> list[Asked]:
    subject = subject_for(nominee)
    said = {row.key: row for row in reversed(judgements_of(round_, subject))}  # the latest of each key
    is_own = _is_own(nominee, request)
    asked = []
    for key, criterion in judged_criteria(round_, subject.kind).items():
        refusal = _("Người được xét hiện không giữ vị trí công tác nào.")
        if unit is not None:
            refusal = may_judge(request.roles, round_, key=key, unit=unit, is_own=is_own) or ""
        form = bound.get(key) or (None if refusal else JudgementForm(prefix=key))
        asked.append(Asked(key, criterion, said.get(key), refusal or None, form))
    return asked
