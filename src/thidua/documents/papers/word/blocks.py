"""The blocks of a paper's body as Word paragraphs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

from thidua.documents.papers import layout
from thidua.documents.papers.measures import pt
from thidua.documents.papers.model import (
    Align,
    Article,
    Heading,
    ItemList,
    KeyValues,
    PageBreak,
    Paragraph,
    Table,
)
from thidua.documents.papers.word import xml
from thidua.documents.papers.word.styles import CELL_STYLE, CENTER, JUSTIFY, LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import _Cell
    from docx.table import _Row as WordRow
    from docx.text.paragraph import Paragraph as WordParagraph

    from thidua.documents.papers.model import Block, Row

_ALIGNMENTS = {Align.LEFT: LEFT, Align.CENTER: CENTER, Align.RIGHT: RIGHT, Align.JUSTIFY: JUSTIFY}


def write_blocks(document: Document, blocks: Sequence[Block], *, landscape: bool, keep_last: bool) -> None:
    """`keep_last`: the last words of the text stay on one page with what follows (the signatures).

    LibreOffice tears a heading that follows a table at once from its text; a line of 2 points between them helps.
    """
    levels = layout.heading_levels(blocks, above=1)
    for place, (block, level) in enumerate(zip(blocks, levels, strict=True)):
        if place and isinstance(block, Table) and not isinstance(blocks[place - 1], Table | PageBreak):
            _lead_to_table(document.paragraphs[-1])
        if place and isinstance(block, Heading) and isinstance(blocks[place - 1], Table):
            xml.add_paragraph(document, "Normal").paragraph_format.line_spacing = Pt(2)  # see below
        _write(document, block, level, landscape=landscape)
    if keep_last and blocks and not isinstance(blocks[-1], Table | PageBreak):
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def _lead_to_table(paragraph: WordParagraph) -> None:
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(pt("paragraph_gap"))


def _write(document: Document, block: Block, level: int, *, landscape: bool) -> None:
    match block:
        case Paragraph():
            _paragraph(document, block)
        case Heading():
            xml.add_paragraph(document, f"Heading {level}", f"{block.number} {block.text}".strip())
        case Table():
            write_table(document, block, landscape=landscape)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            for lead, text in _lines(block):
                _led(document, lead, text)


def _lines(block: Article | ItemList | KeyValues) -> list[tuple[str, str]]:
    """The bold lead and the text of every paragraph."""
    match block:
        case Article():
            return [(f"Điều {block.number}.", block.text), *(("", point) for point in block.points)]
        case ItemList():
            return [("", f"{block.marker} {item}") for item in block.items]
        case KeyValues():
            return [("", f"{key}: {value}") for key, value in block.pairs]


def _led(document: Document, lead: str, text: str) -> WordParagraph:
    paragraph = xml.add_paragraph(document, "Body Text")
    if lead:
        paragraph.add_run(f"{lead} ").bold = True
    paragraph.add_run(text)
    return paragraph


def _paragraph(document: Document, block: Paragraph) -> None:
    paragraph = _led(document, block.lead, block.text)
    paragraph.alignment = _ALIGNMENTS[block.align]
    if not block.indent:
        paragraph.paragraph_format.first_line_indent = Mm(0)
    run = paragraph.runs[-1]
    run.bold = block.bold or None
    run.italic = block.italic or None


def write_table(document: Document, block: Table, *, landscape: bool) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = layout.column_widths_mm(block, landscape=landscape)
    xml.fix_layout(table, widths, borders=True, padding_mm=layout.CELL_PADDING_MM)
    header = table.rows[0]
    for cell, column in zip(header.cells, block.columns, strict=True):
        _fill(cell, column.heading, Align.CENTER, size=block.size, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    xml.repeat_header(header)
    xml.keep_row_whole(header)
    first_alike: dict[tuple[int, bool], WordRow] = {}
    for row in block.filled_rows:
        look = (row.span, row.bold)
        if look in first_alike:
            xml.copy_row(first_alike[look], row.cells)
        else:
            first_alike[look] = _row(table.add_row(), block, row)


def _row(word_row: WordRow, block: Table, row: Row) -> WordRow:
    cells = word_row.cells
    first = xml.merge_first(cells, row.span)
    align = Align.LEFT if row.span > 1 else block.columns[0].align
    _fill(first, row.cells[0], align, size=block.size, bold=row.bold)
    for cell, column, text in zip(cells[row.span :], block.columns[row.span :], row.cells[1:], strict=True):
        _fill(cell, text, column.align, size=block.size, bold=row.bold)
    xml.keep_row_whole(word_row)
    return word_row


def _fill(cell: _Cell, text: str, align: Align, *, size: float, bold: bool) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    xml.restyle(paragraph, CELL_STYLE)
    paragraph.alignment = _ALIGNMENTS[align]
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)
