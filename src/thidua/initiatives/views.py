"""Initiatives: the list, one with its history, and each step for who may take it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotVisible
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council
from thidua.councils.permissions import open_council_session
from thidua.councils.queries import called_sessions, councils_prepared_by, place_in, sessions_visible_to
from thidua.files.actions import read_file
from thidua.files.evidence import evidence_of, prove
from thidua.files.http import attachment
from thidua.files.models import Citation
from thidua.files.permissions import may_download
from thidua.initiatives import actions
from thidua.initiatives.conditions import CONDITIONS, DECREE
from thidua.initiatives.events import INITIATIVE_EVENTS
from thidua.initiatives.forms import (
    DecisionForm,
    DescriptionForm,
    DraftForm,
    InitiativeFilterForm,
    OpinionForm,
    PutForm,
    WithdrawalForm,
    description_of,
)
from thidua.initiatives.models import Initiative
from thidua.initiatives.permissions import (
    may_apply_results,
    may_edit,
    may_examine,
    may_prove,
    may_withdraw,
    open_initiative,
    open_proof,
)
from thidua.initiatives.queries import (
    heard_in,
    hearings_of,
    initiative_years,
    initiatives_visible_to,
    narrowed,
    ready_for,
    sessions_to_apply,
    state_counts,
)
from thidua.movements.queries import movement_to_cite
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require, sees_unit
from thidua.organizations.queries import own_units, people_of_units, units_on, units_visible_to
from thidua.ui.forms import carry_out

PER_PAGE = 25
GUIDANCE = {"conditions": CONDITIONS, "decree": DECREE}


def _councils(request: ActorRequest) -> QuerySet[Council]:
    return councils_prepared_by(request.roles, request.user, request.at, CouncilKind.KHCN)


@require_GET
@signed_in
def initiatives(request: ActorRequest) -> HttpResponse:
    """List the initiatives one may read, and what one has to do with them."""
    today = local_date(request.at)
    visible = initiatives_visible_to(request.roles, request.user, request.at)
    filters = InitiativeFilterForm(
        request.GET,
        years=initiative_years(visible),
        units=partial(units_visible_to, request.roles),
        today=today,
    )
    found = filters.of_day(narrowed(visible, filters.wanted))
    councils = _councils(request)
    return render(
        request,
        "initiatives/initiatives.html",
        {
            "filters": filters,
            "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "counts": state_counts(found),
            "may_draft": own_units(request.roles, today).exists(),
            "ready": ready_for(councils).count(),
            "to_apply": sessions_to_apply(councils),
            "movement": movement_to_cite(request.roles),
        },
    )


@require_GET
@signed_in
def initiative(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one initiative: what it says, who heard it, what was done, and what may be done now."""
    row = open_initiative(request.roles, request.user, pk, request.at)
    return render(
        request,
        "initiatives/initiative.html",
        {
            "initiative": row,
            "hearings": hearings_of(row, sessions_visible_to(request.roles, request.user, request.at)),
            "may_edit": may_edit(request.roles, row) is None,
            "may_examine": may_examine(request.roles, row) is None,
            "may_withdraw": may_withdraw(request.roles, row) is None,
            "steps": history_of(row, INITIATIVE_EVENTS),
            "evidence": evidence_of(
                row,
                row.unit,
                url=reverse("initiatives:prove_initiative", args=[pk]),
                may_add=may_prove(request.roles, row) is None,
                may_withdraw=may_edit(request.roles, row) is None,
                link=None if sees_unit(request.roles, row.unit) else _link_to_proof(row),
            ),
            **GUIDANCE,
            "movement": movement_to_cite(request.roles),
        },
    )


@require_http_methods(["GET", "POST"])
@signed_in
def draft_initiative(request: ActorRequest) -> HttpResponse:
    """Begin an initiative of a unit one acts for."""
    today = local_date(request.at)
    units = own_units(request.roles, today)
    if not units:
        require(_("Chỉ cán bộ hoặc thủ trưởng của đơn vị được lập hồ sơ sáng kiến của đơn vị."))
    form = DraftForm(
        request.POST or None, units=units, people=people_of_units(units, today), initial={"year": today.year}
    )
    drafted: list[Initiative] = []

    def act(unit: Any, **said: Any) -> None:
        drafted.append(
            actions.draft_initiative(unit, description=description_of(said), actor=request.user, at=request.at)
        )

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã lập hồ sơ sáng kiến. Kiểm tra rồi nộp để được thẩm định."))
        return redirect("initiatives:detail", drafted[0].pk)
    return _description_page(request, form, _("Lập hồ sơ sáng kiến"))


