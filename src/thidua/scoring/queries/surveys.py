"""Reads of surveys: what was asked, who was invited, what was answered. Constant numbers of statements."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.organizations.queries import Roles
from thidua.scoring.enums import SurveyState
from thidua.scoring.models import CriteriaSet, Invitation, Sheet, Survey, SurveyCount
from thidua.scoring.queries import sets_visible_to

Counts = dict[str, int]


def surveys_visible_to(roles: Roles) -> QuerySet[Survey]:
    """Return the surveys of the sets one may read, with their sets."""
    readable = sets_visible_to(roles).order_by().values("pk")
    return Survey.objects.filter(criteria_set__in=readable).select_related("criteria_set__authority")


def surveys_of(criteria_set: CriteriaSet) -> dict[str, Survey]:
    """Return the surveys of a set by criterion, with `invited` and `answered`. One statement."""
    rows = Survey.objects.filter(criteria_set=criteria_set).order_by("pk")
    used = Count("invitations", filter=Q(invitations__is_used=True))
    return {row.criterion: row for row in rows.annotate(invited=Count("invitations"), answered=used)}


def invitation_with(digest: str) -> Invitation | None:
    """Return the invitation whose words have this digest, with its survey and unit. One statement."""
    rows = Invitation.objects.select_related("survey__criteria_set__authority", "unit")
    return rows.filter(digest=digest).first()


def invitations_by_unit(survey: Survey) -> dict[int, tuple[int, int]]:
    """Return how many invitations each unit has, and how many are used. One statement."""
    rows = Invitation.objects.filter(survey=survey).order_by().values("unit_id")
    counted = rows.annotate(made=Count("pk"), used=Count("pk", filter=Q(is_used=True)))
    return {row["unit_id"]: (row["made"], row["used"]) for row in counted}


def counts_by_unit(survey: Survey) -> dict[int, Counts]:
    """Return how many gave each answer, by unit. One statement."""
    counts: dict[int, Counts] = defaultdict(dict)
    for row in SurveyCount.objects.filter(survey=survey).order_by("pk"):
        counts[row.unit_id][row.answer] = row.count
    return dict(counts)


def results_for(sheet: Sheet, day: date) -> dict[str, tuple[Survey, Counts]]:
    """Return what the surveys that are over say of the sheet's unit, by criterion. Two statements."""
    over = Q(state=SurveyState.CLOSED) | Q(closes_on__lt=day)
    surveys = {row.pk: row for row in Survey.objects.filter(over, criteria_set=sheet.criteria_set_id).order_by("pk")}
    found: dict[int, Counts] = {pk: {} for pk in surveys}
    for row in SurveyCount.objects.filter(survey__in=list(surveys), unit=sheet.unit_id).order_by("pk"):
        found[row.survey_id][row.answer] = row.count
    return {survey.criterion: (survey, found[pk]) for pk, survey in surveys.items()}
