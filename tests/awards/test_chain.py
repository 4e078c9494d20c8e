"""From the appraised list to the public: proposed, signed, issued, made public (III.1, III.5, IV.4)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import models, transaction
from django.db.utils import DatabaseError
from tests.factories.awards import (
    ISSUED,
    PROPOSED,
    SIGNED,
    closed,
    issued,
    latecomers,
    proposed,
    publish,
    signed,
)
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, make_user, moment

from thidua.audit.queries import events_of
from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision, strike_nomination
from thidua.awards.drafting import recipients_of
from thidua.awards.enums import DecisionState
from thidua.awards.models import Award, Decision
from thidua.awards.queries import proposable_rounds
from thidua.core.errors import InputError, NotAllowed, NotInForce
from thidua.documents.enums import PaperState
from thidua.dossiers.enums import DossierState, Kind, Opinion, Stage
from thidua.dossiers.models import Nomination, VerdictRecord
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.actions.roles import delegate_role
from thidua.organizations.enums import Role
from thidua.organizations.models import Commendation, Review, RoleAssignment


def verbs_of(obj: models.Model) -> list[str]:
    return [event.verb for event in reversed(events_of(obj))]


def what(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.what for problem in error.value.problems]


@starts_with(issued)
def test_the_whole_way_leaves_one_event_for_each_step(world: World, decision: Decision) -> None:
    publish(world, decision)
    decision.refresh_from_db()
    assert (decision.state, decision.round.state) == (DecisionState.ISSUED, RoundState.PUBLISHED)
    assert verbs_of(decision) == ["decision.proposed", "decision.signed", "decision.issued"]
    assert verbs_of(decision.round)[-2:] == ["round.decided", "round.published"]
    assert {tuple(verbs_of(award)) for award in decision.awards.all()} == {("award.given",)}


@starts_with(issued)
def test_the_money_is_that_of_the_day_of_the_decision(decision: Decision) -> None:
    """0,3 × lương cơ sở, gấp đôi cho tập thể, làm tròn lên (NĐ 91/2017 Điều 68, 69, 73; NĐ 24/2023: 1.800.000 đồng)."""
    lines = [(row.recipient, row.coefficient, row.base_salary, row.amount) for row in decision.awards.order_by("pk")]
    assert lines == [
        ("UBND xã Trực Chính", Decimal("0.60"), 1_800_000, 1_080_000),
        ("Đỗ Văn Ân", Decimal("0.30"), 1_800_000, 540_000),
    ]


@pytest.mark.parametrize(
    ("on", "collective", "individual"),
    [(date(2022, 12, 20), 900_000, 450_000), (date(2023, 12, 20), 1_080_000, 540_000)],
)
def test_each_year_has_its_own_money(world: World, on: date, collective: int, individual: int) -> None:
    rows = [
        Nomination(kind=Kind.TAP_THE, unit=world.truc_chinh),
        Nomination(kind=Kind.CA_NHAN, person=world.people["head"]),
    ]
    amounts = [each.money.amount for each in recipients_of(world.rounds["hang-nam-2022"], rows, on)]
    assert amounts == [collective, individual]


@starts_with(issued)
def test_every_award_stands_in_both_registers_with_its_certificate(decision: Decision) -> None:
    paper = decision.paper
    assert paper is not None
    assert (paper.code, paper.dated, paper.state, str(paper.signer)) == (
        "01/QĐ-UBND",
        date(2023, 12, 20),
        PaperState.ISSUED,
        "Phạm Văn Dũng",
    )
    assert [
        (row.register_number, row.recipient, row.recipient_detail, row.certificate and row.certificate.state)
        for row in decision.awards.order_by("register_number")
    ] == [
        (1, "UBND xã Trực Chính", "", PaperState.SIGNED),
        (2, "Đỗ Văn Ân", "Công chức Văn phòng – Thống kê, UBND xã Trực Chính", PaperState.SIGNED),
    ]
    assert (
        list(Commendation.objects.order_by("pk").values_list("form", "level", "decision_code", "movement_slug"))
        == [("giay_khen_huyen", "huyen", "01/QĐ-UBND", "truc-ninh-2021-2025")] * 2
    )


@starts_with(issued)
def test_the_chair_signs_as_chair_and_not_for_the_committee(decision: Decision) -> None:
    papers = [decision.paper, *(award.certificate for award in decision.awards.all())]
    signatures = [paper.data["signature"] for paper in papers if paper]
    assert {(each["authority"], each["capacity"], each["name"]) for each in signatures} == {
        ("", "CHỦ TỊCH", "Phạm Văn Dũng")
    }


@starts_with(issued)
def test_dossiers_and_the_round_are_decided_with_it(decision: Decision) -> None:
    decision.round.refresh_from_db()
    assert decision.round.state == RoundState.DECIDED
    assert {row.dossier.state for row in decision.nominations.select_related("dossier")} == {DossierState.DECIDED}


def test_a_round_without_decider_says_what_is_open(world: World) -> None:
    Round.objects.filter(code="tong-ket").update(open_question="Chờ văn bản giao thẩm quyền.")
    with pytest.raises(NotAllowed) as unclear:
        propose_awards(world.rounds["tong-ket"], actor=world.thuong_truc, at=PROPOSED)
    assert unclear.value.reason == (
        "Đợt này chưa rõ người có thẩm quyền quyết định hoặc hình thức khen. Chờ văn bản giao thẩm quyền."
    )


def refuses(act: Callable[..., object], world: World, personas: str, sentence: str) -> None:
    for persona in personas.split():
        with pytest.raises(NotAllowed, match=sentence):
            act(actor=getattr(world, persona))


@starts_with(closed)
def test_the_secretariat_alone_proposes_once_and_when_the_round_stopped_receiving(world: World, start: Round) -> None:
    propose = partial(propose_awards, start, at=PROPOSED)
    Round.objects.filter(pk=start.pk).update(state=RoundState.OPEN)
    with pytest.raises(NotAllowed) as early:
        propose(actor=world.thuong_truc)
    assert early.value.reason == (
        "“Khen thưởng năm 2023” chưa khóa nhận hồ sơ; khóa đợt rồi mới trình danh sách (khoản 4 mục III)."
    )
    Round.objects.filter(pk=start.pk).update(state=RoundState.APPRAISING)
    only = "Chỉ bộ phận thường trực của nơi nhận hồ sơ"
    refuses(propose, world, "can_bo chu_tich van_thu nguoi_ngoai", only)
    propose(actor=world.thuong_truc)
    with pytest.raises(InputError) as nobody:
        propose(actor=world.thuong_truc)
    assert what(nobody) == ["Chưa có tập thể, cá nhân nào đã thẩm định và được đề nghị khen."]
    assert list(proposable_rounds()) == []


@starts_with(proposed)
def test_the_chair_alone_signs_the_clerk_numbers_and_issues_each_once_and_in_turn(
    world: World, decision: Decision
) -> None:
    with pytest.raises((NotAllowed, InputError)):
        issue_decision(decision, actor=world.van_thu, at=ISSUED)
    sign = partial(sign_decision, decision, at=SIGNED)
    only = "Chỉ Chủ tịch UBND huyện được ký quyết định này"
    refuses(sign, world, "can_bo thuong_truc van_thu nguoi_ngoai", only)
    decision = sign(actor=world.chu_tich)
    with pytest.raises((NotAllowed, InputError)):
        sign_decision(decision, actor=world.chu_tich, at=ISSUED)
    kept = VerdictRecord.objects.filter(stage=Stage.DECISION).values_list("verdict", "at")
    assert list(kept) == [("dat", SIGNED)] * 2  # the verdicts of the day of the decision
    issue = partial(issue_decision, decision, at=ISSUED)
    refuses(issue, world, "can_bo thuong_truc nguoi_ngoai", "Chỉ văn thư của UBND huyện Trực Ninh")
    decision = issue(actor=world.van_thu)
    with pytest.raises((NotAllowed, InputError)):
        issue_decision(decision, actor=world.van_thu, at=ISSUED)


@starts_with(proposed)
def test_whoever_no_longer_meets_the_standards_is_taken_off_before_the_signature(
    world: World, decision: Decision
) -> None:
    Review.objects.create(person=world.people["officer"], kind="khieu_nai", began_on=date(2023, 12, 19))
    with pytest.raises(InputError) as unmet:
        sign_decision(decision, actor=world.chu_tich, at=SIGNED)
    row = decision.nominations.get(person=world.people["officer"])
    strike_nomination(decision, row, reason="Đang có khiếu nại.", actor=world.chu_tich, at=SIGNED)
    sign_decision(decision, actor=world.chu_tich, at=SIGNED)
    row.refresh_from_db()
    assert what(unmet) == ["Kết quả xét của Đỗ Văn Ân không còn là “Đạt”."]
    assert (row.opinion, row.opinion_reason, verbs_of(row)[-1]) == (
        Opinion.DECLINE,
        "Đang có khiếu nại.",
        "nomination.declined",
    )
    assert [str(each.nominee) for each in decision.nominations.all()] == ["UBND xã Trực Chính"]


@starts_with(proposed)
def test_a_list_without_anybody_is_withdrawn(world: World, decision: Decision) -> None:
    for row in decision.nominations.all():
        decision = strike_nomination(decision, row, reason="Trùng với cấp trên.", actor=world.thuong_truc, at=SIGNED)
    assert decision.state == DecisionState.WITHDRAWN
    assert verbs_of(decision)[1:] == ["decision.struck", "decision.struck", "decision.withdrawn"]


@starts_with(signed)
def test_nobody_is_taken_off_without_a_reason_by_another_or_after_the_signature(
    world: World, decision: Decision
) -> None:
    row = decision.nominations.order_by("pk")[0]
    with pytest.raises(NotAllowed, match="Quyết định đang ở trạng thái “Đã ký”"):
        strike_nomination(decision, row, reason="Có lý do.", actor=world.chu_tich, at=ISSUED)
    with pytest.raises(NotAllowed, match="Chỉ Chủ tịch UBND huyện"):
        strike_nomination(decision, row, reason="Có lý do.", actor=world.can_bo, at=ISSUED)
    Decision.objects.filter(pk=decision.pk).update(state=DecisionState.PROPOSED)
    with pytest.raises(InputError) as silent:
        strike_nomination(decision, row, reason=" ", actor=world.chu_tich, at=ISSUED)
    assert what(silent) == ["chưa ghi lý do."]


@starts_with(proposed)
def test_a_late_dossier_gets_its_own_decision_and_the_register_goes_on(world: World, decision: Decision) -> None:
    [late] = latecomers(world, decision.round)
    sign_decision(decision, actor=world.chu_tich, at=SIGNED)
    issue_decision(decision, actor=world.van_thu, at=ISSUED)
    late.dossier.refresh_from_db()
    assert late.dossier.state == DossierState.APPRAISED
    second = propose_awards(decision.round, actor=world.thuong_truc, at=ISSUED)
    Decision.objects.filter(pk=second.pk).update(state=DecisionState.DECIDED, decided_on=date(2023, 12, 28))
    assert second.paper
    type(second.paper).objects.filter(pk=second.paper.pk).update(
        state=PaperState.SIGNED, signer=world.people["chair"], signed_at=SIGNED + timedelta(days=8)
    )
    second = issue_decision(second, actor=world.van_thu, at=moment(2023, 12, 28))
    late.dossier.refresh_from_db()
    assert late.dossier.state == DossierState.DECIDED
    assert [(row.decision.paper.code, row.register_number) for row in Award.objects.order_by("pk")] == [
        ("01/QĐ-UBND", 1),
        ("01/QĐ-UBND", 2),
        ("02/QĐ-UBND", 3),
    ]


@starts_with(signed)
def test_the_register_begins_anew_each_year_and_an_issue_that_fails_leaves_no_gap_in_the_numbers(
    world: World, decision: Decision
) -> None:
    Decision.objects.filter(pk=decision.pk).update(decided_on=date(2024, 1, 5))

    @transaction.atomic
    def issue_and_fail() -> None:
        issue_decision(decision, actor=world.van_thu, at=moment(2024, 1, 5))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        issue_and_fail()
    issued_ = issue_decision(Decision.objects.get(pk=decision.pk), actor=world.van_thu, at=moment(2024, 1, 5))
    assert issued_.paper
    assert issued_.paper.code == "01/QĐ-UBND"
    awards = issued_.awards.order_by("pk").values_list("register_number", "decided_on__year")
    assert list(awards) == [(1, 2024), (2, 2024)]


@starts_with(proposed)
def test_the_district_gives_no_certificate_after_it_is_gone(decision: Decision) -> None:
    with pytest.raises(NotInForce) as gone:
        recipients_of(decision.round, list(decision.nominations.all()), date(2025, 7, 1))
    [sentence] = what(gone)
    assert sentence == (
        "Từ ngày 01/07/2025 không còn cấp huyện: Chủ tịch UBND cấp xã tặng giấy khen (Nghị định 129/2025/NĐ-CP), "
        "bằng khen thuộc thẩm quyền Chủ tịch UBND cấp tỉnh."
    )


@starts_with(proposed)
def test_a_chair_whose_sign_in_is_nobodys_cannot_sign(world: World, decision: Decision) -> None:
    user = type(world.chu_tich).objects.create_user("khong-ai")
    RoleAssignment.objects.create(user=user, unit=world.huyen, role=Role.CHU_TICH, valid_from=date(2021, 1, 1))
    with pytest.raises(NotAllowed, match="chưa gắn với cá nhân nào"):
        sign_decision(decision, actor=user, at=SIGNED)


@starts_with(issued)
def test_the_database_itself_keeps_what_was_given(decision: Decision) -> None:
    award = decision.awards.order_by("pk")[0]
    others = {"amount": 1, "recipient": "Khác", "register_number": 9, "decided_on": date(2020, 1, 1)}
    for field, other in others.items():
        with pytest.raises(DatabaseError), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(**{field: other})
    with pytest.raises(DatabaseError), transaction.atomic():
        award.delete()


@starts_with(proposed)
def test_who_signs_in_the_chairs_place_signs_as_kt_on_the_decision_and_the_certificates(
    world: World, decision: Decision
) -> None:
    """NĐ 30/2020, Điều 13 (VS): KT. before the post of the head, the signer's own post below it."""
    deputy = make_person("Đinh Văn Phó", world.huyen, title="Phó Chủ tịch UBND huyện")
    pho = make_user(deputy, "pho", (Role.PHO_THU_TRUONG, world.huyen))
    term = {"valid_from": date(2023, 12, 19), "valid_until": date(2023, 12, 22), "basis": "05/GUQ-UBND"}
    delegate_role(
        world.chu_tich.roles.get(), to=pho, capacity="KT", **term, actor=world.chu_tich, at=moment(2023, 12, 18)
    )
    decision = sign_decision(decision, actor=pho, at=SIGNED)
    decision = issue_decision(decision, actor=world.van_thu, at=ISSUED)
    certificate = decision.awards.get(kind="tap_the").certificate
    assert decision.paper
    assert certificate
    for paper in (decision.paper, certificate):
        said = paper.data["signature"]
        assert (said["authority"], said["capacity"], said["name"]) == (
            "",
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "Đinh Văn Phó",
        )
        assert paper.signer == deputy
    assert events_of(decision)[1].new["capacity"] == "KT"
