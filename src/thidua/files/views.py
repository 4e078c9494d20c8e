"""The evidence store: what a unit brought, what became of it, and the only way out of the store."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotVisible
from thidua.files.actions import announce_upload, read_file, withdraw_upload
from thidua.files.checks import LIMITS, finding
from thidua.files.checks.rules import megabytes
from thidua.files.enums import UploadState
from thidua.files.events import UPLOAD_EVENTS
from thidua.files.evidence import take_and_tell
from thidua.files.forms import AnnounceForm, UploadFilterForm, UploadForm
from thidua.files.handlers import skipped_files
from thidua.files.http import attachment
from thidua.files.intake import finish
from thidua.files.models import Upload
from thidua.files.permissions import (
    BRINGING,
    may_download,
    may_upload,
    may_upload_anywhere,
    may_withdraw,
    open_upload,
)
from thidua.files.queries import citations_of_upload, narrowed, units_bringing, uploads_visible_to
from thidua.files.signed import readings_of
from thidua.files.storage import append, received
from thidua.organizations.history import history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import Roles, units_visible_to
from thidua.ui.states import state_of

PER_PAGE = 25
PART = 512_000  # bytes the browser sends at once


@require_GET
@signed_in
def uploads(request: ActorRequest) -> HttpResponse:
    """Show the files one may read, newest first."""
    today = local_date(request.at)
    filters = UploadFilterForm(request.GET, units=partial(units_visible_to, request.roles), today=today)
    found = filters.of_day(narrowed(uploads_visible_to(request.roles), filters.wanted))
    context = {
        "filters": filters,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_upload": may_upload_anywhere(request.roles) is None,
    }
    return render(request, "files/uploads.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: ActorRequest) -> HttpResponse:
    """Bring files, several at once; each is told what became of it. Without JavaScript in one request."""
    require(may_upload_anywhere(request.roles))
    units = _units(request.roles)
    form = UploadForm(request.POST or None, request.FILES or None, units=units)
    skipped = skipped_files(request) if request.method == "POST" else []
    for name in skipped:
        too_large = finding("too_large", size="", limit=megabytes(LIMITS.size))
        messages.error(request, f"{name}: tệp quá {megabytes(LIMITS.size)} MB. {too_large.fix}")
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["evidence"]:
            settled = take_and_tell(request, form.cleaned_data["unit"], file)
            if settled is not None and settled.state == UploadState.KEPT:
                messages.success(request, _("%(name)s: đã nhận.") % {"name": settled.name})
        return redirect("files:uploads")
    if skipped:
        return redirect("files:upload")
    return render(request, "files/upload.html", {"form": form, "part": PART, "limit": LIMITS.size})


def _units(roles: Roles) -> QuerySet[Unit]:
    return units_bringing(roles, *BRINGING)


@require_POST
@signed_in
def announce(request: ActorRequest) -> HttpResponse:
    """Say which file is coming in parts; answers where to send them and how much has come."""
    require(may_upload_anywhere(request.roles))
    form = AnnounceForm(request.POST, units=_units(request.roles))
    if not form.is_valid():
        return JsonResponse(
            {"problems": [str(error) for errors in form.errors.values() for error in errors]}, status=400
        )
    said = form.cleaned_data
    try:
        row = announce_upload(said["unit"], name=said["name"], size=said["size"], actor=request.user, at=request.at)
    except InputError as error:
        return _problems(error)
    return JsonResponse({"part": reverse("files:part", args=[row.pk]), **_progress(row)})


@require_POST
@signed_in
def part(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one part; `?from=` says at which byte it begins."""
    row = open_upload(request.roles, pk)
    require(may_upload(request.roles, row.unit))
    offset = request.GET.get("from", "0")
    if row.state == UploadState.RECEIVING and offset.isdecimal():
        try:
            append(row, int(offset), request.body)
        except InputError as error:
            return _problems(error)
    return JsonResponse(_progress(row))


@require_POST
@signed_in
def finish_parts(request: ActorRequest, pk: int) -> HttpResponse:
    """Check and keep a file all parts of which have come."""
    row = open_upload(request.roles, pk)
    require(may_upload(request.roles, row.unit))
    try:
        settled = finish(row, actor=request.user, at=request.at)
    except InputError as error:
        return _problems(error)
    state = state_of(f"upload.{settled.state}")
    return JsonResponse(
        {
            "state": settled.state,
            "word": str(state.word),
            "url": reverse("files:detail", args=[settled.pk]),
            "problems": [f"{each['what'][:1].upper()}{each['what'][1:]} {each['fix']}" for each in settled.problems],
        }
    )


def _progress(row: Upload) -> dict[str, object]:
    return {"received": received(row), "size": row.size, "finish": reverse("files:finish", args=[row.pk])}


def _problems(error: InputError) -> JsonResponse:
    return JsonResponse({"problems": [str(problem) for problem in error.problems]}, status=400)


@require_GET
@signed_in
def detail(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one file: its check, what it proves, what was done with it."""
    row = open_upload(request.roles, pk)
    context = {
        "upload": row,
        "citations": citations_of_upload(row),
        "steps": history_of(row, UPLOAD_EVENTS),
        "may_download": may_download(row) is None,
        "may_withdraw": row.state != UploadState.WITHDRAWN and may_withdraw(request.roles, row) is None,
        "signatures": readings_of(row.signatures),
        "kept_anew": row.kept.sha256 if row.kept and row.kept.sha256 != row.sha256 else "",
    }
    return render(request, "files/upload_detail.html", context)


@require_GET
@signed_in
def download(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the bytes as an attachment, to who may see the file."""
    row = open_upload(request.roles, pk)
    require(may_download(row))
    if row.kept is None:
        raise NotVisible
    return attachment(read_file(row.kept), name=row.name, media_type=row.kept.media_type)


@require_POST
@signed_in
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a file out of the store."""
    row = open_upload(request.roles, pk)
    withdraw_upload(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã rút tệp khỏi kho minh chứng."))
    return redirect("files:uploads")
