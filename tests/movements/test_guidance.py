"""What the plan leaves open: decided by somebody, from a day on; the latest entry counts, or else the folder's."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.factories.world import World, make_unit, make_user, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed, NotVisible
from thidua.core.movement import GuidanceValue
from thidua.movements.actions.guidance import set_guidance
from thidua.movements.permissions import open_movement, open_round_of
from thidua.movements.queries import current_rounds, guidance_history, guidance_on, registrations_of, rounds_of
from thidua.organizations.actions.units import record_lineage
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.queries import roles_of

AT = moment(2023, 3, 1)
SHARE = "nhiem_vu.ty_le_dung_han_toi_thieu"


def decide(world: World, key: str, value: Any, **fields: Any) -> Any:
    known: dict[str, Any] = {
        "set_by": "Hướng dẫn 45/HD-PNV",
        "valid_from": date(2023, 3, 1),
        "actor": world.thuong_truc,
        "at": AT,
    }
    return set_guidance(world.movement, key, value, **(known | fields))


def value_on(world: World, key: str, day: date) -> object:
    return guidance_on(world.movement, day)[key].value


def test_what_nobody_decided_is_the_folders(world: World) -> None:
    guidance = guidance_on(world.movement, date(2023, 3, 1))
    assert guidance[SHARE].value is None
    assert (guidance["giay_khen.so_lan_toi_thieu"].value, guidance["giay_khen.so_lan_toi_thieu"].clause) == (
        2,
        "III.2.b",
    )


def test_a_decision_counts_from_its_day_until_a_later_one_replaces_it(world: World) -> None:
    decide(world, SHARE, 90)
    decide(world, SHARE, Decimal("97.5"), valid_from=date(2024, 3, 1))
    days = [date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 29), date(2024, 3, 1)]
    assert [value_on(world, SHARE, day) for day in days] == [None, 90, 90, Decimal("97.5")]


def test_of_two_decisions_of_one_day_the_later_entry_counts_and_both_stay(world: World) -> None:
    decide(world, SHARE, 90)
    entry = decide(world, SHARE, 95)
    assert value_on(world, SHARE, date(2023, 3, 1)) == 95
    assert [row.value for row in guidance_history(world.movement)] == [95, 90]
    assert [event.verb for event in events_of(entry)] == ["guidance.set"]


def test_a_decision_may_be_taken_back(world: World) -> None:
    decide(world, SHARE, 90)
    decide(world, SHARE, None, valid_from=date(2023, 6, 1), set_by="Công văn 12/PNV")
    assert value_on(world, SHARE, date(2023, 6, 1)) is None


def test_who_decided_an_assumption_and_the_clause_travel_with_the_value(world: World) -> None:
    decide(world, SHARE, 95, is_assumption=True)
    assert guidance_on(world.movement, date(2023, 3, 1))[SHARE] == GuidanceValue(
        SHARE, 95, "Hướng dẫn 45/HD-PNV", is_assumption=True, clause="III.2.a/tap-the/3"
    )


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("xep_hang.hang", 3, "không có khóa hướng dẫn “xep_hang.hang”"),
        (SHARE, 101, "tỷ lệ phần trăm từ 0 đến 100"),
        ("xep_hang.hang_toi_da", 2.5, "số nguyên từ 1 trở lên"),
        ("sang_kien.ky", "nam_hoc", "một trong: nam_duong_lich, den_han_nop"),
    ],
)
def test_a_key_or_value_that_means_nothing_is_refused(world: World, key: str, value: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        decide(world, key, value)


def test_every_fault_is_said_at_once(world: World) -> None:
    with pytest.raises(InputError) as error:
        decide(world, SHARE, 101, set_by=" ")
    assert [problem.where for problem in error.value.problems] == [SHARE, "set_by"]


@pytest.mark.parametrize("persona", ["can_bo", "thu_truong", "chu_tich", "van_thu", "nguoi_ngoai"])
def test_only_the_secretariat_enters_guidance(world: World, persona: str) -> None:
    with pytest.raises(NotAllowed, match=r"Chỉ Thường trực thi đua \(Phòng Nội vụ\) được ghi hướng dẫn"):
        decide(world, SHARE, 90, actor=getattr(world, persona))


def test_a_plan_is_open_to_every_unit_under_its_issuer_and_to_their_successors(world: World) -> None:
    elsewhere = make_unit("UBND huyện Hải Hậu", UnitKind.HUYEN)
    successor = make_unit("UBND xã Ninh Giang", UnitKind.XA, parent=elsewhere)
    stranger = make_user(world.people["clerk"], "la", (Role.CAN_BO, elsewhere))
    heir = make_user(world.people["clerk"], "ke_thua", (Role.CAN_BO, successor))
    record_lineage(
        LineageKind.MERGE,
        effective_on=date(2025, 7, 1),
        legal_basis="Nghị quyết sắp xếp",
        certainty="M",
        links=[(world.truc_chinh, successor)],
        actor=None,
        at=AT,
    )
    for user in (world.can_bo, world.thuong_truc, world.chu_tich, heir):
        assert open_movement(roles_of(user, AT), world.movement.slug) == world.movement
    for slug in (world.movement.slug, "khong-co"):
        with pytest.raises(NotVisible):
            open_movement(roles_of(stranger, AT), slug)
    with pytest.raises(NotVisible):
        open_round_of(roles_of(world.can_bo, AT), world.movement.slug, "hang-nam-2030")
    assert open_round_of(roles_of(world.can_bo, AT), world.movement.slug, "tong-ket") == world.rounds["tong-ket"]


@pytest.mark.parametrize("rows", [1, 4])
def test_each_read_costs_one_statement_whatever_the_rows(
    world: World, rows: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(rows):
        decide(world, SHARE, 50 + number)
    roles = roles_of(world.can_bo, AT)
    with django_assert_num_queries(1):
        assert guidance_on(world.movement, date(2023, 3, 1))[SHARE].value == 49 + rows
    with django_assert_num_queries(1):
        assert len([(row.value, row.entered_by) for row in guidance_history(world.movement)]) == rows
    with django_assert_num_queries(1):
        assert [str(round_.receiver) for round_ in rounds_of(world.movement)][-1] == "None"
    with django_assert_num_queries(1):
        assert len([str(round_.movement.authority_id) for round_ in current_rounds(roles)]) == 5
    with django_assert_num_queries(1):
        assert list(registrations_of(world.rounds["tong-ket"])) == []
