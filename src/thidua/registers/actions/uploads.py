"""A workbook is looked through, then written as a whole or put aside."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.errors import InputError
from thidua.files.actions import store_file
from thidua.files.models import StoredFile
from thidua.organizations.models import Unit
from thidua.organizations.permissions import authorise
from thidua.registers.enums import UPLOAD_TRANSITIONS, UploadState
from thidua.registers.lists import REGISTERS
from thidua.registers.models import Upload, UploadedScan
from thidua.registers.plan import Plan, Register, Watch
from thidua.registers.queries import scope_of, scope_of_upload
from thidua.registers.reading import plan_of
from thidua.registers.scans import Scan, name_key, problems_of


def _ignore(_count: int) -> None:
    """Nobody watches."""


@transaction.atomic
def preview_workbook(
    register: Register,
    authority: Unit,
    *,
    name: str,
    content: bytes,
    actor: User | None,
    at: datetime,
    scans: Sequence[Scan] = (),
) -> tuple[Upload, Plan]:
    """Check a workbook whole and keep it, with the scans sent along; raise every problem where there is one."""
    authorise(actor, at, lambda roles: register.may(roles, authority))
    named = {name_key(scan.name): StoredFile(name=scan.name) for scan in scans}
    plan = plan_of(register, content, name, scope_of(authority, at, named))
    if problems := [*problems_of(scans), *plan.problems]:
        raise InputError(*problems)
    upload = Upload.objects.create(
        authority=authority,
        register=register.slug,
        name=name[:255],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        counts=plan.counts,
        uploaded_by=actor,
        uploaded_at=at,
    )
    for scan in scans:
        kept = store_file(scan.kept, name=scan.name[:255], media_type=scan.media_type, actor=actor, at=at)
        UploadedScan.objects.create(upload=upload, name=scan.name[:255], file=kept)
    record(upload, "upload.previewed", actor=actor, at=at, new={"register": register.slug, **plan.counts})
    return upload, plan


@transaction.atomic
def write_workbook(upload: Upload, *, actor: User | None, at: datetime, watch: Watch = _ignore) -> Upload:
    """Write everything a workbook says, checked anew against what is true now; or nothing."""
    upload = lock(upload)
    register, authority = REGISTERS[upload.register], lock(upload.authority)  # one writer of a list at a time
    authorise(actor, at, lambda roles: register.may(roles, authority))
    if upload.state == UploadState.PREVIEWED:
        plan = plan_of(register, bytes(upload.content or b""), upload.name, scope_of_upload(upload, at))
        if plan.problems:
            raise InputError(*plan.problems)
        register.write(plan, actor, at, f"Nạp từ tệp {upload.name} (SHA-256 {upload.sha256[:12]})", watch)
        upload.counts = plan.counts
    _empty(upload, UploadState.WRITTEN, "upload.written", actor, at)
    return upload


@transaction.atomic
def discard_workbook(upload: Upload, *, actor: User | None, at: datetime) -> Upload:
    """Put a workbook aside without writing it; its content is not kept."""
    upload = lock(upload)
    authorise(actor, at, lambda roles: REGISTERS[upload.register].may(roles, upload.authority))
    _empty(upload, UploadState.DISCARDED, "upload.discarded", actor, at)
    return upload


def _empty(upload: Upload, state: str, verb: str, actor: User | None, at: datetime) -> None:
    upload.content = None
    new = {"content": None, "counts": upload.counts}
    change_state(upload, state, table=UPLOAD_TRANSITIONS, verb=verb, actor=actor, at=at, new=new)
