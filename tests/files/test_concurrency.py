"""A unit's space holds when files are settled at once. The control proves that the test would see a missing lock."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.conf import settings as configured
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.factories.committed import committed_rows, run_together
from tests.factories.dossiers import NOVEMBER
from tests.factories.files import coming, settled
from tests.factories.world import World, make_world
from tests.files.building import word

from thidua.files.actions import store_file
from thidua.files.enums import UploadState
from thidua.files.models import Upload
from thidua.files.queries import space_used

CONTENTS = [word(f"<w:t>{number}</w:t>") for number in range(3)]
Settle = Callable[[World, Upload, bytes], object]


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, settings: object) -> Iterator[World]:
    settings.UNIT_SPACE = len(CONTENTS[0]) * 2 - 1  # type: ignore[attr-defined]
    with committed_rows(django_db_blocker):
        yield make_world()


def settle(world: World, upload: Upload, content: bytes) -> None:
    settled(upload, content, actor=world.can_bo)


@transaction.atomic
def settle_without_lock(world: World, upload: Upload, content: bytes, at: datetime = NOVEMBER) -> None:
    """The same steps, but the unit is not locked while its space is counted."""
    if space_used(upload.unit) + len(content) > configured.UNIT_SPACE:
        return
    kept = store_file(content, name="a", media_type="a", actor=None, at=at)
    state = {"state": UploadState.KEPT, "kept": kept, "sha256": kept.sha256, "settled_at": at}
    Upload.objects.filter(pk=upload.pk).update(**state)


def kept_of_three(world: World, how: Settle) -> int:
    uploads = [coming(world, f"{number}.docx", len(content)) for number, content in enumerate(CONTENTS)]
    acts = [lambda pair=pair: how(world, *pair) for pair in zip(uploads, CONTENTS, strict=True)]
    assert run_together(acts, held=[world.truc_chinh, *uploads]) == [None] * 3
    return Upload.objects.filter(state=UploadState.KEPT).count()


def test_of_three_files_at_once_only_what_fits_is_kept(world: World) -> None:
    assert kept_of_three(world, settle) == 1


def test_control_without_the_lock_all_three_are_kept(world: World) -> None:
    assert kept_of_three(world, settle_without_lock) == 3
