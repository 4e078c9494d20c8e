"""Keeping a file: bytes first, then the row, so that a row never points at nothing."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import ProtectedError

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import fold
from thidua.files.antivirus import Scan
from thidua.files.checks import Checked, Finding, clean_name, faults_before_sending, finding
from thidua.files.checks.rules import megabytes
from thidua.files.enums import UPLOAD_TRANSITIONS, UploadState
from thidua.files.models import Citation, StoredFile, Upload
from thidua.files.permissions import may_download, may_upload, may_withdraw
from thidua.files.queries import space_used
from thidua.files.storage import put
from thidua.files.sweeping import hold_off_sweep
from thidua.organizations.models import Unit
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import roles_of


@transaction.atomic
def store_file(content: bytes, *, name: str, media_type: str, actor: User | None, at: datetime) -> StoredFile:
    """Keep the bytes under their SHA-256 and return the row; the same bytes are kept once.

    From here to the commit nothing is swept: bytes that lay there without a row are not removed under the new one.
    """
    hold_off_sweep()
    digest = hashlib.sha256(content).hexdigest()
    about = {"name": name, "media_type": media_type, "size": len(content), "stored_at": at, "stored_by": actor}
    put(StoredFile(sha256=digest).key, content)
    row, _ = StoredFile.objects.get_or_create(sha256=digest, defaults=about)
    return row


def open_file(stored: StoredFile) -> "File[bytes]":
    """Open a stored file to be sent piece by piece; whoever sends it closes it."""
    return default_storage.open(stored.key)


def read_file(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file."""
    with default_storage.open(stored.key) as handle:
        content: bytes = handle.read()
    return content


@transaction.atomic
def announce_upload(unit: Unit, *, name: str, size: int, actor: User, at: datetime) -> Upload:
    """Say which file is coming, so that it may come in parts; said again, it finds the parts that came already.

    What its name or its size forbid is told before a byte is sent.
    """
    require(may_upload(roles := roles_of(actor, at), unit))
    if faults := faults_before_sending(name, size):
        raise InputError(*(Problem(clean_name(name)[:80], each.what, each.fix) for each in faults))
    lock(unit)
    name = clean_name(name)
    about = {"unit": unit, "uploaded_by": actor, "name": name, "size": size, "state": UploadState.RECEIVING}
    if (waiting := Upload.objects.filter(**about).order_by("pk").first()) is not None:
        return waiting
    authority = unit.authority or unit
    upload = Upload.objects.create(authority=authority, name_folded=fold(name)[:255], announced_at=at, **about)
    record(
        upload,
        "upload.announced",
        actor=actor,
        at=at,
        new={"unit": unit.pk, "name": name, "size": size, **in_place(roles, unit)},
    )
    return upload


@transaction.atomic
def settle_upload(upload: Upload, *, checked: Checked, content: bytes, scan: Scan, actor: User, at: datetime) -> Upload:
    """Keep what passed its check, or say why it did not. `content` is what the check says to keep.

    The same file of the same unit is kept once: the row that was there is returned. Settling twice changes nothing.
    """
    require(may_upload(roles := roles_of(actor, at), upload.unit))
    lock(upload.unit)  # its space is counted
    upload = lock(upload, "unit", "kept")
    if upload.state != UploadState.RECEIVING:
        return upload
    upload.sha256, upload.settled_at = checked.sha256, at
    upload.signatures = [asdict(signature) for signature in checked.signatures]
    twin = Upload.objects.filter(unit=upload.unit, sha256=checked.sha256, state=UploadState.KEPT).first()
    faults = [*checked.findings, *_scan_faults(scan), *_space_faults(upload.unit, len(content))]
    if checked.findings or checked.kind is None or scan.state == "infected" or (faults and twin is None):
        return _refuse(upload, faults, actor=actor, at=at)
    if twin is not None:
        reason = "Trùng với tệp đã có trong kho."
        change_state(
            upload,
            UploadState.WITHDRAWN,
            table=UPLOAD_TRANSITIONS,
            verb="upload.withdrawn",
            actor=actor,
            at=at,
            reason=reason,
        )
        return twin
    media_type = checked.kind.media_type
    shown = f"{checked.sha256[:12]}.{checked.kind.id}"  # the name is the unit's; the bytes may be of several units
    upload.kept = store_file(content, name=shown, media_type=media_type, actor=actor, at=at)
    to, verb = (UploadState.SCANNING, "upload.scanning") if scan.state == "down" else (UploadState.KEPT, "upload.kept")
    new = {"sha256": checked.sha256, "kept": upload.kept.sha256, "scan": scan.state, **in_place(roles, upload.unit)}
    change_state(upload, to, table=UPLOAD_TRANSITIONS, verb=verb, actor=actor, at=at, new=new)
    return upload


