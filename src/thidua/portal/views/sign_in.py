"""Signing in and out; in a demonstration also one link per role."""

from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.accounts.models import User
from thidua.audit.queries import is_demo, now
from thidua.organizations.queries import roles_of
from thidua.portal.queries import sign_ins

SALT = "thidua.demo.sign-in"

sign_in = auth_views.LoginView.as_view(template_name="portal/sign_in.html", redirect_authenticated_user=True)
sign_out = auth_views.LogoutView.as_view(next_page="portal:public")


def demo_link(user: User) -> str:
    """Return the address that signs this user in; it answers in a demonstration only."""
    return reverse("portal:demo_sign_in", args=[signing.dumps(user.pk, salt=SALT)])


@require_GET
def demo_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by link. Never outside a demonstration, whose people and figures are invented."""
    if not is_demo():
        raise Http404
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    login(request, get_object_or_404(User, pk=key), backend="django.contrib.auth.backends.ModelBackend")
    return redirect("portal:home")


@require_GET
def demo_roles(request: HttpRequest) -> HttpResponse:
    """Show every role of the demonstration with its link."""
    if not is_demo():
        raise Http404
    at = now()
    groups: dict[str, list[dict[str, object]]] = {}
    for account in sign_ins():
        held = roles_of(account.user, at).held
        if held:
            card = {"person": account.person, "unit": held[0].unit, "url": demo_link(account.user)}
            groups.setdefault(held[0].label, []).append(card)
    return render(request, "portal/demo_roles.html", {"groups": groups})
