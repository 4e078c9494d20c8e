"""How far a sheet and a round are: who appraises which field, what is done, what is still awaited."""

from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.scoring import CriteriaField
from thidua.scoring.definitions import read_definition
from thidua.scoring.models import CriteriaSet, Sheet, Timetable
from thidua.scoring.queries import appraisals_of, appraisers_of


@dataclass(frozen=True)
class FieldLine:
    """A field of the set, the office that owns it, and when it appraised this sheet."""

    code: str
    name: str
    office: str
    at: datetime | None = None


def fields_of(criteria_set: CriteriaSet) -> tuple[CriteriaField, ...]:
    return read_definition(criteria_set.definition).fields


def field_lines(sheet: Sheet) -> list[FieldLine]:
    """Return the fields that an office owns, with what it has done on the sheet. Two statements."""
    owners, done = appraisers_of(sheet.criteria_set), appraisals_of(sheet)
    return [
        FieldLine(field.code, field.name, str(owners[field.code].unit), done.get(field.code))
        for field in fields_of(sheet.criteria_set)
        if field.code in owners
    ]


def charges(criteria_set: CriteriaSet) -> list[FieldLine]:
    """Return every field of the set with the office that owns it, if any. One statement."""
    owners = appraisers_of(criteria_set)
    return [
        FieldLine(field.code, field.name, str(owners[field.code].unit) if field.code in owners else "")
        for field in fields_of(criteria_set)
    ]


@dataclass(frozen=True)
class Step:
    """One of the five dates, and whether its step is over, under way or to come (ids of `thidua.ui.states`)."""

    key: str
    first: date | None
    last: date
    state: str


def steps_of(table: Timetable, day: date) -> list[Step]:
    """Return the steps of a round in order; each begins when the one before it is over."""
    names = ("self_scoring", "appraisal", "explanation", "reappraisal")
    steps: list[Step] = []
    for name in names:
        first = table.self_scoring_from if not steps else None
        last = getattr(table, f"{name}_until")
        over, begun = day > last, day >= table.self_scoring_from and (not steps or day > steps[-1].last)
        steps.append(Step(name, first, last, "done" if over else "running" if begun else "round.planned"))
    return steps
