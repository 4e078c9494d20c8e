"""What was entered later than it happened: what, by whom, when, with the scan that proves it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from thidua.files.actions import read_file
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.http import ActorRequest, signed_in
from thidua.registers.permissions import authorities_to_check, open_backfilled
from thidua.registers.queries import backfilled_of, objects_of
from thidua.registers.words import in_words

PER_PAGE = 50


@require_GET
@signed_in
def backfilled(request: ActorRequest) -> HttpResponse:
    """Show the entries of earlier years, newest first."""
    filters = FactFilterForm(request.GET)
    found = filters.of_day(backfilled_of(authorities_to_check(request.roles)), "authority__")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    objects = objects_of(page.object_list)
    rows = [(mark, *in_words(objects[mark.pk])) for mark in page if mark.pk in objects]
    return render(request, "registers/backfilled.html", {"filters": filters, "page_obj": page, "rows": rows})


@require_GET
@signed_in
def scan(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the scan behind an entry."""
    row = open_backfilled(request.roles, pk)
    response = HttpResponse(read_file(row.scan), content_type=row.scan.media_type)
    disposition = content_disposition_header(as_attachment=True, filename=row.scan.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
