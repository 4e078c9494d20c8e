"""Gia hạn: a later deadline for one unit or for all, with its reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.dossiers.actions.extensions import extend_deadline, record_sent_on_paper
from thidua.dossiers.forms.dossiers import ExtensionForm, SentOnPaperForm
from thidua.dossiers.permissions import may_extend, open_round
from thidua.dossiers.queries.candidates import collectives_in
from thidua.dossiers.queries.dossiers import extensions_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out


@require_http_methods(["GET", "POST"])
@signed_in
def extend(request: ActorRequest, code: str) -> HttpResponse:
    """Record an extension; below the form, those given before."""
    round_ = open_round(request.roles, code)
    require(may_extend(request.roles, round_))
    units = collectives_in(request.roles, round_, local_date(request.at))
    form = ExtensionForm(request.POST or None, units=units)
    if request.method == "POST" and carry_out(
        form, lambda **said: extend_deadline(round_, **said, actor=request.user, at=request.at)
    ):
        messages.success(request, _("Đã ghi nhận gia hạn."))
        return redirect("dossiers:extend", code)
    context = {"round": round_, "form": form, "extensions": extensions_of(round_), "now": request.at}
    return render(request, "dossiers/extend.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def record_paper(request: ActorRequest, code: str) -> HttpResponse:
    """Record that a unit's dossier was sent on paper in time."""
    round_ = open_round(request.roles, code)
    require(may_extend(request.roles, round_))
    units = collectives_in(request.roles, round_, local_date(request.at))
    form = SentOnPaperForm(request.POST or None, units=units)
    if request.method == "POST" and carry_out(
        form, lambda **said: record_sent_on_paper(round_, **said, actor=request.user, at=request.at)
    ):
        messages.success(request, _("Đã ghi nhận hồ sơ giấy; đơn vị nộp bản điện tử mà không bị tính nộp sau hạn."))
        return redirect("dossiers:extend", code)
    context = {"round": round_, "form": form, "now": request.at}
    return render(request, "dossiers/sent_on_paper.html", context, status=400 if form.errors else 200)
