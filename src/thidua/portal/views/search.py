"""The box at the top of every page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.calendar import local_date
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.queries import posts_of
from thidua.organizations.queries.search import find_people, find_units

LONGEST = 100


@require_GET
@signed_in
def search(request: ActorRequest) -> HttpResponse:
    """Show the units and the people found; of people only those one may read."""
    asked, today = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip(), local_date(request.at)
    units, people = find_units(asked, today), find_people(request.roles, asked)
    posts = posts_of([person.pk for person in people.rows], today)
    rows = [(person, posts.get(person.pk)) for person in people.rows]
    context = {"asked": asked, "units": units, "people": people, "rows": rows, "today": today}
    return render(request, "portal/search.html", context)
