"""Keeping and sweeping exclude each other: whoever keeps a file shares one lock, which the sweep takes alone."""

from django.db import connection

_LOCK = 1_177_001  # any number that nothing else locks


def hold_off_sweep() -> None:
    """Inside the caller's transaction: until its end no bytes are removed."""
    _lock("SELECT pg_advisory_xact_lock_shared(%s)")


def sweep_alone() -> None:
    """Inside the caller's transaction: wait for those who keep files, and let nobody begin until its end."""
    _lock("SELECT pg_advisory_xact_lock(%s)")


def _lock(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_LOCK])
