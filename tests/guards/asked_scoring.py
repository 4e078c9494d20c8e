"""Sheets, surveys and a published result of the town."""

from datetime import date
from typing import Any

from tests.factories import files
from tests.factories.dossiers import NOVEMBER
from tests.factories.world import World
from tests.files.building import changed, word
from tests.guards.asked import Arguments, each

from thidua.files.queries import citations_of
from thidua.scoring.actions.proofs import prove_item
from thidua.scoring.actions.results import publish_results
from thidua.scoring.actions.sets import create_criteria_set, open_sheets
from thidua.scoring.actions.sheets import appraise_sheet, self_score
from thidua.scoring.actions.surveys import make_invitations, start_survey
from thidua.scoring.models import CriteriaSet, Survey
from thidua.scoring.queries.proofs import item_of

CRITERIA: dict[str, Any] = {
    "code": "xa",
    "name": "Bộ tiêu chí CCHC cấp xã",
    "fields": [
        {
            "code": "1",
            "name": "Chỉ đạo, điều hành",
            "criteria": [{"code": "1.1", "name": "Kế hoạch CCHC", "max": 10, "rule": {"kind": "fixed"}}],
        }
    ],
}


SURVEYED = {
    "code": "2",
    "name": "Ý kiến người dân",
    "criteria": [
        {"code": code, "name": "Hài lòng", "max": 5, "rule": {"kind": "survey", "weights": {"Có": 100, "Không": 0}}}
        for code in ("1.2", "1.3", "1.4")
    ],
}


def scoring(world: World) -> dict[str, Arguments]:
    """A set of 2022 whose results are out, and one of 2024 whose sheets are open."""
    published, current = (
        create_criteria_set(world.huyen, year=year, definition=definition, actor=world.thuong_truc, at=NOVEMBER)
        for year, definition in ((2022, CRITERIA), (2024, CRITERIA | {"fields": [*CRITERIA["fields"], SURVEYED]}))
    )
    _publish(world, published)
    [sheet] = open_sheets(current, [world.truc_chinh], actor=world.thuong_truc, at=NOVEMBER)
    of_sheet = ("sheet", "self_score_sheet", "save_sheet", "appraise_sheet", "explain_sheet")
    of_workbook = ("export_sheet", "import_workbook", "apply_workbook")
    of_set = ("criteria", "definition", "try_set", "revise_criteria_set", "open_sheets", "round", "set_timetable")
    of_round = ("appraise_fields", "lock_sheet", "unlock_sheet")
    cited = files.brought(world, "Biên bản.docx", changed(word(), {"docProps/x.xml": b"<x/>"}))
    item = prove_item(item_of(sheet, "1.1"), uploads=[cited], actor=world.can_bo, at=NOVEMBER)
    proof = {"pk": sheet.pk, "citation": citations_of(item)[0].pk}
    of_survey = (
        "survey",
        "make_invitations",
        "survey_workbook",
        "enter_survey_counts",
        "extend_survey",
        "close_survey",
    )
    survey, entered, slip = _surveys(world, current)
    return {
        **each("scoring", ("ranking", "export_ranking", "bundle", "pictures", "what_if"), pk=published.pk),
        "scoring:picture": {"pk": published.pk, "key": "xep-hang", "form": "xlsx"},
        **each("scoring", ("sheets", "publish_results", "charge_office", "extend_appraisal", *of_set), pk=current.pk),
        **each("scoring", ("surveys", "start_survey"), pk=current.pk),
        **each("scoring", of_survey, pk=survey.pk),
        "scoring:survey_workbook": {"pk": entered.pk},
        "scoring:enter_survey_counts": {"pk": entered.pk},
        "survey:answer": {"token": slip},
        **each("scoring", of_sheet + of_workbook + of_round, pk=sheet.pk),
        "scoring:prove_item": {"pk": sheet.pk, "code": "1.1"},
        "scoring:proof": proof,
    }


def _surveys(world: World, criteria_set: CriteriaSet) -> tuple[Survey, Survey, str]:
    """A survey answered by slips, with one slip that is not used; another whose results come in a workbook."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    asked: dict[str, Any] = {"question": "Ông/bà có hài lòng không?", "closes_on": date(2024, 12, 31), **acts}
    survey, entered = (start_survey(criteria_set, criterion=code, **asked) for code in ("1.2", "1.3"))
    [(_unit, slip)] = make_invitations(survey, units=[world.truc_chinh], each=1, **acts)
    return survey, entered, slip


def _publish(world: World, criteria_set: CriteriaSet) -> None:
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    for sheet, officer in zip(
        open_sheets(criteria_set, [world.truc_chinh, world.co_le], **acts),
        (world.can_bo, world.nguoi_ngoai),
        strict=True,
    ):
        entries = {"1.1": {"points": 9}}
        appraise_sheet(self_score(sheet, entries, actor=officer, at=NOVEMBER), entries, **acts)
    publish_results(criteria_set, **acts)
