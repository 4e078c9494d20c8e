"""The facts that standards 1 and 3 of collectives, 1 and 2 of individuals rest on (docs/facts-file.md)."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories.work import make_task
from tests.factories.world import World, make_people, moment

from thidua.work.actions import issue_unit_plan
from thidua.work.enums import TaskKind, TaskState
from thidua.work.queries import (
    overdue_tasks,
    person_counts,
    unit_plan_dates,
    unit_task_counts,
)

YEAR, AS_OF = 2023, date(2023, 12, 9)
IN_TIME, LATE = date(2023, 6, 30), date(2023, 7, 1)


def test_a_task_counts_as_done_and_on_time_by_its_dates(world: World) -> None:
    make_task(world.truc_chinh, "1", done_on=IN_TIME)
    make_task(world.truc_chinh, "2", done_on=LATE)
    make_task(world.truc_chinh, "3")
    assert unit_task_counts([world.truc_chinh.pk], YEAR, AS_OF) == {
        world.truc_chinh.pk: {"giao": 3, "hoan_thanh": 2, "dung_han": 1, "tra_lai": 0}
    }


def test_what_is_done_after_the_day_asked_is_not_done_yet(world: World) -> None:
    make_task(world.truc_chinh, "1", due_on=date(2023, 12, 31), done_on=date(2023, 12, 10))
    counts = unit_task_counts([world.truc_chinh.pk], YEAR, AS_OF)
    assert counts[world.truc_chinh.pk] == {"giao": 1, "hoan_thanh": 0, "dung_han": 0, "tra_lai": 0}


def test_a_task_once_returned_stays_counted_as_returned_after_it_is_redone(world: World) -> None:
    make_task(world.truc_chinh, "1", done_on=IN_TIME, times_returned=2)
    counts = unit_task_counts([world.truc_chinh.pk], YEAR, AS_OF)
    assert counts[world.truc_chinh.pk] == {"giao": 1, "hoan_thanh": 1, "dung_han": 1, "tra_lai": 1}


def test_tasks_of_people_count_for_their_unit_too(world: World) -> None:
    make_task(world.truc_chinh, "1", done_on=IN_TIME)
    make_task(world.truc_chinh, "2", person=world.people["officer"], done_on=IN_TIME)
    assert unit_task_counts([world.truc_chinh.pk], YEAR, AS_OF)[world.truc_chinh.pk]["giao"] == 2
    assert person_counts([world.people["officer"].pk], YEAR, AS_OF) == (
        {world.people["officer"].pk: {"giao": 1, "hoan_thanh": 1, "dung_han": 1, "tra_lai": 0}},
        {},
    )


def test_cancelled_tasks_other_years_and_documents_count_nowhere(world: World) -> None:
    make_task(world.truc_chinh, "1", state=TaskState.CANCELLED)
    make_task(world.truc_chinh, "2", year=2022)
    make_task(world.truc_chinh, "3", kind=TaskKind.VAN_BAN)
    assert unit_task_counts([world.truc_chinh.pk], YEAR, AS_OF) == {}


def test_a_subject_without_any_record_is_absent_and_not_zero(world: World) -> None:
    make_task(world.truc_chinh, "1")
    nobody = world.people["head"].pk
    assert world.co_le.pk not in unit_task_counts([world.truc_chinh.pk, world.co_le.pk], YEAR, AS_OF)
    assert person_counts([nobody], YEAR, AS_OF) == ({}, {})
    assert unit_plan_dates([world.co_le.pk], YEAR) == {}


JUDGED: dict[tuple[bool | None, ...], int | None] = {
    (True, True): 2,
    (True, False): 1,
    (True, None): None,  # one unjudged: nobody can say yet
    (False, None): 0,  # one bad: it is settled whatever the other turns out to be
}


def test_quality_of_documents_is_unknown_while_one_is_unjudged_and_none_is_bad(world: World) -> None:
    people = make_people(len(JUDGED), world.truc_chinh)
    for person, judged in zip(people, JUDGED, strict=True):
        for place, is_good in enumerate(judged):
            code, said = f"V{person.pk}.{place}", {"done_on": IN_TIME, "is_good": is_good}
            make_task(world.truc_chinh, code, kind=TaskKind.VAN_BAN, person=person, **said)
    tasks, documents = person_counts([person.pk for person in people], YEAR, AS_OF)
    assert tasks == {}
    for person, (judged, good) in zip(people, JUDGED.items(), strict=True):
        assert documents.pop(person.pk) == {"giao": 2, "dung_han": 2, "dat_chat_luong": good}, judged
    assert documents == {}


def test_an_unfinished_document_is_given_and_nothing_more(world: World) -> None:
    officer = world.people["officer"]
    make_task(world.truc_chinh, "V1", kind=TaskKind.VAN_BAN, person=officer)
    assert person_counts([officer.pk], YEAR, AS_OF) == (
        {},
        {officer.pk: {"giao": 1, "dung_han": 0, "dat_chat_luong": 0}},
    )


def test_the_day_of_the_units_own_plan_is_found_by_year(world: World) -> None:
    issue_unit_plan(
        world.truc_chinh,
        year=2023,
        number="05/KH-UBND",
        issued_on=date(2023, 1, 20),
        actor=world.can_bo,
        at=moment(2023, 1, 21),
    )
    units = [world.truc_chinh.pk, world.co_le.pk]
    assert unit_plan_dates(units, 2023) == {world.truc_chinh.pk: date(2023, 1, 20)}
    assert unit_plan_dates(units, 2022) == {}


def test_overdue_is_what_is_not_done_after_its_day(world: World) -> None:
    make_task(world.truc_chinh, "1")
    make_task(world.truc_chinh, "2", done_on=LATE)
    make_task(world.truc_chinh, "3", due_on=date(2023, 5, 31))
    make_task(world.truc_chinh, "4", state=TaskState.CANCELLED)
    make_task(world.co_le, "1")
    units = [world.truc_chinh.pk]
    assert [task.code for task in overdue_tasks(units, date(2023, 6, 30))] == ["3"]
    assert [task.code for task in overdue_tasks(units, date(2023, 7, 1))] == ["3", "1"]


@pytest.mark.parametrize("rows", [1, 4])
def test_each_fact_costs_one_statement_whatever_the_rows(
    world: World, rows: int, django_assert_num_queries: Callable[..., object]
) -> None:
    people = [each.pk for each in make_people(rows, world.truc_chinh)]
    for number, person in enumerate(people):
        make_task(world.truc_chinh, f"N{number}", person_id=person)
        make_task(world.truc_chinh, f"V{number}", person_id=person, kind=TaskKind.VAN_BAN)
    units = [world.truc_chinh.pk, world.co_le.pk]
    with django_assert_num_queries(1):
        assert len(unit_task_counts(units, YEAR, AS_OF)) == 1
    with django_assert_num_queries(1):
        assert [len(counts) for counts in person_counts(people, YEAR, AS_OF)] == [rows, rows]
    with django_assert_num_queries(1):
        assert unit_plan_dates(units, YEAR) == {}
    with django_assert_num_queries(1):
        assert len([(task.unit.name, task.person) for task in overdue_tasks(units, AS_OF)]) == 2 * rows
