"""Hồ sơ: the list, what one may begin, and who has sent nothing."""

from datetime import date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.calendar import local_date
from thidua.dossiers.actions.dossiers import start_dossier
from thidua.dossiers.forms.dossiers import OVERDUE, DossierFilterForm, StartForm
from thidua.dossiers.permissions import may_begin, may_extend, may_start
from thidua.dossiers.queries.candidates import collectives_in, round_in_focus, rounds_visible_to
from thidua.dossiers.queries.dossiers import (
    appraisal_overdue,
    dossiers_visible_to,
    narrowed,
    state_counts,
    units_without,
    with_counts,
)
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.enums import Role
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import Roles, own_units

PER_PAGE = 25


@require_GET
@signed_in
def dossiers(request: ActorRequest) -> HttpResponse:
    """List the dossiers one may read; say which one may begin, and who has not sent any."""
    return _list(request, None)


@require_POST
@signed_in
def start(request: ActorRequest) -> HttpResponse:
    """Begin the dossier of a unit one acts for."""
    require(may_begin(request.roles))
    form = StartForm(request.POST, open_to=_open_to(request.roles, request.at))
    if not form.is_valid():
        return _list(request, form)
    round_, unit = form.chosen
    row = start_dossier(round_, unit, actor=request.user, at=request.at)
    messages.success(request, _("Đã lập hồ sơ. Thêm tập thể, cá nhân được đề nghị."))
    return redirect("dossiers:detail", row.pk)


def _open_to(roles: Roles, at: datetime) -> list[tuple[Round, Unit]]:
    """Return the rounds and units for which one may begin a dossier now and none is begun."""
    rounds = [row for row in rounds_visible_to(roles) if row.state in RoundState.current]
    units = list(own_units(roles, local_date(at)))
    begun = set(dossiers_visible_to(roles).filter(unit__in=units).values_list("round_id", "unit_id"))
    pairs = ((round_, unit) for round_ in rounds for unit in units if (round_.pk, unit.pk) not in begun)
    return [(round_, unit) for round_, unit in pairs if may_start(roles, round_, unit, at) is None]


def _list(request: ActorRequest, form: StartForm | None) -> HttpResponse:
    rounds = list(rounds_visible_to(request.roles))
    filters = DossierFilterForm(request.GET, rounds=rounds)
    code, focus = filters.said("round"), round_in_focus(rounds, request.at)
    watched = next((row for row in rounds if row.code == code), focus)
    rows = dossiers_visible_to(request.roles)
    today, state = local_date(request.at), filters.said("state")
    is_late = state == OVERDUE
    found = narrowed(rows, code=code, state=None if is_late else state, text=filters.said("text"))
    found = filters.of_day(appraisal_overdue(found, today) if is_late else found)
    open_to = _open_to(request.roles, request.at)
    watches = watched is not None and request.roles.has(*Role.everywhere)
    context = {
        "filters": filters,
        "page_obj": Paginator(with_counts(found), PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "start": (form or StartForm(open_to=open_to)) if open_to else None,
        "watched": watched,
        "counts": state_counts(rows, watched, today) if watches and watched else None,
        "without": _without(request.roles, watched, filters.day(local_date(request.at)))
        if watches and watched
        else None,
        "may_extend": watched is not None and may_extend(request.roles, watched) is None,
        "now": request.at,
        "today": today,
    }
    return render(request, "dossiers/list.html", context, status=400 if form else 200)


def _without(roles: Roles, round_: Round, day: date) -> list[Unit]:
    """Return the participants of a day that have sent nothing in the round."""
    return list(units_without(round_, collectives_in(roles, round_, day)))
