"""Tài khoản của tôi: how one signs in, in which roles and until when, and what was done to the sign-in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.queries import second_factors, sessions_of, unread_notices
from thidua.accounts.wording import WORDS
from thidua.audit.queries import events_of
from thidua.core.calendar import local_date
from thidua.organizations.actions.sign_ins import acknowledge_notices
from thidua.organizations.http import ActorRequest, signed_in
from thidua.portal.queries.sign_in import assignments_of

SHOWN = 20


@require_GET
@signed_in
def own(request: ActorRequest) -> HttpResponse:
    """Show the own sign-in; nobody else's is reached from here."""
    events = events_of(request.user)[:SHOWN]
    context = {
        "assignments": assignments_of(request.user),
        "today": local_date(request.at),
        "factors": second_factors(request.user),
        "sessions": sessions_of(request.user).count(),
        "notices": [(WORDS.get(each.verb, each.verb), each) for each in unread_notices(request.user)],
        "history": [(WORDS.get(each.verb, each.verb), each) for each in events],
    }
    return render(request, "portal/account.html", context)


@require_POST
@signed_in
def acknowledge(request: ActorRequest) -> HttpResponse:
    """Note that one has read what was done to the own sign-in."""
    acknowledge_notices(actor=request.user, at=request.at)
    return redirect("portal:account")
