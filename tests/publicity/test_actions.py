"""A communication activity: drafted by the unit, approved by its head, published by the secretariat."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from tests.factories.work import make_activity
from tests.factories.world import World, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.queries import remembered_roles
from thidua.publicity.actions import approve_activity, draft_activity, publish_activity
from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.models import Activity

AT = moment(2023, 6, 30)
HELD = date(2023, 6, 29)


def draft(world: World, **fields: Any) -> Activity:
    known: dict[str, Any] = {
        "held_on": HELD,
        "form": ActivityForm.HOI_NGHI,
        "title": " Hội nghị  tuyên truyền ",
        "actor": world.can_bo,
        "at": AT,
    }
    return draft_activity(world.truc_chinh, **(known | fields))


def test_an_activity_goes_from_draft_to_the_public_and_every_step_is_recorded(world: World) -> None:
    activity = draft(world)
    assert (activity.title, activity.authority, activity.state) == (
        "Hội nghị tuyên truyền",
        world.huyen,
        ActivityState.DRAFT,
    )
    activity = approve_activity(activity, actor=world.thu_truong, at=AT)
    activity = publish_activity(activity, actor=world.thuong_truc, at=AT)
    assert activity.state == ActivityState.PUBLISHED
    assert [(event.verb, event.actor) for event in events_of(activity)] == [
        ("activity.published", world.thuong_truc),
        ("activity.approved", world.thu_truong),
        ("activity.drafted", world.can_bo),
    ]


def test_what_has_not_been_held_cannot_be_entered(world: World) -> None:
    with pytest.raises(InputError, match="ngày 01/07/2023 chưa đến"):
        draft(world, held_on=date(2023, 7, 1))


def test_an_approved_activity_is_not_approved_again(world: World) -> None:
    activity = make_activity(world.truc_chinh, HELD)
    with pytest.raises(NotAllowed, match="Không thể chuyển từ “Đã duyệt” sang “Đã duyệt”"):
        approve_activity(activity, actor=world.thu_truong, at=AT)


def test_a_draft_is_not_published_before_it_is_approved(world: World) -> None:
    activity = make_activity(world.truc_chinh, HELD, state=ActivityState.DRAFT)
    with pytest.raises(NotAllowed, match="Không thể chuyển từ “Dự thảo” sang “Đã đăng”"):
        publish_activity(activity, actor=world.thuong_truc, at=AT)


@remembered_roles()
def test_who_may_do_what(world: World) -> None:
    table = {  # drafts, approves, publishes
        "can_bo": (True, False, False),
        "thu_truong": (True, True, False),
        "thuong_truc": (False, True, True),
        "chu_tich": (False, False, False),
        "van_thu": (False, False, False),
        "nguoi_ngoai": (False, False, False),
    }
    drafted = make_activity(world.truc_chinh, HELD, state=ActivityState.DRAFT)
    approved = make_activity(world.truc_chinh, HELD)
    for persona, may in table.items():
        actor = getattr(world, persona)
        with transaction.atomic():
            found = (
                _may(partial(draft, world, actor=actor)),
                _may(partial(approve_activity, drafted, actor=actor, at=AT)),
                _may(partial(publish_activity, approved, actor=actor, at=AT)),
            )
            transaction.set_rollback(True)
        assert found == may, persona


def _may(act: Any) -> bool:
    try:
        act()
    except NotAllowed:
        return False
    return True
