"""A session from its call to its result: who may, what is frozen, what stays on record."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError
from tests.factories.councils import AT, CALLED_AT, HELD_ON, SUBJECTS, Chamber, first_item, make_chamber
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.councils.actions.ballots import finish_voting
from thidua.councils.actions.councils import create_council, seat_member
from thidua.councils.actions.sessions import (
    Subject,
    VotingRule,
    add_items,
    close_session,
    mark_present,
    open_session,
    record_written_opinion,
    recuse,
)
from thidua.councils.enums import Capacity, CouncilKind, SessionState
from thidua.councils.models import Seat, Session
from thidua.councils.queries import seats_of

pytestmark = starts_with(make_chamber)


def verbs(session: Session) -> list[str]:
    return [event.verb for event in events_of(session)][::-1]


def test_the_secretariat_sets_a_council_up_and_seats_its_members(world: World) -> None:
    council = create_council(
        world.truc_chinh, kind=CouncilKind.TDKT, name="Hội đồng TĐKT xã", actor=world.thuong_truc, at=AT
    )
    head = {"valid_from": date(2023, 1, 1), "actor": world.thuong_truc, "at": AT}
    member = seat_member(council, world.people["head"], capacity=Capacity.CHAIR, **head)
    assert (council.authority, member.capacity) == (world.huyen, Capacity.CHAIR)
    with pytest.raises(InputError, match="đang là thành viên"):
        seat_member(council, world.people["head"], **head)
    with pytest.raises(InputError, match="đã có Hội đồng Thi đua"):
        create_council(world.truc_chinh, kind=CouncilKind.TDKT, name="Khác", actor=world.thuong_truc, at=AT)
    with pytest.raises(NotAllowed, match="Chỉ người đứng đầu"):
        seat_member(council, world.people["officer"], **(head | {"actor": world.can_bo}))


def test_the_secretary_calls_a_session_under_a_rule_with_its_source(chamber: Chamber) -> None:
    session = chamber.called()
    assert (session.state, session.threshold_percent, session.threshold_of) == ("called", Decimal(90), "members")
    assert [item.label for item in session.items.order_by("pk")] == [subject.label for subject in SUBJECTS]
    assert verbs(session) == ["session.called", "session.item_added", "session.item_added"]
    assert {event.authority_id for event in events_of(session)} == {chamber.council.authority_id}


def test_everything_wrong_with_a_call_is_said_at_once(chamber: Chamber) -> None:
    bad = VotingRule(percent=Decimal(0), of="hai", source=" ", quorum="3/2")
    with pytest.raises(InputError) as caught:
        chamber.called(title=" ", held_on=CALLED_AT.date() - timedelta(days=1), rule=bad)
    assert [problem.where for problem in caught.value.problems] == [
        "percent", "of", "quorum", "title", "held_on", "source",
    ]  # fmt: skip


def test_who_neither_runs_the_council_nor_serves_it_may_not_call(world: World, chamber: Chamber) -> None:
    for user in (chamber.users["an"], world.can_bo, world.van_thu):
        with pytest.raises(NotAllowed, match="được triệu tập"):
            chamber.called(actor=user)
    assert chamber.called(actor=world.thuong_truc).state == SessionState.CALLED


def test_an_item_is_put_once_and_only_before_the_session_is_opened(chamber: Chamber) -> None:
    session = chamber.called()
    with pytest.raises(InputError, match="đã có trong nội dung"):
        add_items(session, items=SUBJECTS[:1], actor=chamber.users["secretary"], at=AT)
    open_session(session, present=chamber.members.values(), actor=chamber.users["chair"], at=AT)
    with pytest.raises(NotAllowed, match="đã mở nên không thêm được"):
        add_items(session, items=[Subject("x.y", 9, "Khác")], actor=chamber.users["secretary"], at=AT)


def test_people_concerned_are_recused_by_the_call_itself(chamber: Chamber) -> None:
    author = chamber.members["an"].person
    session = chamber.called(Subject("x.y", 1, "Sáng kiến", recused={author.pk: "là tác giả của sáng kiến"}))
    recusal = first_item(session).recusals.get()
    assert (recusal.member, recusal.reason) == (chamber.members["an"], "là tác giả của sáng kiến")
    assert events_of(session)[0].reason == "là tác giả của sáng kiến"


def test_a_member_recuses_himself_and_the_secretary_anyone(chamber: Chamber) -> None:
    item = first_item(chamber.called())
    recuse(item, chamber.members["an"], reason="người nhà", actor=chamber.users["an"], at=AT)
    recuse(item, chamber.members["binh"], reason="cùng đơn vị", actor=chamber.users["secretary"], at=AT)
    with pytest.raises(NotAllowed, match="được triệu tập"):
        recuse(item, chamber.members["cuong"], reason="x", actor=chamber.users["an"], at=AT)
    with pytest.raises(InputError, match="đã được ghi nhận"):
        recuse(item, chamber.members["an"], reason="người nhà", actor=chamber.users["an"], at=AT)


def test_opening_freezes_the_roster_of_the_day(world: World, chamber: Chamber) -> None:
    session = chamber.opened(present=("chair", "secretary", "an", "binh"))
    assert [(str(seat.member.person), seat.is_present) for seat in seats_of(session)] == [
        ("Phạm Quang Tuấn", True),
        ("Lê Thị Thu", True),
        ("Hoàng Văn An", True),
        ("Ngô Thị Bình", True),
        ("Đặng Văn Cường", False),
    ]
    late = make_person("Vũ Văn Mới", world.van_hoa)
    seat_member(chamber.council, late, valid_from=HELD_ON, actor=world.thuong_truc, at=AT)
    assert len(seats_of(session)) == 5


def test_a_session_is_opened_by_who_runs_it_on_its_day_with_something_to_vote_on(chamber: Chamber) -> None:
    session = chamber.called()
    with pytest.raises(NotAllowed, match="điều hành phiên họp"):
        open_session(session, present=[], actor=chamber.users["an"], at=AT)
    with pytest.raises(NotAllowed, match="ngày 01/12/2023; chưa đến ngày mở"):
        open_session(session, present=[], actor=chamber.users["chair"], at=CALLED_AT)
    empty = chamber.empty()
    with pytest.raises(NotAllowed, match="chưa có nội dung"):
        open_session(empty, present=[], actor=chamber.users["chair"], at=AT)


def test_somebody_from_outside_cannot_be_marked_present(world: World, chamber: Chamber) -> None:
    other = create_council(world.co_le, kind=CouncilKind.TDKT, name="HĐ khác", actor=None, at=AT)
    stranger = seat_member(other, world.people["officer"], valid_from=HELD_ON, actor=None, at=AT)
    session = chamber.called()
    with pytest.raises(InputError, match="Đỗ Văn Ân"):
        open_session(session, present=[stranger], actor=chamber.users["chair"], at=AT)
    with pytest.raises(InputError, match="không có trong danh sách của phiên họp"):
        mark_present(chamber.open(session), stranger, actor=chamber.users["chair"], at=AT)


def test_who_arrives_late_may_vote_and_then_no_longer_be_recused_and_too_few_present_decide_nothing(
    chamber: Chamber,
) -> None:
    session = chamber.opened(present=("chair", "secretary"))
    with pytest.raises(NotAllowed, match="Chưa được điểm danh"):
        chamber.cast(session, "an")
    mark_present(session, chamber.members["an"], actor=chamber.users["secretary"], at=AT)
    chamber.cast(session, "an")
    assert Seat.objects.get(session=session, member=chamber.members["an"]).has_voted
    with pytest.raises(NotAllowed, match="phiếu kín không tách ra được"):
        recuse(first_item(session), chamber.members["an"], reason="x", actor=chamber.users["an"], at=AT)

    finish_voting(session, actor=chamber.users["chair"], at=AT)  # 3 of 5 present < 2/3
    assert {item.result["outcome"] for item in chamber.close(session).items.all()} == {"no_quorum"}  # type: ignore[index]


def froze(session: Session, outcome: str, counted: tuple[int, ...]) -> None:
    result: dict[str, Any] = first_item(session).result or {}
    assert (result["outcome"], (result["for"], result["against"], result["base"], result["needed"])) == (
        outcome,
        counted,
    )
    assert result["reason"].startswith(f"{counted[0]}/5 thành viên đồng ý")
    assert verbs(session)[-1] == "session.closed"


def test_closing_freezes_each_result_with_its_reason_even_in_the_database_and_ends_what_can_be_done(
    chamber: Chamber,
) -> None:
    session, chair = chamber.called(), {"actor": chamber.users["chair"], "at": AT}
    with pytest.raises(NotAllowed, match="Chỉ kết thúc được"):
        close_session(session, **chair)
    with pytest.raises(NotAllowed, match="không ở trạng thái đang bỏ phiếu"):
        finish_voting(session, **chair)
    session = chamber.close(chamber.vote(chamber.open(session)))
    froze(session, "passed", (5, 0, 5, 5))
    with pytest.raises(NotAllowed, match="đã được mở"):
        open_session(session, present=[], **chair)
    with pytest.raises(NotAllowed, match="Chỉ ghi ý kiến"):
        record_written_opinion(session, chamber.members["an"], choices={}, **chair)
    item = first_item(session)
    with pytest.raises(NotAllowed, match="đã kết thúc nên không ghi nhận thêm"):
        recuse(item, chamber.members["an"], reason="x", **chair)
    item.result = {"outcome": "failed"}
    with pytest.raises(ProgrammingError, match="Cannot update"):
        item.save()


def test_one_voice_against_fails_an_item_and_the_minutes_are_drafted_from_what_the_session_holds(
    chamber: Chamber,
) -> None:
    session = chamber.closed(against=("an",))
    froze(session, "failed", (4, 1, 5, 5))  # 80 % of five members < 90 %
    assert session.minutes is not None
    data = session.minutes.data
    assert data["letterhead"]["issuer"] == "HỘI ĐỒNG KHOA HỌC VÀ CÔNG NGHỆ HUYỆN"
    assert [vote["outcome"] for vote in data["votes"]] == ["Không thông qua", "Không thông qua"]
    assert [(vote["in_favour"], vote["against"], vote["percent"]) for vote in data["votes"]] == [(4, 1, "80.0")] * 2
    assert (data["chair"]["name"], data["secretary"]["name"]) == ("Phạm Quang Tuấn", "Lê Thị Thu")


def without_one(world: World) -> tuple[Chamber, Session]:
    """Four of five have voted; one of them on all items but the own."""
    chamber = make_chamber(world)
    own = Subject("x.y", 1, "Sáng kiến", recused={chamber.members["an"].person_id: "là tác giả"})
    return chamber, chamber.voted(own, *SUBJECTS, present=("chair", "secretary", "an", "binh"))


@starts_with(without_one)
def test_an_item_the_absent_could_carry_waits_for_them_in_writing(start: tuple[Chamber, Session]) -> None:
    chamber, session = start
    _own, *both = chamber.close(session).items.order_by("pk")
    assert {item.result["outcome"] for item in both} == {"awaiting_written"}  # type: ignore[index]


@starts_with(without_one)
def test_a_written_opinion_of_the_absent_carries_it_and_the_minutes_name_who_did_not_vote_and_who_wrote(
    start: tuple[Chamber, Session],
) -> None:
    chamber, session = start
    choices = dict.fromkeys(session.items.values_list("pk", flat=True), "for")
    write = {"choices": choices, "actor": chamber.users["secretary"], "at": AT}
    with pytest.raises(InputError, match="có mặt nên biểu quyết bằng phiếu kín"):
        record_written_opinion(session, chamber.members["an"], **write)
    record_written_opinion(session, chamber.members["cuong"], **write)
    with pytest.raises(InputError, match="đã được ghi"):
        record_written_opinion(session, chamber.members["cuong"], **write)
    session = close_session(session, actor=chamber.users["chair"], at=AT)
    _own, *both = session.items.order_by("pk")
    assert {item.result["outcome"] for item in both} == {"passed"}  # type: ignore[index]
    minutes = session.minutes
    assert minutes is not None
    assert minutes.data["discussion"] == ["Hoàng Văn An không tham gia biểu quyết “Sáng kiến”: là tác giả."]
    assert [row["absence_reason"] for row in minutes.data["members"] if not row["present"]] == [
        "có ý kiến bằng văn bản"
    ]
