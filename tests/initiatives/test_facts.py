"""What eligibility (docs/facts-file.md) reads as `sang_kien`."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.councils import AT, HELD_ON, Chamber, make_chamber
from tests.factories.dossiers import recognise
from tests.factories.initiatives import examined, recognised
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.initiatives.actions import withdraw_recognition
from thidua.initiatives.queries import recognised_initiatives

FACT: dict[str, Any] = {"so": "12/QĐ-UBND", "ngay_cong_nhan": "2023-12-01", "hoi_dong": "huyen", "thu_hoi": None}

pytestmark = starts_with(make_chamber)


def ask(world: World, as_of: date = HELD_ON) -> tuple[Any, Any]:
    return recognised_initiatives(
        [world.truc_chinh.pk, world.co_le.pk], [person.pk for person in world.people.values()], as_of
    )


def test_it_counts_for_the_unit_and_each_author_from_recognition_on_and_a_withdrawal_travels_with_it(
    world: World, chamber: Chamber
) -> None:
    initiative = recognised(world, chamber, authors=[world.people["officer"], world.people["head"]])
    examined(world)
    assert ask(world) == (
        {world.truc_chinh.pk: [FACT]},
        {world.people["officer"].pk: [FACT], world.people["head"].pk: [FACT]},
    )
    assert ask(world, date(2023, 11, 30)) == ({}, {})
    withdraw_recognition(initiative, withdrawn_on=HELD_ON, reason="Sao chép", actor=world.thuong_truc, at=AT)
    assert ask(world)[0] == {world.truc_chinh.pk: [FACT | {"thu_hoi": "2023-12-01"}]}


def test_two_statements_however_many(world: World) -> None:
    for place in range(3):
        recognise(world.truc_chinh, f"SK-{place}", world.people["officer"])
    with CaptureQueriesContext(connection) as asked:
        of_units, of_people = ask(world)
    assert (len(asked), len(of_units[world.truc_chinh.pk]), len(of_people[world.people["officer"].pk])) == (2, 3, 3)
