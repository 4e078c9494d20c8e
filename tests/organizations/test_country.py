"""A province entered with its lineage, once: 30/06/2025 shows the district, 01/07/2025 does not."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from tests.factories.world import START, make_person, make_unit, make_user, moment

from thidua.audit.models import Event
from thidua.country import Family, family_of
from thidua.organizations.actions.country import Loaded, load_family
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.models import LineageAct, LineageLink, Post, Unit
from thidua.organizations.queries import lineage_of, predecessors_of, roles_of, units_on

DAY, EVE = date(2025, 7, 1), date(2025, 6, 30)
AT = moment(2026, 11, 1)
pytestmark = pytest.mark.django_db


def part_of(family: Family, *districts: str) -> Family:
    """The family cut down to some districts and what their communes became."""
    communes = tuple(row for row in family.communes if row.parent in districts)
    codes = {row.code for row in communes}
    steps = tuple(step for step in family.steps if step.before in codes)
    new = {step.after for step in steps}
    return replace(
        family,
        districts=tuple(row for row in family.districts if row.code in districts),
        communes=communes,
        steps=steps,
        new_communes=tuple(row for row in family.new_communes if row.code in new),
    )


def load(family: Family) -> Loaded:
    return load_family(family, since=START, actor=None, at=AT)


def names(day: date, kind: str) -> set[str]:
    return {unit.name for unit in units_on(day).filter(kind=kind)}


def test_the_district_is_there_on_30_june_2025_and_on_1_july_one_act_has_turned_it_into_its_communes() -> None:
    assert load(part_of(family_of("36"), "363")) == Loaded(units=3 + 1 + 21 + 1 + 7, acts=2, links=3 + 21 + 7)
    assert [names(day, UnitKind.HUYEN) for day in (EVE, DAY)] == [{"UBND huyện Trực Ninh"}, set()]
    assert [len(names(day, UnitKind.THI_TRAN)) for day in (EVE, DAY)] == [3, 0]
    assert [len(names(day, UnitKind.XA)) for day in (EVE, DAY)] == [18, 7]
    assert names(DAY, UnitKind.TINH) == {"UBND tỉnh Ninh Bình"}
    the_act_names_who_does_the_work_of_the_district()
    the_tree_of_before_and_of_today_answers_by_its_paths()


def test_loading_twice_changes_nothing() -> None:
    family = part_of(family_of("36"), "363", "362")
    load(family)
    before = list(Unit.objects.order_by("pk").values()), LineageLink.objects.count(), Event.objects.count()
    assert load(family) == Loaded()
    assert (list(Unit.objects.order_by("pk").values()), LineageLink.objects.count(), Event.objects.count()) == before


def the_act_names_who_does_the_work_of_the_district() -> None:
    """Which is not what the district was: a commune comes from communes alone."""
    district = Unit.objects.get(code="363")
    act = LineageAct.objects.get(kind=LineageKind.REORGANISE)
    ended = act.links.exclude(kind=LineageKind.DISSOLVE).values_list("predecessor__code", flat=True)
    assert (len(ended), len(set(ended))) == (21, 21)
    became = lineage_of([district.pk]).became[district.pk]
    assert {link.successor.place for link in became if link.successor} == {
        "Cổ Lễ", "Ninh Giang", "Trực Ninh", "Cát Thành", "Quang Hưng", "Minh Thái", "Ninh Cường",
    }  # fmt: skip
    assert "1674/NQ-UBTVQH15" in act.legal_basis
    assert act.certainty == "VS"  # the table of old and new was read in a copy
    commune = units_on(DAY).get(code="14038")
    assert {link.predecessor.place for link in predecessors_of([commune.pk])[commune.pk]} == {
        "Trực Chính", "Phương Định", "Liêm Hải",
    }  # fmt: skip


def the_tree_of_before_and_of_today_answers_by_its_paths() -> None:
    province = units_on(DAY).get(kind=UnitKind.TINH)
    old = units_on(EVE).get(code="36")
    assert len(units_on(EVE, under=old)) == 1 + 1 + 21
    assert len(units_on(DAY, under=province)) == 1 + 7
    commune = units_on(DAY).get(code="14038")
    assert (commune.authority, commune.path) == (province, f"/{province.pk}/{commune.pk}/")


def test_a_commune_that_stayed_as_it_was_only_moved_or_took_another_name() -> None:
    load(part_of(family_of("38"), "384"))  # huyện Mường Lát: seven communes as they were, a township now a commune
    links = LineageLink.objects.exclude(kind=LineageKind.DISSOLVE)
    assert Counter(links.values_list("kind", flat=True)) == {"chuyen_co_quan": 7, "doi_ten": 1}
    renamed = links.get(kind=LineageKind.RENAME)
    assert renamed.successor is not None
    assert (renamed.predecessor.name, renamed.successor.name) == ("UBND thị trấn Mường Lát", "UBND xã Mường Lát")


def test_a_commune_that_was_parted_says_how_much_went_where() -> None:
    load(part_of(family_of("52"), "551"))  # huyện Vân Canh: two communes went two ways
    shares = Counter(LineageLink.objects.exclude(share="").values_list("share", flat=True))
    assert shares == {"toan_bo": 5, "mot_phan": 2, "phan_chinh": 2}
    parted = LineageLink.objects.filter(share="phan_chinh").values_list("predecessor_id", flat=True)
    assert {len(lineage_of([pk]).became[pk]) for pk in parted} == {2}


def test_what_an_office_had_entered_stays_and_ends_with_its_posts_and_roles() -> None:
    huyen = make_unit("UBND huyện Trực Ninh", UnitKind.HUYEN, code="363")
    office = make_unit("Phòng Nội vụ", UnitKind.CO_QUAN_CHUYEN_MON, parent=huyen)
    xa = make_unit("Xã của tôi", UnitKind.XA, parent=huyen, code="14035")
    user = make_user(make_person("Đỗ Văn Ân", xa), "an", (Role.CAN_BO, xa))
    load(part_of(family_of("36"), "363"))
    for unit in (huyen, office, xa):
        unit.refresh_from_db()
    assert [unit.valid_until for unit in (huyen, office, xa)] == [DAY] * 3
    assert (xa.name, Unit.objects.filter(code="14035").count()) == ("Xã của tôi", 1)
    assert Post.objects.get().valid_until == DAY
    assert [len(roles_of(user, moment(2025, month, 1)).held) for month in (6, 8)] == [1, 0]
    assert [link.successor for link in lineage_of([office.pk]).became[office.pk]] == [None]


def test_an_unchanged_province_goes_on() -> None:
    load(part_of(family_of("01"), "001"))
    hanoi = Unit.objects.get(code="01")
    assert (hanoi.valid_until, hanoi.name) == (None, "UBND thành phố Hà Nội")
    assert {unit.parent for unit in units_on(DAY).filter(kind=UnitKind.PHUONG)} == {hanoi}
