"""The public site: what has been decided and published, and nothing beyond the decision."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.awards.queries import published_awards
from thidua.portal.queries import found_awards


@require_GET
def public(request: HttpRequest) -> HttpResponse:
    """List published awards; search by name or unit, with or without diacritics."""
    text, year = request.GET.get("tim", "").strip()[:100], request.GET.get("nam", "")
    rows = found_awards(text, year)
    years = published_awards().dates("decided_on", "year", order="DESC")
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {"page_obj": page, "text": text, "year": year, "years": [day.year for day in years]}
    return render(request, "portal/public.html", context)


@require_GET
def public_award(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one award with its decision, and whether it still stands."""
    return render(request, "portal/public_award.html", {"award": get_object_or_404(published_awards(), pk=pk)})