@require_http_methods(["GET", "POST"])
@signed_in
def revise_initiative(request: ActorRequest, pk: int) -> HttpResponse:
    """Change what a draft says."""
    row = open_initiative(request.roles, request.user, pk, request.at)
    require(may_edit(request.roles, row))
    today = local_date(request.at)
    people = people_of_units(units_on(today, under=row.unit), today)
    said = {name: getattr(row, name) for name in ("title", "applied_from", "novelty", "effect")}
    form = DescriptionForm(request.POST or None, people=people, initial=said | {"authors": row.authors.all()})

    def act(**said: Any) -> None:
        description = description_of(said | {"year": row.year})
        actions.revise_initiative(row, description=description, actor=request.user, at=request.at)

    if request.method == "POST" and carry_out(form, act):
        messages.success(request, _("Đã sửa hồ sơ sáng kiến."))
        return redirect("initiatives:detail", pk)
    return _description_page(request, form, _("Sửa hồ sơ %(code)s") % {"code": row.code})


def _description_page(request: ActorRequest, form: forms.Form, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        **GUIDANCE,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "initiatives/description.html", context)


@require_POST
@signed_in
def submit_initiative(request: ActorRequest, pk: int) -> HttpResponse:
    row = open_initiative(request.roles, request.user, pk, request.at)
    try:
        actions.submit_initiative(row, actor=request.user, at=request.at)
    except InputError as error:
        for problem in error.problems:
            messages.error(request, problem.what)
    else:
        messages.success(request, _("Đã nộp sáng kiến. Thường trực thi đua thẩm định trước khi trình Hội đồng."))
    return redirect("initiatives:detail", pk)


def _link_to_proof(row: Initiative) -> Callable[[Citation], str]:
    return lambda citation: reverse("initiatives:proof", args=[row.pk, citation.pk])


@require_GET
@signed_in
def proof(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """Send a file that proves the initiative to whoever may read it: a member of the council that judges it too."""
    citation = open_proof(request.roles, request.user, pk, number, request.at)
    upload = citation.upload
    require(may_download(upload))
    if upload.kept is None:
        raise NotVisible
    return attachment(read_file(upload.kept), name=upload.name, media_type=upload.kept.media_type)


@require_POST
@signed_in
def prove_initiative(request: ActorRequest, pk: int) -> HttpResponse:
    """Let files prove the initiative, or no longer."""
    row = open_initiative(request.roles, request.user, pk, request.at)
    require(may_prove(request.roles, row))
    prove(request, row, row.unit, cite=actions.prove_initiative, withdraw=actions.withdraw_proof_of_initiative)
    return redirect("initiatives:detail", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def examine_initiative(request: ActorRequest, pk: int) -> HttpResponse:
    """Give the secretariat's opinion."""
    row = open_initiative(request.roles, request.user, pk, request.at)
    require(may_examine(request.roles, row))
    form = OpinionForm(request.POST or None)
    given = {"initiative": row, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, actions.examine_initiative, **given):
        messages.success(request, _("Đã ghi ý kiến thẩm định. Sáng kiến chờ trình Hội đồng."))
        return redirect("initiatives:detail", pk)
    return render(request, "initiatives/examine.html", {"initiative": row, "form": form, **GUIDANCE})


@require_http_methods(["GET", "POST"])
@signed_in
def put_to_council(request: ActorRequest) -> HttpResponse:
    """Put examined initiatives to a called session of the council that recognises."""
    councils = _councils(request)
    if not councils:
        require(_("Chỉ Chủ tịch, Thư ký Hội đồng Khoa học và Công nghệ hoặc thường trực thi đua được trình sáng kiến."))
    sessions, ready = called_sessions(councils), ready_for(councils)
    form = PutForm(request.POST or None, sessions=sessions, initiatives=ready)
    if request.method == "POST" and carry_out(form, actions.put_to_council, actor=request.user, at=request.at):
        messages.success(request, _("Đã trình. Tác giả là thành viên Hội đồng được ghi nhận không biểu quyết."))
        return redirect("councils:session", form.cleaned_data["session"].pk)
    context = {"form": form, "sessions": sessions.exists(), "ready": ready.exists()}
    return render(request, "initiatives/put_to_council.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def apply_results(request: ActorRequest, session_pk: int) -> HttpResponse:
    """Enter what a closed session decided: recognise by a decision's number, or refuse with the count's reason."""
    session = open_council_session(request.roles, request.user, session_pk, request.at)
    require(may_apply_results(place_in(session.council, request.user, request.at), session))
    form = DecisionForm(request.POST or None, initial={"decided_on": session.held_on})
    given = {"session": session, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, actions.apply_council_results, **given):
        messages.success(request, _("Đã ghi nhận kết quả của Hội đồng."))
        return redirect("initiatives:list")
    context = {"session": session, "heard": heard_in(session), "form": form}
    return render(request, "initiatives/apply_results.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw_recognition(request: ActorRequest, pk: int) -> HttpResponse:
    """Withdraw a recognition, with its reason."""
    row = open_initiative(request.roles, request.user, pk, request.at)
    require(may_withdraw(request.roles, row))
    form = WithdrawalForm(request.POST or None, initial={"withdrawn_on": local_date(request.at)})
    given = {"initiative": row, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, actions.withdraw_recognition, **given):
        messages.success(request, _("Đã ghi nhận thu hồi công nhận."))
        return redirect("initiatives:detail", pk)
    return render(request, "initiatives/withdraw.html", {"initiative": row, "form": form})
