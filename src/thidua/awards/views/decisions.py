"""Decisions as they are read: the list, and one with its lines, its papers, its history and what may be done now."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.awards.enums import DecisionState
from thidua.awards.events import DECISION_EVENTS
from thidua.awards.models import Decision
from thidua.awards.permissions import (
    may_issue_decision,
    may_print,
    may_propose_awards,
    may_revoke,
    may_sign_decision,
    may_strike,
    open_decision,
)
from thidua.awards.queries import awards_of, decisions_visible_to, proposable_rounds, proposed_in
from thidua.movements.enums import RoundState
from thidua.movements.permissions import may_run_round
from thidua.movements.queries import movement_to_cite
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import Refusal
from thidua.organizations.queries import Roles

PER_PAGE = 25


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
    if row.state == DecisionState.ISSUED and row.round.state == RoundState.DECIDED:
        return NextAct("publish", may_run_round(roles, row.round))
    return None


@require_GET
@signed_in
def decisions(request: ActorRequest) -> HttpResponse:
    """List decisions; the secretariat sees for which rounds appraised nominees wait to be proposed."""
    filters = FactFilterForm(request.GET)
    found = filters.of_day(decisions_visible_to(request.roles), "authority__")
    context = {
        "filters": filters,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": [row for row in proposable_rounds() if may_propose_awards(request.roles, row) is None],
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "awards/list.html", context)


@require_GET
@signed_in
def decision(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a decision; only whoever may revoke sees the way to it."""
    row = open_decision(request.roles, pk)
    is_issued = row.state == DecisionState.ISSUED
    rows = awards_of(row) if is_issued else proposed_in(row)
    context = {
        "decision": row,
        "is_issued": is_issued,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "steps": history_of(row, DECISION_EVENTS),
        "act": _next_act(request.roles, row),
        "may_strike": may_strike(request.roles, row) is None,
        "may_print": may_print(request.roles, row) is None,
        "may_revoke": may_revoke(request.roles, row) is None,
    }
    return render(request, "awards/decision.html", context)
