"""What the secretariat sets up for a year: criteria with their sheets, components with their owners and points."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.files.http import attachment
from thidua.organizations.http import ActorRequest, act_on_a_page, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import overseen_units
from thidua.organizations.queries.groups import authorities_run
from thidua.scoring.actions import (
    create_criteria_set,
    define_component,
    enter_component_score,
    enter_components,
    give_component,
)
from thidua.scoring.component_workbook import read_components, write_components
from thidua.scoring.forms.setup import ComponentForm, ComponentScoreForm, ComponentsForm, CriteriaSetForm, OwnerForm
from thidua.scoring.models import IndexComponent
from thidua.scoring.permissions import may_set_up
from thidua.scoring.queries import components_of, components_visible_to, sets_visible_to
from thidua.ui.xlsx import MEDIA_TYPE


def _step(
    request: ActorRequest, form: forms.Form, act: Callable[..., object], *, title: str, done: str, back: str
) -> HttpResponse:
    return act_on_a_page(request, form, act, template="scoring/setup.html", title=title, done=done, back=back)


@require_http_methods(["GET", "POST"])
@signed_in
def create_set(request: ActorRequest) -> HttpResponse:
    """Enter the criteria of a year (II.2.đ); sheets are opened when they have been tried."""
    require(may_set_up(request.roles))
    form = CriteriaSetForm(
        request.POST or None,
        request.FILES or None,
        authorities=authorities_run(request.roles),
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
    form = ComponentForm(request.POST or None, authorities=authorities_run(request.roles))
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


@require_GET
@signed_in
def components_workbook(request: ActorRequest) -> HttpResponse:
    """Send the components of the first authority one runs, with owners and points of a year and the year before."""
    require(may_set_up(request.roles))
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else local_date(request.at).year  # noqa: PLR2004
    known = _components(request, authorities_run(request.roles)[0], year)
    return attachment(write_components(known, year), name=f"chi-so-thanh-phan-{year}.xlsx", media_type=MEDIA_TYPE)


@require_http_methods(["GET", "POST"])
@signed_in
def enter_many(request: ActorRequest) -> HttpResponse:
    """Enter components with owners and the points of two years from a workbook, all of it or nothing."""
    require(may_set_up(request.roles))
    today, problems = local_date(request.at), tuple[Problem, ...]()
    form = ComponentsForm(
        request.POST or None,
        request.FILES or None,
        authorities=authorities_run(request.roles),
        initial={"year": today.year},
    )
    if request.method == "POST" and form.is_valid():
        authority, year, file = (form.cleaned_data[key] for key in ("authority", "year", "file"))
        units = overseen_units(request.roles, today).filter(authority=authority)
        try:
            rows = read_components(
                file.read(),
                file.name,
                year=year,
                components=_components(request, authority, year),
                units=dict(units.values_list("pk", "name")),
            )
            done = enter_components(authority, year=year, rows=rows, actor=request.user, at=request.at)
        except InputError as error:
            problems = error.problems
        else:
            said = _("Đã ghi %(components)s chỉ số mới, giao %(owners)s lần, ghi %(points)s điểm.")
            messages.success(request, said % done)
            return redirect("scoring:components")
    context = {"form": form, "problems": problems, "year": today.year}
    status = 400 if problems or form.errors else 200
    return render(request, "scoring/components_workbook.html", context, status=status)


def _components(request: ActorRequest, authority: Unit, year: int) -> list[IndexComponent]:
    return list(components_visible_to(request.roles, year).filter(authority=authority))
