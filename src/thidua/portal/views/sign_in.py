"""The doors of a demonstration: one link per person. Everybody else signs in as `thidua.accounts.urls` says."""

from itertools import groupby

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.models import User
from thidua.audit.queries import clock
from thidua.portal.queries.people import personas
from thidua.portal.sign_in import enter

SALT = "thidua.demo.sign-in"


def demo_link(user: User) -> str:
    """Return the address that signs this user in; it answers in a demonstration only."""
    return reverse("portal:demo_sign_in", args=[signing.dumps(user.pk, salt=SALT)])


@require_GET
def demo_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by link. Never outside a demonstration, whose people and figures are invented."""
    if not clock().is_demo:
        raise Http404
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    enter(request, get_object_or_404(User, pk=key))
    return redirect("portal:home")


@require_GET
def demo_roles(request: HttpRequest) -> HttpResponse:
    """Show everybody of the demonstration, by role, with their links."""
    at, is_demo = clock()
    if not is_demo:
        raise Http404
    groups = [
        (role, [(each, demo_link(each.user)) for each in people])
        for role, people in groupby(personas(at), key=lambda each: each.role)
    ]
    return render(request, "portal/demo_roles.html", {"groups": groups})
