"""Thẩm định (IV.4): nominee by nominee, an opinion with its reason."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.dossiers.actions.appraisal import finish_appraisal, give_opinion
from thidua.dossiers.forms.dossiers import OpinionForm
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.nominee_rows import nominee_rows
from thidua.dossiers.permissions import may_appraise, open_dossier, open_nomination
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def appraise(request: ActorRequest, pk: int) -> HttpResponse:
    """Show every nominee with the verdict of this moment and the opinion on it."""
    return _page(request, open_dossier(request.roles, pk))


def _page(
    request: ActorRequest,
    row: Dossier,
    bound: Mapping[int, OpinionForm] | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    require(may_appraise(request.roles, row))
    bound = bound or {}
    nominees = nominee_rows(row, request.at, live=True)
    context = {
        "dossier": row,
        "round": row.round,
        "rows": [(each, bound.get(each.nomination.pk) or _form(each.nomination)) for each in nominees],
        "form": next(iter(bound.values()), None),
        "problems": problems,
        "left": sum(not each.nomination.opinion for each in nominees),
        "today": local_date(request.at),
    }
    return render(request, "dossiers/appraisal.html", context, status=400 if bound or problems else 200)


def _form(row: Nomination, data: QueryDict | None = None) -> OpinionForm:
    initial = {"opinion": row.opinion, "reason": row.opinion_reason}
    return OpinionForm(data, prefix=f"y{row.pk}", initial=initial)


@require_POST
@signed_in
def give_opinion_on(request: ActorRequest, pk: int) -> HttpResponse:
    """Record the opinion on one nominee."""
    row = open_nomination(request.roles, pk)
    form = _form(row, request.POST)

    def act(opinion: str, reason: str) -> None:
        give_opinion(row, opinion=opinion, reason=reason, actor=request.user, at=request.at)

    require(may_appraise(request.roles, row.dossier))
    try:
        if carry_out(form, act):
            messages.success(request, _("Đã ghi ý kiến thẩm định về %(name)s.") % {"name": row.nominee})
            return redirect("dossiers:appraise", row.dossier_id)
    except NotAllowed as refusal:  # a verdict that is not met: what was typed stays
        form.add_error("opinion", refusal.reason)
    return _page(request, row.dossier, {row.pk: form})


@require_POST
@signed_in
def finish(request: ActorRequest, pk: int) -> HttpResponse:
    """Close the appraisal."""
    row = open_dossier(request.roles, pk)
    try:
        finish_appraisal(row, actor=request.user, at=request.at)
    except InputError as error:
        return _page(request, row, problems=error.problems)
    messages.success(request, _("Đã kết thúc thẩm định; kết quả xét lúc này được lưu cùng hồ sơ."))
    return redirect("dossiers:detail", pk)
