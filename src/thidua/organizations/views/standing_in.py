"""For which units the secretariat enters, from when until when, and why."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.actions.standing_in import begin_standing_in, end_standing_in
from thidua.organizations.forms import EndStandInForm, StandInForm
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import may_stand_in, open_stand_in, open_unit, require
from thidua.ui.forms import carry_out


@require_http_methods(["GET", "POST"])
@signed_in
def stand_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Declare that one enters for a unit."""
    unit = open_unit(pk)
    require(may_stand_in(request.roles, unit))
    form = StandInForm(request.POST or None, initial={"valid_from": local_date(request.at)})
    act = partial(begin_standing_in, unit)
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi. Những gì Thường trực nhập cho đơn vị từ nay được ghi rõ là nhập thay."))
        return redirect("organizations:unit", pk)
    return _form(request, form, unit, _("Nhập thay %(unit)s") % {"unit": unit})


@require_http_methods(["GET", "POST"])
@signed_in
def end_stand_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Say from which day on the unit enters for itself."""
    row = open_stand_in(request.roles, pk)
    form = EndStandInForm(request.POST or None, initial={"ended_on": local_date(request.at)})
    act = partial(end_standing_in, row)
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi. Đơn vị tự nhập từ ngày này."))
        return redirect("organizations:unit", row.unit_id)
    return _form(request, form, row.unit, _("Thôi nhập thay %(unit)s") % {"unit": row.unit})


def _form(request: ActorRequest, form: StandInForm | EndStandInForm, unit: Unit, title: str) -> HttpResponse:
    context = {"form": form, "unit": unit, "title": title}
    return render(request, "organizations/unit_act.html", context, status=400 if form.errors else 200)
