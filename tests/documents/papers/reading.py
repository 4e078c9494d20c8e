"""Reads back what a PDF shows: every run of text and every rule with its place on the page, and what a DOCX says.

Made for the files of typst and of LibreOffice: text upright, fonts with a ToUnicode map, one or two bytes a letter.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

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
    width: float = 0.0
    black: bool = True

    @property
    def end(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Rule:
    """A line drawn level, in mm as a run's place."""

    page: int
    x: float
    end: float
    y: float


@dataclass(frozen=True)
class Drawn:
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pages: list[tuple[float, float]] = field(default_factory=list)


@cache
def drawn(pdf: bytes) -> Drawn:
    """Everything on every page, to look at; the pages as width and height in mm."""
    found = Drawn()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            found.pages.append((float(page.mediabox[2]) * _MM, float(page.mediabox[3]) * _MM))
            for each in _page_marks(page, number):
                (found.runs if isinstance(each, Run) else found.rules).append(each)  # type: ignore[arg-type]
    return found


def runs(pdf: bytes) -> list[Run]:
    return drawn(pdf).runs


def pdf_text(pdf: bytes) -> str:
    """All text with single spaces, in the order it is drawn."""
    return " ".join(" ".join(run.text for run in runs(pdf)).split())


def squeezed(text: str) -> str:
    """Without any space: lines and cells break where they like."""
    return "".join(text.replace("\u200b", "").split())


def word(docx: bytes) -> WordDocument:
    return Document(io.BytesIO(docx))


@cache
def docx_text(docx: bytes) -> str:
    """Body paragraphs, table cells included, in document order."""
    document = word(docx)
    paragraphs = document.element.body.iter("{*}p")
    return "\n".join("".join(node.text or "" for node in each.iter("{*}t")) for each in paragraphs)


@dataclass
class _State:
    ctm: Matrix
    black: bool = True


_LOOKED_AT = "q Q cm rg g scn k BT Tf Tm Td TD Tj TJ m l re S s f f* b B n"


def _page_marks(page: pikepdf.Page, number: int) -> Iterator[Run | Rule]:  # noqa: C901, PLR0912 - a case an operator
    fonts = {name: _Font(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    height = float(page.mediabox[3])
    state, text, stack, font, size = _State(_ONE), _ONE, [], None, 0.0
    path: list[tuple[float, float]] = []
    for operands, operator in pikepdf.parse_content_stream(page, _LOOKED_AT):
        match str(operator):
            case "q":
                stack.append(_State(state.ctm, state.black))
            case "Q":
                state = stack.pop()
            case "cm":
                state.ctm = _times(_matrix(operands), state.ctm)
            case "rg" | "g" | "scn" | "k":
                state.black = _is_black([float(each) for each in operands if not isinstance(each, pikepdf.Name)])
            case "BT":
                text = _ONE
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                text = _matrix(operands)
            case "Td" | "TD":
                text = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), text)
            case "Tj" | "TJ":
                x, y = _times(text, state.ctm)[4:]
                assert font is not None
                words, width = font.read(operands[0])
                width *= size * _MM
                yield Run(number, x * _MM, (height - y) * _MM, size, font.name, words, width, state.black)
            case "m":
                path = [_point(operands, state.ctm)]
            case "l":
                path.append(_point(operands, state.ctm))
            case "re":
                x, y, wide, high = (float(each) for each in operands)
                path = [_point((x, y), state.ctm), _point((x + wide, y + high), state.ctm)]
            case "S" | "s" | "f" | "f*" | "b" | "B":
                yield from _level(path, number, height)
                path = []
            case "n":
                path = []


def _level(path: list[tuple[float, float]], number: int, height: float) -> Iterator[Rule]:
    """A path that is much longer than it is high: a rule."""
    if path:
        (left, right), (low, high) = ((min(side), max(side)) for side in zip(*path, strict=True))
        if right - left > 10 and high - low < 2:
            yield Rule(number, left * _MM, right * _MM, (height - (low + high) / 2) * _MM)


def _is_black(color: list[float]) -> bool:
    return color == [0, 0, 0, 1] if len(color) == 4 else not any(color)


_ONE: Matrix = (1, 0, 0, 1, 0, 0)


def _matrix(operands: list[object]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)  # type: ignore[arg-type]
    return a, b, c, d, e, f


def _point(operands: object, ctm: Matrix) -> tuple[float, float]:
    x, y = (float(each) for each in operands)  # type: ignore[attr-defined]
    return ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5]


def _times(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


class _Font:
    def __init__(self, font: pikepdf.Object) -> None:
        self.name = str(font.BaseFont)
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        self._bytes = len(re.search(r"begincodespacerange\s*<([0-9A-Fa-f]+)>", cmap)[1]) // 2  # type: ignore[index]
        self._unicode = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
            for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section)
        }
        self._widths = _wide(font.DescendantFonts[0].W) if "/DescendantFonts" in font else _simple(font)

    def read(self, shown: pikepdf.Object) -> tuple[str, float]:
        """The words and how wide they are, in em, blanks at their end apart."""
        words, width, seen = "", 0.0, 0.0
        for piece in [shown] if isinstance(shown, pikepdf.String) else shown:
            if not isinstance(piece, pikepdf.String):
                width -= float(piece) / 1000
                continue
            data = bytes(piece)
            for place in range(0, len(data), self._bytes):
                code = int.from_bytes(data[place : place + self._bytes], "big")
                sign = self._unicode.get(code, "")
                words += sign
                width += self._widths.get(code, 0.0) / 1000
                seen = width if sign.strip() else seen
        return words, seen


def _simple(font: pikepdf.Object) -> dict[int, float]:
    return {int(font.FirstChar) + place: float(width) for place, width in enumerate(font.Widths)}


def _wide(spans: pikepdf.Object) -> dict[int, float]:
    """A CID font's widths: "first [w w w]" or "first last w"."""
    widths: dict[int, float] = {}
    pieces = list(spans)
    while pieces:
        first, second = int(pieces.pop(0)), pieces.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            width = float(pieces.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths
