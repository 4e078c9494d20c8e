"""The labels Word computes for automatically numbered paragraphs (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_FORMATS = {"decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}
_PRINTED_BULLETS = {"-", "–", "—", "+", "*", "•"}


@dataclass(frozen=True)
class _Level:
    start: int
    style: str
    pattern: str  # "%1.%2." or the bullet itself


class Numbering:
    """Asked paragraph by paragraph, in order: each answer moves the counters on."""

    def __init__(self, document: Any) -> None:
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = part.element if part is not None else ()
        self._abstract = {_value(e, "w:abstractNumId", of=e): e for e in root if e.tag == qn("w:abstractNum")}
        self._lists = {_value(e, "w:numId", of=e): e for e in root if e.tag == qn("w:num")}
        self._styles = {style.style_id: style.element for style in document.styles}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()

    def label(self, paragraph: Any) -> str:
        """What Word prints: “III.”, “1.1.”, “a)”, “-”; empty for a paragraph without a number."""
        number, depth = self._list_of(paragraph)
        if number not in self._lists:
            return ""
        abstract = _value(self._lists[number].find(qn("w:abstractNumId")), "w:val")
        levels = self._levels(abstract)
        if depth not in levels:
            return ""
        level = levels[depth]
        if level.style == "bullet":
            return level.pattern if level.pattern in _PRINTED_BULLETS else "+" if depth else "•"
        self._count(number, abstract, depth, level.start)
        return self._printed(level, levels, self._counters[abstract])

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The paragraph's own list, or else its style's."""
        number, depth, holder = "", "", paragraph
        seen: set[int] = set()
        while holder is not None and id(holder) not in seen and not number:
            seen.add(id(holder))
            properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None:
                number = _value(properties.find(qn("w:numId")), "w:val")
                depth = depth or _value(properties.find(qn("w:ilvl")), "w:val")
            parent = holder.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if holder is paragraph else None
            parent = holder.find(qn("w:basedOn")) if parent is None else parent
            holder = self._styles.get(_value(parent, "w:val"))
        return number, int(depth or 0)

    def _levels(self, abstract: str) -> dict[int, _Level]:
        root = self._abstract.get(abstract, ())
        return {int(_value(e, "w:ilvl", of=e)): _level(e) for e in root if e.tag == qn("w:lvl")}

    def _count(self, number: str, abstract: str, depth: int, start: int) -> None:
        counters = self._counters.setdefault(abstract, {})
        override = self._lists[number].find(f"{qn('w:lvlOverride')}[@{qn('w:ilvl')}='{depth}']/{qn('w:startOverride')}")
        if override is not None and (number, depth) not in self._begun:
            counters[depth] = int(_value(override, "w:val"))
        else:
            counters[depth] = counters.get(depth, start - 1) + 1
        self._begun.add((number, depth))
        for deeper in [place for place in counters if place > depth]:
            del counters[deeper]

    def _printed(self, level: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = levels.get(at, level)
            if shown.style not in {*_FORMATS, "none"}:
                self.unknown.add(shown.style)
            return _numeral(counters.get(at, shown.start), shown.style)

        return re.sub(r"%(\d)", place, level.pattern) if level.style in _FORMATS else self._unprinted(level)

    def _unprinted(self, level: _Level) -> str:
        if level.style != "none":
            self.unknown.add(level.style)
        return ""


def _level(element: Any) -> _Level:
    found = {name: _value(element.find(qn(f"w:{name}")), "w:val") for name in ("start", "numFmt", "lvlText")}
    return _Level(int(found["start"] or 1), found["numFmt"] or "decimal", found["lvlText"].strip())


def _value(element: Any, attribute: str, of: Any = None) -> str:
    holder = element if of is None else of
    return "" if holder is None else str(holder.get(qn(attribute)) or "")


def _numeral(number: int, style: str) -> str:
    match style:
        case "decimal":
            return str(number)
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if style == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(number).upper() if style == "upperRoman" else _roman(number)
    return ""


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
