"""Criteria set and sheets → points, index, ranks, changes; every point with its reason.

    parse_scoring(raw) -> ScoringInput      every problem of the file at once (`InputError`)
    score(scoring) -> tuple[UnitScore, …]   pure and total
    result_as_dict(scores)                  the shape that `thidua score --json` prints
    read_set(name, text) -> SetFile         a set as YAML, every error with its line
    make_bundle, check_bundle               a published result that anybody can recompute
    compare_sets, next_year                 a set copied to the next year, and whether the years can be compared

Guarantees: a criterion's points are rounded once, half up, from the exact outcome, so what is printed adds up;
a criterion not yet scored is never a zero: its points are None, and so are the unit's, which then has no rank.
"""

from thidua.core.scoring.answer import result_as_dict, unit_as_dict
from thidua.core.scoring.bundle import BundleCheck, check_bundle, is_bundle, make_bundle
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
from thidua.core.scoring.set_file import SetFile, read_set
from thidua.core.scoring.sheet import score_criterion, score_sheet
from thidua.core.scoring.succession import compare_sets, next_year

__all__ = [
    "KINDS",
    "About",
    "AboutSet",
    "Band",
    "BundleCheck",
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
    "SetFile",
    "TieRule",
    "Unit",
    "UnitScore",
    "check_bundle",
    "compare_sets",
    "is_bundle",
    "make_bundle",
    "next_year",
    "parse_scoring",
    "parse_set",
    "parse_unit",
    "read_entry",
    "read_set",
    "result_as_dict",
    "score",
    "score_criterion",
    "score_sheet",
    "unit_as_dict",
]
