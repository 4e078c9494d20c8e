"""Within a request roles are asked for once, and anew from the moment the request itself changes what they rest on."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.factories.world import World, make_unit, moment

from thidua.organizations.enums import Role, UnitKind
from thidua.organizations.models import RoleAssignment
from thidua.organizations.queries import remembered_roles, roles_of

AT = moment(2023, 6, 1)


@pytest.fixture(autouse=True)
def _one_request(world: World) -> Iterator[None]:
    with remembered_roles():
        yield


def roles_here(world: World) -> list[str]:
    return [held.role for held in roles_of(world.can_bo, AT).held]


def grant(world: World) -> None:
    RoleAssignment.objects.create(
        user=world.can_bo, unit=world.truc_chinh, role=Role.THU_TRUONG, valid_from=date(2023, 1, 1)
    )


def move(world: World) -> None:
    world.truc_chinh.parent = make_unit("UBND tỉnh Nam Định", UnitKind.TINH)
    world.truc_chinh.save()


def statements(world: World) -> int:
    with CaptureQueriesContext(connection) as asked:
        roles_here(world)
    return len(asked)


def test_they_are_asked_for_once(world: World) -> None:
    assert statements(world) == 2
    assert statements(world) == 0


def test_a_role_given_meanwhile_is_seen_at_once_and_one_taken_back_no_more(world: World) -> None:
    assert roles_here(world) == [Role.CAN_BO]
    with transaction.atomic():
        grant(world)
        assert roles_here(world) == [Role.CAN_BO, Role.THU_TRUONG]
        transaction.set_rollback(True)
    assert roles_here(world) == [Role.CAN_BO]


@pytest.mark.parametrize("change", [grant, move])
def test_they_are_remembered_again_once_the_change_is_kept(
    world: World, change: Callable[[World], None], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    roles_here(world)
    with django_capture_on_commit_callbacks(execute=True):
        change(world)
        assert statements(world) == statements(world) == 2
    assert statements(world) == 2
    assert statements(world) == 0
