"""What a view may ask of a request: who acts, in which roles, and at what moment by the database's clock."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from thidua.accounts.models import User
from thidua.organizations.queries import Roles, roles_of
from thidua.ui.forms import carry_out

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request of somebody signed in, as `signed_in` hands it to a view."""

    user: User
    at: datetime
    roles: Roles


def signed_in(
    view: Callable[Concatenate[ActorRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Send strangers to the sign-in page; give the view the actor's roles at this moment."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor: ActorRequest = request  # type: ignore[assignment]  # the middleware has set `at`
        actor.roles = roles_of(actor.user, actor.at)
        return view(actor, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", login_required(wrapper))


def act_on_a_page(
    request: ActorRequest,
    form: forms.Form,
    act: Callable[..., object],
    *,
    template: str,
    done: str,
    back: str,
    **context: Any,
) -> HttpResponse:
    """Show a form on a page of its own; carry out what it says, say it is done and go back (a path or a name)."""
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, done)
        return redirect(back)
    return render(request, template, {"form": form, "back": back, **context}, status=400 if form.errors else 200)
