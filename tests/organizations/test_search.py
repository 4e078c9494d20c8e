"""One box finds units and people, with or without marks, in any form of Unicode, by code; only whom one may read."""

import unicodedata
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.world import World, make_person, make_unit, make_user, moment

from thidua.accounts.models import User
from thidua.core.text import fold
from thidua.organizations.actions.units import create_unit, record_lineage
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.models import Person, Post, Unit
from thidua.organizations.queries import people_visible_to, roles_of
from thidua.organizations.queries.search import LOOKED_AT, SHOWN, find_people, find_units
from thidua.organizations.words import PostWords

TODAY = date(2023, 11, 24)
AT = moment(2023, 11, 24)


def units(text: str, day: date = TODAY) -> list[str]:
    return [unit.name for unit in find_units(text, day).rows]


def new_commune(name: str, code: str = "") -> Unit:
    """A commune of 1 July 2025."""
    day = date(2025, 7, 1)
    return create_unit(name=name, kind=UnitKind.XA, parent=None, code=code, valid_from=day, actor=None, at=AT)


def communes(count: int) -> None:
    """So many rows of UBND xã Thử."""
    names = [f"UBND xã Thử {number}" for number in range(count)]
    Unit.objects.bulk_create(
        Unit(name=name, name_folded=fold(name), kind=UnitKind.XA, valid_from=date(2021, 1, 1)) for name in names
    )


def people(user: User, text: str) -> list[str]:
    return [person.full_name for person in find_people(roles_of(user, AT), text).rows]


def test_a_unit_is_found_however_it_is_typed(world: World) -> None:
    typed = ("Trực Chính", "truc chinh", "TRỰC CHÍNH", "  trực   chí", "chinh truc", "xã trực chính", "14035")
    typed += ("UBND, xã: chinh",)
    found = {(asked, form): units(unicodedata.normalize(form, asked)) for asked in typed for form in ("NFC", "NFD")}
    assert found == {each: ["UBND xã Trực Chính"] for each in found}
    assert len(found) == 16


def test_a_unit_is_found_by_the_beginning_of_its_codes(world: World) -> None:
    Unit.objects.filter(pk=world.van_hoa.pk).update(agency_code="H42.15")
    expected = {"h42.15": 1, "H42": 1, "15": 1, "h43": 0, "140": 2, "": 0, "…": 0}
    assert {asked: len(units(asked)) for asked in expected} == expected


def test_an_apostrophe_may_be_left_out(world: World) -> None:
    make_unit("UBND huyện Ea H’leo", UnitKind.HUYEN)
    asked = ("hleo", "H’leo", "h'leo", "ea hleo")
    assert {each: units(each) for each in asked} == {each: ["UBND huyện Ea H’leo"] for each in asked}


def test_the_unit_of_that_code_comes_first_then_those_of_the_day(world: World) -> None:
    merged = create_unit(
        name="UBND xã Cổ Lễ",
        kind=UnitKind.XA,
        parent=None,
        code="14026",
        valid_from=date(2025, 7, 1),
        actor=None,
        at=AT,
    )
    record_lineage(
        LineageKind.MERGE,
        effective_on=date(2025, 7, 1),
        legal_basis="Nghị quyết",
        certainty="M",
        links=[(world.co_le, merged)],
        actor=None,
        at=AT,
    )
    make_unit("UBND xã 14026", UnitKind.XA)
    assert units("co le", TODAY) == ["UBND thị trấn Cổ Lễ", "UBND xã Cổ Lễ"]
    assert units("co le", date(2025, 7, 1)) == ["UBND xã Cổ Lễ", "UBND thị trấn Cổ Lễ"]
    assert units("14026", date(2025, 7, 1)) == ["UBND xã Cổ Lễ", "UBND thị trấn Cổ Lễ", "UBND xã 14026"]


def test_of_very_many_the_first_are_shown_and_it_is_said_that_there_are_more(world: World) -> None:
    communes(SHOWN + 1)
    found = find_units("thu", TODAY)
    assert (len(found.rows), found.more) == (SHOWN, True)
    assert find_units("truc", TODAY).more is False
    assert LOOKED_AT > SHOWN


def test_people_are_found_by_given_name_and_only_where_one_may_read(world: World) -> None:
    for name in ("Trần Thị Ánh", "Lê Văn An", "Nguyễn Văn Ân"):
        make_person(name, world.truc_chinh)
    assert people(world.can_bo, "van an") == ["Lê Văn An", "Đỗ Văn Ân", "Nguyễn Văn Ân"]
    assert people(world.can_bo, unicodedata.normalize("NFD", "Ánh")) == ["Trần Thị Ánh"]
    assert people(world.thuong_truc, "anh") == ["Nguyễn Thị Ánh", "Trần Thị Ánh"]
    assert people(world.nguoi_ngoai, "anh") == []
    assert people(world.nguoi_ngoai, "ut") == ["Trần Văn Út"]


