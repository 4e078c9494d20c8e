"""Units come to be and become others by dated acts (the district of the plan ended on 01/07/2025)."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.world import World, make_unit, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.actions.units import Heir, create_unit, record_lineage
from thidua.organizations.enums import LineageKind, Share, UnitKind
from thidua.organizations.models import LineageAct, Unit
from thidua.organizations.queries import lineage_of, people_on, roles_of, units_on

MERGED = date(2025, 7, 1)
BEFORE = date(2025, 6, 30)
AT = moment(2025, 6, 20)


def merge(world: World, links: list[tuple[Unit, Unit | None]], **fields: Any) -> LineageAct:
    known: dict[str, Any] = {
        "effective_on": MERGED,
        "legal_basis": "Nghị quyết sắp xếp đơn vị hành chính cấp xã",
        "certainty": "M",
        "actor": world.thuong_truc,
        "at": AT,
    }
    return record_lineage(LineageKind.MERGE, links=links, **(known | fields))


def new_commune(name: str = "UBND xã Trực Ninh") -> Unit:
    return create_unit(name=name, kind=UnitKind.XA, parent=None, valid_from=MERGED, actor=None, at=AT)


def test_a_unit_belongs_to_the_authority_above_it_unless_it_is_one_itself(world: World) -> None:
    province = create_unit(
        name="UBND tỉnh Nam Định", kind=UnitKind.TINH, parent=None, valid_from=MERGED, actor=None, at=AT
    )
    district = create_unit(
        name="UBND huyện Hải Hậu",
        kind=UnitKind.HUYEN,
        parent=province,
        valid_from=MERGED,
        is_authority=True,
        actor=None,
        at=AT,
    )
    commune = create_unit(
        name=" UBND xã  Hải Nam ", kind=UnitKind.XA, parent=district, valid_from=MERGED, actor=None, at=AT
    )
    office = create_unit(
        name="Sở Nội vụ", kind=UnitKind.CO_QUAN_CHUYEN_MON, parent=province, valid_from=MERGED, actor=None, at=AT
    )
    assert [unit.authority for unit in (province, district, commune, office)] == [None, None, district, province]
    assert (commune.name, commune.path) == ("UBND xã Hải Nam", f"/{province.pk}/{district.pk}/{commune.pk}/")
    assert [event.verb for event in events_of(commune)] == ["unit.created"]


def test_a_code_may_come_back_on_another_day_and_not_on_the_same(world: World) -> None:
    with pytest.raises(InputError, match="đã có đơn vị mang mã 14026 từ ngày 01/01/2021"):
        create_unit(
            name="X", kind=UnitKind.XA, parent=None, code="14026", valid_from=date(2021, 1, 1), actor=None, at=AT
        )
    unit = create_unit(name="X", kind=UnitKind.XA, parent=None, code="14026", valid_from=MERGED, actor=None, at=AT)
    assert unit.code == "14026"


def test_a_merger_ends_what_was_merged_with_its_posts_and_roles(world: World) -> None:
    successor = new_commune()
    act = merge(world, [(world.truc_chinh, successor), (world.co_le, successor)])
    on_both_days = [{unit.name for unit in units_on(day)} for day in (BEFORE, MERGED)]
    assert on_both_days[0] - on_both_days[1] == {world.truc_chinh.name, world.co_le.name}
    assert on_both_days[1] - on_both_days[0] == {successor.name}
    assert [len(people_on(day, world.truc_chinh)) for day in (BEFORE, MERGED)] == [2, 0]
    assert [roles_of(world.can_bo, moment(2025, month, day)).has("can_bo") for month, day in ((6, 30), (7, 1))] == [
        True,
        False,
    ]
    assert [event.verb for event in events_of(act)] == ["lineage.recorded"]
    ended = events_of(world.truc_chinh).get()
    assert (ended.verb, ended.new) == (
        "unit.ended",
        {"valid_until": "2025-07-01", "posts_ended": 2, "roles_ended": 2},
    )


def test_a_dissolved_unit_becomes_nothing(world: World) -> None:
    record_lineage(
        LineageKind.DISSOLVE,
        effective_on=MERGED,
        legal_basis="Kết thúc hoạt động",
        certainty="M",
        links=[(world.van_hoa, None)],
        actor=world.thuong_truc,
        at=AT,
    )
    assert [link.successor for link in lineage_of([world.van_hoa.pk]).became[world.van_hoa.pk]] == [None]


def test_what_is_wrong_with_an_act_is_said_all_at_once_and_nothing_changes(world: World) -> None:
    late = make_unit("UBND xã Mới", UnitKind.XA)
    Unit.objects.filter(pk=late.pk).update(valid_from=date(2025, 8, 1))
    late.refresh_from_db()
    with pytest.raises(InputError) as error:
        merge(world, [(world.truc_chinh, late), (world.huyen, None)])
    assert [problem.what for problem in error.value.problems] == [
        "UBND xã Mới (kế tục UBND xã Trực Chính) chưa tồn tại ngày 01/07/2025.",
        "Phòng Nội vụ còn trực thuộc đơn vị kết thúc.",
        "Phòng Văn hóa và Thông tin còn trực thuộc đơn vị kết thúc.",
        "UBND thị trấn Cổ Lễ còn trực thuộc đơn vị kết thúc.",
    ]
    assert not Unit.objects.exclude(valid_until=None).exists()


def test_a_unit_that_only_bears_another_name_takes_its_posts_and_roles_along(world: World) -> None:
    renamed = new_commune("UBND xã Trực Chính Mới")
    record_lineage(
        LineageKind.RENAME,
        effective_on=MERGED,
        legal_basis="Nghị quyết đổi tên",
        certainty="M",
        links=[(world.truc_chinh, renamed)],
        actor=world.thuong_truc,
        at=AT,
    )
    assert [len(people_on(day, unit)) for day, unit in ((BEFORE, world.truc_chinh), (MERGED, renamed))] == [2, 2]
    held = roles_of(world.can_bo, moment(2025, 7, 1)).held
    assert [(role.role, role.unit) for role in held] == [("can_bo", renamed)]


def test_two_units_cannot_become_one_by_a_change_of_name(world: World) -> None:
    successor = new_commune()
    with pytest.raises(InputError, match="thì chỉ thành đúng một đơn vị"):
        record_lineage(
            LineageKind.RENAME,
            effective_on=MERGED,
            legal_basis="Nghị quyết",
            certainty="M",
            links=[(world.truc_chinh, successor), (world.co_le, successor)],
            actor=None,
            at=AT,
        )


def test_both_sides_of_a_merger_find_each_other_with_shares_weights_and_the_main_predecessor(world: World) -> None:
    successor = new_commune()
    merge(
        world,
        [
            Heir(world.truc_chinh, successor, share=Share.WHOLE, weight=Decimal(8123), is_main=True),
            Heir(world.co_le, successor, share=Share.PART, weight=Decimal("4100.5")),
        ],
    )
    lineage = lineage_of([successor.pk, world.truc_chinh.pk])
    links = lineage.came_from[successor.pk]
    assert {link.predecessor for link in links} == {world.truc_chinh, world.co_le}
    assert [link.successor for link in lineage.became[world.truc_chinh.pk]] == [successor]
    assert [(link.share, link.weight, link.is_main) for link in links] == [
        ("toan_bo", Decimal(8123), True),
        ("mot_phan", Decimal("4100.5"), False),
    ]


def test_the_database_keeps_one_main_predecessor_and_the_shape_of_codes(world: World) -> None:
    successor = new_commune()
    with pytest.raises(IntegrityError, match="lineage_one_main"), transaction.atomic():
        merge(world, [Heir(unit, successor, is_main=True) for unit in (world.truc_chinh, world.co_le)])
    for field in ("code", "agency_code"):
        with pytest.raises(IntegrityError, match="unit_code_shape"), transaction.atomic():
            Unit.objects.filter(pk=successor.pk).update(**{field: "h42.1"})


def test_an_identifier_out_of_shape_is_refused_in_words(world: World) -> None:
    for code in ("h42", "H42.", "H42..1", "H 42", "Đ42"):
        with pytest.raises(InputError, match=f"mã định danh “{re.escape(code)}” sai dạng"):
            create_unit(name="X", kind=UnitKind.XA, parent=None, agency_code=code, valid_from=MERGED, actor=None, at=AT)


def test_a_unit_ends_once(world: World) -> None:
    merge(world, [(world.truc_chinh, None)])
    with pytest.raises(InputError, match="không tồn tại ngay trước ngày 01/07/2025"):
        merge(world, [(world.truc_chinh, None)])
    with pytest.raises(InputError, match="chưa nêu đơn vị nào"):
        merge(world, [])


def test_only_the_secretariat_keeps_the_register_of_units(world: World) -> None:
    for actor in (world.can_bo, world.thu_truong, world.chu_tich, world.van_thu, world.nguoi_ngoai):
        with pytest.raises(NotAllowed, match="được cập nhật danh mục đơn vị, cá nhân"):
            create_unit(name="X", kind=UnitKind.XA, parent=world.huyen, valid_from=MERGED, actor=actor, at=AT)
        with pytest.raises(NotAllowed, match="được cập nhật danh mục đơn vị, cá nhân"):
            merge(world, [(world.truc_chinh, None)], actor=actor)


def test_nobody_but_the_system_makes_a_root(world: World) -> None:
    with pytest.raises(NotAllowed):
        create_unit(name="X", kind=UnitKind.TINH, parent=None, valid_from=MERGED, actor=world.thuong_truc, at=AT)
