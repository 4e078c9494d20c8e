"""Quyết định, giấy khen: propose, sign, issue, publish; the register and its papers."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.audit.queries import events_of
from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision
from thidua.awards.actions.revocations import revoke_award
from thidua.awards.enums import DecisionState
from thidua.awards.forms import RevocationForm
from thidua.awards.models import Decision
from thidua.awards.permissions import (
    may_issue_decision,
    may_propose_awards,
    may_sign_decision,
    open_award,
    open_decision,
)
from thidua.awards.queries import awards_of, decisions_visible_to, proposable_rounds
from thidua.core.errors import InputError
from thidua.movements.actions.rounds import publish_round
from thidua.movements.enums import RoundState
from thidua.movements.permissions import may_run_round, open_round_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import Refusal
from thidua.organizations.queries import Roles

PAGE = 25


@dataclass(frozen=True)
class NextAct:
    """The next step of a decision, and why this person may not take it."""

    name: str
    refusal: Refusal


def _next_act(roles: Roles, row: Decision) -> NextAct | None:
    if row.state == DecisionState.PROPOSED:
        return NextAct("sign", may_sign_decision(roles, row))
    if row.state == DecisionState.DECIDED:
        return NextAct("issue", may_issue_decision(roles, row))
    if row.round.state == RoundState.DECIDED:
        return NextAct("publish", may_run_round(roles, row.round))
    return None


@require_GET
@signed_in
def decisions(request: ActorRequest) -> HttpResponse:
    """List decisions; the secretariat sees for which rounds appraised nominees wait to be proposed."""
    page = Paginator(decisions_visible_to(request.roles), PAGE).get_page(request.GET.get("page"))
    waiting = [row for row in proposable_rounds() if may_propose_awards(request.roles, row) is None]
    return render(request, "awards/list.html", {"page_obj": page, "waiting": waiting})


@require_GET
@signed_in
def decision(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a decision with its lines, its papers, its history, and what the person may do now."""
    row = open_decision(request.roles, pk)
    context = {
        "decision": row,
        "page_obj": Paginator(awards_of(row), PAGE).get_page(request.GET.get("page")),
        "proposed": row.nominations.select_related("unit", "person", "dossier__unit").order_by("-kind", "pk"),
        "events": events_of(row),
        "act": _next_act(request.roles, row),
    }
    return render(request, "awards/decision.html", context)


@require_POST
@signed_in
def propose(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Put the round's appraised nominees before the chair."""
    try:
        row = propose_awards(open_round_of(request.roles, slug, code), actor=request.user, at=request.at)
    except InputError as error:
        messages.error(request, str(error.problems[0].what))
        return redirect("awards:list")
    messages.success(request, _("Đã trình danh sách kèm dự thảo quyết định."))
    return redirect("awards:decision", row.pk)


@require_POST
@signed_in
def sign(request: ActorRequest, pk: int) -> HttpResponse:
    sign_decision(open_decision(request.roles, pk), actor=request.user, at=request.at)
    messages.success(request, _("Đã ký quyết định. Văn thư cấp số và ban hành."))
    return redirect("awards:decision", pk)


@require_POST
@signed_in
def issue(request: ActorRequest, pk: int) -> HttpResponse:
    row = issue_decision(open_decision(request.roles, pk), actor=request.user, at=request.at)
    messages.success(request, _("Đã ban hành Quyết định số %(code)s.") % {"code": row.paper.code if row.paper else ""})
    return redirect("awards:decision", pk)


@require_POST
@signed_in
def publish(request: ActorRequest, pk: int) -> HttpResponse:
    row = open_decision(request.roles, pk)
    publish_round(row.round, actor=request.user, at=request.at)
    messages.success(request, _("Đã công khai kết quả của đợt."))
    return redirect("awards:decision", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Cancel one award by a new act, with its reason and basis."""
    award = open_award(request.roles, pk)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_award(award, **form.cleaned_data, actor=request.user, at=request.at)
        except InputError as error:
            for problem in error.problems:
                form.add_error(None, str(problem.what))
        else:
            messages.success(request, _("Đã ghi nhận thu hồi."))
            return redirect("awards:decision", award.decision_id)
    return render(request, "awards/revoke.html", {"award": award, "form": form}, status=400 if form.errors else 200)
