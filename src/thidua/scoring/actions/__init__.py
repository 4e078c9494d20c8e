"""Criteria sets, sheets from self-scoring to publication, surveys, and the owners of component indices."""

from thidua.scoring.actions.components import define_component, enter_component_score, enter_components, give_component
from thidua.scoring.actions.proofs import prove_item, withdraw_proof_of_item
from thidua.scoring.actions.results import publish_results
from thidua.scoring.actions.rounds import (
    appraise_fields,
    charge_office,
    extend_appraisal,
    lock_sheet,
    set_timetable,
    unlock_sheet,
)
from thidua.scoring.actions.sets import create_criteria_set, open_sheets, revise_criteria_set
from thidua.scoring.actions.sheets import appraise_sheet, explain_sheet, save_self_score, self_score
from thidua.scoring.actions.surveys import (
    answer_survey,
    close_survey,
    enter_survey_counts,
    extend_survey,
    make_invitations,
    start_survey,
)

__all__ = [
    "answer_survey",
    "appraise_fields",
    "appraise_sheet",
    "charge_office",
    "close_survey",
    "create_criteria_set",
    "define_component",
    "enter_component_score",
    "enter_components",
    "enter_survey_counts",
    "explain_sheet",
    "extend_appraisal",
    "extend_survey",
    "give_component",
    "lock_sheet",
    "make_invitations",
    "open_sheets",
    "prove_item",
    "publish_results",
    "revise_criteria_set",
    "save_self_score",
    "self_score",
    "set_timetable",
    "start_survey",
    "unlock_sheet",
    "withdraw_proof_of_item",
]
