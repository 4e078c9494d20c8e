"""Pages of a paper, built from its facts. Numbered papers are built once and kept; drafts anew each time."""

import re
from datetime import datetime

from thidua.core.text import clean
from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.models import Paper
from thidua.documents.papers import Certificate, build, render_certificates_pdf, render_docx, render_pdf
from thidua.documents.papers.office import merge
from thidua.documents.queries import template_of
from thidua.files.actions import read_file, store_file

FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')  # in names of files, by Windows
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_name(paper: Paper, extension: str) -> str:
    """Return the name a downloaded paper gets: "08-QĐ-UBND Quyết định khen thưởng.pdf"."""
    code = paper.code.replace("/", "-") if paper.number else ""
    return f"{FORBIDDEN.sub(' ', clean(f'{code} {paper.title}'))[:120].strip()}.{extension}"


def page_of(paper: Paper, extension: str, *, at: datetime) -> bytes:
    """Return the paper as PDF or DOCX; once numbered (a certificate: once signed) always the same bytes."""
    kept = paper.pdf if extension == "pdf" else paper.docx
    if kept is not None:
        return read_file(kept)
    content = _render(paper, extension)
    if _is_final(paper):
        stored = store_file(
            content, name=file_name(paper, extension), media_type=MEDIA_TYPES[extension], actor=None, at=at
        )
        Paper.objects.filter(pk=paper.pk).update(**{extension: stored})
    return content


def _is_final(paper: Paper) -> bool:
    """A certificate takes no number of its own: its signature is the last that happens to it."""
    is_signed_certificate = paper.kind == PaperKind.GIAY_KHEN and paper.state == PaperState.SIGNED
    return is_signed_certificate or paper.state in (PaperState.NUMBERED, PaperState.ISSUED)


def _render(paper: Paper, extension: str) -> bytes:
    built = build(paper.kind, paper.data)
    moment = paper.signed_at or paper.drafted_at
    if extension == "docx":
        template = template_of(paper, moment)
        return merge(read_file(template.file), built) if template else render_docx(built)
    if isinstance(built, Certificate):
        return render_certificates_pdf([built], at=moment)
    return render_pdf(built, at=moment)
