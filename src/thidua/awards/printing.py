"""Certificates on paper: single files that are kept, all in one file, all single files in one archive."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects

from thidua.awards.models import Award, PrintRun
from thidua.awards.queries import awards_of
from thidua.core.text import clean, slug
from thidua.documents.papers import Certificate, build, render_certificates_pdf
from thidua.documents.papers.blank import Blank, layout_of, render_on_blank
from thidua.documents.rendering import FORBIDDEN, MEDIA_TYPES, page_of
from thidua.files.actions import store_file
from thidua.files.models import StoredFile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date an archive can carry: its bytes depend on its content alone


def certificates_pdf(awards: Sequence[Award], blank: Blank | None = None) -> bytes:
    """Return one PDF with a certificate on each page, in the order given, built from what was signed.

    On a blank there are the texts alone.
    """
    papers = [award.certificate for award in awards if award.certificate is not None]
    built = [build(paper.kind, paper.data) for paper in papers]
    signed_at = max(paper.signed_at or paper.drafted_at for paper in papers)
    certificates = [each for each in built if isinstance(each, Certificate)]
    if blank is not None:
        return render_on_blank(certificates, blank, at=signed_at)
    return render_certificates_pdf(certificates, at=signed_at)


def print_singles(awards: Sequence[Award], *, at: datetime) -> int:
    """Print each certificate by itself; what is printed already stays as it was. Return how many there are."""
    for award in awards:
        if award.certificate is not None:
            page_of(award.certificate, "pdf", at=at)
    return len(awards)


def put_together(run: PrintRun, *, at: datetime) -> tuple[StoredFile, StoredFile | None]:
    """Keep all certificates of a run as one PDF, and the single ones as an archive unless they are on a blank."""
    awards = list(awards_of(run.decision))
    prefetch_related_objects(awards, "certificate__pdf")
    paper = run.decision.paper
    stem = f"giay-khen-{slug(paper.code) if paper else run.decision_id}"
    if run.layout is not None:
        pdf = certificates_pdf(awards, layout_of(run.layout))
        name = f"{stem}-{slug(run.blank_name)}.pdf"
        return store_file(pdf, name=name, media_type=MEDIA_TYPES["pdf"], actor=run.asked_by, at=at), None
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:  # a PDF is compressed in itself
        for award in awards:
            if award.certificate is not None:
                target.writestr(zipfile.ZipInfo(single_name(award), _EPOCH), page_of(award.certificate, "pdf", at=at))
    return (
        store_file(
            certificates_pdf(awards), name=f"{stem}.pdf", media_type=MEDIA_TYPES["pdf"], actor=run.asked_by, at=at
        ),
        store_file(archive.getvalue(), name=f"{stem}.zip", media_type="application/zip", actor=run.asked_by, at=at),
    )


def single_name(award: Award) -> str:
    """Return the name of a certificate in the archive, which sorts as the register does."""
    return f"{award.register_number:04d} {FORBIDDEN.sub(' ', clean(award.recipient))[:100].strip()}.pdf"
