"""What each role may do with a dossier now, in words, and why not."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.permissions import (
    is_secretariat,
    may_accept,
    may_appraise,
    may_confirm,
    may_edit,
    may_recall,
    may_return,
    may_submit,
    may_unconfirm,
)
from thidua.dossiers.queries.dossiers import submissions_of
from thidua.organizations.permissions import Refusal, is_officer_of
from thidua.organizations.queries import Roles


@dataclass(frozen=True)
class Choice:
    """One thing to do with a dossier now; `refusal` says why not.

    `way`: "page" leads to a page with a form, "confirm" asks again and acts, "reason" asks for a reason too.
    """

    name: str
    label: str | Promise
    explains: str | Promise
    refusal: Refusal
    way: str = "confirm"
    kind: str = ""
    version: int | None = None

    @property
    def url_name(self) -> str:
        return f"dossiers:{self.name}"


def choices_of(roles: Roles, dossier: Dossier, at: datetime) -> list[Choice]:
    """Return what the roles could do with the dossier in its state, each with its refusal if there is one."""
    choices: list[Choice] = []
    if is_officer_of(roles, dossier.unit):
        choices += _of_unit(roles, dossier, at)
    if is_secretariat(roles, dossier.round):
        choices += _of_secretariat(roles, dossier)
    return choices


def _of_unit(roles: Roles, dossier: Dossier, at: datetime) -> list[Choice]:
    if dossier.state in DossierState.editable:
        edit = may_edit(roles, dossier, at)
        return [
            Choice("prepare", _("Chuẩn bị trên một trang"), "", edit, "page"),
            Choice("nominate", _("Thêm tập thể, cá nhân"), "", edit, "page"),
            Choice(
                "draft_papers",
                _("Soạn tờ trình, báo cáo"),
                _("Tờ trình và báo cáo thành tích được soạn lại từ số liệu lúc này; bản đã ký được giữ nguyên."),
                edit,
            ),
            Choice("record_minutes", _("Ghi biên bản họp"), "", edit, "page"),
            Choice(
                "confirm",
                _("Xác nhận và ký"),
                _("Ký tờ trình, báo cáo, biên bản; các văn bản được cấp số, ghi ngày hôm nay."),
                may_confirm(roles, dossier, at),
                kind="go",
            ),
        ]
    if dossier.state == DossierState.CONFIRMED:
        return [
            Choice(
                "submit",
                _("Nộp hồ sơ"),
                _("Nội dung được niêm phong và có biên nhận. Còn trong hạn và chưa tiếp nhận thì thu hồi được."),
                may_submit(roles, dossier, at),
                kind="go",
                version=submissions_of(dossier).count() + 1,
            ),
            Choice("unconfirm", _("Bỏ xác nhận để sửa"), "", may_unconfirm(roles, dossier), "reason"),
        ]
    if dossier.state == DossierState.SUBMITTED:
        return [Choice("recall", _("Thu hồi hồ sơ"), "", may_recall(roles, dossier, at), "reason", "danger")]
    return []


def _of_secretariat(roles: Roles, dossier: Dossier) -> list[Choice]:
    if dossier.state == DossierState.SUBMITTED:
        accepts = _("Từ đây đơn vị không thu hồi được; thẩm định từng trường hợp.")
        return [
            Choice("accept", _("Tiếp nhận"), accepts, may_accept(roles, dossier), kind="go"),
            Choice("return_for_completion", _("Trả lại"), "", may_return(roles, dossier), "page", "danger"),
        ]
    if dossier.state == DossierState.ACCEPTED:
        return [Choice("appraise", _("Thẩm định"), "", may_appraise(roles, dossier), "page", "go")]
    return []
