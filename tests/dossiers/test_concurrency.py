"""Three final requests at once leave one sending and one receipt; two acts at once leave a legal state.

The controls run the very same acts with the row locks taken out of their statements, and must go wrong.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from django.db import IntegrityError, connection
from pytest_django import DjangoDbBlocker
from tests.factories.committed import committed_rows, run_together
from tests.factories.dossiers import NOVEMBER, ready
from tests.factories.world import World, make_unit, make_world

from thidua.core.errors import NotAllowed
from thidua.dossiers.actions.dossiers import accept_dossier, recall_dossier, return_dossier, unconfirm_dossier
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Submission
from thidua.organizations.enums import UnitKind

FOR_UPDATE = re.compile(r" FOR UPDATE( OF [\w\", ]+)?")
Locks = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with committed_rows(django_db_blocker):
        yield make_world()


def of_an_office(world: World, number: int = 1) -> Dossier:
    return ready(world, unit=make_unit(f"Bộ phận {number}", UnitKind.XA, parent=world.truc_chinh))


def without_locks() -> AbstractContextManager[Any]:
    """Take the locks out of what this connection asks for."""
    return connection.execute_wrapper(
        lambda execute, statement, *rest: execute(FOR_UPDATE.sub("", str(statement)), *rest)
    )


def send_thrice(world: World, locks: Locks) -> tuple[int, int, list[BaseException | None]]:
    """Return how many sendings three final requests at once leave, how many got the receipt, what was raised."""
    dossier, receipts = of_an_office(world), list[tuple[str | None, str]]()

    def send() -> None:
        with locks():
            sent = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
        receipts.append((sent.receipt, sent.seal))

    raised = run_together([send] * 3, held=[dossier])
    dossier.refresh_from_db()
    return Submission.objects.count(), receipts.count((dossier.receipt, dossier.seal)), raised


def test_three_final_requests_at_once_leave_one_sending_and_three_equal_receipts(world: World) -> None:
    assert send_thrice(world, nullcontext) == (1, 3, [None] * 3)
    world.rounds["hang-nam-2023"].refresh_from_db()
    assert world.rounds["hang-nam-2023"].last_receipt == 1


def test_control_without_locks_the_same_requests_do_not_all_get_the_receipt(world: World) -> None:
    sendings, equal, raised = send_thrice(world, without_locks)
    assert (sendings, equal) == (1, 1)  # the database refuses the other two: one sending of each version
    assert [type(error) for error in raised if error] == [IntegrityError] * 2


def test_two_acts_at_once_leave_what_one_of_them_left_and_the_other_is_refused(world: World) -> None:
    secretary: dict[str, Any] = {"actor": world.thuong_truc, "at": NOVEMBER}
    officer: dict[str, Any] = {"actor": world.can_bo, "at": NOVEMBER}
    head: dict[str, Any] = {"actor": world.thu_truong, "at": NOVEMBER}
    accept = (lambda row: accept_dossier(row, **secretary), DossierState.ACCEPTED)
    give_back = (lambda row: return_dossier(row, reason="Thiếu", **secretary), DossierState.RETURNED)
    recall = (lambda row: recall_dossier(row, reason="", **officer), DossierState.DRAFT)
    for number, (one, other) in enumerate([(accept, recall), (accept, give_back), (recall, give_back)]):
        dossier = submit_dossier(of_an_office(world, number), **officer)
        raised = run_together([lambda a=act, d=dossier: a(d) for act, _state in (one, other)], held=[dossier])
        assert [type(error) for error in raised if error] == [NotAllowed]
        dossier.refresh_from_db()
        assert dossier.state == (one, other)[raised.index(None)][1]
    dossier = of_an_office(world, 9)
    acts = [lambda: submit_dossier(dossier, **officer), lambda: unconfirm_dossier(dossier, reason="", **head)]
    raised = run_together(acts, held=[dossier])
    assert [type(error) for error in raised if error] == [NotAllowed]
    assert Submission.objects.filter(dossier=dossier).count() == (raised[0] is None)
