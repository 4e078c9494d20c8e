"""Downloads go through a view that authorises; nothing is served from a folder. And the offices' own templates."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.documents.actions import adopt_template, retire_template
from thidua.documents.enums import PaperKind
from thidua.documents.forms import TemplateForm
from thidua.documents.models import OfficeTemplate
from thidua.documents.papers.office import fields_for, kinds, required_fields, starter
from thidua.documents.permissions import KEEPERS, open_office, open_paper, open_template
from thidua.documents.queries import templates_in_use
from thidua.documents.rendering import MEDIA_TYPES, file_name, page_of
from thidua.files.actions import read_file
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.models import Unit, holds_on
from thidua.ui.forms import carry_out


@require_GET
@signed_in
def download(request: ActorRequest, pk: int, extension: str) -> HttpResponse:
    """Send the paper as an attachment."""
    if extension not in MEDIA_TYPES:
        raise Http404
    paper = open_paper(request.roles, pk)
    return _attachment(page_of(paper, extension, at=request.at), file_name(paper, extension), extension)


def _attachment(content: bytes, name: str, extension: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[extension])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@dataclass(frozen=True)
class Place:
    """A kind of paper of an office, and the office's own template of it, if any."""

    kind: str
    label: str
    template: OfficeTemplate | None


@require_GET
@signed_in
def office_templates(request: ActorRequest) -> HttpResponse:
    """Show, for every office whose papers one signs or numbers, which template each kind of paper is written in."""
    units = [unit for unit in dict.fromkeys(request.roles.units(*KEEPERS)) if holds_on(unit, local_date(request.at))]
    in_use = {(row.issuer_id, row.kind): row for row in templates_in_use(units)}
    offices = [
        (unit, [Place(kind, PaperKind(kind).label, in_use.get((unit.pk, kind))) for kind in kinds()]) for unit in units
    ]
    return render(request, "documents/templates.html", {"offices": offices})


@require_http_methods(["GET", "POST"])
@signed_in
def adopt(request: ActorRequest, unit: int, kind: str) -> HttpResponse:
    """Replace the template of a kind of paper by the office's own file, which is checked first."""
    office = open_office(request.roles, unit, kind)
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    given = {"issuer": office, "kind": kind, "actor": request.user, "at": request.at}
    if request.method == "POST" and carry_out(form, adopt_template, **given):
        messages.success(request, _("Đã thay mẫu. Văn bản soạn từ nay dùng mẫu này."))
        return redirect("documents:templates")
    required = {field.id for field in required_fields(kind)}
    context = {
        "form": form,
        "office": office,
        "kind": kind,
        "label": PaperKind(kind).label,
        "fields": [(field, field.id in required) for field in fields_for(kind)],
    }
    return render(request, "documents/adopt.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def retire(request: ActorRequest, unit: int, kind: str) -> HttpResponse:
    """Go back to the product's own layout."""
    retire_template(open_template(request.roles, unit, kind), actor=request.user, at=request.at)
    messages.success(request, _("Đã bỏ mẫu riêng; văn bản soạn từ nay theo bố cục của phần mềm."))
    return redirect("documents:templates")


@require_GET
@signed_in
def template_file(request: ActorRequest, unit: int, kind: str) -> HttpResponse:
    """Send the template in use, or the one to begin with."""
    office = open_office(request.roles, unit, kind)
    return _attachment(_template_in_use(office, kind), f"Mẫu {PaperKind(kind).label.lower()}.docx", "docx")


def _template_in_use(office: Unit, kind: str) -> bytes:
    own = templates_in_use([office]).filter(kind=kind).first()
    return read_file(own.file) if own else starter(kind)
