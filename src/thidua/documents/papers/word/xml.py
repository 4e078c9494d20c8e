"""The few things of WordprocessingML that python-docx has no words for."""

# ruff: noqa: SLF001 - python-docx keeps its XML elements behind these names
from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.story import StoryPart
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_TWIPS_PER_MM = 1440 / 25.4
style_ids: WeakKeyDictionary[StoryPart, dict[str, str | None]] = WeakKeyDictionary()  # by name; None: the default


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def twips(mm: float) -> int:
    return round(mm * _TWIPS_PER_MM)


def set_typeface(style: ParagraphStyle, name: str) -> None:
    """One typeface for every script; the theme's fonts would win otherwise."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
        theme = qn(f"w:{script}Theme" if script != "cs" else "w:cstheme")
        if theme in fonts.attrib:
            del fonts.attrib[theme]


def rule_under(paragraph: Paragraph, *, around_mm: float) -> None:
    """Draw the paragraph's lower border, leaving `around_mm` free on either side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(around_mm)
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz=6, space=1, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def count_pages_anew(section: Section) -> None:
    """The section's pages count from 1, and the first shows no number."""
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(
        element("w:pgNumType", start=1), "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
    )


def field(run: Run, code: str) -> None:
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = element("w:instrText")
            instruction.text = code
            run._r.append(instruction)
        run._r.append(element("w:fldChar", fldCharType=kind))


def fix_layout(table: Table, widths_mm: Sequence[float], *, borders: bool, padding_mm: float) -> None:
    """Columns keep their widths; `borders` draws a grid, `padding_mm` left and right in every cell."""
    table.autofit = False
    properties = table._tbl.tblPr
    if borders:
        edges = element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            edges.append(element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
        properties.append(edges)
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        properties.append(layout)  # the schema wants it after the borders
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=twips(padding_mm), type="dxa"))
    properties.append(margins)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.append(look)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def keep_row_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def repeat_header(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def copy_row(row: _Row, texts: Sequence[str]) -> None:
    """Another row at the end of its table that looks like it, with a text for each of its runs."""
    copied = deepcopy(row._tr)
    for run, text in zip(copied.iter(qn("w:r")), texts, strict=True):
        run.text = text
    row._tr.getparent().append(copied)


def add_paragraph(place: Document | _Cell, style: str, text: str = "") -> Paragraph:
    return restyle(place.add_paragraph(text), style)


def restyle(paragraph: Paragraph, style: str) -> Paragraph:
    """Give it the style of that name; python-docx would search all styles for the name at every paragraph."""
    ids = style_ids.setdefault(paragraph.part, {})
    if style not in ids:
        ids[style] = paragraph.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
    paragraph._p.style = ids[style]
    return paragraph


def merge_first(cells: Sequence[_Cell], span: int) -> _Cell:
    """The first `span` cells of a row as one, with one paragraph."""
    if span == 1:
        return cells[0]
    merged: _Cell = cells[0].merge(cells[span - 1])
    for empty in merged.paragraphs[1:]:
        merged._tc.remove(empty._p)
    return merged


def page_border(section: Section, color: str) -> None:
    borders = element("w:pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="double", sz=18, space=24, color=color))
    section._sectPr.insert_element_before(
        borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:vAlign", "w:titlePg", "w:docGrid"
    )
