"""How wide a text is in the typeface of the papers, so that both printers draw lines and shrink names alike."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FONTS = Path(__file__).parent.parent / "fonts"
MISSING = "□"
_MM_PER_PT = 25.4 / 72
_MOST_WORDS = 20  # of a name that is parted evenly


@cache
def _advances(face: str) -> Mapping[int, float]:
    """Character code → advance in em."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / f"Tinos-{face}.ttf", lazy=True) as font:
        metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def printable(text: str) -> str:
    """The text with a visible box for every character the embedded typeface cannot draw (an emoji)."""
    drawn = _advances("Regular")
    return "".join(sign if sign == "\n" or ord(sign) in drawn else MISSING for sign in text)


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Of one line, in millimetres at `size` points."""
    advances = _advances("Bold" if bold else "Regular")
    return sum(advances.get(ord(sign), 1.0) for sign in text) * size * _MM_PER_PT


def widest_mm(text: str, size: float, *, bold: bool, limit: float) -> float:
    """Of the widest line, no more than the room there is."""
    return min(limit, max(width_mm(line, size, bold=bold) for line in text.split("\n")))


def lines_needed(text: str, size: float, width: float, *, bold: bool = False) -> int:
    return sum(_wrapped(line, size, width, bold=bold) for line in text.split("\n"))


def _wrapped(line: str, size: float, width: float, *, bold: bool) -> int:
    space = width_mm(" ", size, bold=bold)
    count, used = 1, 0.0
    for word in line.split(" "):
        long = width_mm(word, size, bold=bold)
        if used and used + space + long > width:
            count, used = count + 1, 0.0
        used += long + (space if used else 0)
        while used > width:  # a word longer than the line is broken
            count, used = count + 1, used - width
    return count


def fitting_size(text: str, sizes: Sequence[float], *, width: float, lines: int, bold: bool = False) -> float:
    """The largest of `sizes` (descending, points) at which the text needs no more than `lines`; else the smallest."""
    return next((size for size in sizes if lines_needed(text, size, width, bold=bold) <= lines), sizes[-1])


def evenly_broken(text: str, size: float, *, bold: bool, width: float) -> str:
    """Lines wider than the room there is, parted between words into as few as will do, as even as can be."""
    return "\n".join(_evenly(line, size, width, bold=bold) for line in text.split("\n"))


def _evenly(line: str, size: float, width: float, *, bold: bool) -> str:
    words = line.split(" ")
    count = min(lines_needed(line, size, width, bold=bold), len(words))
    if count == 1 or len(words) > _MOST_WORDS:
        return line
    ways = (
        [" ".join(words[start:end]) for start, end in pairwise((0, *cuts, len(words)))]
        for cuts in combinations(range(1, len(words)), count - 1)
    )
    return "\n".join(min(ways, key=lambda way: max(width_mm(each, size, bold=bold) for each in way)))
