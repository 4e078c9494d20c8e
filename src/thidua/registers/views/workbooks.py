"""Lists as workbooks: taken out, filled in, sent back, looked through, written."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import slug
from thidua.organizations.forms import DayFilterForm
from thidua.organizations.http import ActorRequest, signed_in
from thidua.registers.actions.uploads import discard_workbook, preview_workbook, write_workbook
from thidua.registers.enums import UploadState
from thidua.registers.forms import WorkbookForm
from thidua.registers.opening import open_register, open_upload, registers_for
from thidua.registers.queries import authorities_for, scope_of, scope_of_upload, uploads_of
from thidua.registers.reading import plan_of, workbook_of
from thidua.registers.scans import looked_through
from thidua.ui.workbooks import MEDIA_TYPE

UPLOADS_SHOWN, CHANGES_PER_PAGE = 20, 100


@require_GET
@signed_in
def workbooks(request: ActorRequest) -> HttpResponse:
    """Show the lists one keeps, and the workbooks sent in last."""
    registers = registers_for(request.roles)
    if not registers:
        raise NotAllowed(_("Chỉ người được giao giữ sổ của cấp quản lý được nạp, tải sổ bằng tệp Excel."))
    authorities = {unit.pk: unit for each in registers for unit in authorities_for(request.roles, each)}
    slugs = {each.slug for each in registers}
    uploads = uploads_of(list(authorities.values())).filter(register__in=slugs)[:UPLOADS_SHOWN]
    labels = {each.slug: each.label for each in registers}
    rows = [(upload, labels[upload.register]) for upload in uploads]
    return render(
        request,
        "registers/workbooks.html",
        {"filters": DayFilterForm(request.GET), "registers": registers, "uploads": rows},
    )


@require_GET
@signed_in
def download(request: ActorRequest, register: str) -> HttpResponse:
    """Send a list as a workbook: whole, it comes back unchanged; as of a day gone by, it is to be read."""
    found, authority = open_register(request.roles, register)
    day = DayFilterForm(request.GET).asked
    content = workbook_of(found, scope_of(authority, request.at, day=day))
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    name = f"{slug(found.label)}-{day or local_date(request.at):%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def workbook(request: ActorRequest, register: str) -> HttpResponse:
    """Take a filled workbook: every fault by its cell, or on to what it would change."""
    found, authority = open_register(request.roles, register)
    form = WorkbookForm(request.POST or None, request.FILES or None, takes_scans=found.takes_scans)
    problems: Sequence[Problem] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            scans = looked_through((scan.name, scan.read()) for scan in form.cleaned_data.get("scans", ()))
            upload, _plan = preview_workbook(
                found, authority, name=file.name, content=file.read(), scans=scans, actor=request.user, at=request.at
            )
        except InputError as error:
            problems = error.problems
        else:
            return redirect("registers:upload", upload.pk)
    context = {"register": found, "authority": authority, "form": form, "problems": problems}
    is_bad = request.method == "POST"
    return render(request, "registers/workbook.html", context, status=400 if is_bad else 200)


@require_GET
@signed_in
def upload(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what a workbook would change, or what became of it."""
    row, register = open_upload(request.roles, pk)
    context: dict[str, object] = {"upload": row, "register": register, "waits": row.state == UploadState.PREVIEWED}
    if context["waits"]:
        plan = plan_of(register, bytes(row.content or b""), row.name, scope_of_upload(row, request.at))
        context |= {
            "counts": plan.counts,
            "problems": plan.problems,
            "notes": plan.notes,
            "page_obj": Paginator(plan.changes, CHANGES_PER_PAGE).get_page(request.GET.get("page")),
        }
    else:
        context["counts"] = row.counts
    return render(request, "registers/upload.html", context)


@require_POST
@signed_in
def write(request: ActorRequest, pk: int) -> HttpResponse:
    """Write the whole of it."""
    row, _register = open_upload(request.roles, pk)
    try:
        row = write_workbook(row, actor=request.user, at=request.at)
    except InputError:
        messages.error(request, _("Sổ đã đổi từ lúc xem trước nên chưa ghi gì. Xem những chỗ cần sửa dưới đây."))
        return redirect("registers:upload", pk)
    messages.success(request, _("Đã ghi vào sổ: %(new)s dòng mới, %(changed)s dòng sửa.") % row.counts)
    return redirect("registers:upload", pk)


@require_POST
@signed_in
def discard(request: ActorRequest, pk: int) -> HttpResponse:
    """Put it aside."""
    row, register = open_upload(request.roles, pk)
    discard_workbook(row, actor=request.user, at=request.at)
    messages.success(request, _("Đã bỏ tệp, không ghi gì."))
    return redirect("registers:workbook", register.slug)
