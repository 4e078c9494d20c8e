"""Who carries on a movement whose authority ended, duty by duty and round by round."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import NotVisible
from thidua.legal import load_law
from thidua.movements.actions.successions import settle_duty as settle
from thidua.movements.forms import SuccessionForm
from thidua.movements.permissions import may_settle_duty, open_movement, open_round_of
from thidua.movements.successions import duties_of, fitting, heirs_of, leads, lines_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def successions(request: ActorRequest, slug: str) -> HttpResponse:
    """Show each duty that passed on: who may do it, who confirmed it, what law leaves open and who must decide."""
    movement = open_movement(request.roles, slug)
    law = load_law()
    rows = [
        (line, law.instruments[line.duty.instrument].name, may_settle_duty(request.roles, line.unsettled) is None)
        for line in lines_of(movement)
    ]
    return render(request, "movements/successions.html", {"movement": movement, "rows": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def settle_duty(request: ActorRequest, slug: str, code: str, duty: str) -> HttpResponse:
    """Confirm that one's own body does the duty in the round."""
    round_ = open_round_of(request.roles, slug, code)
    known = next((each for each in duties_of(round_.movement, round_) if each.id == duty), None)
    if known is None:
        raise NotVisible
    heirs = fitting(known, heirs_of(round_.movement))
    require(may_settle_duty(request.roles, heirs))
    form = SuccessionForm(request.POST or None, units=[unit for unit in heirs if leads(request.roles, unit)])
    act = partial(settle, round_, duty=duty)
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, _("Đã xác nhận cơ quan kế tục."))
        return redirect("movements:successions", slug)
    context = {"movement": round_.movement, "round": round_, "duty": known, "form": form}
    return render(request, "movements/settle_duty.html", context, status=400 if form.errors else 200)
