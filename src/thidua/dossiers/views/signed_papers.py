"""A paper of a dossier as it was signed elsewhere: brought, shown with its signatures, taken out, downloaded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import InputError, NotVisible
from thidua.dossiers.actions.signed_papers import SIGNABLE, attach_signed_paper, remove_signed_paper
from thidua.dossiers.forms.signed_papers import SignedPaperForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.permissions import may_attach_signed, open_paper_place, open_sent_file
from thidua.dossiers.places import Place
from thidua.dossiers.queries.dossiers import signed_papers_of
from thidua.dossiers.signed import signed_copies
from thidua.files.actions import read_file
from thidua.files.enums import UploadState
from thidua.files.evidence import take_and_tell
from thidua.files.http import attachment
from thidua.files.models import Upload
from thidua.files.queries import kept_uploads
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import require
from thidua.ui.forms import add_problems


@require_http_methods(["GET", "POST"])
@signed_in
def signed_paper(request: ActorRequest, pk: int, place: str) -> HttpResponse:
    """Bring the signed copy of one paper, and show what is read of its signatures."""
    dossier, at = open_paper_place(request.roles, pk, place)
    require(may_attach_signed(request.roles, dossier, request.at))
    uploads = kept_uploads(dossier.unit).filter(kept__media_type__in=SIGNABLE)
    form = SignedPaperForm(request.POST or None, request.FILES or None, uploads=uploads)
    if request.method == "POST" and form.is_valid() and _attach(request, form, dossier, at):
        messages.success(request, _("Đã kèm bản đã ký. Xem phần đọc chữ ký bên dưới trước khi nộp."))
        return redirect("dossiers:signed_paper", pk, place)
    context = {
        "dossier": dossier,
        "place": at,
        "form": form,
        "copy": signed_copies(signed_papers_of(dossier)).get((at.slot, at.nomination)),
    }
    return render(request, "dossiers/signed.html", context, status=400 if form.errors else 200)


def _attach(request: ActorRequest, form: SignedPaperForm, dossier: Dossier, place: Place) -> bool:
    upload: Upload | None = form.cleaned_data["kept"]
    if upload is None:
        upload = take_and_tell(request, dossier.unit, form.cleaned_data["file"])
    if upload is None or upload.state != UploadState.KEPT:
        form.add_error("file", _("Tệp chưa được nhận; xem lý do ở đầu trang."))
        return False
    try:
        attach_signed_paper(dossier, place, upload=upload, actor=request.user, at=request.at)
    except InputError as error:
        add_problems(form, error)
        return False
    return True


@require_POST
@signed_in
def remove_signed(request: ActorRequest, pk: int, place: str) -> HttpResponse:
    """Take the signed copy out of its place."""
    dossier, at = open_paper_place(request.roles, pk, place)
    remove_signed_paper(dossier, at, actor=request.user, at=request.at)
    messages.success(request, _("Đã bỏ bản đã ký khỏi hồ sơ; tệp vẫn ở trong kho minh chứng."))
    return redirect("dossiers:detail", pk)


@require_GET
@signed_in
def signed_file(request: ActorRequest, pk: int, place: str) -> HttpResponse:
    """Send the signed copy as it is kept, to who may read the dossier."""
    dossier, at = open_paper_place(request.roles, pk, place)
    copy = signed_copies(signed_papers_of(dossier)).get((at.slot, at.nomination))
    if copy is None or copy.row.upload.kept is None:
        raise NotVisible
    kept = copy.row.upload.kept
    return attachment(read_file(kept), name=copy.name, media_type=kept.media_type)


@require_GET
@signed_in
def sent_file(request: ActorRequest, pk: int, version: int, number: int) -> HttpResponse:
    """Send a signed copy of one sending, the very bytes that were sent: their SHA-256 stands in the seal."""
    kept, name = open_sent_file(request.roles, pk, version, number)
    return attachment(read_file(kept), name=name, media_type=kept.media_type)
