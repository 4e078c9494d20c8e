"""A dossier's whole way, from the first nominee to the end of the appraisal (III.3, III.4, IV.4)."""

from tests.factories.dossiers import appraised, deserving, drafted
from tests.factories.world import World

from thidua.audit.queries import events_of
from thidua.documents.enums import PaperState
from thidua.dossiers.enums import DossierState, Slot, Stage
from thidua.dossiers.queries.dossiers import nominations_of, papers_of


def verbs_of(obj: object) -> list[str]:
    return [event.verb for event in reversed(events_of(obj))]  # type: ignore[arg-type]


def test_the_whole_way_leaves_one_event_for_each_step(world: World) -> None:
    deserving(world)
    dossier = appraised(world)
    assert dossier.state == DossierState.APPRAISED
    assert verbs_of(dossier) == [
        "dossier.started",
        "dossier.nominated",
        "dossier.nominated",
        "dossier.papers_drafted",
        "dossier.minutes_recorded",
        "dossier.confirmed",
        "dossier.submitted",
        "dossier.accepted",
        "dossier.appraised",
    ]


def test_whoever_meets_every_standard_is_met_at_submission_and_at_appraisal(world: World) -> None:
    deserving(world)
    kept = [
        (row.nominee.pk, verdict.stage, verdict.verdict)
        for row in nominations_of(appraised(world))
        for verdict in row.verdicts.all()
    ]
    assert kept == [
        (world.truc_chinh.pk, Stage.SUBMISSION, "dat"),
        (world.truc_chinh.pk, Stage.APPRAISAL, "dat"),
        (world.people["officer"].pk, Stage.SUBMISSION, "dat"),
        (world.people["officer"].pk, Stage.APPRAISAL, "dat"),
    ]


def test_the_three_papers_are_drafted_then_signed_numbered_and_dated_by_the_head(world: World) -> None:
    dossier = drafted(world)
    assert [row.slot for row in papers_of(dossier)] == [Slot.BAO_CAO, Slot.BAO_CAO, Slot.BIEN_BAN, Slot.TO_TRINH]
    assert {row.paper.state for row in papers_of(dossier)} == {PaperState.DRAFTED}
