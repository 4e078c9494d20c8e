"""A survey: opened for a criterion, people invited by slips that bear no name, answered once each, closed."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.enums import SURVEY_TRANSITIONS, SurveyState
from thidua.scoring.models import CriteriaSet, Invitation, Survey, SurveyCount
from thidua.scoring.permissions import (
    may_answer,
    may_close_survey,
    may_extend_survey,
    may_import_counts,
    may_invite,
    may_survey,
)
from thidua.scoring.queries import units_with_sheets
from thidua.scoring.surveys import answers_of, criterion_of, surveyed_criteria

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none of which is taken for another
_LENGTH = 12  # 59 bits: not to be guessed at the pace that the site allows


@transaction.atomic
def start_survey(
    criteria_set: CriteriaSet, *, criterion: str, question: str, closes_on: date, actor: User, at: datetime
) -> Survey:
    """Begin to ask people about a criterion; its rule says what they may answer."""
    criteria_set = lock(criteria_set)
    require(may_survey(roles_of(actor, at), criteria_set))
    if criterion not in surveyed_criteria(criteria_set):
        raise InputError(Problem("criterion", f"tiêu chí “{criterion}” không chấm bằng khảo sát."))
    if criteria_set.surveys.filter(criterion=criterion).exists():
        raise InputError(Problem("criterion", f"tiêu chí {criterion} đã có khảo sát."))
    if closes_on < local_date(at):
        raise InputError(Problem("closes_on", "hạn trả lời đã qua.", "Ghi một ngày từ hôm nay."))
    row = Survey.objects.create(
        criteria_set=criteria_set, criterion=criterion, question=clean(question), closes_on=closes_on
    )
    record(row, "survey.started", actor=actor, at=at, new={"criterion": criterion, "closes_on": closes_on.isoformat()})
    return row


@transaction.atomic
def make_invitations(
    survey: Survey, *, units: Iterable[Unit], each: int, actor: User, at: datetime
) -> list[tuple[Unit, str]]:
    """Make so many slips for each unit and return what stands on them: nowhere else can it be read."""
    survey = lock(survey, "criteria_set__authority")
    require(may_invite(roles_of(actor, at), survey, at))
    known, asked = set(units_with_sheets(survey.criteria_set)), list(units)
    if strange := [str(unit) for unit in asked if unit not in known]:
        raise InputError(Problem("units", f"{', '.join(strange)} không có phiếu theo bộ tiêu chí này."))
    slips = [(unit, _token()) for unit in asked for _ in range(each)]
    Invitation.objects.bulk_create(Invitation(survey=survey, unit=unit, digest=_digest(token)) for unit, token in slips)
    answers = answers_of(criterion_of(survey))
    SurveyCount.objects.bulk_create(
        (SurveyCount(survey=survey, unit=unit, answer=answer) for unit in asked for answer in answers),
        ignore_conflicts=True,
    )
    new = {"units": [str(unit) for unit in asked], "each": each}
    record(survey, "survey.invited", actor=actor, at=at, new=new)
    return slips


def _token() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def answer_survey(invitation: Invitation, *, answer: str, actor: User | None, at: datetime) -> None:
    """Count an answer once. The event says of which unit, and nothing of who (`actor` is nobody) or what."""
    survey = lock(invitation.survey, "criteria_set")  # which is not closed meanwhile
    invitation = lock(invitation, "unit")
    invitation.survey = survey
    require(may_answer(invitation, at))
    if answer not in answers_of(criterion_of(survey)):
        raise InputError(Problem("answer", "chưa chọn phương án trả lời.", "Chọn một phương án."))
    invitation.is_used = True
    invitation.save(update_fields=["is_used"])
    counts = SurveyCount.objects.filter(survey=survey, unit=invitation.unit)
    counts.filter(answer=answer).update(count=F("count") + 1)
    record(survey, "survey.answered", actor=actor, at=at, new={"unit": str(invitation.unit)})


@transaction.atomic
def enter_survey_counts(
    survey: Survey, *, counts: Mapping[int, Mapping[str, int]], actor: User, at: datetime
) -> Survey:
    """Enter what a survey held on paper or elsewhere found, by unit and answer, in the place of what was entered."""
    survey = lock(survey, "criteria_set__authority")
    require(may_import_counts(roles_of(actor, at), survey))
    SurveyCount.objects.bulk_create(
        [
            SurveyCount(survey=survey, unit_id=unit, answer=answer, count=count)
            for unit, given in counts.items()
            for answer, count in given.items()
        ],
        update_conflicts=True,
        unique_fields=["survey", "unit", "answer"],
        update_fields=["count"],
    )
    answered = sum(sum(given.values()) for given in counts.values())
    record(survey, "survey.entered", actor=actor, at=at, new={"units": len(counts), "answers": answered})
    return survey


@transaction.atomic
def extend_survey(survey: Survey, *, closes_on: date, reason: str, actor: User, at: datetime) -> Survey:
    """Let people answer until a later day, with the reason; slips that are out stay good."""
    survey = lock(survey, "criteria_set__authority")
    require(may_extend_survey(roles_of(actor, at), survey, at))
    if closes_on <= survey.closes_on:
        what = f"phải sau hạn đang đặt, ngày {written(survey.closes_on)}."
        raise InputError(Problem("closes_on", what, "Ghi một ngày muộn hơn."))
    if not (said := clean(reason, lines=True)):
        raise InputError(Problem("reason", "chưa nêu lý do.", "Ghi vì sao gia hạn."))
    old, new = ({"closes_on": day.isoformat()} for day in (survey.closes_on, closes_on))
    survey.closes_on = closes_on
    survey.save(update_fields=["closes_on"])
    record(survey, "survey.extended", actor=actor, at=at, old=old, new=new, reason=said)
    return survey


@transaction.atomic
def close_survey(survey: Survey, *, actor: User, at: datetime) -> Survey:
    """End a survey: from now on its results stand on the sheets."""
    survey = lock(survey, "criteria_set__authority")
    require(may_close_survey(roles_of(actor, at), survey))
    change_state(survey, SurveyState.CLOSED, table=SURVEY_TRANSITIONS, verb="survey.closed", actor=actor, at=at)
    return survey
