"""What the plan leaves open, and who decided what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.core.errors import NotVisible
from thidua.core.movement import GUIDANCE_KEYS, exact
from thidua.movements.actions.guidance import set_guidance as decide
from thidua.movements.forms import GuidanceForm
from thidua.movements.permissions import may_set_guidance, open_movement
from thidua.movements.queries import folder_of, guidance_history, guidance_on
from thidua.movements.reading import thresholds
from thidua.movements.words import default_in_words, in_words
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def guidance(request: ActorRequest, slug: str) -> HttpResponse:
    """Show every key: what it decides, its value in force, who set it, and the clause it completes."""
    movement = open_movement(request.roles, slug)
    folder = folder_of(movement)
    lines = thresholds(GUIDANCE_KEYS, guidance_on(movement, local_date(request.at)))
    history = guidance_history(movement)
    return render(
        request,
        "movements/guidance.html",
        {
            "movement": movement,
            "rows": [
                (line, default_in_words(line.key), folder.cite(clause) if clause else "")
                for line in lines
                for clause in [line.decided.clause if line.decided else None]
            ],
            "history": [(row, GUIDANCE_KEYS.get(row.key), in_words(row.key, exact(row.value))) for row in history],
            "may_set": may_set_guidance(request.roles, movement) is None,
        },
    )


@require_http_methods(["GET", "POST"])
@signed_in
def set_guidance(request: ActorRequest, slug: str, key: str) -> HttpResponse:
    """Enter what was decided for one key."""
    movement = open_movement(request.roles, slug)
    known = GUIDANCE_KEYS.get(key)
    if known is None:
        raise NotVisible
    require(may_set_guidance(request.roles, movement))
    form = GuidanceForm(request.POST or None, key=known, initial={"valid_from": local_date(request.at)})
    given = {"movement": movement, "key": key, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, decide, **given):
        messages.success(request, _("Đã ghi hướng dẫn."))
        return redirect("movements:guidance", slug)
    return render(request, "movements/set_guidance.html", {"movement": movement, "known": known, "form": form})
