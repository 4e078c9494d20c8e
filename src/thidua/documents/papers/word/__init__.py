"""DOCX by python-docx: real styles, so that an office can go on editing; the same bytes for the same paper."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from thidua.documents.papers.inert import inert, map_text
from thidua.documents.papers.model import Certificate

if TYPE_CHECKING:
    from docx.document import Document

    from thidua.documents.papers.model import Paper

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can carry: the bytes depend on the content alone


def render_docx(document: Paper | Certificate) -> bytes:
    from thidua.documents.papers.word.certificate import write_certificate
    from thidua.documents.papers.word.paper import write_paper

    clean = map_text(document, inert)
    written = write_certificate(clean) if isinstance(clean, Certificate) else write_paper(clean)
    describe(written, clean)
    return packed(written)


def describe(document: Document, paper: Paper | Certificate) -> None:
    """Name the paper and its issuer in the file's properties, and nobody else."""
    if isinstance(paper, Certificate):
        title, author = f"{paper.form} – {paper.name}", paper.decider
    else:
        title, author = f"{paper.kind.heading} {paper.title}", paper.letterhead.issuer
    properties = document.core_properties
    properties.title = title.replace("\n", " ")[:255]
    properties.author = author.replace("\n", " ")[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(*_EPOCH[:3], tzinfo=UTC)


def packed(document: Document) -> bytes:
    """The document as a file whose bytes depend on its content alone."""
    saved, made = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return made.getvalue()
