"""What a view may ask of a request: who acts, in which roles, and at what moment by the database's clock."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from thidua.accounts.models import User
from thidua.organizations.queries import Roles, roles_of

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
