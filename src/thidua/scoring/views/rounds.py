"""A round of scoring: its dates, the offices that own its fields, and sheets locked and opened by hand."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.movements.queries import movement_to_cite
from thidua.organizations.enums import UnitKind
from thidua.organizations.http import ActorRequest, act_on_a_page, signed_in
from thidua.organizations.permissions import require
from thidua.organizations.queries import overseen_units
from thidua.scoring.actions import charge_office, extend_appraisal, lock_sheet, set_timetable, unlock_sheet
from thidua.scoring.forms.rounds import ExtensionForm, LockForm, OfficeForm, TimetableForm, UnlockForm
from thidua.scoring.models import Sheet
from thidua.scoring.permissions import may_lock, may_publish, open_set, open_sheet
from thidua.scoring.queries import extensions_of, timetables_of, units_with_sheets
from thidua.scoring.rounds import charges, steps_of

ACT = "scoring/act.html"


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
        template=ACT,
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
        template=ACT,
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
        template=ACT,
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
    form = LockForm(request.POST or None)
    return _by_hand(request, found, form, lock_sheet, title=_("Khóa phiếu"), done=_("Đã khóa phiếu."))


@require_http_methods(["GET", "POST"])
@signed_in
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Open a sheet past its timetable, with a reason."""
    found = open_sheet(request.roles, pk)
    form = UnlockForm(request.POST or None)
    return _by_hand(request, found, form, unlock_sheet, title=_("Mở khóa phiếu"), done=_("Đã mở khóa phiếu."))


def _by_hand(
    request: ActorRequest, found: Sheet, form: LockForm, act: Callable[..., Sheet], *, title: str, done: str
) -> HttpResponse:
    require(may_lock(request.roles, found))
    return act_on_a_page(
        request,
        form,
        partial(act, found),
        template=ACT,
        title=title,
        done=done,
        back=reverse("scoring:sheet", args=[found.pk]),
        top=str(found.unit),
    )
