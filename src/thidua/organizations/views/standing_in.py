"""For which units the secretariat enters, from when until when, and why."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.actions.standing_in import begin_standing_in, end_standing_in
from thidua.organizations.forms import EndStandInForm, StandInForm
from thidua.organizations.http import ActorRequest, act_on_a_page, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import may_stand_in, open_stand_in, open_unit, require


@require_http_methods(["GET", "POST"])
@signed_in
def stand_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Declare that one enters for a unit."""
    unit = open_unit(pk)
    require(may_stand_in(request.roles, unit))
    form = StandInForm(request.POST or None, initial={"valid_from": local_date(request.at)})
    done = _("Đã ghi. Những gì Thường trực nhập cho đơn vị từ nay được ghi rõ là nhập thay.")
    title = _("Nhập thay %(unit)s") % {"unit": unit}
    return _step(request, form, partial(begin_standing_in, unit), unit=unit, title=title, done=done)


@require_http_methods(["GET", "POST"])
@signed_in
def end_stand_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Say from which day on the unit enters for itself."""
    row = open_stand_in(request.roles, pk)
    form = EndStandInForm(request.POST or None, initial={"ended_on": local_date(request.at)})
    title, done = _("Thôi nhập thay %(unit)s") % {"unit": row.unit}, _("Đã ghi. Đơn vị tự nhập từ ngày này.")
    return _step(request, form, partial(end_standing_in, row), unit=row.unit, title=title, done=done)


def _step(
    request: ActorRequest, form: forms.Form, act: Callable[..., object], *, unit: Unit, title: str, done: str
) -> HttpResponse:
    return act_on_a_page(
        request,
        form,
        act,
        template="organizations/unit_act.html",
        done=done,
        back=reverse("organizations:unit", args=[unit.pk]),
        unit=unit,
        title=title,
    )
