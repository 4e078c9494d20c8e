"""An initiative from its draft to its recognition: who may, what it leads to, what stays on record."""

from datetime import date
from typing import Any

import pytest
from tests.factories.councils import AT, HELD_ON, Chamber, make_chamber
from tests.factories.initiatives import DRAFTED_AT, describe, drafted, examined, judged, submitted
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.councils.actions.councils import create_council, seat_member
from thidua.councils.enums import Capacity, CouncilKind
from thidua.councils.models import Council
from thidua.initiatives.actions import (
    apply_council_results,
    draft_initiative,
    examine_initiative,
    put_to_council,
    revise_initiative,
    submit_initiative,
    withdraw_recognition,
)
from thidua.initiatives.enums import InitiativeState, level_of
from thidua.initiatives.models import Initiative
from thidua.initiatives.queries import ready_for
from thidua.organizations.enums import UnitKind

pytestmark = starts_with(make_chamber)


def verbs(initiative: Initiative) -> list[str]:
    return [event.verb for event in events_of(initiative)][::-1]


def places(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.where for problem in caught.value.problems]


def test_an_officer_drafts_it_and_it_gets_the_next_code_of_the_year(world: World) -> None:
    assert [drafted(world).code, drafted(world).code, drafted(world, year=2022).code] == [
        "SK-2023-001", "SK-2023-002", "SK-2022-001",
    ]  # fmt: skip


def test_strangers_draft_nothing_for_a_unit(world: World) -> None:
    for actor in (world.nguoi_ngoai, world.thuong_truc, world.chu_tich):
        with pytest.raises(NotAllowed, match="Chỉ cán bộ hoặc thủ trưởng"):
            draft_initiative(world.truc_chinh, description=describe(world), actor=actor, at=DRAFTED_AT)


def test_everything_wrong_with_a_draft_is_said_at_once(world: World) -> None:
    wrong = describe(world, title=" ", year=2024, authors=[world.people["secretary"]], applied_from=date(2024, 1, 1))
    with pytest.raises(InputError) as caught:
        draft_initiative(world.truc_chinh, description=wrong, actor=world.can_bo, at=DRAFTED_AT)
    assert places(caught) == ["title", "authors", "year", "applied_from"]
    assert "Nguyễn Thị Ánh hiện không công tác tại UBND xã Trực Chính" in str(caught.value)


def test_a_draft_is_revised_until_it_is_submitted(world: World) -> None:
    initiative = drafted(world)
    new = describe(world, title="Ngày thứ Sáu không hẹn", authors=[world.people["head"]])
    revise_initiative(initiative, description=new, actor=world.can_bo, at=DRAFTED_AT)
    initiative.refresh_from_db()
    assert (initiative.title, list(initiative.authors.all())) == ("Ngày thứ Sáu không hẹn", [world.people["head"]])
    submit_initiative(initiative, actor=world.can_bo, at=DRAFTED_AT)
    with pytest.raises(NotAllowed, match="“Đã nộp” nên không sửa"):
        revise_initiative(initiative, description=new, actor=world.can_bo, at=DRAFTED_AT)
    assert verbs(initiative) == ["initiative.drafted", "initiative.revised", "initiative.submitted"]


def test_a_submission_says_what_is_new_since_when_it_is_applied_and_of_what_good(world: World) -> None:
    bare = drafted(world, novelty="", effect=" ", applied_from=None)
    with pytest.raises(InputError) as caught:
        submit_initiative(bare, actor=world.can_bo, at=DRAFTED_AT)
    assert places(caught) == ["novelty", "effect", "applied_from"]


def test_the_secretariat_examines_with_an_opinion(world: World) -> None:
    initiative = submitted(world)
    with pytest.raises(NotAllowed, match="Thường trực thi đua"):
        examine_initiative(initiative, opinion="Tốt", actor=world.thu_truong, at=DRAFTED_AT)
    with pytest.raises(InputError, match="Chưa ghi ý kiến thẩm định"):
        examine_initiative(initiative, opinion=" ", actor=world.thuong_truc, at=DRAFTED_AT)
    examine_initiative(initiative, opinion="Đủ điều kiện.", actor=world.thuong_truc, at=DRAFTED_AT)
    assert (verbs(initiative)[-1], events_of(initiative)[0].reason) == ("initiative.examined", "Đủ điều kiện.")


def test_an_author_who_sits_on_the_council_is_recused_by_itself_and_the_colleague_is_not(
    world: World, chamber: Chamber
) -> None:
    for name in ("officer", "head"):
        seat_member(chamber.council, world.people[name], valid_from=date(2023, 1, 1), actor=None, at=AT)
    session = put_to_council([examined(world)], session=chamber.empty(), actor=world.thuong_truc, at=AT)
    item = session.items.get()
    assert item.label == "SK-2023-001: Ứng dụng mã QR trong thực hiện thủ tục hành chính"
    assert [(str(row.member.person), row.reason) for row in item.recusals.all()] == [
        ("Đỗ Văn Ân", "là tác giả của sáng kiến")
    ]


