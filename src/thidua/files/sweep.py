"""Rows and bytes agree: every row has its bytes, and bytes without a row do not stay."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from thidua.files.actions import read_file, settle_scan, withdraw_upload
from thidua.files.antivirus import scan
from thidua.files.enums import UploadState
from thidua.files.models import StoredFile, Upload
from thidua.files.storage import INCOMING
from thidua.files.sweeping import sweep_alone

LEFT_ALONE = timedelta(hours=24)  # an upload that rests may be taken up again the next morning


@dataclass(frozen=True)
class Swept:
    """What was found: `missing` and `altered` are names of rows whose bytes are not what they should be."""

    files: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]
    leftovers: int
    abandoned: int
    scanned: int


def sweep(*, at: datetime, real_now: datetime) -> Swept:
    """Scan what waits for the scanner, give up uploads that rest since a day, remove bytes nobody points at.

    `at` is the moment of the record; files on disk are as old as the machine's own clock says (`real_now`).
    """
    scanned = sum(_scan_again(upload, at) for upload in Upload.objects.filter(state=UploadState.SCANNING))
    abandoned = sum(1 for _ in _give_up(at))
    missing, altered, count = _compare()
    return Swept(count, tuple(missing), tuple(altered), _remove_leftovers(real_now), abandoned, scanned)


def _scan_again(upload: Upload, at: datetime) -> bool:
    if upload.kept is None:
        return False
    settled = settle_scan(upload, scan=scan(read_file(upload.kept)), actor=None, at=at)
    return settled.state != UploadState.SCANNING


def _give_up(at: datetime) -> Iterator[Upload]:
    resting = Upload.objects.filter(state=UploadState.RECEIVING, announced_at__lt=at - LEFT_ALONE)
    for upload in resting:
        yield withdraw_upload(upload, actor=None, at=at, reason="Tải dở quá 24 giờ.")


def _compare() -> tuple[list[str], list[str], int]:
    missing, altered, count = list[str](), list[str](), 0
    for stored in StoredFile.objects.order_by("pk").iterator():
        count += 1
        path = Path(default_storage.path(stored.key))
        if not path.exists():
            missing.append(stored.name)
        elif _digest(path) != stored.sha256:
            altered.append(stored.name)
    return missing, altered, count


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@transaction.atomic
def _remove_leftovers(now: datetime) -> int:
    """Remove what is older than a day and no row knows: bytes of an act that failed, parts of a settled file."""
    sweep_alone()
    root = Path(default_storage.path(""))
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    coming = {str(pk) for pk in Upload.objects.filter(state=UploadState.RECEIVING).values_list("pk", flat=True)}
    removed = 0
    for path in root.glob("*/*"):
        names = coming if path.parent.name == INCOMING else known
        if path.name not in names and path.stat().st_mtime < (now - LEFT_ALONE).timestamp():
            path.unlink()
            removed += 1
    return removed
