"""Signing in a head's place (NĐ 30/2020, Điều 13, VS): who, for how long, and not further."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from tests.factories.world import World, make_person, make_user, moment

from thidua.accounts.models import User
from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.actions.roles import assign_role, delegate_role, end_role
from thidua.organizations.enums import Role
from thidua.organizations.models import RoleAssignment
from thidua.organizations.queries import roles_of

AT = moment(2023, 6, 1)
FROM, UNTIL = date(2023, 6, 5), date(2023, 6, 20)
TERM: dict[str, Any] = {"valid_from": FROM, "valid_until": UNTIL, "basis": "05/GUQ-UBND"}


@pytest.fixture
def pho(world: World) -> User:
    person = make_person("Đinh Văn Phó", world.huyen, title="Phó Chủ tịch UBND huyện")
    return make_user(person, "pho", (Role.PHO_THU_TRUONG, world.huyen))


def own(user: User) -> RoleAssignment:
    return user.roles.get()


def delegate(world: World, to: User, **fields: Any) -> RoleAssignment:
    known = {"capacity": "KT", "actor": world.chu_tich, "at": AT} | TERM
    return delegate_role(own(world.chu_tich), to=to, **(known | fields))


def test_a_deputy_signs_for_the_chair_from_day_to_day_and_it_is_said(world: World, pho: User) -> None:
    given = delegate(world, pho)
    days = [moment(2023, 6, day) for day in (4, 5, 19, 20)]
    assert [roles_of(pho, day).at(world.huyen, Role.CHU_TICH) for day in days] == [False, True, True, False]
    [held] = [role for role in roles_of(pho, days[1]).held if role.capacity]
    assert held.label == "Chủ tịch UBND, ký thay (KT.)"
    assert [(event.verb, event.actor, event.reason) for event in events_of(given)] == [
        ("role.delegated", world.chu_tich, "05/GUQ-UBND")
    ]


def test_a_head_below_signs_by_mandate_and_a_deputy_there_does_not(world: World, pho: User) -> None:
    deputy = make_user(make_person("Lê Thị Phó", world.truc_chinh), "pho_xa", (Role.PHO_THU_TRUONG, world.truc_chinh))
    assert delegate(world, world.thu_truong, capacity="TUQ").capacity == "TUQ"
    for to, capacity, why in (
        (deputy, "KT", "phải là cấp phó của thủ trưởng tại chính đơn vị đó"),
        (deputy, "TUQ", "phải là thủ trưởng một đơn vị trực thuộc"),
        (world.chu_tich, "KT", "phải là cấp phó"),
    ):
        with pytest.raises(InputError, match=why):
            delegate(world, to, capacity=capacity)


def test_a_delegation_has_a_term_and_a_paper(world: World, pho: User) -> None:
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"valid_until": FROM}, "ngày kết thúc không sau ngày bắt đầu"),
        ({"valid_from": date(2020, 1, 1)}, "không tồn tại ngày 01/01/2020"),
        ({"basis": " "}, "chưa ghi văn bản giao"),
    )
    for fields, why in wrong:
        with pytest.raises(InputError, match=why):
            delegate(world, pho, **fields)


def test_it_stays_inside_the_time_of_who_delegates(world: World, pho: User) -> None:
    end_role(own(world.chu_tich), ended_on=date(2023, 6, 10), actor=None, at=AT)
    with pytest.raises(InputError, match=r"từ 01/01/2021 đến hết 09/06/2023"):
        delegate(world, pho)


def test_it_ends_with_who_delegates_and_is_taken_back_by_him(world: World, pho: User) -> None:
    taken = end_role(delegate(world, pho), ended_on=date(2023, 6, 8), actor=world.chu_tich, at=AT)
    assert taken.valid_until == date(2023, 6, 8)
    again = delegate(world, pho, valid_from=date(2023, 6, 10))
    end_role(own(world.chu_tich), ended_on=date(2023, 6, 12), actor=None, at=AT)
    again.refresh_from_db()
    assert again.valid_until == date(2023, 6, 12)
    assert [event.verb for event in events_of(again)] == ["role.ended", "role.delegated"]


def test_it_is_not_delegated_further_not_even_past_the_software(world: World, pho: User) -> None:
    given = delegate(world, pho)
    with pytest.raises(NotAllowed, match="người được giao không giao lại"):
        delegate_role(given, to=world.thu_truong, capacity="TUQ", **TERM, actor=pho, at=AT)
    fields: dict[str, Any] = {"unit": world.huyen, "role": Role.CHU_TICH, "capacity": "KT"} | TERM
    for more in ({"delegated_from": given}, {"delegated_from": own(world.thu_truong)}):
        with pytest.raises(ProgrammingError, match="not delegated further"), transaction.atomic():
            RoleAssignment.objects.create(user=world.can_bo, **(fields | more))


def test_only_the_head_or_the_administrator_delegates(world: World, pho: User) -> None:
    for actor in (world.van_thu, world.thuong_truc, world.can_bo, pho):
        with pytest.raises(NotAllowed, match="Chỉ chính người đứng đầu"):
            delegate(world, pho, actor=actor)


def test_the_administrator_enters_what_the_head_signed(world: World, pho: User) -> None:
    admin = make_user(make_person("Ngô Văn Tin", world.huyen), "quan_tri", (Role.QUAN_TRI, world.huyen))
    assert delegate(world, pho, actor=admin).user == pho
    with pytest.raises(NotAllowed, match="Chỉ người đứng đầu giao"):
        delegate_role(own(world.van_thu), to=pho, capacity="KT", **TERM, actor=admin, at=AT)


def test_a_role_has_a_term_and_is_held_once_at_a_time(world: World) -> None:
    acts: dict[str, Any] = {"unit": world.truc_chinh, "actor": world.chu_tich, "at": AT}

    def assign(since: date, until: date | None, user: User = world.can_bo, basis: str = "12/QĐ") -> RoleAssignment:
        return assign_role(user, role=Role.VAN_THU, valid_from=since, valid_until=until, basis=basis, **acts)

    given = assign(date(2023, 7, 1), date(2023, 8, 1))
    assert given.last_day == date(2023, 7, 31)
    with pytest.raises(InputError, match="đang giữ vai trò “Văn thư”"):
        assign(date(2023, 7, 31), None)
    assert assign(date(2023, 8, 1), None).last_day is None
    with pytest.raises(InputError, match="chưa ghi căn cứ"):
        assign(FROM, UNTIL, basis=" ")
    with pytest.raises(NotAllowed, match="tự phân vai trò"):
        assign(FROM, UNTIL, user=world.chu_tich)
