"""Files of the unit that prove an item of its sheet."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, Problem
from thidua.files.actions import cite_upload, withdraw_citation
from thidua.files.models import Citation, Upload
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.models import Sheet, SheetItem
from thidua.scoring.permissions import may_prove
from thidua.scoring.scorecards import set_of


@transaction.atomic
def prove_item(item: SheetItem, *, uploads: Sequence[Upload], actor: User, at: datetime) -> SheetItem:
    """Let kept files of the unit prove a criterion; the item is kept from the first of them on."""
    sheet = _opened(item, actor=actor, at=at)
    item, _ = SheetItem.objects.get_or_create(sheet=sheet, criterion=item.criterion)
    if strange := [upload.name for upload in uploads if upload.unit_id != sheet.unit_id]:
        raise InputError(Problem("kept", f"{', '.join(strange)} không phải tệp của đơn vị."))
    for upload in uploads:
        cite_upload(upload, item, actor=actor, at=at)
    new = {"criterion": item.criterion, "uploads": [upload.pk for upload in uploads]}
    record(sheet, "sheet.proved", actor=actor, at=at, new=new, reason=f"{item.criterion}: {_names(uploads)}")
    return item


@transaction.atomic
def withdraw_proof_of_item(item: SheetItem, *, citation: Citation, actor: User, at: datetime) -> SheetItem:
    """Let a file no longer prove a criterion."""
    sheet = _opened(item, actor=actor, at=at)
    old, said = {"criterion": item.criterion, "upload": citation.upload_id}, f"{item.criterion}: {citation.upload.name}"
    record(sheet, "sheet.proof_withdrawn", actor=actor, at=at, old=old, reason=said)
    withdraw_citation(citation, actor=actor, at=at)
    return item


def _opened(item: SheetItem, *, actor: User, at: datetime) -> Sheet:
    """Inside the caller's transaction. Return the sheet, locked, if the actor may bring files to it."""
    sheet = lock(item.sheet, "criteria_set", "unit")
    require(may_prove(roles_of(actor, at), sheet, at))
    if item.criterion not in {criterion.code for criterion in set_of(sheet).criteria}:
        raise InputError(Problem("criterion", f"bộ tiêu chí không có mã “{item.criterion}”."))
    return sheet


def _names(uploads: Sequence[Upload]) -> str:
    return ", ".join(upload.name for upload in uploads)
