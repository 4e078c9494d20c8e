"""The steps of a decision: proposed, shortened, signed, issued, made public; and revocation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision, strike_nomination
from thidua.awards.actions.revocations import revoke_award
from thidua.awards.forms import RevocationForm, StrikeForm
from thidua.awards.permissions import open_award, open_decision, open_proposed
from thidua.core.errors import InputError, NotInForce
from thidua.movements.actions.rounds import publish_round
from thidua.movements.permissions import open_round_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.ui.forms import carry_out


def _attempt(request: ActorRequest, act: Callable[[], object], done: str) -> None:
    """Carry out an act and say so, or say what is in its way."""
    try:
        act()
    except InputError as error:
        for problem in error.problems:
            fix = "" if isinstance(error, NotInForce) else problem.fix  # the ids it names are for files
            messages.error(request, f"{problem.what} {fix}".strip())
    else:
        messages.success(request, done)


@require_POST
@signed_in
def propose(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Put the round's appraised nominees before the chair."""
    round_ = open_round_of(request.roles, slug, code)
    _attempt(
        request,
        lambda: propose_awards(round_, actor=request.user, at=request.at),
        _("Đã trình danh sách kèm dự thảo quyết định."),
    )
    return redirect("awards:list")


@require_POST
@signed_in
def sign(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the chair sign."""
    row = open_decision(request.roles, pk)
    _attempt(
        request,
        lambda: sign_decision(row, actor=request.user, at=request.at),
        _("Đã ký quyết định. Văn thư cấp số và ban hành."),
    )
    return redirect("awards:decision", pk)


@require_POST
@signed_in
def issue(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the clerk number and issue."""
    row = open_decision(request.roles, pk)
    _attempt(
        request,
        lambda: issue_decision(row, actor=request.user, at=request.at),
        _("Đã cấp số, ban hành quyết định và vào sổ khen thưởng."),
    )
    return redirect("awards:decision", pk)


@require_POST
@signed_in
def publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Let the secretariat make the round public."""
    row = open_decision(request.roles, pk)
    _attempt(
        request,
        lambda: publish_round(row.round, actor=request.user, at=request.at),
        _("Đã công khai kết quả của đợt."),
    )
    return redirect("awards:decision", pk)


@require_http_methods(["GET", "POST"])
@signed_in
def strike(request: ActorRequest, pk: int, nomination: int) -> HttpResponse:
    """Take one nominee off a list that is not signed."""
    row = open_decision(request.roles, pk)
    nominee = open_proposed(request.roles, row, nomination)
    form = StrikeForm(request.POST or None)
    given = {"decision": row, "nomination": nominee, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, strike_nomination, **given):
        messages.success(request, _("Đã đưa ra khỏi danh sách."))
        return redirect("awards:decision", pk)
    context = {"decision": row, "nomination": nominee, "form": form}
    return render(request, "awards/strike.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Cancel one award by a new act, with its reason and basis."""
    award = open_award(request.roles, pk)
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and carry_out(form, revoke_award, award=award, actor=request.user, at=request.at):
        messages.success(request, _("Đã ghi nhận thu hồi."))
        return redirect("awards:decision", award.decision_id)
    return render(request, "awards/revoke.html", {"award": award, "form": form}, status=400 if form.errors else 200)
