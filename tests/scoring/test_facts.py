"""What scores say to the standards: the rank and last year's, the components and whether they rose (III.2.a)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.factories.scoring import GOOD, POOR, SIMPLE, become, make_communes, published
from tests.factories.starting import starts_with
from tests.factories.world import World, make_unit, moment

from thidua.organizations.actions.groups import declare_comparison
from thidua.organizations.enums import LineageKind, UnitKind
from thidua.organizations.models import LineageLink, Unit
from thidua.scoring.models import ComponentOwner, IndexComponent, Publication, Ranking
from thidua.scoring.queries import ONLY_COMMUNES, component_changes, rankings_of

THEN, NOW = moment(2022, 11, 29), moment(2023, 11, 29)
DEADLINE = date(2023, 12, 9)


def fact(unit: Unit, day: date = DEADLINE) -> dict[str, Any] | None:
    return rankings_of([unit], 2023, day).get(unit.pk)


def two_of_2022(world: World) -> Publication:
    return published(world, {world.truc_chinh: POOR, world.co_le: GOOD}, year=2022, at=THEN)


def successor(world: World, kind: LineageKind, on: date, old: Unit) -> Unit:
    new = make_unit("UBND xã Mới", UnitKind.XA, parent=world.huyen)
    become(kind, on, old, new)
    return new


@starts_with(two_of_2022)
def test_a_rank_stands_beside_last_years_of_the_same_set(world: World) -> None:
    published(world, {world.truc_chinh: GOOD, world.co_le: POOR}, at=NOW)
    assert fact(world.truc_chinh) == {"hang": 1, "so_don_vi": 2, "hang_nam_truoc": 2, "so_sanh_duoc": True}


def test_a_rank_counts_from_the_day_it_was_published(world: World) -> None:
    published(world, {world.truc_chinh: GOOD}, at=NOW)
    assert fact(world.truc_chinh, date(2023, 11, 28)) is None
    assert fact(world.truc_chinh, date(2023, 11, 29)) is not None


def test_whether_two_sets_can_be_compared_nobody_has_said(world: World) -> None:
    published(world, {world.truc_chinh: GOOD}, year=2022, at=THEN, definition=SIMPLE | {"code": "khac"})
    published(world, {world.truc_chinh: GOOD}, at=NOW)
    assert fact(world.truc_chinh) == {"hang": 1, "so_don_vi": 1, "hang_nam_truoc": 1, "so_sanh_duoc": None}


WAYS = [
    (kind, on)
    for kind in (LineageKind.RENAME, LineageKind.MOVE, LineageKind.MERGE, LineageKind.SPLIT)
    for on in (date(2022, 12, 15), date(2023, 7, 1))
]


def become_others(world: World) -> dict[tuple[LineageKind, date], Unit]:
    """Eight communes that were second in 2022 became others, each in its own way; all of them lead in 2023."""
    old = make_communes(world, len(WAYS))
    published(world, dict.fromkeys(old, POOR) | {world.co_le: GOOD}, year=2022, at=THEN)
    new = {}
    for way, unit in zip(WAYS, old, strict=True):
        new[way] = make_unit(f"{unit.name} Mới", UnitKind.XA, parent=world.huyen)
        become(*way, unit, new[way])
    published(world, dict.fromkeys(new.values(), GOOD) | {world.co_le: POOR}, at=NOW)
    return new


@starts_with(become_others)
def test_a_unit_renamed_goes_on_from_where_it_stood(start: dict[tuple[LineageKind, date], Unit]) -> None:
    renamed = [unit for (kind, _on), unit in start.items() if kind in (LineageKind.RENAME, LineageKind.MOVE)]
    assert [fact(unit) for unit in renamed] == [
        {"hang": 1, "so_don_vi": 9, "hang_nam_truoc": 2, "so_sanh_duoc": True}
    ] * 4
    assert [Ranking.objects.get(unit=unit).detail["change"]["rank"] for unit in renamed] == [1] * 4


@starts_with(become_others)
def test_a_unit_made_anew_stands_beside_no_year_before(start: dict[tuple[LineageKind, date], Unit]) -> None:
    anew = {way: unit for way, unit in start.items() if way[0] in (LineageKind.MERGE, LineageKind.SPLIT)}
    assert [fact(unit) for unit in anew.values()] == [
        {"hang": 1, "so_don_vi": 9, "hang_nam_truoc": None, "so_sanh_duoc": False}
    ] * 4
    for (kind, on), unit in anew.items():
        line = Ranking.objects.get(unit=unit)
        assert (line.incomparable, line.detail["change"]) == (
            f"{kind.label.lower()} {on:%d/%m/%Y}",
            {"points": None, "index": None, "rank": None, "reason": f"{kind.label.lower()} {on:%d/%m/%Y}"},
        )


def declared(world: World, unit: Unit, rule: str, on: date) -> None:
    declare_comparison(unit, effective_on=on, rule=rule, basis="12/HD-PNV", actor=None, at=NOW)


@starts_with(two_of_2022)
def test_a_merged_unit_stands_beside_the_mean_of_those_it_came_from_where_that_is_the_rule(world: World) -> None:
    on = date(2023, 7, 1)
    [new] = make_communes(world, 1)
    become(LineageKind.MERGE, on, world.truc_chinh, new)
    become(LineageKind.MERGE, on, world.co_le, new)
    declared(world, new, "binh_quan", on)
    published(world, {new: GOOD}, at=NOW)
    line, before = Ranking.objects.get(unit=new), Ranking.objects.exclude(unit=new)
    mean = sum(each.points or 0 for each in before) / 2
    assert line.points is not None
    assert line.detail["change"]["points"] == pytest.approx(float(line.points - mean), abs=0.01)
    assert (line.incomparable, line.compared_with) == (
        "",
        "so với bình quân của 2 đơn vị tiền thân; thứ hạng không so (sáp nhập 01/07/2023)",
    )
    assert fact(new) == {"hang": 1, "so_don_vi": 1, "hang_nam_truoc": None, "so_sanh_duoc": False}


@starts_with(two_of_2022)
def test_a_merged_unit_stands_beside_the_main_one_where_that_is_the_rule(world: World) -> None:
    on = date(2023, 7, 1)
    [new] = make_communes(world, 1)
    become(LineageKind.MERGE, on, world.truc_chinh, new)
    become(LineageKind.MERGE, on, world.co_le, new)
    LineageLink.objects.filter(predecessor=world.truc_chinh).update(is_main=True)
    declared(world, new, "don_vi_chinh", on)
    published(world, {new: GOOD}, at=NOW)
    assert fact(new) == {"hang": 1, "so_don_vi": 1, "hang_nam_truoc": 2, "so_sanh_duoc": True}
    assert Ranking.objects.get(unit=new).compared_with.startswith("so với đơn vị chính UBND xã Trực Chính")


def test_a_rule_that_cannot_be_carried_out_says_why(world: World) -> None:
    on = date(2023, 7, 1)
    new = successor(world, LineageKind.MERGE, on, world.truc_chinh)
    declared(world, new, "binh_quan", on)
    published(world, {new: GOOD}, at=NOW)
    assert Ranking.objects.get(unit=new).incomparable == (
        "sáp nhập 01/07/2023; không có kết quả năm trước của UBND xã Trực Chính"
    )


@starts_with(two_of_2022)
def test_a_unit_that_takes_in_another_is_another_one_in_that_year_alone(world: World) -> None:
    published(world, {world.truc_chinh: GOOD, world.co_le: POOR}, at=NOW)
    become(LineageKind.MERGE, date(2022, 7, 1), *make_communes(world, 1), world.truc_chinh)
    assert (fact(world.truc_chinh) or {})["so_sanh_duoc"] is True
    become(LineageKind.MERGE, date(2023, 7, 1), world.van_hoa, world.truc_chinh)
    assert (fact(world.truc_chinh) or {})["so_sanh_duoc"] is False


def test_who_has_no_rank_says_why(world: World) -> None:
    published(world, {world.truc_chinh: {"1.1": {"points": 1}}, world.co_le: GOOD}, at=NOW)
    assert fact(world.truc_chinh) == {"khong_xep": True, "ly_do": "Chưa xếp hạng: còn 1 tiêu chí chưa chấm (1.2)."}
    assert fact(world.van_hoa) == {"khong_xep": True, "ly_do": ONLY_COMMUNES}


def test_components_have_both_years_and_a_unit_that_owns_none_an_empty_list(world: World) -> None:
    component = IndexComponent.objects.create(authority=world.huyen, code="2.1", name="Chỉ số", maximum=Decimal(4))
    for year, points in ((2022, "3.25"), (2023, "3.5")):
        component.scores.create(year=year, points=Decimal(points), published_on=date(year, 11, 25))
    units = [world.van_hoa, world.truc_chinh]
    assert component_changes(units, 2023, DEADLINE) == {}
    ComponentOwner.objects.create(component=component, unit=world.van_hoa, year=2023, decision="210/QĐ-UBND")
    assert component_changes(units, 2023, DEADLINE) == {
        world.van_hoa.pk: [{"ma": "2.1", "nam_nay": 3.5, "nam_truoc": 3.25, "toi_da": 4.0}],
        world.truc_chinh.pk: [],
    }
    assert component_changes(units, 2023, date(2023, 11, 24))[world.van_hoa.pk][0]["nam_nay"] is None
