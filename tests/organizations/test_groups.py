"""Blocks hold units for a time, one at a time, and one leads each year; comparisons across a merger are declared."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World, make_unit, make_units, moment

from thidua.audit.queries import events_of
from thidua.core.comparison import Rule
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.actions.groups import (
    create_block,
    declare_comparison,
    join_block,
    leave_block,
    name_block_head,
)
from thidua.organizations.actions.units import create_unit, record_lineage
from thidua.organizations.enums import LineageKind, UnitKind
from thidua.organizations.models import Block, BlockHead, BlockMember, Unit
from thidua.organizations.queries import predecessors_of, roles_of
from thidua.organizations.queries.groups import blocks_on, comparisons_of

AT = moment(2023, 11, 24)
FIRST, MERGED = date(2023, 1, 1), date(2023, 7, 1)


@pytest.fixture
def block(world: World) -> Block:
    it_is(AT)
    return create_block(world.huyen, name=" Khối  các xã ", valid_from=FIRST, actor=world.thuong_truc, at=AT)


def join(world: World, block: Block, unit: Unit, day: date = FIRST) -> BlockMember:
    return join_block(block, unit=unit, valid_from=day, actor=world.thuong_truc, at=AT)


def in_block(world: World, day: date) -> dict[str, list[str]]:
    rows = blocks_on(roles_of(world.can_bo, AT), day)
    return {block.name: [member.unit.place for member in block.of_day] for block in rows}  # type: ignore[attr-defined]


def test_who_is_in_a_block_is_asked_as_of_a_day(world: World, block: Block) -> None:
    join(world, block, world.co_le)
    member = join(world, block, world.truc_chinh)
    leave_block(member, ended_on=MERGED, actor=world.thuong_truc, at=AT)
    assert in_block(world, date(2023, 6, 30)) == {"Khối các xã": ["Cổ Lễ", "Trực Chính"]}
    assert in_block(world, MERGED) == {"Khối các xã": ["Cổ Lễ"]}
    assert in_block(world, date(2022, 12, 31)) == {}
    assert [event.verb for event in events_of(member)] == ["block.left", "block.joined"]


def test_a_unit_is_in_one_block_at_a_time(world: World, block: Block) -> None:
    other = create_block(world.huyen, name="Khối thị trấn", valid_from=FIRST, actor=world.thuong_truc, at=AT)
    member = join(world, block, world.truc_chinh)
    with pytest.raises(InputError, match="UBND xã Trực Chính đang ở Khối các xã"):
        join(world, other, world.truc_chinh)
    with pytest.raises(IntegrityError, match="block_one_at_a_time"), transaction.atomic():
        BlockMember.objects.create(block=other, unit=world.truc_chinh, valid_from=FIRST)
    leave_block(member, ended_on=MERGED, actor=world.thuong_truc, at=AT)
    assert join(world, other, world.truc_chinh, MERGED).block == other


def test_what_cannot_be_in_a_block_is_said_all_at_once(world: World, block: Block) -> None:
    late = make_unit("UBND xã Lạ", UnitKind.XA)
    Unit.objects.filter(pk=late.pk).update(valid_from=MERGED)
    late.refresh_from_db()
    with pytest.raises(InputError) as error:
        join(world, block, late, date(2022, 1, 1))
    assert [problem.what for problem in error.value.problems] == [
        "UBND xã Lạ không thuộc UBND huyện Trực Ninh.",
        "UBND xã Lạ không tồn tại ngày 01/01/2022.",
        "Khối các xã không có ngày 01/01/2022.",
    ]
    with pytest.raises(InputError, match="đã có khối"):
        create_block(world.huyen, name="Khối các xã", valid_from=MERGED, actor=world.thuong_truc, at=AT)


def test_one_member_leads_the_block_in_a_year(world: World, block: Block) -> None:
    join(world, block, world.truc_chinh)
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": AT}
    with pytest.raises(InputError, match="UBND thị trấn Cổ Lễ không ở Khối các xã trong năm 2023"):
        name_block_head(block, year=2023, unit=world.co_le, **acts)
    name_block_head(block, year=2023, unit=world.truc_chinh, **acts)
    with pytest.raises(InputError, match="năm 2023 đã có đơn vị trưởng khối: UBND xã Trực Chính"):
        name_block_head(block, year=2023, unit=world.truc_chinh, **acts)
    assert BlockHead.objects.count() == 1


def test_only_the_secretariat_makes_blocks_and_declares_comparisons(world: World, block: Block) -> None:
    for persona in (world.can_bo, world.thu_truong, world.chu_tich, world.van_thu, world.nguoi_ngoai):
        acts: dict[str, Any] = {"actor": persona, "at": AT}
        with pytest.raises(NotAllowed, match="được lập khối, cụm thi đua"):
            create_block(world.huyen, name="X", valid_from=FIRST, **acts)
        with pytest.raises(NotAllowed, match="được lập khối, cụm thi đua"):
            join_block(block, unit=world.truc_chinh, valid_from=FIRST, **acts)
        with pytest.raises(NotAllowed, match="được cập nhật danh mục"):
            declare_comparison(world.truc_chinh, effective_on=MERGED, rule="binh_quan", basis="X", **acts)


def merged(world: World, name: str) -> Unit:
    new = create_unit(name=name, kind=UnitKind.XA, parent=world.huyen, valid_from=MERGED, actor=None, at=AT)
    old = make_unit(f"{name} cũ", UnitKind.XA, parent=world.huyen)
    record_lineage(
        LineageKind.MERGE,
        effective_on=MERGED,
        legal_basis="Nghị quyết",
        certainty="M",
        links=[(old, new)],
        actor=None,
        at=AT,
    )
    return new


def rules(*units: Unit) -> list[Rule]:
    found = comparisons_of(predecessors_of(unit.pk for unit in units))
    return [found[unit.pk] for unit in units]


def test_the_rule_of_a_unit_goes_before_that_of_its_authority_and_the_later_before_the_earlier(world: World) -> None:
    one, two = merged(world, "UBND xã Một"), merged(world, "UBND xã Hai")
    said: dict[str, Any] = {"effective_on": MERGED, "basis": "12/HD-PNV", "actor": world.thuong_truc}
    assert rules(one, two) == [Rule.NONE, Rule.NONE]
    declare_comparison(one, rule="binh_quan", whole_authority=True, at=AT, **said)
    assert rules(one, two) == [Rule.MEAN, Rule.MEAN]
    declare_comparison(two, rule="don_vi_chinh", at=AT, **said)
    assert rules(one, two) == [Rule.MEAN, Rule.MAIN]
    declare_comparison(one, rule="khong_so_sanh", whole_authority=True, at=moment(2023, 11, 25), **said)
    assert rules(one, two) == [Rule.NONE, Rule.MAIN]


def test_a_rule_needs_its_basis_and_a_day_the_unit_was_made_on(world: World) -> None:
    one = merged(world, "UBND xã Một")
    with pytest.raises(InputError) as error:
        declare_comparison(one, effective_on=FIRST, rule="binh_quan", basis=" ", actor=world.thuong_truc, at=AT)
    assert [problem.where for problem in error.value.problems] == ["basis", "effective_on"]


def test_the_pages_lead_from_an_empty_list_to_a_block_with_its_head(world: World) -> None:
    it_is(AT)
    signed = browser(world.thuong_truc)
    assert "Chưa có khối nào" in signed.get("/danh-muc/khoi-thi-dua/").text
    said = {"authority": world.huyen.pk, "name": "Khối các xã", "valid_from": "01/01/2023"}
    assert signed.post("/danh-muc/khoi-thi-dua/lap/", said).status_code == 302
    path = f"/danh-muc/khoi-thi-dua/{Block.objects.get().pk}/"
    assert signed.post(f"{path}them-don-vi/", {"unit": world.co_le.pk, "valid_from": "01/01/2023"}).url == path
    assert signed.post(f"{path}truong-khoi/", {"unit": world.co_le.pk, "year": 2023}).url == path
    page = signed.get("/danh-muc/khoi-thi-dua/?ngay=31/12/2023").text
    assert page.count("UBND thị trấn Cổ Lễ") == 2
    leave = f"/danh-muc/khoi-thi-dua/don-vi/{BlockMember.objects.get().pk}/thoi/"
    assert "ngày thôi không sau" in signed.post(leave, {"ended_on": "01/01/2023"}).text.lower()
    assert signed.post(leave, {"ended_on": "01/10/2023"}).url == path
    assert "Chưa có khối nào" not in signed.get("/danh-muc/khoi-thi-dua/?ngay=30/09/2023").text


def test_a_unit_page_says_what_is_compared_and_lets_the_secretariat_declare_it(world: World) -> None:
    it_is(AT)
    one = merged(world, "UBND xã Một")
    path = f"/danh-muc/don-vi/{one.pk}/"
    page = browser(world.can_bo).get(path).text
    assert ("không so sánh, chưa ghi quy tắc nào" in page, "so-sanh/" in page) == (True, False)
    said = {"effective_on": "2023-07-01", "rule": "binh_quan", "basis": "12/HD-PNV"}
    assert browser(world.thuong_truc).post(f"{path}so-sanh/", said).url == path
    assert "Bình quân các đơn vị tiền thân" in browser(world.can_bo).get(path).text


def test_the_list_of_blocks_costs_the_same_at_1_and_at_4_members(world: World, block: Block) -> None:
    def fill(count: int) -> None:
        units = make_units(count, world.huyen)
        BlockMember.objects.bulk_create(BlockMember(block=block, unit=unit, valid_from=FIRST) for unit in units)

    signed, paths = browser(world.thuong_truc), ("/danh-muc/khoi-thi-dua/", f"/danh-muc/khoi-thi-dua/{block.pk}/")
    fill(1)
    at_1 = [statements_of(signed, path) for path in paths]
    fill(3)
    assert [statements_of(signed, path) for path in paths] == at_1
