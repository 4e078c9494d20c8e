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
    if isinstance(clean, Certificate):
        written, title, author = write_certificate(clean), f"{clean.form} – {clean.name}", clean.decider
    else:
        written, title, author = write_paper(clean), f"{clean.kind.heading} {clean.title}", clean.letterhead.issuer
    _describe(written, title, author)
    return _packed(written)


def _describe(document: Document, title: str, author: str) -> None:
    properties = document.core_properties
    properties.title = title.replace("\n", " ")[:255]
    properties.author = author.replace("\n", " ")[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(*_EPOCH[:3], tzinfo=UTC)


def _packed(document: Document) -> bytes:
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
