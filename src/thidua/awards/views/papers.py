"""Certificates of a decision in one file, and the register as a workbook."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_GET

from thidua.awards.models import Award
from thidua.awards.permissions import open_decision
from thidua.awards.printing import certificates_pdf
from thidua.awards.queries import awards_of, register_visible_to
from thidua.core.text import slug
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.http import ActorRequest, signed_in
from thidua.ui.xlsx import workbook_response

COLUMNS = (
    ("Số vào sổ", 10),
    ("Tập thể, cá nhân", 32),
    ("Chức vụ, đơn vị", 44),
    ("Loại", 10),
    ("Hình thức", 40),
    ("Quyết định", 18),
    ("Ngày", 12),
    ("Hệ số", 8),
    ("Lương cơ sở (đồng)", 18),
    ("Tiền thưởng (đồng)", 18),
    ("Thu hồi ngày", 14),
)


def _rows(awards: Iterable[Award]) -> Iterator[tuple[Any, ...]]:
    for award in awards:
        yield (
            award.register_number,
            award.recipient,
            award.recipient_detail,
            award.get_kind_display(),
            award.form_label,
            award.commendation.decision_code,
            award.decided_on,
            award.coefficient,
            award.base_salary,
            award.amount,
            award.commendation.withdrawn_on,
        )


@require_GET
@signed_in
def certificates(request: ActorRequest, pk: int) -> HttpResponse:
    """Send every certificate of a decision in one file, a page each, in the order of the register."""
    row = open_decision(request.roles, pk)
    awards = list(awards_of(row))
    if not awards or row.paper is None:
        raise Http404
    response = HttpResponse(certificates_pdf(awards), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="giay-khen-{slug(row.paper.code)}.pdf"'
    return response


@require_GET
@signed_in
def export_decision(request: ActorRequest, pk: int) -> FileResponse:
    """Send the lines of one decision as a workbook."""
    row = open_decision(request.roles, pk)
    code = row.paper.code if row.paper else ""
    title = f"Danh sách kèm theo Quyết định số {code}"
    return workbook_response(f"danh-sach-{slug(code)}.xlsx", title, COLUMNS, _rows(awards_of(row)))


@require_GET
@signed_in
def export_register(request: ActorRequest) -> FileResponse:
    """Send the whole register that one may read as a workbook."""
    found = FactFilterForm(request.GET).of_day(register_visible_to(request.roles), "authority__")
    rows = _rows(found.iterator())
    return workbook_response("so-khen-thuong.xlsx", "Sổ khen thưởng", COLUMNS, rows)
