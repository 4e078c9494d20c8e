"""Thông báo kết quả: what became of every nominee of a dossier, to be printed and handed on by the unit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.awards.actions.notices import confirm_told
from thidua.awards.notices import lines_of_notice
from thidua.awards.permissions import may_tell, open_notice
from thidua.awards.queries import told_of
from thidua.dossiers.permissions import open_dossier
from thidua.organizations.http import ActorRequest, signed_in


@require_GET
@signed_in
def notice(request: ActorRequest, pk: int) -> HttpResponse:
    """Show who is commended, by which decision, and who is not, and why."""
    row = open_notice(request.roles, pk)
    lines = lines_of_notice(row)
    context = {
        "dossier": row,
        "round": row.round,
        "commended": [line for line in lines if line.award],
        "others": [line for line in lines if not line.award],
        "told": told_of(row),
        "may_tell": may_tell(request.roles, row) is None,
    }
    return render(request, "awards/notice.html", context)


@require_POST
@signed_in
def tell(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that every nominee was told."""
    confirm_told(open_dossier(request.roles, pk), actor=request.user, at=request.at)
    messages.success(request, _("Đã ghi nhận: mọi tập thể, cá nhân trong hồ sơ đã được thông báo kết quả."))
    return redirect("awards:notice", pk)
