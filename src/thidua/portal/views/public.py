"""The public site: what has been decided and published, and nothing beyond the decision."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.awards.queries import published_awards
from thidua.portal.queries.public import found_awards, public_years

PER_PAGE = 25


@require_GET
def public(request: HttpRequest) -> HttpResponse:
    """List published awards; search by name or unit, with or without diacritics."""
    text, year = request.GET.get("tim", "").strip()[:100], request.GET.get("nam", "")
    page = Paginator(found_awards(text, year), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "text": text, "year": year, "years": public_years()}
    return render(request, "portal/public.html", context)


@require_GET
def public_award(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one award with its decision, and whether it still stands."""
    return render(request, "portal/public_award.html", {"award": get_object_or_404(published_awards(), pk=pk)})
