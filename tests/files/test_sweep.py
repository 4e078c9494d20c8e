"""The nightly sweep: rows have their bytes, bytes have their row, and nothing rests for ever."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.storage import default_storage
from tests.factories.dossiers import NOVEMBER
from tests.factories.files import brought, coming
from tests.factories.pages import it_is
from tests.factories.world import World
from tests.files.building import word

from thidua.cli import main
from thidua.files.antivirus import Scan
from thidua.files.enums import UploadState
from thidua.files.models import StoredFile, Upload
from thidua.files.storage import append, incoming
from thidua.files.sweep import Swept, sweep


@pytest.fixture(autouse=True)
def _empty_store(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def swept(days: int = 0) -> Swept:
    return sweep(at=NOVEMBER + timedelta(days=days), real_now=datetime.now(UTC))


def path_of(upload: Upload) -> Path:
    assert upload.kept is not None
    return Path(default_storage.path(upload.kept.key))


def aged(path: Path) -> None:
    os.utime(path, (0, 0))


def test_a_sound_store_is_found_sound(world: World) -> None:
    upload = brought(world)
    aged(path_of(upload))
    assert swept() == Swept(1, (), (), 0, 0, 0)
    assert path_of(upload).exists()


def test_missing_and_altered_bytes_are_named(world: World) -> None:
    first, second = brought(world), brought(world, "b.docx", word("<w:t>2</w:t>"))
    path_of(first).unlink()
    path_of(second).write_bytes(b"x")
    found = swept()
    assert (found.missing, found.altered) == ((str(first.kept),), (str(second.kept),))


def test_bytes_that_no_row_knows_stay_for_a_day(world: World) -> None:
    stray = Path(default_storage.path("ab/stray"))
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    assert (swept().leftovers, stray.exists()) == (0, True)
    aged(stray)
    assert (swept().leftovers, stray.exists()) == (1, False)


def test_an_upload_that_rests_for_a_day_is_given_up_and_its_parts_go(world: World) -> None:
    upload = coming(world)
    append(upload, 0, b"%PDF-")
    aged(incoming(upload))
    assert (swept().abandoned, incoming(upload).exists()) == (0, True)
    assert (swept(days=2).abandoned, incoming(upload).exists()) == (1, False)
    upload.refresh_from_db()
    assert upload.state == UploadState.WITHDRAWN


def test_what_waited_for_the_scanner_is_scanned(world: World) -> None:
    upload = brought(world, scan=Scan("down"))
    assert swept().scanned == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.KEPT


def test_the_command_says_what_it_found_and_fails_where_bytes_are_lost(world: World) -> None:
    it_is(NOVEMBER)
    path_of(brought(world)).unlink()
    result = CliRunner().invoke(main, ["files", "sweep"])
    assert (result.exit_code, result.stdout.splitlines()[:2]) == (
        1,
        ["Tệp trong sổ: 1", f"  Mất tệp: {StoredFile.objects.get()}. Khôi phục từ bản sao lưu."],
    )
    StoredFile.objects.all()
    as_json = json.loads(CliRunner().invoke(main, ["files", "sweep", "--json"]).stdout)
    assert (as_json["files"], len(as_json["missing"]), as_json["altered"]) == (1, 1, [])
