"""Whatever breaks while a dossier is sent or a file of it is kept: everything is there, or nothing (C4).

Every statement, every step on the disk and the commit fail in turn. Bytes without a row may stay, and are swept.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from tests.factories.breaking import commit_fails, disk, files_of_store
from tests.factories.committed import committed_rows
from tests.factories.dossiers import NOVEMBER, ready
from tests.factories.files import coming, settled
from tests.factories.world import World, make_world
from tests.files.building import word
from tests.guards.walk import fingerprint

from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Submission
from thidua.files.actions import read_file
from thidua.files.enums import UploadState
from thidua.files.models import StoredFile
from thidua.files.sweep import sweep

CONTENT = word("<w:t>Tờ trình đã ký</w:t>")
_A_FOLDER = ["open", "fsync"]
KEPT_IN = ["mkdir", "open", "write", "fsync", "replace", *_A_FOLDER, *_A_FOLDER]  # the file, its folder, the one above


@pytest.fixture
def real_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[World]:
    """The small world on a disk of its own, in which acts are committed."""
    with override_settings(MEDIA_ROOT=tmp_path), committed_rows(django_db_blocker):
        yield make_world()


def swept() -> int:
    """Sweep a day later; return how many files had no row."""
    for path in files_of_store():
        os.utime(path, (0, 0))
    found = sweep(at=NOVEMBER, real_now=datetime.now(UTC))
    assert (found.missing, found.altered) == ((), ())
    for folder in Path(settings.MEDIA_ROOT).iterdir():
        if not any(folder.iterdir()):
            folder.rmdir()  # so that the next one is made anew
    return found.leftovers


def test_whichever_statement_fails_nothing_is_sent_and_it_can_be_sent_again(world: World) -> None:
    dossier, seen = ready(world, world.truc_chinh, world.people["officer"]), 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == failing:
            raise DatabaseError("broken on purpose")
        return execute(*arguments)

    before, failing = fingerprint(), 0
    with transaction.atomic(), connection.execute_wrapper(count):
        submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
        statements = seen
        transaction.set_rollback(True)  # only to know how many statements there are
    assert statements > 20
    for failing in range(1, statements - 1):  # noqa: B007 - read by `count`
        seen = 0
        with connection.execute_wrapper(count), pytest.raises(DatabaseError):
            submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    assert fingerprint() == before
    assert submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER).receipt == "HS-2023-0001"


def test_whichever_step_on_the_disk_fails_there_is_no_row_and_it_can_be_kept_again(real_world: World) -> None:
    upload = coming(real_world, "Tờ trình.docx", len(CONTENT))
    before = fingerprint()
    with disk() as counted, transaction.atomic():
        settled(upload, CONTENT, actor=real_world.can_bo)
        transaction.set_rollback(True)
    assert counted.steps == KEPT_IN
    assert (fingerprint(), len(files_of_store()), swept()) == (before, 1, 1)
    for failing in range(1, len(KEPT_IN) + 1):
        with disk(failing), pytest.raises(OSError, match="No space left"):
            settled(upload, CONTENT, actor=real_world.can_bo)
        left = files_of_store()
        assert fingerprint() == before
        assert [path.read_bytes() for path in left] == [CONTENT] * len(left), KEPT_IN[failing - 1]  # whole, or none
        assert swept() == len(left)
    kept = settled(upload, CONTENT, actor=real_world.can_bo)
    assert kept.kept is not None
    assert (kept.state, read_file(kept.kept), swept()) == (UploadState.KEPT, CONTENT, 0)


def test_a_retry_makes_sure_of_the_name_at_which_the_first_try_failed(real_world: World) -> None:
    """The bytes lie there, but whether their name would outlive a power cut is not known: it is made sure of."""
    upload = coming(real_world, "Tờ trình.docx", len(CONTENT))
    with disk(len(KEPT_IN)), pytest.raises(OSError, match="No space left"):
        settled(upload, CONTENT, actor=real_world.can_bo)
    with disk(2), pytest.raises(OSError, match="fsync"):
        settled(upload, CONTENT, actor=real_world.can_bo)
    assert StoredFile.objects.count() == 0
    assert settled(upload, CONTENT, actor=real_world.can_bo).state == UploadState.KEPT


@pytest.mark.parametrize("afterwards", [False, True])
def test_when_the_commit_is_lost_everything_is_there_or_nothing_and_the_same_request_settles_it(
    real_world: World,
    afterwards: bool,
) -> None:
    upload = coming(real_world, "Tờ trình.docx", len(CONTENT))
    with commit_fails(afterwards=afterwards), pytest.raises(OperationalError):
        settled(upload, CONTENT, actor=real_world.can_bo)
    assert (StoredFile.objects.count(), len(files_of_store()), swept()) == (afterwards, 1, not afterwards)
    assert settled(upload, CONTENT, actor=real_world.can_bo).state == UploadState.KEPT

    dossier = ready(real_world, real_world.truc_chinh)
    before = fingerprint()
    with commit_fails(afterwards=afterwards), pytest.raises(OperationalError):
        submit_dossier(dossier, version=1, actor=real_world.can_bo, at=NOVEMBER)
    assert (fingerprint() == before) is not afterwards
    assert submit_dossier(dossier, version=1, actor=real_world.can_bo, at=NOVEMBER).receipt == "HS-2023-0001"
    assert Submission.objects.count() == 1
    real_world.rounds["hang-nam-2023"].refresh_from_db()
    assert real_world.rounds["hang-nam-2023"].last_receipt == 1
    assert swept() == 0
