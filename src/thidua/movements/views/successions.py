"""Who carries on a movement whose authority ended, duty by duty and round by round."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.calendar import local_date
from thidua.core.errors import NotVisible
from thidua.legal import load_law
from thidua.movements.actions.successions import hand_over_round
from thidua.movements.actions.successions import settle_duty as settle
from thidua.movements.forms import HandoverForm, SuccessionForm
from thidua.movements.permissions import may_hand_over, may_settle_duty, open_movement, open_round_of
from thidua.movements.successions import duties_of, fitting, handovers_of, heirs_of, lines_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit
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
    handovers = [(each, may_hand_over(request.roles, each)) for each in handovers_of(movement, local_date(request.at))]
    context = {"movement": movement, "rows": rows, "handovers": handovers}
    return render(request, "movements/successions.html", context)


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
    form = SuccessionForm(request.POST or None, units=[unit for unit in heirs if request.roles.leads(unit)])
    act = partial(settle, round_, duty=duty)
    if request.method == "POST" and carry_out(form, act, actor=request.user, at=request.at):
        messages.success(request, _("Đã xác nhận cơ quan kế tục."))
        return redirect("movements:successions", slug)
    context = {"movement": round_.movement, "round": round_, "duty": known, "form": form}
    return render(request, "movements/settle_duty.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def hand_over(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Show what changes when the round goes on at one's own body, and let it go on there."""
    round_ = open_round_of(request.roles, slug, code)
    found = {each.round.pk: each for each in handovers_of(round_.movement, local_date(request.at))}.get(round_.pk)
    require(may_hand_over(request.roles, found))
    if found is None:
        raise NotVisible
    own = {key: pair for key, pair in found.deciders.items() if request.roles.leads(pair[1])}
    duties = [(key, f"{duty.power}: {unit}") for key, (duty, unit) in own.items()]
    form = HandoverForm(request.POST or None, duties=duties, receivers=found.receivers)

    def act(duty: str, receiver: Unit, basis: str, **_seen: object) -> None:
        hand_over_round(round_, duty=duty, receiver=receiver, basis=basis, actor=request.user, at=request.at)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đợt xét nay do cơ quan kế tục nhận hồ sơ và quyết định."))
        return redirect("movements:successions", slug)
    context = {"movement": round_.movement, "round": round_, "handover": found, "form": form}
    return render(request, "movements/hand_over.html", context, status=400 if form.errors else 200)
