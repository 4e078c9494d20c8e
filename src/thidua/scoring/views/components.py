"""The components of the authority's own index: who is charged with each, and whether it rose."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.calendar import local_date
from thidua.movements.queries import movement_to_cite
from thidua.organizations.http import ActorRequest, signed_in
from thidua.scoring.models import ComponentOwner, ComponentScore, IndexComponent
from thidua.scoring.permissions import may_set_up
from thidua.scoring.queries import component_years, components_visible_to


@dataclass(frozen=True)
class Row:
    component: IndexComponent
    owners: list[ComponentOwner]
    now: ComponentScore | None
    before: ComponentScore | None

    @property
    def has_risen(self) -> bool | None:
        """None where a year has no points: unknown is not "no"."""
        return None if self.now is None or self.before is None else self.now.points > self.before.points


def _row(component: IndexComponent, year: int) -> Row:
    scores = {score.year: score for score in component.two_years}  # type: ignore[attr-defined]  # prefetched
    return Row(component, component.given, scores.get(year), scores.get(year - 1))  # type: ignore[attr-defined]


@require_GET
@signed_in
def components(request: ActorRequest) -> HttpResponse:
    """Show one year's owners with the points of both years."""
    years = component_years(request.roles)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else next(iter(years), local_date(request.at).year)
    context = {
        "year": year,
        "years": years,
        "before": year - 1,
        "rows": [_row(component, year) for component in components_visible_to(request.roles, year)],
        "may_set_up": may_set_up(request.roles) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/components.html", context)
