"""Pre-printed blanks: which there are, where the texts go, a sheet to try it out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards.actions.blanks import add_blank, place_texts
from thidua.awards.forms import AddBlankForm, PlacesForm
from thidua.awards.permissions import open_authority, open_blank
from thidua.awards.queries import blanks_of
from thidua.core.text import slug
from thidua.documents.papers.blank import layout_of, render_test_sheet
from thidua.organizations.http import ActorRequest, signed_in
from thidua.ui.forms import carry_out


@require_http_methods(["GET", "POST"])
@signed_in
def blanks(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the blanks of an authority, and add one."""
    authority = open_authority(request.roles, pk)
    form = AddBlankForm(request.POST if request.method == "POST" else None)
    given = {"authority": authority, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, add_blank, **given):
        messages.success(request, _("Đã thêm phôi. In tờ thử, đặt lên phôi thật rồi chỉnh vị trí."))
        return redirect("awards:blanks", pk)
    context = {"authority": authority, "rows": blanks_of([authority]), "form": form}
    return render(request, "awards/blanks.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def blank(request: ActorRequest, pk: int) -> HttpResponse:
    """Move the texts of a blank until they fall where they should."""
    row = open_blank(request.roles, pk)
    form = PlacesForm(request.POST if request.method == "POST" else None, layout=layout_of(row.layout))
    if request.method == "POST" and carry_out(form, place_texts, blank=row, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi vị trí. In tờ thử để kiểm tra."))
        return redirect("awards:blank", pk)
    return render(request, "awards/blank.html", {"blank": row, "form": form}, status=400 if form.errors else 200)


@require_GET
@signed_in
def test_sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the sheet that shows every place on a grid of millimetres."""
    row = open_blank(request.roles, pk)
    response = HttpResponse(render_test_sheet(layout_of(row.layout), at=row.changed_at), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="in-thu-{slug(row.name)}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
