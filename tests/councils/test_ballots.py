"""Secret ballots: one a member, present and not recused; and nothing kept that leads back to a voter."""

import json
from collections import Counter
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.councils import AT, HELD_ON, Chamber, first_item, make_chamber
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.audit.models import Event
from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.councils.actions.ballots import cast_ballot, finish_voting, mixed
from thidua.councils.actions.sessions import Subject, open_session, recuse
from thidua.councils.models import Ballot, Seat, Session
from thidua.councils.queries import items_of, seats_of, turnout

pytestmark = starts_with(make_chamber)


def choices_of(session: Session) -> list[dict[str, str]]:
    return [ballot.choices for ballot in session.ballots.all()]


def test_a_ballot_is_kept_once_and_the_seat_says_only_that_its_member_voted(chamber: Chamber, world: World) -> None:
    session = chamber.opened()
    first, second = session.items.order_by("pk")
    with pytest.raises(NotAllowed, match="có tên trong danh sách của phiên họp"):  # an outsider
        cast_ballot(session, choices={}, actor=world.chu_tich, at=AT)
    with pytest.raises(InputError) as caught:  # each item takes one choice; all that is missing is said at once
        cast_ballot(session, choices={second.pk: "maybe", 0: "for"}, actor=chamber.users["an"], at=AT)
    assert [problem.where for problem in caught.value.problems] == [f"item_{first.pk}", f"item_{second.pk}", ""]
    assert "maybe" not in str(caught.value)
    assert not Seat.objects.filter(has_voted=True).exists()

    chamber.cast(session, "an", "for", but={second.pk: "blank"})
    assert choices_of(session) == [{str(first.pk): "for", str(second.pk): "blank"}]
    assert [str(seat.member.person) for seat in seats_of(session) if seat.has_voted] == ["Hoàng Văn An"]
    with pytest.raises(NotAllowed, match="bỏ phiếu một lần"):
        chamber.cast(session, "an", "against")
    assert session.ballots.count() == 1


def test_only_members_who_are_present_vote_and_only_while_the_session_is_open(chamber: Chamber) -> None:
    called = chamber.called()
    with pytest.raises(NotAllowed, match="“Đã triệu tập” nên không nhận phiếu"):
        chamber.cast(called, "an")
    session = chamber.open(called, ("chair", "secretary", "binh"))
    with pytest.raises(NotAllowed, match="Chưa được điểm danh"):
        chamber.cast(session, "an")
    finish_voting(session, actor=chamber.users["chair"], at=AT)
    with pytest.raises(NotAllowed, match="“Đã bỏ phiếu xong” nên không nhận phiếu"):
        chamber.cast(session, "binh")
    assert session.ballots.count() == 0


def test_a_recused_member_does_not_vote_on_the_item(chamber: Chamber) -> None:
    session = chamber.called(Subject("x.y", 1, "Sáng kiến của An"), Subject("x.y", 2, "Sáng kiến khác"))
    own, other = session.items.order_by("pk")
    recuse(own, chamber.members["an"], reason="tác giả", actor=chamber.users["an"], at=AT)
    session = open_session(session, present=chamber.members.values(), actor=chamber.users["chair"], at=AT)
    with pytest.raises(InputError, match="không biểu quyết"):
        cast_ballot(session, choices={own.pk: "for", other.pk: "for"}, actor=chamber.users["an"], at=AT)
    chamber.cast(session, "an")
    assert choices_of(session) == [{str(other.pk): "for"}]


def test_who_is_recused_from_everything_has_no_ballot_and_is_not_waited_for(chamber: Chamber) -> None:
    an = chamber.members["an"]
    session = chamber.opened(Subject("x.y", 1, "Sáng kiến của An", recused={an.person_id: "tác giả"}))
    with pytest.raises(NotAllowed, match="Không tham gia biểu quyết nội dung nào"):
        chamber.cast(session, "an")
    for name in ("chair", "secretary", "binh", "cuong"):
        chamber.cast(session, name)
    counted = turnout(seats_of(session), items_of(session))
    assert (counted.members, counted.present, counted.entitled, counted.voted) == (5, 5, 4, 4)
    assert counted.all_voted


