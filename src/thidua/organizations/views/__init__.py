"""The register: units and people, each as of a day."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.calendar import local_date
from thidua.core.format import day as written
from thidua.organizations.enums import LineageKind
from thidua.organizations.forms import PersonFilterForm, UnitFilterForm
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import LineageLink, Unit
from thidua.organizations.permissions import (
    may_keep_a_register,
    may_keep_register,
    may_read_conduct,
    may_record_conduct,
    may_stand_in,
    open_person,
    open_unit,
    sees_unit,
)
from thidua.organizations.queries import (
    Lineage,
    all_posts_of,
    commendations_of,
    disciplines_of,
    leaves_of,
    lineage_of,
    people_on,
    posts_of,
    register_of_people,
    register_of_units,
    reviews_of,
    service_of,
    units_visible_to,
)
from thidua.organizations.queries.groups import declared_for
from thidua.organizations.queries.keeping import stand_ins_of

UNITS_PER_PAGE, PEOPLE_PER_PAGE = 50, 25


@require_GET
@signed_in
def units(request: ActorRequest) -> HttpResponse:
    """Show the units of a day by kind, and what each came from or became."""
    filters = UnitFilterForm(request.GET)
    day = filters.day(local_date(request.at))
    found = register_of_units(day, kind=filters.said("loai") or "", text=filters.said("ten") or "")
    page = Paginator(found, UNITS_PER_PAGE).get_page(request.GET.get("page"))
    lineage = lineage_of(unit.pk for unit in page)
    return render(
        request,
        "organizations/units.html",
        {
            "filters": filters,
            "day": day,
            "keeps": may_keep_a_register(request.roles) is None,
            "page_obj": page,
            "rows": [(unit, list(_lineage_notes(unit, lineage))) for unit in page],
        },
    )


def _lineage_notes(unit: Unit, lineage: Lineage) -> Iterator[str]:
    """Say in words what made the unit and what ended it: "sáp nhập 01/07/2025 thành UBND xã Ninh Giang"."""
    came = [link for link in lineage.came_from.get(unit.pk, ()) if link.kind != LineageKind.DISSOLVE]
    if came:
        names = ", ".join(link.predecessor.name for link in came)
        yield _("%(act)s từ %(names)s") % {"act": _act_of(came[0]), "names": names}
    became = lineage.became.get(unit.pk, ())
    if became:
        names = ", ".join(link.successor.name for link in became if link.successor)
        is_gone = became[0].kind == LineageKind.DISSOLVE
        words = _("%(act)s, nhiệm vụ chuyển cho %(names)s") if is_gone else _("%(act)s thành %(names)s")
        yield words % {"act": _act_of(became[0]), "names": names} if names else _act_of(became[0])


def _act_of(link: LineageLink) -> str:
    return f"{link.get_kind_display().lower()} {written(link.act.effective_on)}"


@require_GET
@signed_in
def unit(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a unit, what it came from and became, and, to who may read its facts, its people on a day."""
    found = open_unit(pk)
    day = _last_day_of(found, UnitFilterForm(request.GET).day(local_date(request.at)))
    lineage = lineage_of([pk])
    sees = sees_unit(request.roles, found)
    conduct = may_read_conduct(request.roles, found)
    return render(
        request,
        "organizations/unit.html",
        {
            "unit": found,
            "day": day,
            "came_from": lineage.came_from.get(pk, ()),
            "became": lineage.became.get(pk, ()),
            "posts": people_on(day, found) if sees else None,
            "conduct": conduct,
            "may_record": may_record_conduct(request.roles, found) is None,
            "reviews": reviews_of(units=[pk]) if conduct else (),
            "remade": any(link.kind in LineageKind.remade for link in lineage.came_from.get(pk, ())),
            "declared": declared_for(found).first(),
            "may_declare": may_keep_register(request.roles, found) is None,
            "stand_ins": stand_ins_of(found) if sees else (),
            "may_stand_in": may_stand_in(request.roles, found) is None,
        },
    )


def _last_day_of(unit: Unit, day: date) -> date:
    """The day asked, or for a unit that was gone by then its last day, or for one yet to come its first."""
    if unit.valid_until is not None and day >= unit.valid_until:
        return date.fromordinal(unit.valid_until.toordinal() - 1)
    return max(day, unit.valid_from)


@require_GET
@signed_in
def people(request: ActorRequest) -> HttpResponse:
    """Show the people of a day at the units one may read, by given name, found with or without marks."""
    today = local_date(request.at)
    filters = PersonFilterForm(request.GET, units=partial(units_visible_to, request.roles), today=today)
    day, text = filters.day(today), filters.said("ten") or ""
    found = register_of_people(request.roles, day, unit=filters.said("don_vi"), text=text)
    page = Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    posts = posts_of([person.pk for person in page], day)
    rows = [(person, posts.get(person.pk)) for person in page]
    keeps = may_keep_a_register(request.roles) is None
    context = {"filters": filters, "day": day, "page_obj": page, "rows": rows, "keeps": keeps}
    return render(request, "organizations/people.html", context)


@require_GET
@signed_in
def person(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a person's posts over time; their conduct to nobody but who judges by it."""
    found = open_person(request.roles, pk)
    posts = list(all_posts_of(found))
    conduct = any(may_read_conduct(request.roles, post.unit) for post in posts)
    context: dict[str, object] = {
        "person": found,
        "posts": posts,
        "conduct": conduct,
        "commendations": commendations_of(people=[pk]).reverse(),
        "keeps": may_keep_register(request.roles, posts[0].unit) is None,
    }
    if context["keeps"]:
        leaves, year = list(leaves_of(found)), local_date(request.at).year
        context |= {"leaves": leaves, "year": year, "service": service_of(posts, leaves, year)}
    if conduct:
        context["disciplines"] = disciplines_of(people=[pk]).select_related("unit")
        context["reviews"] = reviews_of(people=[pk])
        context["may_record"] = may_record_conduct(request.roles, posts[0].unit) is None
    return render(request, "organizations/person.html", context)
