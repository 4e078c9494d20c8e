"""From the bytes that came to the row that says what became of them: check and scan first, then settle at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from thidua.accounts.models import User
from thidua.core.errors import InputError, Problem
from thidua.files.actions import announce_upload, settle_upload
from thidua.files.antivirus import Scan, scan
from thidua.files.checks import check_file
from thidua.files.models import Upload
from thidua.files.queries import kept_uploads
from thidua.files.storage import forget_parts, incoming, received
from thidua.organizations.models import Unit


def take_in(unit: Unit, file: UploadedFile[Any], *, actor: User, at: datetime) -> Upload:
    """Take one file of a form."""
    upload = announce_upload(unit, name=file.name or "", size=file.size or 0, actor=actor, at=at)
    with _on_disk(file) as path:
        settled = _settle(upload, path, actor=actor, at=at)
    forget_parts(upload)
    return settled


def finish(upload: Upload, *, actor: User, at: datetime) -> Upload:
    """Settle a file all parts of which have come."""
    have = received(upload)
    if upload.settled_at is not None:  # the answer was lost and is asked for again
        forget_parts(upload)
        return _what_became_of(upload)
    if have != upload.size:
        what = f"mới nhận {have} trên {upload.size} byte."
        raise InputError(Problem(upload.name, what, "Hãy chọn lại tệp để tải tiếp phần còn thiếu."))
    settled = _settle(upload, incoming(upload), actor=actor, at=at)
    forget_parts(upload)
    return settled


def _what_became_of(upload: Upload) -> Upload:
    """Return the row that keeps the file, where this one only repeated it."""
    twin = kept_uploads(upload.unit).filter(sha256=upload.sha256).first()
    return twin or upload


def _settle(upload: Upload, path: Path, *, actor: User, at: datetime) -> Upload:
    checked = check_file(path, upload.name, roots=settings.TRUST_ROOTS)
    content = checked.cleaned or (path.read_bytes() if checked.is_accepted else b"")
    scanned = scan(content) if checked.is_accepted else Scan("off")
    return settle_upload(upload, checked=checked, content=content, scan=scanned, actor=actor, at=at)


@contextmanager
def _on_disk(file: UploadedFile[Any]) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(prefix="thidua-") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)
