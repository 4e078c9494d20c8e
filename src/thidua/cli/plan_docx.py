"""A Word file → its text: paragraphs and tables in order, with the numbers Word would print before them."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from thidua.cli.docx_numbering import Numbering

_PARAGRAPH, _TABLE, _CELL, _ROW = qn("w:p"), qn("w:tbl"), qn("w:tc"), qn("w:tr")
_BOX = qn("w:txbxContent")
_UNSEEN = {
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _BOX,
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:sym"): "•"}
# The tables that lay out the head and the foot of a page, rather than hold data.
_LAYOUT = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|^\W*Nơi\s+nhận|^Số\s*:", re.IGNORECASE | re.MULTILINE)


def read_docx(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Text and notes on what could not be read. A line per paragraph; a table's row is "| a | b |".

    Footnotes and the margins of pages are left out.
    """
    document = docx.Document(io.BytesIO(content))
    numbering = Numbering(document)
    text = "\n".join(_lines(document.element.body, numbering))
    notes = tuple(
        f"Kiểu đánh số tự động “{name}” trong tệp Word chưa đọc được; các mục dùng kiểu này không có số."
        for name in sorted(numbering.unknown)
    )
    return text, notes


def _lines(element: Any, numbering: Numbering) -> Iterator[str]:
    for child in element:
        if child.tag == _PARAGRAPH:
            yield from _boxes(child, numbering)
            yield _paragraph(child, numbering)
        elif child.tag == _TABLE:
            yield from _table(child, numbering)
        elif child.tag not in _UNSEEN:
            yield from _lines(child, numbering)


def _boxes(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    for box in paragraph.iter(_BOX):
        if not any(parent.tag in _UNSEEN for parent in box.iterancestors()):
            yield from _lines(box, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> str:
    label, text = numbering.label(paragraph), _text(paragraph)
    return f"{label} {text}" if label and text.strip() else text


def _text(element: Any) -> str:
    parts = []
    for child in element:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in _UNSEEN:
            parts.append(_text(child))
    return "".join(parts)


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    rows = [[list(_lines(cell, numbering)) for cell in _nearest(row, _CELL)] for row in _nearest(table, _ROW)]
    cells = [line for row in rows for cell in row for line in cell]
    if _LAYOUT.search("\n".join(cells)):
        yield from cells
        return
    for row in rows:
        yield "| " + " | ".join(" ".join(" ".join(cell).split()) for cell in row) + " |"


def _nearest(element: Any, tag: str) -> Iterator[Any]:
    """A table inside a cell keeps its rows to itself."""
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _nearest(child, tag)
