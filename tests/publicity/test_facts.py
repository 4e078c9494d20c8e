"""The fact standard 2 of collectives rests on: how many activities, in how many forms (docs/facts-file.md)."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.factories.work import make_activity
from tests.factories.world import World

from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.queries import activity_counts

AS_OF = date(2023, 12, 9)


def test_activities_and_their_distinct_forms_are_counted(world: World) -> None:
    make_activity(world.truc_chinh, date(2023, 3, 1))
    make_activity(world.truc_chinh, date(2023, 4, 1))
    make_activity(world.truc_chinh, date(2023, 5, 1), form=ActivityForm.PANO, state=ActivityState.PUBLISHED)
    assert activity_counts([world.truc_chinh.pk, world.co_le.pk], 2023, AS_OF) == {
        world.truc_chinh.pk: {"so_hoat_dong": 3, "so_hinh_thuc": 2}
    }


@pytest.mark.parametrize(
    ("held_on", "state"),
    [
        (date(2023, 3, 1), ActivityState.DRAFT),  # nobody has confirmed it
        (date(2022, 12, 31), ActivityState.APPROVED),  # another year
        (date(2023, 12, 10), ActivityState.APPROVED),  # after the day asked
    ],
)
def test_drafts_other_years_and_later_days_are_no_record(world: World, held_on: date, state: str) -> None:
    make_activity(world.truc_chinh, held_on, state=state)
    assert activity_counts([world.truc_chinh.pk], 2023, AS_OF) == {}


@pytest.mark.parametrize("rows", [1, 4])
def test_it_costs_one_statement_whatever_the_rows(
    world: World, rows: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for day in range(1, rows + 1):
        make_activity(world.truc_chinh, date(2023, 6, day))
    with django_assert_num_queries(1):
        assert activity_counts([world.truc_chinh.pk], 2023, AS_OF)[world.truc_chinh.pk]["so_hoat_dong"] == rows
