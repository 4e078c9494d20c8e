"""Communication activities: what was held, in which form, and who confirmed it."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.files.evidence import evidence_of, prove
from thidua.movements.queries import movement_to_cite
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.organizations.queries import own_units, units_visible_to
from thidua.publicity import actions
from thidua.publicity.enums import ActivityState
from thidua.publicity.events import ACTIVITY_EVENTS
from thidua.publicity.forms import ActivityDraftForm, ActivityFilterForm
from thidua.publicity.permissions import (
    may_approve_activity,
    may_draft,
    may_draft_activity,
    may_publish_activity,
    open_activity,
)
from thidua.publicity.queries import activities_visible_to, activity_totals, activity_years, narrowed
from thidua.ui.forms import carry_out

PER_PAGE = 25


@require_GET
@signed_in
def activities(request: ActorRequest) -> HttpResponse:
    """Show the activities one may read, how many count and in how many forms."""
    visible = activities_visible_to(request.roles)
    filters = ActivityFilterForm(
        request.GET,
        years=activity_years(visible),
        units=partial(units_visible_to, request.roles),
        today=local_date(request.at),
    )
    found = filters.of_day(narrowed(visible, filters.wanted))
    return render(
        request,
        "publicity/activities.html",
        {
            "filters": filters,
            "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "totals": activity_totals(found),
            "may_draft": may_draft(request.roles) is None,
            "movement": movement_to_cite(request.roles),
        },
    )


@require_GET
@signed_in
def activity(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one activity and its history."""
    found = open_activity(request.roles, pk)
    drafted, approved = found.state == ActivityState.DRAFT, found.state == ActivityState.APPROVED
    return render(
        request,
        "publicity/activity.html",
        {
            "activity": found,
            "steps": history_of(found, ACTIVITY_EVENTS),
            "evidence": evidence_of(
                found,
                found.unit,
                url=reverse("publicity:prove_activity", args=[pk]),
                may_add=may_draft_activity(request.roles, found.unit) is None,
            ),
            "may_approve": drafted and may_approve_activity(request.roles, found) is None,
            "may_publish": approved and may_publish_activity(request.roles, found) is None,
            "movement": movement_to_cite(request.roles),
        },
    )


@require_http_methods(["GET", "POST"])
@signed_in
def draft_activity(request: ActorRequest) -> HttpResponse:
    """Enter an activity that was held."""
    require(may_draft(request.roles))
    today = local_date(request.at)
    form = ActivityDraftForm(request.POST or None, units=own_units(request.roles, today), initial={"held_on": today})
    if request.method == "POST" and carry_out(form, actions.draft_activity, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi hoạt động; hoạt động được tính sau khi thủ trưởng duyệt."))
        return redirect("publicity:activities")
    context = {"form": form, "movement": movement_to_cite(request.roles)}
    return render(request, "publicity/draft_activity.html", context)


@require_POST
@signed_in
def prove_activity(request: ActorRequest, pk: int) -> HttpResponse:
    """Let files (a photograph, the invitation, the list of who came) prove the activity, or no longer."""
    found = open_activity(request.roles, pk)
    require(may_draft_activity(request.roles, found.unit))
    prove(request, found, found.unit, cite=actions.prove_activity, withdraw=actions.withdraw_proof_of_activity)
    return redirect("publicity:activity", pk)


@require_POST
@signed_in
def approve_activity(request: ActorRequest, pk: int) -> HttpResponse:
    actions.approve_activity(open_activity(request.roles, pk), actor=request.user, at=request.at)
    messages.success(request, _("Đã duyệt hoạt động."))
    return redirect("publicity:activity", pk)


@require_POST
@signed_in
def publish_activity(request: ActorRequest, pk: int) -> HttpResponse:
    actions.publish_activity(open_activity(request.roles, pk), actor=request.user, at=request.at)
    messages.success(request, _("Đã đăng hoạt động."))
    return redirect("publicity:activity", pk)
