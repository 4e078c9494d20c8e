"""Keeping a file: bytes first, then the row, so that a row never points at nothing."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from thidua.accounts.models import User
from thidua.files.models import StoredFile


def store_file(content: bytes, *, name: str, media_type: str, actor: User | None, at: datetime) -> StoredFile:
    """Keep the bytes under their SHA-256 and return the row; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    stored = StoredFile(
        sha256=digest, name=name, media_type=media_type, size=len(content), stored_at=at, stored_by=actor
    )
    if not default_storage.exists(stored.key):
        default_storage.save(stored.key, ContentFile(content))
    row, _ = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={
            "name": name,
            "media_type": media_type,
            "size": len(content),
            "stored_at": at,
            "stored_by": actor,
        },
    )
    return row


def open_file(stored: StoredFile) -> "File[bytes]":
    """Open a stored file to be sent piece by piece; whoever sends it closes it."""
    return default_storage.open(stored.key)


def read_file(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file."""
    with default_storage.open(stored.key) as handle:
        content: bytes = handle.read()
    return content