def test_only_examined_initiatives_go_to_the_council_once_at_a_time_and_results_come_after_closing(
    world: World, chamber: Chamber
) -> None:
    ready, early = examined(world), submitted(world)
    put = {"session": chamber.empty(), "actor": world.thuong_truc, "at": AT}
    with pytest.raises(InputError, match="SK-2023-002 ở trạng thái “Đã nộp”"):
        put_to_council([ready, early], **put)
    with pytest.raises(NotAllowed, match="được triệu tập"):  # by who is not of the council
        put_to_council([ready], **(put | {"actor": world.can_bo}))
    session = put_to_council([ready], **put)
    with pytest.raises(NotAllowed, match="sau khi phiên họp kết thúc"):
        apply(world, session)
    with pytest.raises(InputError, match="đã được trình tại “Xét công nhận sáng kiến năm 2023”"):
        put_to_council([ready], **(put | {"session": chamber.empty()}))
    with pytest.raises(InputError, match="Chưa chọn"):
        put_to_council([], **put)


def test_another_council_recognises_nothing(world: World, chamber: Chamber) -> None:
    council = create_council(world.huyen, kind=CouncilKind.TDKT, name="HĐ TĐKT huyện", actor=None, at=AT)
    seat_member(council, world.people["chair"], capacity=Capacity.CHAIR, valid_from=date(2023, 1, 1), actor=None, at=AT)
    session = Chamber(council, {}, {"secretary": world.chu_tich}).empty()
    with pytest.raises(NotAllowed, match="Hội đồng Khoa học và Công nghệ công nhận"):
        put_to_council([examined(world)], session=session, actor=world.chu_tich, at=AT)


def apply(world: World, session: Any, **fields: Any) -> list[Initiative]:
    known: dict[str, Any] = {"number": "12/QĐ-UBND", "decided_on": HELD_ON, "actor": world.thuong_truc, "at": AT}
    return apply_council_results(session, **(known | fields))


def test_what_the_council_did_not_pass_is_refused_with_the_reason_of_the_count(world: World, chamber: Chamber) -> None:
    session = judged(world, chamber, examined(world), against=("an",))
    [initiative] = apply(world, session, number="")
    assert initiative.state == InitiativeState.REFUSED
    assert events_of(initiative)[0].reason == (
        "4/5 thành viên đồng ý = 80 % < 90 %, cần ít nhất 5 phiếu: không thông qua."
    )


def test_a_result_is_applied_once_with_a_number_and_a_day_and_withdrawn_with_a_reason_that_stays_on_record(
    world: World, chamber: Chamber
) -> None:
    """The day lies from the session to today; who prepares sessions applies it."""
    brought = examine_initiative(submitted(world), opinion="Đủ điều kiện.", actor=world.thuong_truc, at=DRAFTED_AT)
    session = judged(world, chamber, brought)
    with pytest.raises(InputError) as caught:
        apply(world, session, number="mười hai", decided_on=date(2023, 11, 30))
    assert places(caught) == ["number", "decided_on"]
    with pytest.raises(InputError, match="ở tương lai"):
        apply(world, session, decided_on=date(2023, 12, 2))
    with pytest.raises(NotAllowed, match="được triệu tập"):
        apply(world, session, actor=world.can_bo)
    [initiative] = apply(world, session)
    with pytest.raises(NotAllowed, match="đã ghi nhận rồi"):
        apply(world, session)
    assert (initiative.state, initiative.recognition_number, initiative.recognised_on, initiative.level) == (
        "recognised", "12/QĐ-UBND", HELD_ON, "huyen",
    )  # fmt: skip
    assert verbs(initiative) == [
        "initiative.drafted",
        "initiative.submitted",
        "initiative.examined",
        "initiative.put_to_council",
        "initiative.recognised",
    ]

    day = {"withdrawn_on": HELD_ON, "at": AT}
    with pytest.raises(NotAllowed, match="Chỉ Thường trực"):
        withdraw_recognition(initiative, reason="Sao chép", actor=world.can_bo, **day)
    with pytest.raises(InputError, match="Chưa ghi lý do"):
        withdraw_recognition(initiative, reason=" ", actor=world.thuong_truc, **day)
    withdraw_recognition(initiative, reason="Sao chép của đơn vị khác", actor=world.thuong_truc, **day)
    initiative.refresh_from_db()
    assert (initiative.state, initiative.withdrawn_on) == ("recognised", HELD_ON)
    assert events_of(initiative)[0].reason == "Sao chép của đơn vị khác"
    with pytest.raises(NotAllowed, match="đã được thu hồi"):
        withdraw_recognition(initiative, reason="x", actor=world.thuong_truc, **day)


def test_without_a_quorum_it_stays_examined_and_may_go_to_another_session(world: World, chamber: Chamber) -> None:
    initiative = examined(world)
    session = judged(world, chamber, initiative, present=("chair", "secretary"))
    with pytest.raises(NotAllowed, match="chưa quyết định nội dung nào"):
        apply(world, session)
    assert list(ready_for(Council.objects.all())) == [initiative]


@pytest.mark.parametrize(
    ("kind", "level"), [(UnitKind.TINH, "tinh"), (UnitKind.HUYEN, "huyen"), (UnitKind.CO_QUAN_CHUYEN_MON, "co_so")]
)
def test_the_level_is_that_of_the_body_that_set_the_council_up(kind: UnitKind, level: str) -> None:
    assert level_of(kind) == level
