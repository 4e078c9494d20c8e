"""Dossiers, decisions and papers of the town, each at the step at which an address acts on it."""

from dataclasses import replace
from datetime import datetime

from tests.factories import files
from tests.factories.dossiers import appraised, meeting
from tests.factories.world import SLUG, World, moment
from tests.files.building import picture
from tests.guards.asked import SECRET, TODAY, Arguments, each

from thidua.awards.actions.blanks import add_blank
from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision
from thidua.awards.actions.print_runs import start_print_run
from thidua.awards.background import print_all
from thidua.awards.models import Award, CertificateBlank, Decision, PrintRun
from thidua.core.calendar import local_date
from thidua.documents.actions import adopt_template
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.documents.papers.office import starter
from thidua.dossiers.actions.dossiers import accept_dossier, confirm_dossier, start_dossier
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.nominations import nominate
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.signed_papers import attach_signed_paper
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.dossiers.places import places_of
from thidua.movements.actions.rounds import close_round_for_appraisal, publish_round


def awarded(world: World) -> Award:
    """The round of 2023 at its end: decided, issued, published."""
    round_, december = world.rounds["hang-nam-2023"], moment(2023, 12, 15)
    appraised(world)
    round_ = close_round_for_appraisal(round_, actor=world.thuong_truc, at=december)
    decision = propose_awards(round_, actor=world.thuong_truc, at=december)
    decision = sign_decision(decision, actor=world.chu_tich, at=december)
    decision = issue_decision(decision, actor=world.van_thu, at=december)
    publish_round(decision.round, actor=world.thuong_truc, at=december)
    return decision.awards.get(kind="tap_the")


def _dossier(world: World, code: str, at: datetime) -> Dossier:
    """A whole draft for another round than that of 2023."""
    dossier = start_dossier(world.rounds[code], world.truc_chinh, actor=world.can_bo, at=at)
    row = nominate(dossier, world.truc_chinh, achievement=f"Hoàn thành tốt, {SECRET}.", actor=world.can_bo, at=at)
    draft_papers(dossier, actor=world.can_bo, at=at)
    held = replace(meeting(world, [row]), held_on=local_date(at))
    record_minutes(dossier, held, actor=world.can_bo, at=at)
    return dossier


def dossiers(world: World, award: Award) -> dict[str, Arguments]:
    """One dossier at each step of its way, each in a round of its own."""
    draft = _dossier(world, "hang-nam-2024", TODAY)
    confirmed = confirm_dossier(_dossier(world, "hang-nam-2025", TODAY), actor=world.thu_truong, at=TODAY)
    submitted, accepted = _sent(world, 2022), _sent(world, 2021)
    accepted = accept_dossier(accepted, actor=world.thuong_truc, at=moment(2021, 11, 25))
    close_round_for_appraisal(accepted.round, actor=world.thuong_truc, at=moment(2021, 12, 15))
    paper = draft.papers.order_by("pk")[0].paper
    kept = award.nomination.verdicts.order_by("pk")[0]
    standing = {"code": "hang-nam-2023", "kind": "tap_the", "pk": world.truc_chinh.pk}
    return {
        **each("dossiers", ("detail", "prepare", "nominate", "draft_papers", "record_minutes", "confirm"), pk=draft.pk),
        **each("dossiers", ("describe_nominee", "prove_nominee", "withdraw_nominee"), pk=draft.nominations.get().pk),
        **each("dossiers", ("unconfirm", "submit"), pk=confirmed.pk),
        **each("dossiers", ("signed_paper", "remove_signed", "signed_file"), **_signed(world, draft)),
        **each("dossiers", ("receipt", "recall", "accept", "return_for_completion"), pk=submitted.pk),
        **each("dossiers", ("appraise", "finish_appraisal"), pk=accepted.pk),
        **each("dossiers", ("kept_verdict", "kept_facts", "kept_annex"), pk=kept.pk),
        **each("dossiers", ("standing_detail", "standing_annex"), **standing),
        "dossiers:record_judgement": {**standing, "key": "lanh_dao"},
        "dossiers:give_opinion": {"pk": accepted.nominations.get().pk},
        **each("dossiers", ("submission", "sealed_content"), pk=submitted.pk, version=1),
        "dossiers:sent_file": {"pk": submitted.pk, "version": 1, "number": 1},
        **each("dossiers", ("extend", "record_paper"), code="hang-nam-2024"),
        "documents:download": {"pk": paper.pk, "extension": "pdf"},
        **each("documents", ("adopt_template", "retire_template", "template_file"), **_own_template(world)),
    }


def _own_template(world: World) -> Arguments:
    """UBND xã Trực Chính writes its letters in a template of its own."""
    kind = PaperKind.TO_TRINH.value
    given = {"content": starter(kind), "name": "to-trinh.docx", "actor": world.thu_truong, "at": TODAY}
    adopt_template(world.truc_chinh, kind, **given)
    return {"unit": world.truc_chinh.pk, "kind": kind}


def _signed(world: World, dossier: Dossier, at: datetime = TODAY) -> Arguments:
    """The dossier's letter came signed, as a scan."""
    scan = files.brought(world, "Tờ trình đã ký.png", picture())
    attach_signed_paper(dossier, places_of(dossier)[0], upload=scan, actor=world.can_bo, at=at)
    return {"pk": dossier.pk, "place": "to_trinh"}


def _sent(world: World, year: int) -> Dossier:
    at = moment(year, 11, 24)
    confirmed = confirm_dossier(_dossier(world, f"hang-nam-{year}", at), actor=world.thu_truong, at=at)
    _signed(world, confirmed, at)
    return submit_dossier(confirmed, actor=world.can_bo, at=at)


def awards(world: World, award: Award) -> dict[str, Arguments]:
    proposed = _proposed(award.decision)
    return {
        "portal:public_award": {"pk": award.pk},
        "awards:revoke_award": {"pk": award.pk},
        **each("awards", ("notice", "tell"), pk=award.nomination.dossier_id),
        "awards:propose_awards": {"slug": SLUG, "code": "hang-nam-2021"},
        **each("awards", ("decision", "publish_round", "certificates", "export_decision"), pk=award.decision_id),
        "awards:print_certificates": {"pk": award.decision_id},
        "awards:blanks": {"pk": world.huyen.pk},
        **each("awards", ("blank", "test_sheet"), pk=_blank(world).pk),
        "awards:print_file": {"pk": award.decision_id, "run": _printed(world, award.decision).pk, "what": "zip"},
        **each("awards", ("sign_decision", "issue_decision"), pk=proposed.pk),
        "awards:strike_nomination": {"pk": proposed.pk, "nomination": award.nomination_id},
    }


def _blank(world: World) -> CertificateBlank:
    return add_blank(world.huyen, name="Phôi năm 2023", actor=world.van_thu, at=TODAY)


def _printed(world: World, issued: Decision) -> PrintRun:
    """The certificates of the decision, printed by the clerk."""
    run = start_print_run(issued, actor=world.van_thu, at=TODAY)
    print_all(run.pk)
    return run


def _proposed(issued: Decision) -> Decision:
    """A decision that waits for the chair: the same nominees once more, with a draft of its own."""
    assert issued.paper is not None
    draft = Paper.objects.create(
        authority=issued.authority,
        issuer=issued.authority,
        kind=PaperKind.QUYET_DINH,
        title="Dự thảo",
        data=issued.paper.data,
        drafted_at=TODAY,
    )
    waiting = Decision.objects.create(authority=issued.authority, round=issued.round, form=issued.form, paper=draft)
    waiting.nominations.set(issued.nominations.all())
    return waiting
