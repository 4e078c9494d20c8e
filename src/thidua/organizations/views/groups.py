"""Blocks for judging on a day, and what is compared across a merger."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.organizations.actions import groups as actions
from thidua.organizations.forms import BlockForm, BlockHeadForm, ComparisonForm, DayFilterForm, JoinForm, LeaveForm
from thidua.organizations.http import ActorRequest, act_on_a_page, signed_in
from thidua.organizations.models import Block
from thidua.organizations.permissions import (
    may_keep_blocks,
    may_keep_register,
    may_keep_some_blocks,
    open_block,
    open_block_member,
    open_unit,
    require,
)
from thidua.organizations.queries import units_by_id
from thidua.organizations.queries.groups import (
    authorities_run,
    blocks_on,
    days_remade,
    declared_for,
    heads_of,
    members_of,
    units_for,
)


@require_GET
@signed_in
def blocks(request: ActorRequest) -> HttpResponse:
    """Show the blocks of a day, who is in them and who leads them that year."""
    filters = DayFilterForm(request.GET)
    day = filters.day(local_date(request.at))
    context = {
        "filters": filters,
        "day": day,
        "blocks": blocks_on(request.roles, day),
        "may_keep": may_keep_some_blocks(request.roles) is None,
    }
    return render(request, "organizations/blocks.html", context)


@require_GET
@signed_in
def block(request: ActorRequest, pk: int) -> HttpResponse:
    """Show a block over time."""
    found = open_block(request.roles, pk)
    context = {
        "group": found,
        "members": members_of(found),
        "heads": heads_of(found),
        "may_keep": may_keep_blocks(request.roles, found.authority) is None,
    }
    return render(request, "organizations/block.html", context)


def _step(
    request: ActorRequest, form: forms.Form, act: Callable[..., object], *, title: str, back: str
) -> HttpResponse:
    page = "organizations/step.html"
    return act_on_a_page(request, form, act, template=page, title=title, done=_("Đã ghi."), back=back)


@require_http_methods(["GET", "POST"])
@signed_in
def create_block(request: ActorRequest) -> HttpResponse:
    require(may_keep_some_blocks(request.roles))
    first = {"valid_from": local_date(request.at).replace(month=1, day=1)}
    form = BlockForm(request.POST or None, authorities=authorities_run(request.roles), initial=first)
    title = _("Lập khối thi đua")
    return _step(request, form, actions.create_block, title=title, back=reverse("organizations:blocks"))


def _kept(request: ActorRequest, pk: int) -> Block:
    found = open_block(request.roles, pk)
    require(may_keep_blocks(request.roles, found.authority))
    return found


@require_http_methods(["GET", "POST"])
@signed_in
def join_block(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a unit into the block."""
    found, today = _kept(request, pk), local_date(request.at)
    form = JoinForm(request.POST or None, units=units_for(found, today), initial={"valid_from": found.valid_from})
    title = _("Thêm đơn vị vào %(block)s") % {"block": found}
    return _step(
        request, form, partial(actions.join_block, found), title=title, back=reverse("organizations:block", args=[pk])
    )


@require_http_methods(["GET", "POST"])
@signed_in
def leave_block(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a unit out of its block."""
    member = open_block_member(request.roles, pk)
    require(may_keep_blocks(request.roles, member.block.authority))
    form = LeaveForm(request.POST or None, initial={"ended_on": local_date(request.at)})
    title = _("Cho %(unit)s thôi %(block)s") % {"unit": member.unit, "block": member.block}
    back = reverse("organizations:block", args=[member.block_id])
    return _step(request, form, partial(actions.leave_block, member), title=title, back=back)


@require_http_methods(["GET", "POST"])
@signed_in
def name_block_head(request: ActorRequest, pk: int) -> HttpResponse:
    """Name who leads the block in a year."""
    found = _kept(request, pk)
    members = units_by_id(member.unit_id for member in members_of(found))
    first = {"year": local_date(request.at).year}
    form = BlockHeadForm(request.POST or None, units=members.values(), initial=first)
    title = _("Đơn vị trưởng của %(block)s") % {"block": found}
    return _step(
        request,
        form,
        partial(actions.name_block_head, found),
        title=title,
        back=reverse("organizations:block", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def declare_comparison(request: ActorRequest, pk: int) -> HttpResponse:
    """Declare what stands beside the unit's results from before it was made of others."""
    found = open_unit(pk)
    require(may_keep_register(request.roles, found))
    form = ComparisonForm(request.POST or None, days=days_remade(found))
    return act_on_a_page(
        request,
        form,
        partial(actions.declare_comparison, found),
        template="organizations/comparison.html",
        done=_("Đã ghi quy tắc so sánh; kết quả công bố từ nay theo quy tắc này."),
        back=reverse("organizations:unit", args=[pk]),
        unit=found,
        declared=declared_for(found),
    )
