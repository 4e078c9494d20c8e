"""Reads back what a PDF shows: every run of text with its place on the page, and what a DOCX says."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from docx import Document
from docx.document import Document as WordDocument

_MM = 25.4 / 72
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Run:
    """`x`, `y`: where it starts, in mm from the left and the top of its page (`page` from 1); `size` in points."""

    page: int
    x: float
    y: float
    size: float
    font: str
    text: str


def runs(pdf: bytes) -> list[Run]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [run for number, page in enumerate(document.pages, start=1) for run in _page_runs(page, number)]


def pdf_text(pdf: bytes) -> str:
    """All text with single spaces, in the order it is drawn."""
    return " ".join(" ".join(run.text for run in runs(pdf)).split())


def squeezed(text: str) -> str:
    """Without any space: lines and cells break where they like."""
    return "".join(text.replace("\u200b", "").split())


def word(docx: bytes) -> WordDocument:
    return Document(io.BytesIO(docx))


def docx_text(docx: bytes) -> str:
    """Body paragraphs, table cells included, in document order."""
    document = word(docx)
    paragraphs = document.element.body.iter("{*}p")
    return "\n".join("".join(node.text or "" for node in each.iter("{*}t")) for each in paragraphs)


def _page_runs(page: pikepdf.Page, number: int) -> Iterator[Run]:
    fonts = {name: _Font(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    height = float(page.mediabox[3])
    ctm, text, stack, font, size = _ONE, _ONE, [], None, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(ctm)
            case "Q":
                ctm = stack.pop()
            case "cm":
                ctm = _times(_matrix(operands), ctm)
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                text = _matrix(operands)
            case "Tj" | "TJ":
                x, y = _times(text, ctm)[4:]
                assert font is not None
                yield Run(number, x * _MM, (height - y) * _MM, size, font.name, font.decode(operands[0]))


_ONE: Matrix = (1, 0, 0, 1, 0, 0)


def _matrix(operands: list[object]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)  # type: ignore[arg-type]
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


class _Font:
    def __init__(self, font: pikepdf.Object) -> None:
        self.name = str(font.BaseFont)
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        self._unicode = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
            for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section)
        }

    def decode(self, shown: pikepdf.Object) -> str:
        pieces = [shown] if isinstance(shown, pikepdf.String) else [s for s in shown if isinstance(s, pikepdf.String)]
        data = b"".join(bytes(piece) for piece in pieces)
        codes = [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]
        return "".join(self._unicode.get(code, "") for code in codes)
