"""What a survey asks and how far it is: its answers are those that the rule of its criterion weighs."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.scoring import Criterion
from thidua.core.scoring.kinds.shares import Survey as SurveyRule
from thidua.organizations.models import Unit
from thidua.scoring.definitions import read_definition
from thidua.scoring.models import CriteriaSet, Survey
from thidua.scoring.queries import units_with_sheets
from thidua.scoring.queries.surveys import counts_by_unit, invitations_by_unit


@dataclass(frozen=True)
class Line:
    """One unit: invitations made and used, and how many gave each answer, in the order of the rule."""

    unit: Unit
    invited: int
    used: int
    counts: tuple[int, ...]

    @property
    def answered(self) -> int:
        return sum(self.counts)


def surveyed_criteria(criteria_set: CriteriaSet) -> dict[str, Criterion]:
    """Return the criteria that a survey answers, by code."""
    criteria = read_definition(criteria_set.definition).criteria
    return {criterion.code: criterion for criterion in criteria if isinstance(criterion.rule, SurveyRule)}


def answers_of(criterion: Criterion) -> tuple[str, ...]:
    rule = criterion.rule
    return rule.answers if isinstance(rule, SurveyRule) else ()


def criterion_of(survey: Survey) -> Criterion:
    return surveyed_criteria(survey.criteria_set)[survey.criterion]


def lines_of(survey: Survey) -> list[Line]:
    """Return every unit of the survey. Three statements."""
    answers, invited, counts = answers_of(criterion_of(survey)), invitations_by_unit(survey), counts_by_unit(survey)
    return [
        Line(unit, *invited.get(unit.pk, (0, 0)), _in_order(answers, counts.get(unit.pk, {})))
        for unit in units_with_sheets(survey.criteria_set)
    ]


def _in_order(answers: tuple[str, ...], counts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(counts.get(answer, 0) for answer in answers)
