"""What a page of any object needs to be proved by files: the card that shows them, and the act behind its form.

The page includes `files/evidence.html` with `evidence` in its context; its POST goes to an address that calls `prove`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.errors import InputError
from thidua.files.enums import UploadState
from thidua.files.forms import EvidenceForm
from thidua.files.intake import take_in
from thidua.files.models import Citation, Upload
from thidua.files.queries import citations_of, kept_uploads
from thidua.organizations.http import ActorRequest
from thidua.organizations.models import Unit
from thidua.organizations.permissions import fetch


@dataclass(frozen=True)
class Evidence:
    """The files that prove an object; `form` only for who may add to them, and then `url` takes it.

    `link`: where a reader opens one; by default at the store, which is for those who may read the unit.
    """

    citations: Sequence[Citation]
    url: str
    form: EvidenceForm | None
    may_withdraw: bool
    link: Callable[[Citation], str] | None

    @property
    def rows(self) -> list[tuple[Citation, str]]:
        return [
            (each, self.link(each) if self.link else reverse("files:detail", args=[each.upload_id]))
            for each in self.citations
        ]


class Cite(Protocol):
    def __call__(self, obj: Any, /, *, uploads: Sequence[Upload], actor: Any, at: Any) -> object: ...


def evidence_of(
    obj: models.Model,
    unit: Unit,
    *,
    url: str,
    may_add: bool,
    may_withdraw: bool | None = None,
    link: Callable[[Citation], str] | None = None,
) -> Evidence:
    """Return the card of an object; who may add may withdraw too, unless it is said.

    Two statements for who may add, one for who may not.
    """
    form = EvidenceForm(uploads=kept_uploads(unit)) if may_add else None
    return Evidence(list(citations_of(obj)), url, form, may_add if may_withdraw is None else may_withdraw, link)


def prove(request: ActorRequest, obj: models.Model, unit: Unit, *, cite: Cite, withdraw: Callable[..., object]) -> None:
    """Carry out what the card's form says: cite files, new ones or kept ones, or no longer cite one.

    Whether the object may be proved by this actor, `cite` and `withdraw` ask. What is refused is told in messages.
    """
    acts = {"actor": request.user, "at": request.at}
    if (asked := request.POST.get("withdraw", "")).isdecimal():
        citation = fetch(citations_of(obj), pk=int(asked))
        withdraw(obj, citation=citation, **acts)
        messages.success(request, _("Đã bỏ dẫn tệp."))
        return
    form = EvidenceForm(request.POST, request.FILES, uploads=kept_uploads(unit))
    if not form.is_valid():
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, str(error))
        return
    uploads = [*_brought(request, form, unit), *form.cleaned_data["kept"]]
    if uploads:
        cite(obj, uploads=uploads, **acts)
        messages.success(request, _("Đã thêm minh chứng: %(names)s.") % {"names": ", ".join(map(str, uploads))})


def _brought(request: ActorRequest, form: EvidenceForm, unit: Unit) -> list[Upload]:
    """Take in the files of the form; return those that were kept, tell of the others."""
    settled = [take_and_tell(request, unit, file) for file in form.cleaned_data["evidence"]]
    return [upload for upload in settled if upload is not None and upload.state == UploadState.KEPT]


def take_and_tell(request: ActorRequest, unit: Unit, file: Any) -> Upload | None:
    """Take one file in, and tell in a message what became of it where that is not what was hoped for."""
    try:
        upload = take_in(unit, file, actor=request.user, at=request.at)
    except InputError as error:
        for problem in error.problems:
            messages.error(request, str(problem))
        return None
    if upload.state == UploadState.REFUSED:
        reasons = " ".join(f"{each['what']} {each['fix']}" for each in upload.problems)
        messages.error(request, f"{upload.name}: {reasons}")
    elif upload.state == UploadState.SCANNING:
        messages.warning(request, _("%(name)s: đã nhận, chờ quét vi-rút.") % {"name": upload.name})
    return upload
