"""Two who print the certificates of one decision at the same time."""

from collections.abc import Iterator
from threading import Thread

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from tests.factories.awards import ISSUED, given
from tests.factories.committed import WAIT_SECONDS, committed_rows
from tests.factories.world import World, make_world

from thidua.awards.actions.print_runs import start_print_run, take_print_step
from thidua.awards.models import PrintRun


@pytest.fixture
def real_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with committed_rows(django_db_blocker):
        yield make_world()


def test_whoever_comes_while_another_prints_leaves_at_once(real_world: World) -> None:
    run = start_print_run(given(real_world), actor=real_world.van_thu, at=ISSUED)
    answers: list[bool] = []

    def step() -> None:
        answers.append(take_print_step(run.pk, at=ISSUED))
        connection.close()

    with transaction.atomic():
        PrintRun.objects.select_for_update().get(pk=run.pk)
        second = Thread(target=step)
        second.start()
        second.join(WAIT_SECONDS)
        assert answers == [False]
    step()
    assert answers == [False, True]
