"""A paper in an office's own template: texts into their fields, paragraphs and tables in place of their marks."""

from __future__ import annotations

import copy
import hashlib
import io
from typing import TYPE_CHECKING

from thidua.documents.papers.inert import inert, map_text
from thidua.documents.papers.model import Certificate, Paper
from thidua.documents.papers.office.fields import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement


def merge(template: bytes, document: Paper | Certificate) -> bytes:
    """The paper as a Word file in the office's look; its annexes follow in the layout of NĐ 30."""
    import docx
    from docxtpl import DocxTemplate

    from thidua.documents.papers.office.environment import FieldsOnly
    from thidua.documents.papers.word import describe, packed
    from thidua.documents.papers.word.blocks import write_blocks
    from thidua.documents.papers.word.paper import write_addressees, write_annexes, write_bases

    clean = map_text(document, inert)
    texts = texts_of(clean)
    marks = {name: _mark(name, texts) for name in ("kinh_gui", "can_cu", "noi_dung")}
    filled, saved = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    filled.render({**texts, **marks}, jinja_env=FieldsOnly(), autoescape=True)
    filled.save(saved)
    merged = docx.Document(saved)
    if isinstance(clean, Paper):
        _add_missing_styles(merged)
        _put(merged, marks["kinh_gui"], lambda: write_addressees(merged, clean))
        _put(merged, marks["can_cu"], lambda: write_bases(merged, clean))
        _put(merged, marks["noi_dung"], lambda: write_blocks(merged, clean.blocks, landscape=False, keep_last=False))
        write_annexes(merged, clean)
    describe(merged, clean)
    return packed(merged)


def _mark(name: str, texts: dict[str, str]) -> str:
    """What stands where paragraphs will: a word that no text of the paper can hold, as it is made of all of them."""
    return f"{name}:{hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()}"


def _put(document: Document, mark: str, write: Callable[[], None]) -> None:
    """What `write` adds at the end of the document is moved to where the mark stands; the mark goes."""
    place = next((each for each in document.element.body.iter("{*}p") if _text(each) == mark), None)
    if place is None:
        return
    body = document.element.body
    before = set(body)
    write()
    for made in [each for each in body if each not in before]:
        place.addprevious(made)
    place.getparent().remove(place)


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(node.text or "" for node in paragraph.iter("{*}t")).strip()


def _add_missing_styles(document: Document) -> None:
    """A style the office has keeps its look; what it lacks looks as NĐ 30 says."""
    from thidua.documents.papers.word.styles import blank_document

    known = {style.name for style in document.styles}
    ids = {style.style_id for style in document.styles}
    for style in blank_document().styles:
        if style.name not in known and style.style_id not in ids:
            document.styles.element.append(copy.deepcopy(style.element))
