"""The public side of a survey: whoever holds a slip answers one question, once. Nobody signs in, nothing is named."""

from datetime import datetime
from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.core.errors import NotAllowed, NotVisible
from thidua.scoring.actions import answer_survey
from thidua.scoring.forms.surveys import AnswerForm
from thidua.scoring.models import Invitation
from thidua.scoring.permissions import may_answer, open_invitation
from thidua.scoring.surveys import answers_of, criterion_of
from thidua.ui.forms import carry_out

GONE = 410


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and count the answer. Guesses at slips are numbered by the minute, and so are answers from one place."""
    try:
        invitation = open_invitation(token)
    except NotVisible:
        return _kept_short(request, "survey_guess", limit_get=True) or _page(request, status=404)
    at: datetime = request.at  # type: ignore[attr-defined]  # the middleware has set it
    if refusal := may_answer(invitation, at):
        return _page(request, invitation, refusal=refusal, status=GONE)
    criterion = criterion_of(invitation.survey)
    form = AnswerForm(request.POST or None, question=invitation.survey.question, answers=answers_of(criterion))
    if request.method == "POST":
        if too_many := _kept_short(request, "survey_answer"):
            return too_many
        try:
            if carry_out(form, answer_survey, invitation=invitation, actor=None, at=at):
                return _page(request, invitation, is_done=True)
        except NotAllowed as refused:  # somebody was quicker with the same slip
            return _page(request, invitation, refusal=refused.reason, status=GONE)
    return _page(request, invitation, form=form, status=400 if form.errors else 200)


def _kept_short(request: HttpRequest, action: str, **how: Any) -> HttpResponse | None:
    response: HttpResponse | None = consume_or_429(request, action=action, **how)
    return response


def _page(
    request: HttpRequest, invitation: Invitation | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    response = render(request, "scoring/survey_answer.html", {"invitation": invitation, **more}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
