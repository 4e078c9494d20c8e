""" "Trước ngày 10/12" (III.4.a): 23:59:59 on 9/12 is in time, 00:00 on 10/12 is not, unless there is an extension."""

from datetime import timedelta

import pytest
from tests.factories.dossiers import LAST_MOMENT, NOVEMBER, TOO_LATE, ready
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.audit.models import Event
from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.actions.dossiers import recall_dossier, return_dossier, start_dossier
from thidua.dossiers.actions.extensions import extend_deadline
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import deadline_for
from thidua.organizations.models import Unit

pytestmark = pytest.mark.usefixtures("_roles_remembered")
UNTIL = moment(2023, 12, 16, 0)
FLOOD = "Mưa lũ, mất điện từ ngày 08/12/2023"


def extend(world: World, unit: Unit | None) -> None:
    extend_deadline(
        world.rounds["hang-nam-2023"], unit, until=UNTIL, reason=FLOOD, actor=world.thuong_truc, at=TOO_LATE
    )


def confirm_anew(dossier: Dossier) -> None:
    """As the head does; what a confirmation asks for is tested with the way of a dossier."""
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.CONFIRMED)


@starts_with(ready)
def test_the_last_second_of_the_ninth_is_in_time(world: World, dossier: Dossier) -> None:
    sent = submit_dossier(dossier, actor=world.can_bo, at=LAST_MOMENT)
    assert (sent.receipt, sent.late_reason) == ("HS-2023-0001", "")


@starts_with(ready)
def test_the_first_moment_of_the_tenth_is_too_late(world: World, dossier: Dossier) -> None:
    with pytest.raises(NotAllowed, match="Đã quá hạn gửi hồ sơ: hết 23:59 thứ Bảy 09/12/2023"):
        submit_dossier(dossier, actor=world.can_bo, at=TOO_LATE)


def test_nothing_begins_after_the_deadline_either(world: World) -> None:
    with pytest.raises(NotAllowed, match="Đã quá hạn gửi hồ sơ"):
        start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.can_bo, at=TOO_LATE)


@pytest.mark.parametrize("to_all", [True, False])
@starts_with(ready)
def test_with_an_extension_it_is_taken_and_marked_late(world: World, dossier: Dossier, to_all: bool) -> None:
    extend(world, None if to_all else world.truc_chinh)
    assert submit_dossier(dossier, actor=world.can_bo, at=TOO_LATE).late_reason == FLOOD


def test_an_extension_for_one_unit_is_nobody_elses(world: World) -> None:
    extend(world, world.co_le)
    assert deadline_for(world.rounds["hang-nam-2023"], world.truc_chinh).until == TOO_LATE


@starts_with(ready)
def test_an_extension_ends_as_exclusively_as_the_deadline(world: World, dossier: Dossier) -> None:
    extend(world, world.truc_chinh)
    with pytest.raises(NotAllowed, match="hết 23:59 thứ Sáu 15/12/2023"):
        submit_dossier(dossier, actor=world.can_bo, at=UNTIL)


@starts_with(ready)
def test_once_late_it_is_late_for_ever(world: World, dossier: Dossier) -> None:
    extend(world, world.truc_chinh)
    submit_dossier(dossier, actor=world.can_bo, at=TOO_LATE)
    later = TOO_LATE + timedelta(hours=1)
    return_dossier(dossier, reason="Thiếu chữ ký", actor=world.thuong_truc, at=later)
    confirm_anew(dossier)
    assert submit_dossier(dossier, actor=world.can_bo, at=later).late_reason == FLOOD


@starts_with(ready)
def test_recalled_in_time_and_sent_again_after_the_deadline_it_is_late(world: World, dossier: Dossier) -> None:
    submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    confirm_anew(dossier)
    extend(world, world.truc_chinh)
    assert submit_dossier(dossier, actor=world.can_bo, at=TOO_LATE).late_reason == FLOOD


@starts_with(ready)
def test_returned_after_the_deadline_it_needs_a_day_to_come_back_by_and_is_not_late_by_that(
    world: World, dossier: Dossier
) -> None:
    submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    after = TOO_LATE + timedelta(hours=9)
    with pytest.raises(InputError, match="Ghi hạn bổ sung để đơn vị gửi lại được"):
        return_dossier(dossier, reason="Thiếu chữ ký", actor=world.thuong_truc, at=after)
    return_dossier(dossier, reason="Thiếu chữ ký", until=UNTIL, actor=world.thuong_truc, at=after)
    confirm_anew(dossier)
    assert submit_dossier(dossier, actor=world.can_bo, at=after).late_reason == ""


def test_an_extension_needs_a_reason_and_a_later_day_and_says_both_at_once(world: World) -> None:
    with pytest.raises(InputError) as error:
        extend_deadline(
            world.rounds["hang-nam-2023"], None, until=TOO_LATE, reason=" ", actor=world.thuong_truc, at=NOVEMBER
        )
    assert [problem.where for problem in error.value.problems] == ["reason", "until"]


def test_an_extension_writes_its_event(world: World) -> None:
    extend(world, world.truc_chinh)
    event = Event.objects.get(verb="deadline.extended")
    assert (event.reason, event.new["unit"]) == (FLOOD, "UBND xã Trực Chính")