def test_the_box_and_the_list_of_people_agree_for_everybody(world: World) -> None:
    for unit in (world.truc_chinh, world.co_le, world.noi_vu, world.huyen):
        make_person(f"Bùi Văn {unit.place.split()[-1]}", unit)
    boxes, lists = {}, {}
    for persona in ("can_bo", "thu_truong", "thuong_truc", "chu_tich", "van_thu", "nguoi_ngoai"):
        roles = roles_of(getattr(world, persona), AT)
        lists[persona] = {person for person in people_visible_to(roles) if "bui" in person.name_folded.split()}
        boxes[persona] = set(find_people(roles, "bui").rows)
    assert boxes == lists


def test_who_manages_accounts_finds_nobody(world: World) -> None:
    keeper = make_user(make_person("Tạ Thị Quản", world.huyen), "quan_tri", (Role.QUAN_TRI, world.huyen))
    assert people(keeper, "an") == []
    assert people(world.thuong_truc, "van an") == ["Đỗ Văn Ân"]


def test_who_reads_what_a_unit_came_from_finds_its_people(world: World) -> None:
    successor = new_commune("UBND xã Ninh Giang")
    record_lineage(
        LineageKind.MERGE,
        effective_on=date(2025, 7, 1),
        legal_basis="Nghị quyết",
        certainty="M",
        links=[(world.truc_chinh, successor)],
        actor=None,
        at=AT,
    )
    reader = make_user(make_person("Lý Thị Bảy", world.co_le), "bay", (Role.CAN_BO, successor))
    found = find_people(roles_of(reader, moment(2025, 8, 1)), "an")
    assert [person.full_name for person in found.rows] == ["Đỗ Văn Ân"]


def test_the_words_follow_the_name_the_post_and_the_place(world: World) -> None:
    person = world.people["officer"]
    person.full_name = "Đỗ Văn Mới"
    person.save()
    assert (people(world.can_bo, "moi"), people(world.can_bo, "van an")) == (["Đỗ Văn Mới"], [])
    Post.objects.filter(person=person).update(unit=world.co_le)
    assert (people(world.can_bo, "moi"), people(world.nguoi_ngoai, "moi")) == ([], ["Đỗ Văn Mới"])
    Unit.objects.filter(pk=world.co_le.pk).update(path=f"{world.truc_chinh.path}{world.co_le.pk}/")
    assert people(world.can_bo, "moi") == ["Đỗ Văn Mới"]
    new = Person.objects.bulk_create([Person(full_name=name, name_folded=fold(name)) for name in ("Ba Đê", "Tư Đê")])
    Post.objects.bulk_create(
        Post(person=each, unit=world.truc_chinh, title="X", category="can_bo", valid_from=TODAY) for each in new
    )
    assert people(world.can_bo, "de") == ["Ba Đê", "Tư Đê"]
    assert PostWords.objects.count() == Post.objects.count()


def test_what_is_typed_is_words_and_nothing_else(world: World) -> None:
    typed = ("u1", "a1 & b", "an:* | x", "'", "\\", "!", "<->", "%", "đ" * 500)
    assert {asked: (people(world.can_bo, asked), units(asked)) for asked in typed} == dict.fromkeys(typed, ([], []))


def test_nobody_asks_by_the_marks_that_say_where_a_post_stands(world: World) -> None:
    assert people(world.can_bo, f"van u{world.truc_chinh.pk}") == []
    assert people(world.can_bo, "van") == ["Đỗ Văn Ân"]


def test_a_search_costs_the_same_at_1_and_at_30_hits(world: World) -> None:
    def cost() -> int:
        roles = roles_of(world.can_bo, AT)
        with CaptureQueriesContext(connection) as asked:
            assert find_people(roles, "hung").rows
            assert find_units("thu", TODAY).rows
        return len(asked)

    def fill(count: int) -> None:
        made = Person.objects.bulk_create([Person(full_name="Lê Hùng", name_folded="le hung") for _ in range(count)])
        Post.objects.bulk_create(
            Post(person=each, unit=world.truc_chinh, title="X", category="can_bo", valid_from=TODAY) for each in made
        )
        communes(count)

    fill(1)
    at_1 = cost()
    fill(29)
    assert cost() == at_1