def test_the_chair_finishes_at_any_time_and_others_once_all_present_have_voted(chamber: Chamber) -> None:
    session = chamber.opened(present=("chair", "an"))
    with transaction.atomic():
        assert finish_voting(session, actor=chamber.users["chair"], at=AT).state == "voted"
        transaction.set_rollback(True)
    session.refresh_from_db()
    chamber.cast(session, "an")
    with pytest.raises(NotAllowed, match="còn thành viên có mặt chưa bỏ phiếu"):
        finish_voting(session, actor=chamber.users["an"], at=AT)
    with pytest.raises(NotAllowed, match="còn thành viên"):
        finish_voting(session, actor=chamber.users["binh"], at=AT)
    chamber.cast(session, "chair")
    assert finish_voting(session, actor=chamber.users["an"], at=AT).state == "voted"


# Secrecy. What could leak exists: five members vote, one of them differently and one recused.


def everybody_voted(world: World) -> tuple[Chamber, Session]:
    chamber = make_chamber(world)
    session = chamber.opened(held_on=HELD_ON)
    for name in chamber.users:
        chamber.cast(session, name, "against" if name in ("an", "binh") else "for")
    return chamber, session


def test_a_ballot_has_no_voter_and_no_time() -> None:
    assert {field.name for field in Ballot._meta.get_fields()} == {"id", "session", "choices"}
    assert {field.name for field in Seat._meta.get_fields()} == {
        "id", "session", "member", "is_present", "has_voted", "opinion",
    }  # fmt: skip


def transactions(rows: QuerySet[Any]) -> set[int]:
    """The transactions that wrote the rows, as anyone with the database can read them."""
    return set(rows.annotate(wrote=RawSQL("xmin::text::bigint", [])).values_list("wrote", flat=True))


@starts_with(everybody_voted)
def test_while_the_vote_runs_its_rows_can_be_paired_afterwards_they_cannot_and_no_event_holds_a_choice_or_a_ballot_id(
    start: tuple[Chamber, Session],
) -> None:
    chamber, session = start
    before = set(session.ballots.values_list("pk", flat=True))
    assert transactions(session.ballots.all()) == transactions(session.seats.all())  # the known-bad sample
    finish_voting(session, actor=chamber.users["chair"], at=AT)
    assert len(transactions(session.ballots.all())) == 1
    assert not transactions(session.ballots.all()) & transactions(session.seats.all())
    assert not before & set(session.ballots.values_list("pk", flat=True))

    events = [event for event in events_of(session) if event.verb == "session.ballot_cast"]
    assert [set(event.new) for event in events] == [{"member"}] * 5
    assert {(event.new["member"], event.actor) for event in events} == {
        (chamber.members[name].pk, user) for name, user in chamber.users.items()
    }
    written = json.dumps(
        [[event.old, event.new, event.reason, event.verb] for event in Event.objects.all()], ensure_ascii=False
    )
    for leak in ("against", "for", *map(str, before), *(str(ballot.pk) for ballot in session.ballots.all())):
        assert f'"{leak}"' not in written


BALLOTS = st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from(["for", "against", "blank"])), max_size=9)


@given(BALLOTS)
def test_mixing_keeps_the_count_of_every_item_and_the_number_of_ballots(cast: list[dict[str, str]]) -> None:
    dealt = mixed(cast)
    assert len(dealt) == len(cast)
    assert Counter(pair for ballot in dealt for pair in ballot.items()) == Counter(
        pair for ballot in cast for pair in ballot.items()
    )


def test_after_mixing_every_ballot_is_as_likely_to_lack_the_item_of_the_recused() -> None:
    cast = [{"other": "against"}, *({"own": "for", "other": "for"} for _ in range(8))]
    together = sum({"other": "against"} in mixed(cast) for _ in range(900))
    assert 60 < together < 150  # one in nine is chance; without mixing: always


def refuses_a_ballot(session: Session) -> None:
    with pytest.raises(DatabaseError, match="no ballot outside the vote"), transaction.atomic():
        Ballot.objects.create(session=session, choices={})


@starts_with(everybody_voted)
def test_the_database_itself_takes_no_ballot_outside_the_vote_and_keeps_those_that_the_result_recounts(
    start: tuple[Chamber, Session],
) -> None:
    chamber, session = start
    refuses_a_ballot(chamber.empty())
    session = chamber.close(finish_voting(session, actor=chamber.users["chair"], at=AT))
    refuses_a_ballot(session)
    ballot = session.ballots.all()[0]
    kept = dict(ballot.choices)
    with pytest.raises(DatabaseError, match="ballots are kept"), transaction.atomic():
        ballot.delete()
    ballot.choices = {}
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        ballot.save()
    assert kept in choices_of(session)
    item = first_item(session)
    counted = Counter(choices[str(item.pk)] for choices in choices_of(session))
    assert item.result is not None
    assert (item.result["for"], item.result["against"]) == (counted["for"], counted["against"]) == (3, 2)
