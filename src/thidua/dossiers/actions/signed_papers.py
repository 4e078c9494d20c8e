"""Papers signed elsewhere: a file of the store stands beside the draft, or in its stead (III.3)."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Nomination, SignedPaper, Submission
from thidua.dossiers.permissions import may_attach_signed
from thidua.dossiers.places import Place
from thidua.dossiers.queries.dossiers import Contents, papers_of, signed_papers_of
from thidua.files.actions import cite_upload, withdraw_citation
from thidua.files.models import Upload
from thidua.files.queries import citations_of, citations_of_many
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import roles_of

SIGNABLE = ("application/pdf", "image/png", "image/jpeg")


@transaction.atomic
def attach_signed_paper(dossier: Dossier, place: Place, *, upload: Upload, actor: User, at: datetime) -> SignedPaper:
    """Put a kept file of the unit in a paper's place; what was there gives way. The same again changes nothing."""
    dossier = lock_dossier(dossier)
    require(may_attach_signed(roles := roles_of(actor, at), dossier, at))
    _check(dossier, upload)
    held = _at(dossier, place)
    if held is not None and held.upload_id == upload.pk:
        return held
    if held is not None:
        _refuse_what_was_confirmed(dossier, place)
        _let_go(held, actor=actor, at=at)
    row = SignedPaper.objects.create(
        dossier=dossier,
        slot=place.slot,
        nomination_id=place.nomination,
        upload=upload,
        label=f"{place.label}, bản đã ký, hồ sơ {dossier.unit} {dossier.round.label.lower()}"[:500],
        attached_by=actor,
        attached_at=at,
    )
    cite_upload(upload, row, actor=actor, at=at)
    new = {"name": place.label, "file": upload.name, "sha256": upload.kept.sha256 if upload.kept else ""}
    new |= in_place(roles, dossier.unit)
    record(dossier, "dossier.signed_paper_attached", actor=actor, at=at, new=new)
    return row


def _check(dossier: Dossier, upload: Upload) -> None:
    problems = []
    if upload.unit_id != dossier.unit_id:
        problems.append(Problem("kept", f"“{upload.name}” không phải tệp của {dossier.unit}.", "Chọn tệp của đơn vị."))
    if upload.kept is None or upload.kept.media_type not in SIGNABLE:
        fix = "Tải lên bản PDF đã ký số, hoặc bản quét PDF, PNG, JPG của văn bản đã ký, đóng dấu."
        problems.append(Problem("file", f"“{upload.name}” không phải văn bản đã ký.", fix))
    if problems:
        raise InputError(*problems)


def _at(dossier: Dossier, place: Place) -> SignedPaper | None:
    return signed_papers_of(dossier).filter(slot=place.slot, nomination=place.nomination).first()


def _refuse_what_was_confirmed(dossier: Dossier, place: Place) -> None:
    """A file in the stead of a paper is what the head confirmed: only he gives it up again (III.3.b)."""
    drafted = papers_of(dossier).filter(slot=place.slot, nomination=place.nomination).exists()
    if dossier.state == DossierState.CONFIRMED and not drafted:
        raise NotAllowed(
            "Thủ trưởng đã xác nhận tệp này thay cho giấy tờ của hồ sơ nên không thay, không bỏ được. "
            "Thủ trưởng bỏ xác nhận trước (điểm b khoản 3 mục III)."
        )


@transaction.atomic
def remove_signed_paper(dossier: Dossier, place: Place, *, actor: User, at: datetime) -> None:
    """Take the signed copy out of a paper's place; the file stays in the store."""
    dossier = lock_dossier(dossier)
    require(may_attach_signed(roles := roles_of(actor, at), dossier, at))
    if (held := _at(dossier, place)) is not None:
        _refuse_what_was_confirmed(dossier, place)
        old = {"name": place.label, "file": held.upload.name}
        _let_go(held, actor=actor, at=at)
        record(dossier, "dossier.signed_paper_removed", actor=actor, at=at, old=old, new=in_place(roles, dossier.unit))


def let_go_of_nominee(nomination: Nomination, *, actor: User, at: datetime) -> None:
    """Inside the caller's transaction: whoever is taken off the list takes his signed report along."""
    for row in SignedPaper.objects.filter(nomination=nomination).select_related("upload"):
        _let_go(row, actor=actor, at=at)


def _let_go(row: SignedPaper, *, actor: User, at: datetime) -> None:
    for citation in citations_of(row):
        withdraw_citation(citation, actor=actor, at=at)
    row.delete()


def keep_with(submission: Submission, held: Contents, *, actor: User, at: datetime) -> None:
    """Inside the caller's transaction: what was sent stays in the store, whatever the unit puts in its place later."""
    sent = [row.upload for row in held.signed]
    sent += [each.upload for each in citations_of_many({Nomination: [row.pk for row in held.nominations]})]
    label = f"Hồ sơ {submission.receipt}, lần nộp {submission.version}"
    for upload in sent:
        cite_upload(upload, submission, actor=actor, at=at, label=label)
