"""The list of movements, and the plan to read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.core.errors import NotAllowed
from thidua.movements.actions.movements import launch_movement as launch
from thidua.movements.forms import LaunchForm
from thidua.movements.permissions import open_movement
from thidua.movements.queries import folder_of, guidance_on, movements_visible_to, slugs_to_launch
from thidua.movements.reading import read_plan
from thidua.organizations.enums import Role
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.queries import units_on
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def movements(request: ActorRequest) -> HttpResponse:
    """Show the movements one may read."""
    context = {
        "movements": movements_visible_to(request.roles),
        "may_launch": request.roles.has(Role.CHU_TICH) and bool(slugs_to_launch()),
    }
    return render(request, "movements/movements.html", context)


@require_GET
@signed_in
def plan(request: ActorRequest, slug: str) -> HttpResponse:
    """Show the plan as issued, each clause with what carries it out and how it is read today."""
    movement = open_movement(request.roles, slug)
    folder = folder_of(movement)
    reading = read_plan(folder, guidance_on(movement, local_date(request.at)))
    context = {
        "movement": movement,
        "reading": reading,
        "definition": folder.definition,
        "changed": folder.version != movement.version,
    }
    return render(request, "movements/plan.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def launch_movement(request: ActorRequest) -> HttpResponse:
    """Launch the movement of a folder, at the authority one chairs."""
    authority = next(iter(request.roles.units(Role.CHU_TICH)), None)
    if authority is None:
        raise NotAllowed(_("Chỉ Chủ tịch UBND được phát động phong trào."))
    form = LaunchForm(
        request.POST or None, slugs=slugs_to_launch(), units=units_on(local_date(request.at), under=authority)
    )
    if request.method == "POST" and carry_out(form, launch, authority=authority, actor=request.user, at=request.at):
        messages.success(request, _("Đã phát động phong trào."))
        return redirect("movements:list")
    return render(request, "movements/launch.html", {"form": form, "authority": authority})
