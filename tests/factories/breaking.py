"""Breaking on purpose: the n-th step of a disk, the commit of a database. Only what lies below the product breaks."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psycopg
import pytest
from django.conf import settings
from django.db import connection


class Disk:
    """Counts the steps of keeping a file (folder, open, write, fsync, rename) and fails at one of them."""

    def __init__(self, failing: int = 0) -> None:
        self.failing, self.steps = failing, list[str]()

    def step(self, name: str) -> None:
        self.steps.append(name)
        if len(self.steps) == self.failing:
            raise OSError(errno.ENOSPC, f"No space left on device: {name}")


class _HalfWritten:
    """A file to which a failing write has written the half."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self._disk = file, disk

    def write(self, content: bytes) -> int:
        try:
            self._disk.step("write")
        except OSError:
            self._file.write(content[: len(content) // 2])
            raise
        return int(self._file.write(content))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()


@contextmanager
def disk(failing: int = 0) -> Iterator[Disk]:
    """Let the step of that number fail wherever stored files lie; 0 lets all succeed and only counts them."""
    counted, root = Disk(failing), str(settings.MEDIA_ROOT)

    def of_store(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if not isinstance(arguments[0], int) and str(arguments[0]).startswith(root):
                counted.step(name)
            return real(*arguments, **more)

        return call

    def fsync(handle: int, real: Callable[[int], None] = os.fsync) -> None:
        counted.step("fsync")
        real(handle)

    def fdopen(*arguments: Any, real: Callable[..., Any] = os.fdopen, **more: Any) -> Any:
        return _HalfWritten(real(*arguments, **more), counted)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("mkdir", "open", "replace"):
            patch.setattr(os, name, of_store(name, getattr(os, name)))
        patch.setattr(os, "fsync", fsync)
        patch.setattr(os, "fdopen", fdopen)
        yield counted


def files_of_store() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@contextmanager
def commit_fails(*, afterwards: bool) -> Iterator[None]:
    """Lose the database at the commit: just before it is asked for, or when it has happened and nobody was told."""
    connection.ensure_connection()
    raw: Any = connection.connection
    real = raw.commit

    def lost() -> None:
        if afterwards:
            real()
        with psycopg.connect(raw.info.dsn, password=raw.info.password, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])
        if afterwards:
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        real()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raw, "commit", lost)
        try:
            yield
        finally:
            connection.close()
