"""Rows that other connections can see, for tests of parallel acts; all of them are gone afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Thread
from time import monotonic, sleep

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from pytest_django import DjangoDbBlocker

WAIT_SECONDS = 20
_EMPTYING = """
WITH RECURSIVE emptied AS (
    SELECT name::regclass::oid AS id FROM unnest(%s::text[]) AS name
    UNION SELECT conrelid FROM pg_constraint JOIN emptied ON confrelid = id
)
SELECT 'LOCK TABLE ' || string_agg(id::regclass::text, ', ') || ' IN EXCLUSIVE MODE; '  -- for who still writes
    || string_agg('DELETE FROM ' || id::regclass, '; ') FROM emptied
"""


@contextmanager
def committed_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the test commit; afterwards empty every table of the product.

    The triggers that keep records append-only are asleep for the emptying alone (a superuser's privilege).
    """
    with blocker.unblock():
        try:
            yield
        finally:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(_emptying())
            connection.close()


@cache
def _emptying() -> str:
    """What empties the tables of the product and all that refer to them: for few rows quicker than to truncate."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("thidua.")]
    with connection.cursor() as cursor:
        cursor.execute(_EMPTYING, [tables])
        return str(cursor.fetchone()[0])


def run_together(acts: Sequence[Callable[[], object]], *, held: Sequence[Model]) -> list[BaseException | None]:
    """Run each act on a connection of its own, all of them waiting for the rows held, then let go at once.

    Returns what each act raised. That every act waits is made sure of, so the order of threads leaves nothing
    to chance: whatever an act read before it waited, it read before any other act had written.
    """
    raised: list[BaseException | None] = [None] * len(acts)
    pids: list[int] = []

    def run(place: int) -> None:
        connection.ensure_connection()
        pids.append(connection.connection.info.backend_pid)
        try:
            acts[place]()
        except Exception as error:  # noqa: BLE001 - handed back to the test
            raised[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[place]) for place in range(len(acts))]
    with transaction.atomic():
        for row in held:
            type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
        for thread in threads:
            thread.start()
        _until_all_wait(pids, len(acts))
    for thread in threads:
        thread.join(WAIT_SECONDS)
    return raised


def _until_all_wait(pids: list[int], wanted: int) -> None:
    deadline = monotonic() + WAIT_SECONDS
    waiting = 0
    while waiting < wanted and monotonic() < deadline:
        sleep(0.02)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid = ANY(%s)", [list(pids)])
            waiting = cursor.fetchone()[0]
    assert waiting == wanted, f"only {waiting} of {wanted} acts wait for a lock"
