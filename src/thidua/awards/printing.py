"""Certificates on paper: many in one file."""

from collections.abc import Sequence

from thidua.awards.models import Award
from thidua.documents.papers import Certificate, build, render_certificates_pdf


def certificates_pdf(awards: Sequence[Award]) -> bytes:
    """Return one PDF with a certificate on each page, in the order given, built from what was signed."""
    papers = [award.certificate for award in awards if award.certificate is not None]
    built = [build(paper.kind, paper.data) for paper in papers]
    signed_at = max(paper.signed_at or paper.drafted_at for paper in papers)
    return render_certificates_pdf([each for each in built if isinstance(each, Certificate)], at=signed_at)
