"""Three answers by one slip at once are one; who answers while a survey is closed is counted whole or not at all."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from pytest_django import DjangoDbBlocker
from tests.factories.committed import committed_rows, run_together
from tests.factories.scoring import OPENED, make_set
from tests.factories.world import World, make_world
from tests.scoring.test_surveys import NOW, SET

from thidua.core.errors import NotAllowed
from thidua.scoring.actions import answer_survey, close_survey, make_invitations, open_sheets, start_survey
from thidua.scoring.enums import SurveyState
from thidua.scoring.models import Invitation, Survey, SurveyCount

ANSWER = "Hài lòng"


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with committed_rows(django_db_blocker):
        yield make_world()


def invited(world: World) -> tuple[Survey, Invitation]:
    acts = {"actor": world.thuong_truc, "at": OPENED}
    criteria_set = make_set(world, SET)
    open_sheets(criteria_set, [world.truc_chinh], **acts)
    asked = {"criterion": "2.1", "question": "?", "closes_on": date(2023, 11, 20)}
    survey = start_survey(criteria_set, **asked, **acts)
    make_invitations(survey, units=[world.truc_chinh], each=1, **acts)
    return survey, Invitation.objects.select_related("survey").get()


def answer(invitation: Invitation) -> None:
    answer_survey(invitation, answer=ANSWER, actor=None, at=NOW)


@transaction.atomic
def answer_without_lock(invitation: Invitation) -> None:
    """The same steps by a slip that was read before it was used: the database itself refuses."""
    Invitation.objects.filter(pk=invitation.pk).update(is_used=True)
    SurveyCount.objects.filter(survey=invitation.survey_id, answer=ANSWER).update(count=F("count") + 1)


@pytest.mark.parametrize(("how", "refusal"), [(answer, NotAllowed), (answer_without_lock, DatabaseError)])
def test_three_answers_by_one_slip_at_once_are_one(
    world: World, how: Callable[[Invitation], None], refusal: type[Exception]
) -> None:
    survey, slip = invited(world)
    raised = run_together([lambda: how(slip)] * 3, held=[survey, slip])
    assert sorted(isinstance(error, refusal) for error in raised) == [False, True, True]
    assert raised.count(None) == 1
    assert SurveyCount.objects.get(answer=ANSWER).count == 1


def test_an_answer_while_the_survey_is_closed_is_counted_whole_or_not_at_all(world: World) -> None:
    survey, slip = invited(world)
    raised = run_together(
        [lambda: answer(slip), lambda: close_survey(survey, actor=world.thuong_truc, at=NOW)], held=[survey]
    )
    assert all(error is None or isinstance(error, NotAllowed) for error in raised)
    slip.refresh_from_db()
    assert SurveyCount.objects.get(answer=ANSWER).count == int(slip.is_used)
    assert Survey.objects.get().state == SurveyState.CLOSED
