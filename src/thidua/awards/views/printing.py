"""Printing every certificate of a decision: asked for, watched, fetched."""

from datetime import timedelta

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards.actions.print_runs import start_print_run
from thidua.awards.background import print_in_background
from thidua.awards.enums import PrintState
from thidua.awards.forms import PrintForm
from thidua.awards.permissions import may_keep_blanks, may_print, open_decision, open_print_file
from thidua.awards.queries import blanks_of, print_runs_of
from thidua.files.actions import open_file
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require

SILENT_FOR = timedelta(seconds=20)  # a step takes a second or two; after so long without one the run has stopped
SHOWN = 10


@require_http_methods(["GET", "POST"])
@signed_in
def print_certificates(request: ActorRequest, pk: int) -> HttpResponse:
    """Show how far printing is, and what is printed; asking starts a run or takes up the one that stopped."""
    row = open_decision(request.roles, pk)
    require(may_print(request.roles, row))
    form = PrintForm(request.POST if request.method == "POST" else None, blanks=blanks_of([row.authority]))
    if form.is_valid():
        run = start_print_run(row, blank=form.cleaned_data["blank"], actor=request.user, at=request.at)
        print_in_background(run.pk)
        return redirect("awards:print_certificates", pk)
    runs = list(print_runs_of(row)[:SHOWN])
    under_way = next((run for run in runs if run.state == PrintState.RUNNING), None)
    context = {
        "decision": row,
        "form": form,
        "may_keep_blanks": may_keep_blanks(request.roles, row.authority) is None,
        "under_way": under_way,
        "has_stopped": under_way is not None and request.at - under_way.stepped_at > SILENT_FOR,
        "printed": [run for run in runs if run.state == PrintState.DONE],
    }
    return render(request, "awards/print.html", context, status=400 if form.errors else 200)


@require_GET
@signed_in
def print_file(request: ActorRequest, pk: int, run: int, what: str) -> FileResponse:
    """Send what a run has printed."""
    stored = open_print_file(request.roles, open_decision(request.roles, pk), run, what)
    response = FileResponse(open_file(stored), as_attachment=True, filename=stored.name, content_type=stored.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
