"""An administrative paper by NĐ 30/2020 as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from thidua.documents.papers import layout
from thidua.documents.papers.measures import PAGE_MM, QUOC_HIEU, TIEU_NGU, mm, text_width_mm
from thidua.documents.papers.word import xml
from thidua.documents.papers.word.blocks import write_blocks
from thidua.documents.papers.word.styles import LEFT, blank_document

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell

    from thidua.documents.papers.model import Attachment, Paper, Signature


def write_paper(paper: Paper) -> Document:
    document = blank_document()
    _lay_out(document.sections[0], landscape=False)
    _number_pages(document.sections[0])
    _letterhead(document, paper)
    _title(document, paper)
    _preamble(document, paper)
    write_blocks(document, paper.blocks, landscape=False, keep_last=True)
    _signatures(document, paper)
    if paper.note:
        xml.add_paragraph(document, "Ghi chú mẫu", paper.note)
    write_annexes(document, paper)
    return document


def write_annexes(document: Document, paper: Paper) -> None:
    """Every annex in a section of its own, at the end of the document."""
    for attachment, label in zip(paper.attachments, paper.annex_labels, strict=True):
        _annex(document, attachment, label)


def _lay_out(section: Section, *, landscape: bool) -> None:
    width, height = reversed(PAGE_MM) if landscape else PAGE_MM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(mm("top")), Mm(mm("bottom"))
    section.left_margin, section.right_margin = Mm(mm("left")), Mm(mm("right"))
    section.header_distance = section.footer_distance = Mm(mm("page_number_from_top"))


def _number_pages(section: Section) -> None:
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    xml.restyle(paragraph, "Header")
    xml.field(paragraph.add_run(), "PAGE")


def _bare_table(document: Document, rows: int, widths_mm: tuple[float, ...]) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths_mm))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    xml.fix_layout(table, widths_mm, borders=False, padding_mm=0)
    for row in table.rows:
        xml.keep_row_whole(row)
    return table


def _add(cell: _Cell, text: str, style: str) -> None:
    """Text as the cell's next paragraph; a new cell's own empty paragraph is used first."""
    fresh = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
    paragraph = xml.restyle(cell.paragraphs[0] if fresh else cell.add_paragraph(), style)
    paragraph.add_run(text)


def _rule(cell: _Cell, length_mm: float, column_mm: float) -> None:
    paragraph = xml.add_paragraph(cell, "Normal")
    paragraph.paragraph_format.line_spacing = Pt(3)
    xml.rule_under(paragraph, around_mm=max(0.0, (column_mm - length_mm) / 2))


def _letterhead(document: Document, paper: Paper) -> None:
    head = layout.named_lines(paper.letterhead)
    left = mm("issuer_column")
    right = text_width_mm() - left
    table = _bare_table(document, 2, (left, right))
    issuer, nation = table.rows[0].cells
    if head.superior:
        _add(issuer, head.superior, "Cơ quan chủ quản")
    _add(issuer, head.issuer, "Cơ quan ban hành")
    _rule(issuer, layout.issuer_rule_mm(head), left)
    _add(nation, QUOC_HIEU, "Quốc hiệu")
    _add(nation, TIEU_NGU, "Tiêu ngữ")
    _rule(nation, layout.motto_rule_mm(), right)
    number, dated = table.rows[1].cells
    number.vertical_alignment = dated.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM  # on one line, whatever the sizes
    _add(number, head.number_line, "Số, ký hiệu")
    _add(dated, head.date_line, "Địa danh, ngày tháng")


def _title(document: Document, paper: Paper) -> None:
    xml.add_paragraph(document, "Title", paper.kind.heading)
    if paper.title:
        xml.add_paragraph(document, "Subtitle", paper.title)
    rule = xml.add_paragraph(document, "Normal")
    rule.paragraph_format.line_spacing = Pt(3)
    rule.paragraph_format.space_after = Pt(8)
    xml.rule_under(rule, around_mm=(text_width_mm() - layout.title_rule_mm(paper.title)) / 2)


def _preamble(document: Document, paper: Paper) -> None:
    write_addressees(document, paper)
    if paper.authority:
        xml.add_paragraph(document, "Thẩm quyền ban hành", paper.authority)
    write_bases(document, paper)
    if paper.resolution:
        xml.add_paragraph(document, "Thẩm quyền ban hành", paper.resolution)


def write_bases(document: Document, paper: Paper) -> None:
    for basis in paper.bases:
        xml.add_paragraph(document, "Căn cứ", basis)


def write_addressees(document: Document, paper: Paper) -> None:
    if len(paper.addressees) == 1:
        xml.add_paragraph(document, "Kính gửi", f"Kính gửi: {paper.addressees[0]}")
    elif paper.addressees:
        _addressees(document, paper)


def _addressees(document: Document, paper: Paper) -> None:
    indents = layout.addressee_indents(paper.addressees)
    first = xml.add_paragraph(document, "Kính gửi", "Kính gửi:")
    first.alignment = LEFT
    first.paragraph_format.left_indent = Mm(indents.left)
    for addressee in paper.addressees:
        line = xml.add_paragraph(document, "Kính gửi", f"- {addressee}")
        line.alignment = LEFT
        line.paragraph_format.space_before = Pt(2)
        line.paragraph_format.left_indent = Mm(indents.left + indents.dash + indents.mark)
        line.paragraph_format.first_line_indent = Mm(-indents.mark)


def _signatures(document: Document, paper: Paper) -> None:
    if not paper.signatures and not paper.recipients:
        return
    spacer = xml.add_paragraph(document, "Normal")
    spacer.paragraph_format.line_spacing = Pt(10)
    spacer.paragraph_format.keep_with_next = True
    if len(paper.signatures) > 1:
        share = text_width_mm() / len(paper.signatures)
        table = _bare_table(document, 2, (share,) * len(paper.signatures))
        for place, signature in enumerate(paper.signatures):
            _sign(table.cell(0, place), table.cell(1, place), signature)
        recipients = _bare_table_after(document)
        _recipients(recipients, paper)
        return
    left = mm("recipients_column")
    table = _bare_table(document, 1, (left, text_width_mm() - left))
    _recipients(table.cell(0, 0), paper)
    for signature in paper.signatures:
        _sign(table.cell(0, 1), table.cell(0, 1), signature)


def _bare_table_after(document: Document) -> _Cell:
    """A table of one cell, parted from the table before it, which Word would join it to."""
    xml.add_paragraph(document, "Normal").paragraph_format.line_spacing = Pt(8)
    return _bare_table(document, 1, (text_width_mm(),)).cell(0, 0)


def _sign(top: _Cell, bottom: _Cell, signature: Signature) -> None:
    _add(top, signature.title, "Chức vụ người ký")
    if signature.note:
        _add(top, signature.note, "Ghi chú ký")
    _add(bottom, signature.name, "Họ tên người ký")
    bottom.paragraphs[-1].paragraph_format.space_before = Mm(mm("signing_space"))


def _recipients(cell: _Cell, paper: Paper) -> None:
    if not paper.recipients:
        return
    _add(cell, "Nơi nhận:", "Nơi nhận")
    for recipient in paper.recipients:
        _add(cell, f"- {recipient}", "Danh sách nơi nhận")


def _annex(document: Document, attachment: Attachment, label: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    xml.count_pages_anew(section)
    _lay_out(section, landscape=attachment.landscape)
    xml.add_paragraph(document, "Phụ lục", label)
    xml.add_paragraph(document, "Heading 1", attachment.title)
    if attachment.reference:
        xml.add_paragraph(document, "Kèm theo", attachment.reference)
    write_blocks(document, attachment.blocks, landscape=attachment.landscape, keep_last=False)
