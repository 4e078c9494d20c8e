"""The pictures of a published result: on a page with their numbers, and each to take along."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.text import slug
from thidua.movements.queries import movement_to_cite
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.queries import Roles
from thidua.scoring.models import CriteriaSet
from thidua.scoring.permissions import open_set
from thidua.scoring.pictures import Picture, own_against_appraised, pictures_of, png, svg
from thidua.scoring.queries import ranking_lines, results_of_years, sheets_visible_to
from thidua.scoring.scorecards import own_points_of
from thidua.ui.xlsx import workbook_response

FORMS = ("svg", "png", "xlsx")


def _drawn(roles: Roles, criteria_set: CriteriaSet) -> list[Picture]:
    """Self-scores are those of the sheets one may open; the ranking is everybody's."""
    lines = list(ranking_lines(criteria_set))
    sheets = sheets_visible_to(roles).filter(criteria_set=criteria_set) if lines else []
    own = own_points_of(criteria_set, sheets)
    compared = own_against_appraised([(line, own[line.unit_id]) for line in lines if line.unit_id in own])
    return [*pictures_of(criteria_set, lines, results_of_years(criteria_set)), *([compared] if compared else [])]


@require_GET
@signed_in
def pictures(request: ActorRequest, pk: int) -> HttpResponse:
    """Show every picture with its numbers beside it."""
    criteria_set = open_set(request.roles, pk)
    context = {
        "set": criteria_set,
        "pictures": _drawn(request.roles, criteria_set),
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/pictures.html", context)


@require_GET
@signed_in
def picture(request: ActorRequest, pk: int, key: str, form: str) -> HttpResponseBase:
    """Send one picture, or its numbers."""
    criteria_set = open_set(request.roles, pk)
    found = next((each for each in _drawn(request.roles, criteria_set) if each.key == key), None)
    if found is None or form not in FORMS:
        raise Http404
    name = f"{key}-{slug(criteria_set.code)}-{criteria_set.year}.{form}"
    if form == "xlsx":
        return workbook_response(name, f"{found.title} – {criteria_set}", found.columns, found.rows)
    is_svg = form == "svg"
    response = HttpResponse(
        svg(found.spec) if is_svg else png(found.spec), content_type="image/svg+xml" if is_svg else "image/png"
    )
    response["Content-Disposition"] = f'{"attachment" if "tai-ve" in request.GET else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, max-age=300"
    return response
