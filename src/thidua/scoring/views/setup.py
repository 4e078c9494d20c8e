"""What the secretariat sets up for a year: criteria with their sheets, components with their owners and points."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.organizations.queries import overseen_units
from thidua.scoring.actions import (
    create_criteria_set,
    define_component,
    enter_component_score,
    give_component,
)
from thidua.scoring.forms.setup import ComponentForm, ComponentScoreForm, CriteriaSetForm, OwnerForm
from thidua.scoring.permissions import may_set_up
from thidua.scoring.queries import authorities_of, components_of, sets_visible_to
from thidua.ui.forms import carry_out


def _step(
    request: ActorRequest, form: forms.Form, act: Callable[..., object], *, title: str, done: str, back: str
) -> HttpResponse:
    """Show a form, and carry out what it says."""
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, done)
        return redirect(back)
    context = {"form": form, "title": title, "back": back}
    return render(request, "scoring/setup.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def create_set(request: ActorRequest) -> HttpResponse:
    """Enter the criteria of a year (II.2.đ); sheets are opened when they have been tried."""
    require(may_set_up(request.roles))
    form = CriteriaSetForm(
        request.POST or None,
        request.FILES or None,
        authorities=authorities_of(request.roles),
        known=sets_visible_to(request.roles),
        initial={"year": local_date(request.at).year},
    )
    title, done = _("Lập bộ tiêu chí của năm"), _("Đã lập bộ tiêu chí. Chấm thử rồi mở phiếu cho các đơn vị.")
    return _step(request, form, create_criteria_set, title=title, done=done, back="scoring:sets")


@require_http_methods(["GET", "POST"])
@signed_in
def add_component(request: ActorRequest) -> HttpResponse:
    """Name a component of the authority's own index."""
    require(may_set_up(request.roles))
    form = ComponentForm(request.POST or None, authorities=authorities_of(request.roles))
    title, done = _("Thêm chỉ số thành phần"), _("Đã thêm chỉ số.")
    return _step(request, form, define_component, title=title, done=done, back="scoring:components")


@require_http_methods(["GET", "POST"])
@signed_in
def charge_unit(request: ActorRequest) -> HttpResponse:
    """Charge a unit with a component for a year (III.2.a/tap-the/4)."""
    require(may_set_up(request.roles))
    today = local_date(request.at)
    form = OwnerForm(
        request.POST or None,
        components=components_of(request.roles),
        units=overseen_units(request.roles, today),
        initial={"year": today.year},
    )
    title, done = _("Giao chỉ số cho đơn vị"), _("Đã giao chỉ số.")
    return _step(request, form, give_component, title=title, done=done, back="scoring:components")


@require_http_methods(["GET", "POST"])
@signed_in
def enter_points(request: ActorRequest) -> HttpResponse:
    """Enter the points a component got in a year, or correct them."""
    require(may_set_up(request.roles))
    form = ComponentScoreForm(
        request.POST or None,
        components=components_of(request.roles),
        initial={"year": local_date(request.at).year},
    )
    title, done = _("Ghi điểm chỉ số"), _("Đã ghi điểm.")
    return _step(request, form, enter_component_score, title=title, done=done, back="scoring:components")
