"""Home is "Việc của tôi": what awaits, what is overdue, how far the rounds are."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.calendar import local_date
from thidua.organizations.http import ActorRequest, signed_in
from thidua.portal.queries.rounds import round_cards
from thidua.portal.queries.to_do import to_do

SOON = timedelta(days=7)


@require_GET
@signed_in
def home(request: ActorRequest) -> HttpResponse:
    """Show what awaits the person, the soonest due first."""
    today = local_date(request.at)
    items = to_do(request.user, request.roles, request.at)
    return render(
        request,
        "portal/home.html",
        {
            "page_obj": Paginator(items, 15).get_page(request.GET.get("page")),
            "total": len(items),
            "overdue": sum(item.due is not None and item.due < today for item in items),
            "soon": sum(item.due is not None and today <= item.due <= today + SOON for item in items),
            "rounds": round_cards(request.roles, request.at),
            "today": today,
            "at": request.at,
        },
    )
