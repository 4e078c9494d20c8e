"""Runs of printing go on by themselves in the serving process; one that was cut off is taken up where it stopped."""

import logging
from threading import Thread

from django.db import connection, transaction

from thidua.audit.queries import now
from thidua.awards.actions.print_runs import take_print_step
from thidua.awards.queries import runs_under_way

_log = logging.getLogger(__name__)


def print_in_background(pk: int) -> None:
    """Start printing as soon as what was asked for is committed."""
    transaction.on_commit(lambda: Thread(target=_print, args=(pk,), name=f"print-{pk}", daemon=True).start())


def print_all(pk: int) -> None:
    """Take steps until the run is done, or another is at it."""
    while take_print_step(pk, at=now()):
        pass


def resume_printing() -> None:
    """Take up every run that an earlier process left unfinished."""
    for run in runs_under_way():
        print_in_background(run.pk)


def _print(pk: int) -> None:
    try:
        print_all(pk)
    except Exception:  # noqa: BLE001 - whatever it was: the thread ends here, the log says why
        _log.exception("run %s of printing stopped; it goes on when somebody asks again", pk)
    finally:
        connection.close()
