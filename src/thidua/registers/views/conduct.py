"""Conduct: who was disciplined, what is under review, and what each touches. For who judges by it alone."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.organizations.actions.conduct import close_review, discipline_person, open_review, strike_conduct
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Discipline, Person, Review, Unit
from thidua.organizations.permissions import may_read_conduct, may_record_conduct, open_person, open_unit, require
from thidua.registers.events import CONDUCT_EVENTS
from thidua.registers.forms import CloseForm, DisciplineForm, MatterForm, StrikeForm
from thidua.registers.permissions import open_discipline, open_review_record, require_conduct
from thidua.registers.queries import conduct_of, last_post, place_of
from thidua.registers.touched import Touched, touched_by_discipline, touched_by_review
from thidua.ui.forms import carry_out

PER_PAGE = 50


@require_GET
@signed_in
def conduct(request: ActorRequest) -> HttpResponse:
    """Show the acts of discipline and the matters under review of the authority."""
    require_conduct(request.roles)
    keys = {held.authority for held in request.roles.held if may_read_conduct(request.roles, held.unit)}
    filters = FactFilterForm(request.GET)
    disciplines, matters = conduct_of(keys, filters.asked)
    page = Paginator(disciplines, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page_obj": page, "matters": matters[:PER_PAGE]}
    return render(request, "registers/conduct.html", context)


def _act(request: ActorRequest, form: forms.Form, act: Callable[..., object], *, title: str, back: str) -> HttpResponse:
    """Show a form until it is carried out, then go to what it made, or back."""
    made: list[object] = []

    def carry(**said: object) -> None:
        made.append(act(**said, actor=request.user, at=request.at))

    if request.method == "POST" and carry_out(form, carry):
        messages.success(request, _("Đã ghi. Dưới đây là những gì việc này chạm đến."))
        row = made[0]
        return redirect("registers:discipline" if isinstance(row, Discipline) else "registers:review", row.pk)  # type: ignore[attr-defined]
    context = {"form": form, "title": title, "back": back}
    return render(request, "registers/act.html", context, status=400 if form.errors else 200)


def _require_for(request: ActorRequest, person: Person) -> None:
    """Refuse who keeps no record where the person serves now, or served last."""
    post = last_post(person)
    require(may_record_conduct(request.roles, post.unit) if post else _("Người này chưa có vị trí công tác nào."))


@require_http_methods(["GET", "POST"])
@signed_in
def add_discipline(request: ActorRequest, pk: int) -> HttpResponse:
    """Record an act of discipline, at once with what it touches."""
    person = open_person(request.roles, pk)
    _require_for(request, person)

    def act(**said: object) -> Discipline:
        return discipline_person(person, **said)  # type: ignore[arg-type]

    title = _("Ghi kỷ luật: %(name)s") % {"name": person}
    return _act(request, DisciplineForm(request.POST or None), act, title=title, back=person_path(person))


@require_http_methods(["GET", "POST"])
@signed_in
def add_review_of_person(request: ActorRequest, pk: int) -> HttpResponse:
    """Record a matter about a person that is under review."""
    person = open_person(request.roles, pk)
    _require_for(request, person)
    title = _("Ghi vụ việc: %(name)s") % {"name": person}
    return _add_review(request, person, title, person_path(person))


@require_http_methods(["GET", "POST"])
@signed_in
def add_review_of_unit(request: ActorRequest, pk: int) -> HttpResponse:
    """Record a matter about a unit that is under review."""
    unit = open_unit(pk)
    require(may_record_conduct(request.roles, unit))
    return _add_review(request, unit, _("Ghi vụ việc: %(name)s") % {"name": unit}, unit_path(unit))


def _add_review(request: ActorRequest, subject: Unit | Person, title: str, back: str) -> HttpResponse:
    def act(**said: object) -> Review:
        return open_review(subject, **said)  # type: ignore[arg-type]

    return _act(request, MatterForm(request.POST or None), act, title=title, back=back)


@require_http_methods(["GET", "POST"])
@signed_in
def end_review(request: ActorRequest, pk: int) -> HttpResponse:
    """Enter the day a matter ended."""
    row = open_review_record(request.roles, pk)
    place = place_of(row)
    require(may_record_conduct(request.roles, place) if place else None)

    def act(**said: object) -> Review:
        return close_review(row, **said)  # type: ignore[arg-type]

    back = review_path(row)
    return _act(request, CloseForm(request.POST or None), act, title=_("Kết thúc vụ việc"), back=back)


@require_http_methods(["GET", "POST"])
@signed_in
def strike_discipline(request: ActorRequest, pk: int) -> HttpResponse:
    """Take back an act of discipline entered by mistake."""
    row = open_discipline(request.roles, pk)
    require(may_record_conduct(request.roles, row.unit))
    return _strike(request, row, discipline_path(row))


@require_http_methods(["GET", "POST"])
@signed_in
def strike_review(request: ActorRequest, pk: int) -> HttpResponse:
    """Take back a matter entered by mistake."""
    row = open_review_record(request.roles, pk)
    place = place_of(row)
    require(may_record_conduct(request.roles, place) if place else None)
    return _strike(request, row, review_path(row))


def _strike(request: ActorRequest, row: Discipline | Review, back: str) -> HttpResponse:
    def act(**said: object) -> Discipline | Review:
        return strike_conduct(row, **said)  # type: ignore[arg-type]

    return _act(request, StrikeForm(request.POST or None), act, title=_("Hủy dòng ghi sai"), back=back)


@require_GET
@signed_in
def discipline(request: ActorRequest, pk: int) -> HttpResponse:
    """Show an act of discipline with every verdict, open dossier and award it touches."""
    row = open_discipline(request.roles, pk)
    may = may_record_conduct(request.roles, row.unit) is None
    return _record(request, row, touched_by_discipline(row), may_record=may)


@require_GET
@signed_in
def review(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a matter under review with every verdict, open dossier and award it touches."""
    row = open_review_record(request.roles, pk)
    place = place_of(row)
    may = place is not None and may_record_conduct(request.roles, place) is None
    return _record(request, row, touched_by_review(row), may_record=may)


def _record(request: ActorRequest, row: Discipline | Review, touched: Touched, *, may_record: bool) -> HttpResponse:
    context = {
        "row": row,
        "is_discipline": isinstance(row, Discipline),
        "touched": touched,
        "may_record": may_record,
        "steps": history_of(row, CONDUCT_EVENTS)[::-1],
    }
    return render(request, "registers/conduct_record.html", context)


def person_path(person: Person) -> str:
    return _path("organizations:person", person.pk)


def unit_path(unit: Unit) -> str:
    return _path("organizations:unit", unit.pk)


def review_path(row: Review) -> str:
    return _path("registers:review", row.pk)


def discipline_path(row: Discipline) -> str:
    return _path("registers:discipline", row.pk)


def _path(name: str, pk: int) -> str:
    return reverse(name, args=[pk])
