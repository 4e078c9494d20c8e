"""Roles given, ended, delegated: by the administrator, or by the head whose signature it is."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.actions.roles import assign_role, delegate_role, end_role
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import RoleAssignment
from thidua.organizations.permissions import (
    may_administer,
    may_delegate,
    may_end,
    open_assignment,
    open_sign_in,
    require,
)
from thidua.organizations.queries.sign_ins import administered_units, receivers_of
from thidua.portal.forms import DelegateForm, EndForm, RoleForm, TermForm
from thidua.ui.forms import carry_out


@require_http_methods(["GET", "POST"])
@signed_in
def assign(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a role at a unit, for a term, by a basis."""
    user = open_sign_in(request.roles, pk, request.at)
    require(may_administer(request.roles))
    units = {unit.pk: unit for unit in administered_units(request.roles, local_date(request.at))}
    form = RoleForm(request.POST or None, units=units.values())

    def act(**_said: object) -> None:
        said = form.cleaned_term()
        assign_role(user, unit=units[said.pop("unit")], actor=request.user, at=request.at, **said)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã phân vai trò."))
        return redirect("portal:sign_in", pk)
    return _form(request, form, _("Phân vai trò"), str(user))


@require_http_methods(["GET", "POST"])
@signed_in
def end(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a role back, and what was delegated from it."""
    row = open_assignment(request.roles, pk, request.user)
    require(may_end(request.roles, row, request.user))
    form = EndForm(request.POST or None)

    def act(**said: object) -> None:
        end_role(row, actor=request.user, at=request.at, **said)  # type: ignore[arg-type]

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã kết thúc vai trò."))
        return _back(request, row)
    return _form(request, form, _("Kết thúc vai trò"), _named(row))


@require_http_methods(["GET", "POST"])
@signed_in
def delegate(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a deputy (KT.) or a head below (TUQ.) sign in a head's place for a time."""
    row = open_assignment(request.roles, pk, request.user)
    require(may_delegate(request.roles, row, is_own=row.user_id == request.user.pk))
    form = DelegateForm(request.POST or None, receivers=receivers_of(row, local_date(request.at) + timedelta(days=1)))

    def act(**_said: object) -> None:
        said = form.cleaned_term()
        capacity, user = form.receivers[said.pop("receiver")]
        delegate_role(row, to=user, capacity=capacity, actor=request.user, at=request.at, **said)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã giao; người được giao ký từ ngày ghi ở đây."))
        return _back(request, row)
    return _form(request, form, _("Giao ký thay, ký thừa ủy quyền"), _named(row))


def _named(row: RoleAssignment) -> str:
    return f"{row.get_role_display()}, {row.unit}: {row.user}"


def _back(request: ActorRequest, row: RoleAssignment) -> HttpResponse:
    if may_administer(request.roles) is None and row.user_id != request.user.pk:
        return redirect("portal:sign_in", row.user_id)
    return redirect("portal:account")


def _form(request: ActorRequest, form: TermForm | EndForm, title: str, about: str) -> HttpResponse:
    return render(request, "portal/role_form.html", {"form": form, "title": title, "about": about})
