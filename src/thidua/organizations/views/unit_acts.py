"""A unit entered by hand, described anew, or made another by an act with its legal basis."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.actions import lineage
from thidua.organizations.actions.details import describe_unit
from thidua.organizations.actions.units import create_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.forms.units import (
    ActForm,
    DescribeForm,
    DetailsForm,
    DissolveForm,
    MergeForm,
    MoveForm,
    NewUnitForm,
    RenameForm,
    SplitForm,
)
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import (
    may_keep_a_register,
    may_keep_register,
    open_unit,
    require,
)
from thidua.organizations.queries import overseen_units, units_on
from thidua.organizations.queries.groups import authorities_run
from thidua.organizations.queries.keeping import held_at
from thidua.ui.forms import carry_out


@require_http_methods(["GET", "POST"])
@signed_in
def add_unit(request: ActorRequest) -> HttpResponse:
    """Enter a unit under one's authority."""
    require(may_keep_a_register(request.roles))
    above = [*authorities_run(request.roles), *overseen_units(request.roles, local_date(request.at))]
    form = NewUnitForm(request.POST or None, units=above, initial={"head_title": "Thủ trưởng đơn vị"})
    made: list[Unit] = []

    def act(**said: Any) -> None:
        made.append(create_unit(**said, actor=request.user, at=request.at))

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã thêm vào danh mục."))
        return redirect("organizations:unit", made[0].pk)
    return _form(request, form, None, _("Thêm đơn vị"))


def _form(request: ActorRequest, form: Any, unit: Unit | None, title: str, note: str = "") -> HttpResponse:
    context = {"form": form, "unit": unit, "title": title, "note": note}
    return render(request, "organizations/unit_act.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def describe(request: ActorRequest, pk: int) -> HttpResponse:
    """Write anew what papers print of a unit, with the reason; what was printed stays as it was."""
    unit = open_unit(pk)
    require(may_keep_register(request.roles, unit))
    known = {name: getattr(unit, name) for name in DetailsForm.base_fields}
    form = DescribeForm(request.POST or None, initial=known)

    def act(reason: str, **_said: Any) -> None:
        describe_unit(unit, fields=form.said, reason=reason, actor=request.user, at=request.at)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã ghi."))
        return redirect("organizations:unit", pk)
    note = _("Tên, mã, nơi trực thuộc không sửa đè: ghi bằng việc đổi tên hoặc chuyển cơ quan quản lý, có căn cứ.")
    return _form(request, form, unit, _("Sửa thông tin %(unit)s") % {"unit": unit}, note)


def _kept(request: ActorRequest, pk: int) -> Unit:
    unit = open_unit(pk)
    require(may_keep_register(request.roles, unit))
    return unit


def _act(request: ActorRequest, unit: Unit, form: ActForm, act: Callable[[], Unit], title: str) -> HttpResponse:
    """Show the act's form, with what ends by it; carry it out and go to what the unit became."""
    made: list[Unit] = []

    def carry(**_said: Any) -> None:
        made.append(act())

    if request.method == "POST" and carry_out(form, carry):
        messages.success(request, _("Đã ghi. Việc đã làm ở đơn vị cũ giữ nguyên tên cũ."))
        return redirect("organizations:unit", made[0].pk)
    posts, roles = held_at(unit, local_date(request.at))
    note = _(
        "Đơn vị cũ kết thúc hết ngày trước ngày hiệu lực. Đang có %(posts)s vị trí công tác, %(roles)s vai trò: đổi "
        "tên, chuyển cơ quan quản lý thì giữ tiếp ở đơn vị mới; sáp nhập, chia tách, giải thể thì kết thúc cùng đơn vị."
    )
    return _form(request, form, unit, title, note % {"posts": posts, "roles": roles})


@require_http_methods(["GET", "POST"])
@signed_in
def rename(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a unit go on under another name."""
    unit = _kept(request, pk)
    known = {"code": unit.code, "place": unit.place, "head_title": unit.head_title}
    form = RenameForm(request.POST or None, initial=known)

    def act() -> Unit:
        return lineage.rename_unit(unit, act=form.act, **form.given, actor=request.user, at=request.at)

    return _act(request, unit, form, act, _("Đổi tên %(unit)s") % {"unit": unit})


@require_http_methods(["GET", "POST"])
@signed_in
def move(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a unit go on under another one."""
    unit = _kept(request, pk)
    form = MoveForm(request.POST or None, units=_elsewhere(request, unit))

    def act() -> Unit:
        return lineage.move_unit(unit, act=form.act, **form.given, actor=request.user, at=request.at)

    return _act(request, unit, form, act, _("Chuyển cơ quan quản lý %(unit)s") % {"unit": unit})


def _elsewhere(request: ActorRequest, unit: Unit) -> list[Unit]:
    """The authorities of today, and the other units of one's own."""
    today = local_date(request.at)
    authorities = units_on(today).filter(authority=None)
    own = overseen_units(request.roles, today).exclude(path__startswith=unit.path)
    return [*authorities, *own]


@require_http_methods(["GET", "POST"])
@signed_in
def merge(request: ActorRequest, pk: int) -> HttpResponse:
    """Make one unit of several."""
    unit = _kept(request, pk)
    beside = units_on(local_date(request.at)).filter(parent=unit.parent_id, authority=unit.authority_id)
    of_its_like = Q(kind__in=UnitKind.communes)  # a commune and an office are never merged
    beside = beside.filter(of_its_like if unit.is_commune else ~of_its_like)
    form = MergeForm(request.POST or None, units=beside, unit=unit)

    def act() -> Unit:
        return lineage.merge_units(form.units, act=form.act, **form.given, actor=request.user, at=request.at)

    return _act(request, unit, form, act, _("Sáp nhập %(unit)s") % {"unit": unit})


@require_http_methods(["GET", "POST"])
@signed_in
def split(request: ActorRequest, pk: int) -> HttpResponse:
    """Make several units of one."""
    unit = _kept(request, pk)
    form = SplitForm(request.POST or None)

    def act() -> Unit:
        return lineage.split_unit(unit, act=form.act, **form.given, actor=request.user, at=request.at)[0]

    return _act(request, unit, form, act, _("Chia tách %(unit)s") % {"unit": unit})


@require_http_methods(["GET", "POST"])
@signed_in
def dissolve(request: ActorRequest, pk: int) -> HttpResponse:
    """End a unit."""
    unit = _kept(request, pk)
    others = units_on(local_date(request.at)).filter(authority=unit.authority_id).exclude(path__startswith=unit.path)
    form = DissolveForm(request.POST or None, units=others)

    def act() -> Unit:
        return lineage.dissolve_unit(unit, act=form.act, **form.given, actor=request.user, at=request.at)

    return _act(request, unit, form, act, _("Giải thể %(unit)s") % {"unit": unit})
