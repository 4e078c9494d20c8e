"""The minutes of the unit's own council (III.3.c), entered on one page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.calendar import local_date
from thidua.core.errors import InputError
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.forms.minutes import PRESENT, MinutesForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.permissions import may_edit, open_dossier
from thidua.dossiers.queries.dossiers import nominations_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Post
from thidua.organizations.permissions import require
from thidua.organizations.queries import people_on
from thidua.ui.forms import add_problems


@require_http_methods(["GET", "POST"])
@signed_in
def minutes(request: ActorRequest, pk: int) -> HttpResponse:
    """Enter who was there and how each nominee fared; the minutes are drafted from it."""
    row = open_dossier(request.roles, pk)
    require(may_edit(request.roles, row, request.at))
    posts = _posts(row, request)
    form = MinutesForm(
        request.POST or None,
        posts=posts,
        nominations=list(nominations_of(row)),
        initial=_initial(posts),
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_minutes(row, form.meeting, actor=request.user, at=request.at)
        except InputError as error:
            add_problems(form, error)
        else:
            messages.success(request, _("Đã ghi biên bản họp Hội đồng của đơn vị."))
            return redirect("dossiers:detail", pk)
    return render(request, "dossiers/minutes.html", {"dossier": row, "form": form}, status=400 if form.errors else 200)


def _posts(dossier: Dossier, request: ActorRequest) -> list[Post]:
    """Return one post of each person at the unit, the head first."""
    posts = {post.person_id: post for post in people_on(local_date(request.at), dossier.unit).order_by("is_head")}
    return sorted(posts.values(), key=lambda post: (not post.is_head, post.person.sort_key))


def _initial(posts: list[Post]) -> dict[str, object]:
    head = next((post for post in posts if post.is_head), None)
    return {} if head is None else {"chair": head.person_id, f"seat-{head.person_id}": PRESENT}
