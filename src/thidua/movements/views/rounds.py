"""Rounds: their deadlines in words, who receives and decides, and what may be done with each now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import is_past, local_date
from thidua.legal import load_law
from thidua.movements.actions import rounds as actions
from thidua.movements.enums import RoundState
from thidua.movements.forms import RegistrationForm
from thidua.movements.models import Round
from thidua.movements.permissions import may_run_round, open_movement, open_registration, open_round_of
from thidua.movements.queries import folder_of, registrations_of, rounds_of
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.history import entered_in_place
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.queries import Roles, own_units, people_of_units
from thidua.ui.forms import carry_out

PER_PAGE = 25


@dataclass(frozen=True)
class RoundLine:
    """A round, the clause its deadline comes from, and the one thing that may be done with it now."""

    round: Round
    clause: str
    cite: str
    form: str
    act: str
    is_past: bool


@require_GET
@signed_in
def rounds(request: ActorRequest, slug: str) -> HttpResponse:
    """Show every round of the movement."""
    movement = open_movement(request.roles, slug)
    folder = folder_of(movement)
    clauses = {known.id: known.clause for known in folder.definition.rounds}
    lines = [
        RoundLine(
            round=row,
            clause=clauses.get(row.code, ""),
            cite=folder.cite(clauses[row.code]) if row.code in clauses else "",
            form=load_law().forms[row.award_form].label if row.award_form else "",
            act=_next_act(request.roles, row, request.at),
            is_past=is_past(request.at, row.deadline),
        )
        for row in rounds_of(movement)
    ]
    context = {"movement": movement, "lines": lines, "questions": list(_questions(lines)), "at": request.at}
    return render(request, "movements/rounds.html", context)


def _questions(lines: list[RoundLine]) -> Iterator[tuple[str, str]]:
    """What law leaves open, each question once, with the rounds it concerns."""
    asked = dict.fromkeys(question for line in lines for question in line.round.open_question.splitlines())
    for question in asked:
        concerned = (line.round.label for line in lines if question in line.round.open_question)
        yield question, ", ".join(concerned)


def _next_act(roles: Roles, round_: Round, at: datetime) -> str:
    """What whoever runs the round may do next: "open", "close", "publish", or "" for nothing."""
    if may_run_round(roles, round_) is not None:
        return ""
    if round_.state == RoundState.OPEN:
        return "close" if is_past(at, round_.deadline) else ""
    return {RoundState.PLANNED: "open", RoundState.DECIDED: "publish"}.get(RoundState(round_.state), "")


def _do(request: ActorRequest, slug: str, code: str, act: Callable[..., Round], done: str) -> HttpResponse:
    act(open_round_of(request.roles, slug, code), actor=request.user, at=request.at)
    messages.success(request, done)
    return redirect("movements:rounds", slug)


@require_POST
@signed_in
def open_round(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    return _do(request, slug, code, actions.open_round, _("Đã mở đợt; các đơn vị gửi được hồ sơ."))


@require_POST
@signed_in
def close_round(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    return _do(request, slug, code, actions.close_round_for_appraisal, _("Đã khóa đợt để xét."))


@require_POST
@signed_in
def publish_round(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    return _do(request, slug, code, actions.publish_round, _("Đã công khai kết quả của đợt."))


@require_GET
@signed_in
def registrations(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Show who registered for a round."""
    round_ = open_round_of(request.roles, slug, code)
    filters = FactFilterForm(request.GET)
    page = Paginator(filters.of_day(registrations_of(round_)), PER_PAGE).get_page(request.GET.get("page"))
    in_place = entered_in_place(page)
    own = set(own_units(request.roles, local_date(request.at)).values_list("pk", flat=True))
    may = round_.state in RoundState.awaited and bool(own)
    context = {
        "movement": round_.movement,
        "round": round_,
        "filters": filters,
        "page_obj": page,
        "rows": [(row, in_place.get(row.pk, "")) for row in page],
        "may_register": may,
        "own": own if may else set(),
    }
    return render(request, "movements/registrations.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def register(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Register what a unit or a person in it strives for."""
    round_ = open_round_of(request.roles, slug, code)
    today = local_date(request.at)
    units = own_units(request.roles, today)
    form = RegistrationForm(
        request.POST or None, units=units, people=people_of_units(units, today), initial={"registered_on": today}
    )
    given = {"round_": round_, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, actions.register_intentions, **given):
        messages.success(request, _("Đã đăng ký thi đua."))
        return redirect("movements:registrations", slug, code)
    return render(request, "movements/register.html", {"movement": round_.movement, "round": round_, "form": form})


@require_POST
@signed_in
def withdraw_registration(request: ActorRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Take a registration back."""
    row = open_registration(request.roles, slug, code, pk)
    actions.withdraw_registration(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã bỏ đăng ký thi đua."))
    return redirect("movements:registrations", slug, code)
