"""A certificate as a Word document: A4 landscape inside a gold page border, for the office to retouch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Mm, Pt, RGBColor

from thidua.documents.papers import layout
from thidua.documents.papers.measures import PAGE_MM, QUOC_HIEU, TIEU_NGU
from thidua.documents.papers.word import xml
from thidua.documents.papers.word.styles import CENTER, LEFT, blank_document

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from thidua.documents.papers.model import Certificate

_RED = RGBColor(0xB3, 0x13, 0x1B)
_BLACK = RGBColor(0, 0, 0)
_GOLD = "B8892B"
_SIGNER_MM = 105.0


def write_certificate(certificate: Certificate) -> Document:
    document = blank_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    side = (PAGE_MM[1] - layout.CERTIFICATE_TEXT_MM) / 2
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin = section.bottom_margin = Mm(20)
    xml.page_border(section, _GOLD)
    _words(document, certificate)
    _foot(document, certificate)
    return document


def _words(document: Document, certificate: Certificate) -> None:
    sizes = layout.certificate_sizes(certificate)
    _line(document.add_paragraph(), QUOC_HIEU, 15, bold=True)
    _line(document.add_paragraph(), TIEU_NGU, 16, bold=True)
    _line(document.add_paragraph(), certificate.decider, sizes.decider, bold=True, color=_RED, before=28)
    _line(document.add_paragraph(), "TẶNG", 16, bold=True, before=4)
    _line(xml.add_paragraph(document, "Title"), certificate.form, 54, bold=True, color=_RED)
    _line(xml.add_paragraph(document, "Heading 1"), certificate.name, sizes.name, bold=True, before=4)
    if certificate.detail:
        _line(document.add_paragraph(), certificate.detail, sizes.detail, before=2)
    _line(document.add_paragraph(), certificate.achievement, sizes.achievement, italic=True, before=8)


def _line(
    paragraph: Paragraph,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    color: RGBColor = _BLACK,
    before: float = 0,
) -> None:
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size, run.font.color.rgb = bold, italic, Pt(size), color


def _foot(document: Document, certificate: Certificate) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(18)
    table = document.add_table(rows=1, cols=2)
    xml.fix_layout(table, (layout.CERTIFICATE_TEXT_MM - _SIGNER_MM, _SIGNER_MM), borders=False, padding_mm=0)
    register, signer = table.rows[0].cells
    register.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    for paragraph, text in (
        (register.paragraphs[0], certificate.decision),
        (register.add_paragraph(), certificate.register),
    ):
        _line(paragraph, text, 13)
        paragraph.alignment = LEFT
    _signature(signer, certificate)
    document.add_paragraph().paragraph_format.line_spacing = Pt(1)  # Word wants a paragraph after a table


def _signature(cell: _Cell, certificate: Certificate) -> None:
    size = layout.certificate_sizes(certificate).signer
    _line(cell.paragraphs[0], certificate.place_date, 14, italic=True)
    _line(cell.add_paragraph(), certificate.signature.title, size, bold=True, before=2)
    _line(cell.add_paragraph(), certificate.signature.name, 16, bold=True, before=50)
