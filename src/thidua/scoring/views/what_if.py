"""What if: thresholds and points tried on a published result, and nothing kept."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.calendar import local_date
from thidua.core.scoring.table import Trial
from thidua.movements.queries import folder_of, guidance_on, movement_to_cite
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.scoring.definitions import read_definition
from thidua.scoring.forms.what_if import WhatIfForm
from thidua.scoring.models import CriteriaSet, Ranking
from thidua.scoring.permissions import may_try, open_set
from thidua.scoring.queries import ranking_lines, rankings_of
from thidua.scoring.what_if import Answer, answer, judge_of, priced, table_of

PART = "part"


@require_GET
@signed_in
def what_if(request: ActorRequest, pk: int) -> HttpResponse:
    """Show where every unit stands, and where it would; the same address gives the result alone to the page itself."""
    criteria_set = open_set(request.roles, pk)
    require(may_try(request.roles, criteria_set))
    lines = list(ranking_lines(criteria_set).defer("detail"))
    movement, day = movement_to_cite(request.roles), local_date(request.at)
    guidance = guidance_on(movement, day) if movement else {}
    form = WhatIfForm(
        request.GET or None,
        criteria_set=read_definition(criteria_set.definition),
        lines=lines,
        decided={key: value.value for key, value in guidance.items()},
    )
    is_part = request.headers.get("X-Requested-With") == PART
    context: dict[str, Any] = {
        "set": criteria_set,
        "form": form,
        "movement": movement,
        "lines": lines,
        "is_part": is_part,
    }
    if lines:
        context["answer"] = _answer(criteria_set, lines, form, movement, guidance, day)
    name = "scoring/what_if_result.html" if is_part else "scoring/what_if.html"
    return render(request, name, context, status=400 if form.errors else 200)


def _answer(
    criteria_set: CriteriaSet, lines: list[Ranking], form: WhatIfForm, movement: Any, guidance: Any, day: Any
) -> Answer:
    table = table_of(criteria_set.publication.sha256)
    trial, thresholds = (form.trial, form.thresholds) if form.is_valid() else (Trial(), {})
    if movement is None:
        return answer(table, lines, trial, thresholds, None)
    folder = folder_of(movement)
    facts = rankings_of([line.unit for line in lines], criteria_set.year, day)
    judge = judge_of(folder, criteria_set.year, guidance, facts)
    return priced(answer(table, lines, trial, thresholds, judge), folder, day)
