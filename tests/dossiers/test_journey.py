"""A dossier's whole way, from the first nominee to the end of the appraisal (III.3, III.4, IV.4)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import models
from tests.factories.dossiers import (
    NOVEMBER,
    appraise,
    deserving,
    drafted,
    meeting,
    with_papers,
)
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, make_user, moment

from thidua.audit.queries import events_of
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, NotAllowed
from thidua.documents.enums import PaperState
from thidua.dossiers.actions.appraisal import finish_appraisal, give_opinion
from thidua.dossiers.actions.dossiers import (
    accept_dossier,
    confirm_dossier,
    recall_dossier,
    return_dossier,
    start_dossier,
    unconfirm_dossier,
)
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.nominations import describe_achievement, nominate, withdraw_nomination
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.completeness import faults_of_papers
from thidua.dossiers.enums import DossierState, Opinion, Slot, Stage
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import nominations_of, papers_of
from thidua.organizations.actions.roles import delegate_role
from thidua.organizations.enums import Role
from thidua.organizations.queries import remembered_roles

pytestmark = pytest.mark.usefixtures("_roles_remembered")


def verbs_of(obj: models.Model) -> list[str]:
    return [event.verb for event in reversed(events_of(obj))]


def what(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.what for problem in error.value.problems]


@remembered_roles()
def deserving_submitted(world: World) -> Dossier:
    """Every step by its act."""
    deserving(world)
    dossier = start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.can_bo, at=NOVEMBER)
    for nominee in (world.truc_chinh, world.people["officer"]):
        nominate(dossier, nominee, achievement="Dẫn đầu khối xã.", actor=world.can_bo, at=NOVEMBER)
    dossier = confirm_dossier(with_papers(world, dossier), actor=world.thu_truong, at=NOVEMBER)
    return submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)


def conclude_against(world: World, at: datetime) -> None:
    """The commune, which met every standard, does not any more."""
    record_judgement(
        world.rounds["hang-nam-2023"],
        world.truc_chinh,
        key="lanh_dao",
        conclusion=False,
        reason="Kết luận 09/KL",
        actor=world.thuong_truc,
        at=at,
    )


@starts_with(deserving_submitted)
def test_the_whole_way_leaves_one_event_for_each_step_and_the_verdicts_of_submission_and_appraisal(
    world: World, dossier: Dossier
) -> None:
    """Whoever meets every standard is met at both."""
    dossier = appraise(world, dossier)
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
    assert {tuple(verbs_of(row)) for row in nominations_of(dossier)} == {("nomination.appraised",)}
    kept = [
        (row.nominee.pk, verdict.stage, verdict.verdict)
        for row in nominations_of(dossier)
        for verdict in row.verdicts.all()
    ]
    assert kept == [
        (world.truc_chinh.pk, Stage.SUBMISSION, "dat"),
        (world.truc_chinh.pk, Stage.APPRAISAL, "dat"),
        (world.people["officer"].pk, Stage.SUBMISSION, "dat"),
        (world.people["officer"].pk, Stage.APPRAISAL, "dat"),
    ]


def test_beginning_twice_answers_with_the_same_dossier(world: World) -> None:
    round_ = world.rounds["hang-nam-2023"]
    first = start_dossier(round_, world.truc_chinh, actor=world.can_bo, at=NOVEMBER)
    assert start_dossier(round_, world.truc_chinh, actor=world.thu_truong, at=NOVEMBER).pk == first.pk


@starts_with(drafted)
def test_only_people_and_units_of_the_unit_are_nominated_and_each_once(world: World, dossier: Dossier) -> None:
    stranger = make_person("Trần Văn Tư", world.co_le)
    with pytest.raises(InputError) as foreign:
        nominate(dossier, stranger, achievement="", actor=world.can_bo, at=NOVEMBER)
    with pytest.raises(InputError) as twice:
        nominate(dossier, world.truc_chinh, achievement="", actor=world.can_bo, at=NOVEMBER)
    assert what(foreign) == ["Trần Văn Tư hiện không thuộc UBND xã Trực Chính."]
    assert what(twice) == ["UBND xã Trực Chính đã có trong danh sách của hồ sơ này."]


@starts_with(drafted)
def test_a_nominee_taken_off_the_list_leaves_his_name_in_the_record_alone(world: World, dossier: Dossier) -> None:
    row = dossier.nominations.get(person=world.people["officer"])
    withdraw_nomination(row, actor=world.can_bo, at=NOVEMBER)
    assert [str(each.nominee) for each in nominations_of(dossier)] == ["UBND xã Trực Chính"]
    last = events_of(dossier)[0]
    assert (last.verb, last.old) == ("dossier.nomination_withdrawn", {"name": "Đỗ Văn Ân"})


@starts_with(drafted)
def test_achievements_can_be_written_anew_while_the_dossier_is_open(world: World, dossier: Dossier) -> None:
    row = dossier.nominations.get(unit=world.truc_chinh)
    describe_achievement(row, achievement="  Dẫn đầu\nkhối xã. ", actor=world.can_bo, at=NOVEMBER)
    row.refresh_from_db()
    assert row.achievement == "Dẫn đầu\nkhối xã."
    assert events_of(row.dossier)[0].verb == "dossier.achievement_described"


@starts_with(drafted)
def test_the_head_signs_and_numbers_every_paper_and_what_was_signed_gives_way_to_a_new_one_when_it_is_opened_again(
    world: World, dossier: Dossier
) -> None:
    assert {row.paper.state for row in papers_of(dossier)} == {PaperState.DRAFTED}
    confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    papers = [(row.slot, row.paper.code, row.paper.dated, str(row.paper.signer)) for row in papers_of(dossier)]
    day, head = date(2023, 11, 24), "Vũ Thị Hạnh"
    assert papers == [
        (Slot.BAO_CAO, "01/BC-UBND", day, head),
        (Slot.BAO_CAO, "02/BC-UBND", day, head),
        (Slot.BIEN_BAN, "01/BB-UBND", day, head),
        (Slot.TO_TRINH, "01/TTr-UBND", day, head),
    ]
    unconfirm_dossier(dossier, reason="Sửa danh sách", actor=world.thu_truong, at=NOVEMBER)
    before = papers_of(dossier).get(slot=Slot.TO_TRINH).paper
    draft_papers(dossier, actor=world.can_bo, at=NOVEMBER)
    after = papers_of(dossier).get(slot=Slot.TO_TRINH).paper
    before.refresh_from_db()
    assert (before.state, before.code) == (PaperState.NUMBERED, "01/TTr-UBND")
    assert (after.state, after.code) == (PaperState.DRAFTED, "…/TTr-UBND")


def test_nothing_is_confirmed_before_the_three_papers_are_there_and_all_that_is_missing_is_said_at_once(
    world: World,
) -> None:
    dossier = start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.can_bo, at=NOVEMBER)
    nominate(dossier, world.truc_chinh, achievement="", actor=world.can_bo, at=NOVEMBER)
    with pytest.raises(InputError) as error:
        confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    assert what(error) == [
        "Thiếu báo cáo thành tích của UBND xã Trực Chính (điểm b khoản 3 mục III).",
        "Hồ sơ thiếu tờ trình kèm danh sách (khoản 3 mục III).",
        "Hồ sơ thiếu biên bản họp Hội đồng (khoản 3 mục III).",
    ]


@starts_with(drafted)
def test_papers_must_be_about_the_list_as_it_is(world: World, dossier: Dossier) -> None:
    nominate(dossier, make_person("Lê Văn Năm", world.truc_chinh), achievement="", actor=world.can_bo, at=NOVEMBER)
    assert [problem.what for problem in faults_of_papers(dossier)] == [
        "Thiếu báo cáo thành tích của Lê Văn Năm (điểm b khoản 3 mục III).",
        "Tờ trình kèm danh sách không khớp với danh sách hiện tại.",
        "Biên bản họp Hội đồng không khớp với danh sách hiện tại.",
    ]


@starts_with(drafted)
def test_whom_the_units_own_council_did_not_pass_does_not_go_forward(world: World, dossier: Dossier) -> None:
    record_minutes(dossier, meeting(world, list(nominations_of(dossier)), against=1), actor=world.can_bo, at=NOVEMBER)
    with pytest.raises(InputError) as error:
        confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    assert what(error) == [
        "Hội đồng đơn vị không thông qua UBND xã Trực Chính.",
        "Hội đồng đơn vị không thông qua Đỗ Văn Ân.",
    ]


@starts_with(deserving_submitted)
def test_the_receipt_carries_number_time_and_seal_and_the_term_of_the_appraisal_and_sending_twice_answers_with_it(
    world: World, dossier: Dossier
) -> None:
    assert (dossier.receipt, dossier.submitted_at, dossier.late_reason) == ("HS-2023-0001", NOVEMBER, "")
    assert dossier.seal == digest_of(dossier.submissions.get().content)
    assert dossier.appraisal_due == date(2023, 12, 8)  # NĐ 91/2017 Điều 48: 10 working days after 24/11/2023
    again = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER + timedelta(seconds=2))
    assert (again.receipt, again.seal, again.submitted_at) == (dossier.receipt, dossier.seal, dossier.submitted_at)
    assert verbs_of(dossier).count("dossier.submitted") == 1


@starts_with(drafted)
def test_it_is_not_sent_before_the_head_confirms(world: World, dossier: Dossier) -> None:
    with pytest.raises(NotAllowed, match="Thủ trưởng đơn vị cần xác nhận hồ sơ trước khi nộp"):
        submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)


@starts_with(deserving_submitted)
def test_what_was_changed_after_it_was_sealed_is_not_received(world: World, dossier: Dossier) -> None:
    dossier.nominations.filter(unit=world.truc_chinh).update(achievement="Thêm sau khi nộp")
    with pytest.raises(NotAllowed, match="không còn khớp với dấu niêm phong"):
        accept_dossier(dossier, actor=world.thuong_truc, at=NOVEMBER)


@starts_with(deserving_submitted)
def test_it_is_returned_with_a_reason_and_comes_back(world: World, dossier: Dossier) -> None:
    with pytest.raises(InputError) as silent:
        return_dossier(dossier, reason=" ", actor=world.thuong_truc, at=NOVEMBER)
    assert what(silent) == ["Chưa ghi lý do trả lại."]
    returned = return_dossier(dossier, reason="Thiếu chữ ký", actor=world.thuong_truc, at=NOVEMBER)
    assert (returned.state, returned.return_reason) == (DossierState.RETURNED, "Thiếu chữ ký")
    confirm_dossier(returned, actor=world.thu_truong, at=NOVEMBER)
    again = submit_dossier(returned, actor=world.can_bo, at=NOVEMBER)
    assert (again.state, again.return_reason) == (DossierState.SUBMITTED, "")


@starts_with(deserving_submitted)
def test_what_has_been_received_cannot_be_recalled_and_nobody_is_proposed_on_a_verdict_that_is_not_met(
    world: World, dossier: Dossier
) -> None:
    accept_dossier(dossier, actor=world.thuong_truc, at=NOVEMBER)
    with pytest.raises(NotAllowed, match="Chỉ thu hồi được hồ sơ đã nộp mà chưa được tiếp nhận"):
        recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    conclude_against(world, at=NOVEMBER)
    row = dossier.nominations.get(unit=world.truc_chinh)
    with pytest.raises(NotAllowed, match="Chỉ đề nghị khen được khi kết quả xét là “Đạt”"):
        give_opinion(row, opinion=Opinion.PROPOSE, reason="", actor=world.thuong_truc, at=NOVEMBER)
    with pytest.raises(InputError) as silent:
        give_opinion(row, opinion=Opinion.DECLINE, reason="", actor=world.thuong_truc, at=NOVEMBER)
    assert what(silent) == ["Chưa ghi lý do không đề nghị khen."]


@starts_with(deserving_submitted)
def test_the_appraisal_ends_when_everyone_has_an_opinion_that_still_holds(world: World, dossier: Dossier) -> None:
    dossier, later = accept_dossier(dossier, actor=world.thuong_truc, at=NOVEMBER), NOVEMBER + timedelta(days=2)
    collective, individual = nominations_of(dossier)
    give_opinion(collective, opinion=Opinion.PROPOSE, reason="", actor=world.thuong_truc, at=later)
    conclude_against(world, at=later)
    with pytest.raises(InputError) as error:
        finish_appraisal(dossier, actor=world.thuong_truc, at=later + timedelta(seconds=1))
    assert what(error) == [
        "Chưa có ý kiến thẩm định cho Đỗ Văn Ân.",
        "Kết quả xét của UBND xã Trực Chính không còn là “Đạt”.",
    ]
    assert Dossier.objects.get(pk=dossier.pk).state == DossierState.ACCEPTED
    assert individual.verdicts.count() == 1


@starts_with(drafted)
def test_a_deputy_who_confirms_in_the_heads_place_signs_as_kt(world: World, dossier: Dossier) -> None:
    """NĐ 30/2020, Điều 13 (VS); III.3.b: the reports are confirmed by the head, or in the head's place."""
    pho = make_person("Lê Thị Phó", world.truc_chinh, title="Phó Chủ tịch UBND xã")
    user = make_user(pho, "pho_xa", (Role.PHO_THU_TRUONG, world.truc_chinh))
    delegate_role(
        world.thu_truong.roles.get(),
        to=user,
        capacity="KT",
        valid_from=date(2023, 11, 20),
        valid_until=date(2023, 12, 1),
        basis="02/GUQ-UBND",
        actor=world.thu_truong,
        at=moment(2023, 11, 20),
    )
    confirm_dossier(dossier, actor=user, at=NOVEMBER)
    kt = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    papers = {(row.slot, row.nomination_id is None): row.paper.data for row in papers_of(dossier)}
    letter = papers[Slot.TO_TRINH, True]["signature"]
    assert (letter["authority"], letter["capacity"], letter["name"]) == ("TM. ỦY BAN NHÂN DÂN", kt, "Lê Thị Phó")
    reports = [row.paper.data for row in papers_of(dossier) if row.slot == Slot.BAO_CAO]
    assert [(data["confirmer"], data["confirmed_as"]) for data in reports] == [("Lê Thị Phó", kt)] * 2
    assert {data["signer"]["capacity"] for data in reports} == {kt, "NGƯỜI BÁO CÁO THÀNH TÍCH"}
    assert events_of(dossier)[0].new["capacity"] == "KT"
