"""A round of scoring: its dates, the offices that own its fields, and sheets locked and opened by hand."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.movements.queries import movement_to_cite
from thidua.organizations.enums import UnitKind
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.organizations.queries import overseen_units
from thidua.scoring.actions import charge_office, extend_appraisal, lock_sheet, set_timetable, unlock_sheet
from thidua.scoring.forms.rounds import ExtensionForm, LockForm, OfficeForm, TimetableForm, UnlockForm
from thidua.scoring.permissions import may_lock, may_publish, open_set, open_sheet
from thidua.scoring.queries import extensions_of, timetables_of, units_with_sheets
from thidua.scoring.rounds import charges, steps_of
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def round_of_scoring(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the dates of every block and who appraises which field."""
    criteria_set = open_set(request.roles, pk)
    day = local_date(request.at)
    context = {
        "set": criteria_set,
        "tables": [(table, steps_of(table, day)) for table in timetables_of(criteria_set)],
        "fields": charges(criteria_set),
        "extensions": extensions_of(criteria_set),
        "may_set_up": may_publish(request.roles, criteria_set) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "scoring/round.html", context)


def act_on_a_page(
    request: ActorRequest, form: forms.Form, act: Callable[..., object], *, title: str, done: str, back: str, top: str
) -> HttpResponse:
    """Show a form on a page of its own; carry out what it says and go back."""
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, done)
        return redirect(back)
    context = {"form": form, "title": title, "back": back, "top": top}
    return render(request, "scoring/act.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def timetable(request: ActorRequest, pk: int) -> HttpResponse:
    """Set the five dates of a block."""
    criteria_set = open_set(request.roles, pk)
    require(may_publish(request.roles, criteria_set))
    return act_on_a_page(
        request,
        TimetableForm(request.POST or None),
        partial(set_timetable, criteria_set),
        title=_("Đặt lịch của đợt chấm"),
        done=_("Đã đặt lịch."),
        back=reverse("scoring:round", args=[pk]),
        top=str(criteria_set),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def office(request: ActorRequest, pk: int) -> HttpResponse:
    """Let an office own a field."""
    criteria_set = open_set(request.roles, pk)
    require(may_publish(request.roles, criteria_set))
    offices = overseen_units(request.roles, local_date(request.at)).exclude(kind__in=UnitKind.communes)
    form = OfficeForm(
        request.POST or None,
        fields=[(field.code, f"{field.code}. {field.name}") for field in charges(criteria_set)],
        units=offices.filter(authority=criteria_set.authority),
    )
    return act_on_a_page(
        request,
        form,
        partial(charge_office, criteria_set),
        title=_("Giao lĩnh vực cho cơ quan thẩm định"),
        done=_("Đã giao lĩnh vực."),
        back=reverse("scoring:round", args=[pk]),
        top=str(criteria_set),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def extend(request: ActorRequest, pk: int) -> HttpResponse:
    """Let an appraisal go on past its day, with a reason."""
    criteria_set = open_set(request.roles, pk)
    require(may_publish(request.roles, criteria_set))
    return act_on_a_page(
        request,
        ExtensionForm(request.POST or None, units=units_with_sheets(criteria_set)),
        partial(extend_appraisal, criteria_set),
        title=_("Gia hạn thẩm định"),
        done=_("Đã ghi nhận gia hạn."),
        back=reverse("scoring:round", args=[pk]),
        top=str(criteria_set),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def shut(request: ActorRequest, pk: int) -> HttpResponse:
    """Lock a sheet, with a reason."""
    found = open_sheet(request.roles, pk)
    require(may_lock(request.roles, found))
    back = reverse("scoring:sheet", args=[pk])
    form, act = LockForm(request.POST or None), partial(lock_sheet, found)
    return act_on_a_page(
        request, form, act, title=_("Khóa phiếu"), done=_("Đã khóa phiếu."), back=back, top=str(found.unit)
    )


@require_http_methods(["GET", "POST"])
@signed_in
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a sheet past its timetable, with a reason."""
    found = open_sheet(request.roles, pk)
    require(may_lock(request.roles, found))
    back = reverse("scoring:sheet", args=[pk])
    form, act = UnlockForm(request.POST or None), partial(unlock_sheet, found)
    return act_on_a_page(
        request, form, act, title=_("Mở khóa phiếu"), done=_("Đã mở khóa phiếu."), back=back, top=str(found.unit)
    )
