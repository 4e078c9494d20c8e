"""Criteria sets and the sheets under each: how far they are, and publication."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.errors import InputError
from thidua.movements.queries import movement_to_cite
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.http import ActorRequest, signed_in
from thidua.scoring.actions import publish_results
from thidua.scoring.permissions import may_publish, may_set_up, open_set
from thidua.scoring.queries import sets_visible_to, sheets_visible_to

PER_PAGE = 25


@require_GET
@signed_in
def sets(request: ActorRequest) -> HttpResponse:
    """List the criteria sets with how far each is."""
    filters = FactFilterForm(request.GET)
    found = filters.of_day(sets_visible_to(request.roles), "authority__")
    context = {
        "filters": filters,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_set_up": may_set_up(request.roles) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/sets.html", context)


@require_GET
@signed_in
def sheets(request: ActorRequest, pk: int) -> HttpResponse:
    """List the sheets of a set that one may read."""
    criteria_set = open_set(request.roles, pk)
    filters = FactFilterForm(request.GET)
    rows = filters.of_day(sheets_visible_to(request.roles).filter(criteria_set=criteria_set))
    is_ready = 0 < criteria_set.sheets_count == criteria_set.appraised_count  # type: ignore[attr-defined]
    context = {
        "set": criteria_set,
        "filters": filters,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_open": not criteria_set.sheets_count and may_publish(request.roles, criteria_set) is None,  # type: ignore[attr-defined]
        "may_publish": is_ready and may_publish(request.roles, criteria_set) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/sheets.html", context)


@require_POST
@signed_in
def publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Score, rank and publish."""
    try:
        publish_results(open_set(request.roles, pk), actor=request.user, at=request.at)
    except InputError as error:
        for problem in error.problems:
            messages.error(request, f"{problem.what} {problem.fix}".strip())
        return redirect("scoring:sheets", pk)
    messages.success(request, _("Đã công bố kết quả xếp hạng."))
    return redirect("scoring:ranking", pk)
