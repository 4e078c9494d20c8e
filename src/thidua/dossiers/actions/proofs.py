"""Files that prove what a nominee's report says: cited beside it, sealed with the sending (III.3.b)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.models import Nomination
from thidua.dossiers.permissions import may_edit
from thidua.files.actions import cite_upload, withdraw_citation
from thidua.files.models import Citation, Upload
from thidua.files.queries import citations_of
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import roles_of


@transaction.atomic
def prove_report(nomination: Nomination, *, uploads: Sequence[Upload], actor: User, at: datetime) -> Nomination:
    """Let kept files of the unit prove the report of a nominee."""
    dossier = lock_dossier(nomination.dossier)
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    label = f"Báo cáo thành tích {nomination.nominee}, hồ sơ {dossier.unit} {dossier.round.label.lower()}"
    for upload in uploads:
        cite_upload(upload, nomination, actor=actor, at=at, label=label)
    new = {
        "name": str(nomination.nominee),
        "uploads": [upload.pk for upload in uploads],
        **in_place(roles, dossier.unit),
    }
    record(dossier, "dossier.report_proved", actor=actor, at=at, new=new)
    return nomination


@transaction.atomic
def withdraw_proof_of_report(nomination: Nomination, *, citation: Citation, actor: User, at: datetime) -> Nomination:
    """Let a file no longer prove the report."""
    dossier = lock_dossier(nomination.dossier)
    require(may_edit(roles := roles_of(actor, at), dossier, at))
    old = {"name": str(nomination.nominee), "upload": citation.upload_id}
    record(dossier, "dossier.report_proof_withdrawn", actor=actor, at=at, old=old, new=in_place(roles, dossier.unit))
    withdraw_citation(citation, actor=actor, at=at)
    return nomination


def let_go_of_proofs(nomination: Nomination, *, actor: User, at: datetime) -> None:
    """Inside the caller's transaction: whoever is taken off the list no longer holds files to it."""
    for citation in citations_of(nomination):
        withdraw_citation(citation, actor=actor, at=at)
