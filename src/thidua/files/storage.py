"""Bytes on disk: under their SHA-256, written whole or not at all; and those that come in parts."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import default_storage

from thidua.core.errors import InputError, Problem
from thidua.files.models import Upload

INCOMING = "incoming"


def put(key: str, content: bytes) -> None:
    """Write the bytes under their key, unless they are there; a crash leaves the whole file or none."""
    path = Path(default_storage.path(key))
    if path.exists() and path.stat().st_size == len(content):
        _remember_names(path)  # whoever wrote it may have failed at this very step
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _remember_names(path)


def _remember_names(path: Path) -> None:
    """A new name outlives a power cut only once its folder is written, and the folder's name once the one above is."""
    if os.name == "posix":  # Windows opens no folder
        for folder in (path.parent, path.parent.parent):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def incoming(upload: Upload) -> Path:
    """Where the parts of an announced file gather."""
    return Path(default_storage.path(f"{INCOMING}/{upload.pk}"))


def received(upload: Upload) -> int:
    """How many bytes have come."""
    path = incoming(upload)
    return path.stat().st_size if path.exists() else 0


def append(upload: Upload, offset: int, part: bytes) -> int:
    """Write a part at its place and return how many bytes have come; the same part twice changes nothing.

    A part that begins beyond what has come is left alone: the answer says from where to go on.
    """
    have = received(upload)
    if offset > have:
        return have
    if offset < 0 or offset + len(part) > upload.size:
        what = "phần gửi lên vượt quá cỡ tệp đã báo."
        raise InputError(Problem("file", what, "Hãy chọn lại tệp và tải lên từ đầu."))
    path = incoming(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "wb") as file:
        file.seek(offset)
        file.write(part)
    return received(upload)


def forget_parts(upload: Upload) -> None:
    """Remove the parts of a settled file; what cannot be removed now the sweep removes."""
    with suppress(OSError):
        incoming(upload).unlink(missing_ok=True)
