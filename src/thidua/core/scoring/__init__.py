"""Criteria set and sheets → points, index, ranks, changes; every point with its reason.

    parse_scoring(raw) -> ScoringInput      every problem of the file at once (`InputError`)
    score(scoring) -> tuple[UnitScore, …]   pure and total
    result_as_dict(scores)                  the shape that `thidua score --json` prints

Guarantees: a criterion's points are rounded once, half up, from the exact outcome, so what is printed adds up;
a criterion not yet scored is never a zero: its points are None, and so are the unit's, which then has no rank.
"""

from thidua.core.scoring.answer import result_as_dict, unit_as_dict
from thidua.core.scoring.entry_file import read_entry
from thidua.core.scoring.kinds import KINDS
from thidua.core.scoring.model import (
    About,
    AboutSet,
    Band,
    Change,
    CriteriaField,
    CriteriaSet,
    Criterion,
    CriterionGroup,
    CriterionScore,
    FieldScore,
    GroupScore,
    Previous,
    ScoringInput,
    TieRule,
    Unit,
    UnitScore,
)
from thidua.core.scoring.parse import parse_scoring, parse_set, parse_unit
from thidua.core.scoring.ranking import score
from thidua.core.scoring.sheet import score_criterion, score_sheet

__all__ = [
    "KINDS",
    "About",
    "AboutSet",
    "Band",
    "Change",
    "CriteriaField",
    "CriteriaSet",
    "Criterion",
    "CriterionGroup",
    "CriterionScore",
    "FieldScore",
    "GroupScore",
    "Previous",
    "ScoringInput",
    "TieRule",
    "Unit",
    "UnitScore",
    "parse_scoring",
    "parse_set",
    "parse_unit",
    "read_entry",
    "result_as_dict",
    "score",
    "score_criterion",
    "score_sheet",
    "unit_as_dict",
]
