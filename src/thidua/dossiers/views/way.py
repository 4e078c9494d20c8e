"""The way of a dossier: confirmed, sent, recalled, received or returned."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.calendar import is_past
from thidua.core.errors import InputError
from thidua.dossiers.actions.dossiers import (
    accept_dossier,
    confirm_dossier,
    recall_dossier,
    return_dossier,
    unconfirm_dossier,
)
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.forms.dossiers import ReturnForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.permissions import may_return, open_dossier
from thidua.dossiers.places import places_of
from thidua.dossiers.queries.dossiers import deadline_for
from thidua.dossiers.views.detail import dossier_page
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import carry_out


def _act(request: ActorRequest, pk: int, act: Callable[[Dossier], object], done: str) -> HttpResponse:
    """Carry out an act on a dossier; what it refuses is shown on the dossier's own page."""
    row = open_dossier(request.roles, pk)
    try:
        act(row)
    except InputError as error:
        return dossier_page(request, row, error.problems)
    messages.success(request, done)
    return redirect("dossiers:detail", pk)


@require_POST
@signed_in
def confirm(request: ActorRequest, pk: int) -> HttpResponse:
    done = _("Đã xác nhận: giấy tờ đã ký, cấp số, ghi ngày. Hồ sơ sẵn sàng để nộp.")
    return _act(request, pk, lambda row: confirm_dossier(row, actor=request.user, at=request.at), done)


@require_POST
@signed_in
def unconfirm(request: ActorRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    done = _("Đã bỏ xác nhận; hồ sơ sửa được.")
    return _act(request, pk, lambda row: unconfirm_dossier(row, reason=reason, actor=request.user, at=request.at), done)


@require_POST
@signed_in
def submit(request: ActorRequest, pk: int) -> HttpResponse:
    """Send it and show the receipt; sent twice, the same receipt. The request carries ids alone."""
    version = request.POST.get("version", "")
    meant = int(version) if version.isdecimal() else None
    submit_dossier(open_dossier(request.roles, pk), version=meant, actor=request.user, at=request.at)
    return redirect("dossiers:receipt", pk)


@require_POST
@signed_in
def recall(request: ActorRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    done = _("Đã thu hồi hồ sơ; số biên nhận được giữ cho lần nộp lại.")
    return _act(request, pk, lambda row: recall_dossier(row, reason=reason, actor=request.user, at=request.at), done)


@require_POST
@signed_in
def accept(request: ActorRequest, pk: int) -> HttpResponse:
    done = _("Đã tiếp nhận hồ sơ. Thẩm định từng trường hợp.")
    return _act(request, pk, lambda row: accept_dossier(row, actor=request.user, at=request.at), done)


@require_http_methods(["GET", "POST"])
@signed_in
def return_for_completion(request: ActorRequest, pk: int) -> HttpResponse:
    """Give it back, with the reason and, after the deadline, a day to come back by."""
    row = open_dossier(request.roles, pk)
    require(may_return(request.roles, row))
    form = ReturnForm(request.POST or None, places=places_of(row))
    if request.method == "POST" and carry_out(form, lambda **said: _return(request, row, **said)):
        messages.success(request, _("Đã trả lại hồ sơ kèm lý do."))
        return redirect("dossiers:detail", pk)
    deadline = deadline_for(row.round, row.unit)
    is_over = is_past(request.at, deadline.until)
    context = {"dossier": row, "form": form, "is_over": is_over, "deadline": deadline, "now": request.at}
    return render(request, "dossiers/return.html", context, status=400 if form.errors else 200)


def _return(request: ActorRequest, row: Dossier, **said: object) -> None:
    return_dossier(row, **said, actor=request.user, at=request.at)  # type: ignore[arg-type]
