"""People: entered, corrected, transferred, on leave, gone, and two records of one person made one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.actions.merging import keep_apart, merge_people
from thidua.organizations.actions.service import (
    correct_person,
    end_leave,
    end_service,
    record_leave,
    transfer_person,
)
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Person
from thidua.organizations.permissions import may_keep_a_register, may_keep_person, open_person, require
from thidua.organizations.queries import overseen_units, posts_of
from thidua.organizations.queries.keeping import look_alikes, said_apart
from thidua.registers.forms import (
    ApartForm,
    EndLeaveForm,
    EndServiceForm,
    LeaveForm,
    MergeForm,
    NewPersonForm,
    PersonForm,
    TransferForm,
)
from thidua.registers.permissions import open_leave
from thidua.registers.queries import last_post
from thidua.registers.service import enter_person
from thidua.ui.forms import carry_out


def _open_kept(request: ActorRequest, pk: int) -> Person:
    """Fetch a person one may read, and refuse who does not keep the register there."""
    person = open_person(request.roles, pk)
    post = last_post(person)
    require(may_keep_person(request.roles, post.unit if post else None))
    return person


def _step(
    request: ActorRequest, form: forms.Form, act: Callable[..., object], *, title: str, person: Person, note: str = ""
) -> HttpResponse:
    """Show a form until it is carried out, then go back to the person."""

    def carry(**said: Any) -> None:
        act(**said, actor=request.user, at=request.at)

    back = reverse("organizations:person", args=[person.pk])
    if request.method == "POST" and carry_out(form, carry):
        messages.success(request, _("Đã ghi."))
        return redirect(back)
    context = {"form": form, "title": f"{title}: {person}", "back": back, "note": note, "person": person}
    return render(request, "registers/person_act.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def add_person(request: ActorRequest) -> HttpResponse:
    """Enter a person with the post they hold."""
    require(may_keep_a_register(request.roles))
    units = overseen_units(request.roles, local_date(request.at))
    form = NewPersonForm(request.POST or None, units=units)
    made: list[Person] = []

    def act(**said: Any) -> None:
        made.append(enter_person(**said, actor=request.user, at=request.at))

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã thêm vào danh mục."))
        return redirect("organizations:person", made[0].pk)
    context = {"form": form, "title": _("Thêm cá nhân"), "back": reverse("organizations:people")}
    return render(request, "registers/person_act.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def correct(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct who somebody is, with the reason."""
    person = _open_kept(request, pk)
    sex = {True: "nu", False: "nam", None: ""}[person.is_woman]
    known = {
        "full_name": person.full_name,
        "birth_date": person.birth_date,
        "is_woman": sex,
        "identity_number": person.identity_number,
        "phone": person.phone,
    }

    def act(*, reason: str, actor: Any, at: Any, **fields: Any) -> Person:
        return correct_person(person, fields=fields, reason=reason, actor=actor, at=at)

    form = PersonForm(request.POST or None, initial=known)
    return _step(request, form, act, title=_("Sửa thông tin"), person=person)


@require_http_methods(["GET", "POST"])
@signed_in
def transfer(request: ActorRequest, pk: int) -> HttpResponse:
    """Transfer a person to another unit."""
    person = _open_kept(request, pk)
    units = overseen_units(request.roles, local_date(request.at))
    form = TransferForm(request.POST or None, units=units)
    note = _("Vị trí đang giữ kết thúc hết ngày hôm trước. Khen thưởng và mọi việc đã ghi vẫn là của người này.")

    def act(**said: Any) -> object:
        return transfer_person(person, **said)

    return _step(request, form, act, title=_("Điều động"), person=person, note=note)


@require_http_methods(["GET", "POST"])
@signed_in
def end(request: ActorRequest, pk: int) -> HttpResponse:
    """End the service of a person."""
    person = _open_kept(request, pk)

    def act(**said: Any) -> object:
        return end_service(person, **said)

    return _step(request, EndServiceForm(request.POST or None), act, title=_("Thôi giữ chức vụ"), person=person)


@require_http_methods(["GET", "POST"])
@signed_in
def leave(request: ActorRequest, pk: int) -> HttpResponse:
    """Record a leave."""
    person = _open_kept(request, pk)
    note = _("Thời gian nghỉ thai sản được tính là thời gian công tác. Các loại nghỉ khác chưa có quy định trong sổ.")

    def act(**said: Any) -> object:
        return record_leave(person, **said)

    return _step(request, LeaveForm(request.POST or None), act, title=_("Ghi thời gian nghỉ"), person=person, note=note)


@require_http_methods(["GET", "POST"])
@signed_in
def back_from_leave(request: ActorRequest, pk: int) -> HttpResponse:
    """Enter the last day of a leave."""
    row = open_leave(request.roles, pk)

    def act(**said: Any) -> object:
        return end_leave(row, **said)

    form = EndLeaveForm(request.POST or None)
    return _step(request, form, act, title=_("Kết thúc nghỉ"), person=row.person)


@require_GET
@signed_in
def twins(request: ActorRequest) -> HttpResponse:
    """Show people with the same name and birth date, to be merged or said to be two people."""
    require(may_keep_a_register(request.roles))
    pairs = look_alikes(request.roles)
    posts = posts_of([person.pk for pair in pairs for person in pair], local_date(request.at))
    rows = [[(person, posts.get(person.pk)) for person in pair] for pair in pairs]
    return render(request, "registers/twins.html", {"pairs": rows, "apart": said_apart(request.roles)})


@require_http_methods(["GET", "POST"])
@signed_in
def merge(request: ActorRequest, kept: int, duplicate: int) -> HttpResponse:
    """Make two records of one person one."""
    first, second = _open_kept(request, kept), _open_kept(request, duplicate)

    def act(*, reason: str, actor: Any, at: Any) -> Person:
        return merge_people(first, second, reason=reason, actor=actor, at=at)

    note = _("Mọi việc đã ghi cho %(second)s (%(code)s) sẽ là của %(first)s. Hồ sơ thứ hai được giữ lại, không xóa.")
    said = note % {"second": second, "code": second.code, "first": first}
    return _step(request, MergeForm(request.POST or None), act, title=_("Gộp hồ sơ trùng"), person=first, note=said)


@require_http_methods(["GET", "POST"])
@signed_in
def part(request: ActorRequest, kept: int, duplicate: int) -> HttpResponse:
    """Say that two who look alike are two people."""
    first, second = _open_kept(request, kept), _open_kept(request, duplicate)

    def act(*, reason: str, actor: Any, at: Any) -> object:
        return keep_apart(first, second, reason=reason, actor=actor, at=at)

    note = _("%(first)s (%(one)s) và %(second)s (%(two)s) sẽ không được nêu là hồ sơ có thể trùng nữa.")
    said = note % {"first": first, "one": first.code, "second": second, "two": second.code}
    return _step(
        request, ApartForm(request.POST or None), act, title=_("Là hai người khác nhau"), person=first, note=said
    )