def _scan_faults(scan: Scan) -> Iterable[Finding]:
    return [finding("virus_found", name=scan.name)] if scan.state == "infected" else []


def _space_faults(unit: Unit, size: int) -> Iterable[Finding]:
    used, most = space_used(unit), settings.UNIT_SPACE
    return [finding("unit_full", used=megabytes(used), limit=megabytes(most))] if used + size > most else []


def _refuse(upload: Upload, faults: Iterable[Finding], *, actor: User | None, at: datetime) -> Upload:
    """Inside the caller's transaction: keep the reasons, and nothing of the file."""
    upload.problems = [{"rule": each.rule, "what": each.what, "fix": each.fix} for each in faults]
    upload.kept = None
    rules = {"sha256": upload.sha256, "rules": [each["rule"] for each in upload.problems]}
    change_state(
        upload,
        UploadState.REFUSED,
        table=UPLOAD_TRANSITIONS,
        verb="upload.refused",
        actor=actor,
        at=at,
        new=rules,
        reason=" ".join(each["what"] for each in upload.problems),
    )
    return upload


@transaction.atomic
def settle_scan(upload: Upload, *, scan: Scan, actor: User | None, at: datetime) -> Upload:
    """Carry out what the scanner says at last of a file that waits for it; while it is down, the file waits on."""
    upload = lock(upload, "unit")
    if upload.state != UploadState.SCANNING or scan.state == "down":
        return upload
    if scan.state == "infected":
        stored = upload.kept
        upload = _refuse(upload, _scan_faults(scan), actor=actor, at=at)
        _drop(stored)
        return upload
    verb, new = "upload.kept", {"scan": scan.state}
    change_state(upload, UploadState.KEPT, table=UPLOAD_TRANSITIONS, verb=verb, actor=actor, at=at, new=new)
    return upload


def _drop(stored: StoredFile | None) -> None:
    """Forget infected bytes, unless something else is made of them; the sweep removes them from the disk."""
    if stored is not None:
        with suppress(ProtectedError):
            stored.delete()


@transaction.atomic
def withdraw_upload(upload: Upload, *, actor: User | None, at: datetime, reason: str = "") -> Upload:
    """Take a file out of the store; the record of it stays. Nobody (None) gives up only what never came whole."""
    upload = lock(upload, "unit")
    new: dict[str, Any] = {}
    if actor is not None:
        require(may_withdraw(roles := roles_of(actor, at), upload))
        new = in_place(roles, upload.unit)
    elif upload.state != UploadState.RECEIVING:
        raise NotAllowed("Chỉ tệp tải dở được tự dọn.")
    to = UploadState.WITHDRAWN
    told: dict[str, Any] = {"verb": "upload.withdrawn", "reason": reason, "new": new}
    change_state(upload, to, table=UPLOAD_TRANSITIONS, actor=actor, at=at, **told)
    return upload


def cite_upload(upload: Upload, obj: models.Model, *, actor: User, at: datetime, label: str = "") -> Citation:
    """Inside the caller's transaction, which asks whether the object may be changed: let a kept file prove it.

    Citing the same file again changes nothing. `label`: what the object is called, where it does not say so itself.
    """
    upload = lock(upload)
    require(may_download(upload))
    about = {"upload": upload, "object_type": obj._meta.label_lower, "object_id": obj.pk}  # noqa: SLF001
    if (known := Citation.objects.filter(**about).first()) is not None:
        return known
    citation = Citation.objects.create(label=(label or str(obj))[:500], cited_by=actor, cited_at=at, **about)
    new = {"object_type": citation.object_type, "object_id": citation.object_id}
    record(upload, "upload.cited", actor=actor, at=at, new=new)
    return citation


def withdraw_citation(citation: Citation, *, actor: User, at: datetime) -> None:
    """Inside the caller's transaction: let a file no longer prove an object. The file stays."""
    old = {"object_type": citation.object_type, "object_id": citation.object_id}
    record(citation.upload, "upload.citation_withdrawn", actor=actor, at=at, old=old)
    citation.delete()
