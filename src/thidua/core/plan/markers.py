"""The mark that opens an item: "III.", "Điều 5.", "1.1.", "a)", "-", "+"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from thidua.core.plan.lines import BULLETS, Line, is_capitals
from thidua.core.text import slug

ABSOLUTE_LEVELS = ("appendix", "part", "chapter", "section", "article")  # in this order, whoever wrote the plan

_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NAMED_LEVELS = {
    "phần": "part",
    "chương": "chapter",
    "mục": "section",
    "điều": "article",
    "phụ lục": "appendix",
}
_NAMED = re.compile(
    r"(?P<name>Phần|Chương|Mục|Điều|Phụ lục)\s+(?:số\s+)?"
    r"(?P<key>[IVX]+|\d{1,3}|thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))(?!\w)"
    r"\s*(?P<delimiter>[.:)/]?\s*[-–]?)(?P<rest>.*)",
    re.IGNORECASE,
)
_DELIMITER = r"(?P<delimiter>\s?[.)/]-?|-(?=\s)|)"
_REST = r"(?P<gap>\s*)(?P<rest>.*)"
_SECTION = re.compile(r"(?P<key>[IVX]{1,6})(?P<delimiter>\s?[.)/:]\s?[-–]?|\s?[-–](?=\s))" + _REST)
_NUMBER = re.compile(rf"(?:[IVX]{{1,6}}\.)?(?P<key>\d{{1,3}}(?:\.\d{{1,2}}){{0,4}}){_DELIMITER}{_REST}")
_LETTER = re.compile(r"(?P<key>[a-zđ])(?P<delimiter>\s?[.)/]-?)" + _REST)
_POINT = re.compile(r"(?P<key>i{2,3}|iv|vi{1,3}|ix|[a-zđ]\.?\d{1,2})(?P<delimiter>[.)/])" + _REST)
_BRACKETED = re.compile(r"\((?P<key>\d{1,2}|[a-zđ]|i{2,3}|iv|vi{1,3}|ix)(?P<delimiter>\))" + _REST)
_CAPITAL = re.compile(r"(?P<key>[A-HĐK])(?P<delimiter>\s?[.)/]\s?[-–]?|\s?[-–](?=\s))" + _REST)
_BULLET = re.compile(rf"(?P<key>[+{re.escape(BULLETS)}])(?P<gap>\s*)(?P<rest>.*)")


@dataclass(frozen=True)
class Marker:
    """`key` is the bare label an address is made of ("III", "1.1", "đ"), `style` what siblings share."""

    level: str
    label: str
    key: str
    style: str
    rest: str

    @property
    def is_bullet(self) -> bool:
        return self.level in {"dash", "plus"}


def read_marker(line: Line) -> Marker | None:
    if line.star:
        return Marker("dash", "*", "", "*", line.text)
    for read in _READERS:
        if marker := read(line.text):
            return marker
    return None


def _named(text: str) -> Marker | None:
    """Reads “Phần I”, “Mục 1”, “Điều 5.”, “Phụ lục 2” where alone on the line, delimited, or before capitals."""
    if text.upper() == "PHỤ LỤC":
        return Marker("appendix", text, "phu-luc", "", "")
    found = _NAMED.fullmatch(text)
    if found is None or not found["name"][0].isupper():
        return None
    rest, delimiter = found["rest"], found["delimiter"].strip()
    if rest and not delimiter and not is_capitals(rest):
        return None
    level = _NAMED_LEVELS[found["name"].lower()]
    roman_section = level == "section" and not found["key"].isdecimal()
    key = found["key"].upper() if roman_section else _named_key(found["name"], found["key"])
    return Marker(level, text[: len(text) - len(rest)].strip(), key, "", rest)


def _named_key(name: str, key: str) -> str:
    return f"{slug(name)}-{key.upper() if _ROMAN.fullmatch(key.upper()) else slug(key)}"


def _section(text: str) -> Marker | None:
    found = _SECTION.fullmatch(text)
    if found is None or not _ROMAN.fullmatch(found["key"]) or not _opens(found):
        return None
    return _marker("section", text, found, style="")


def _number(text: str) -> Marker | None:
    found = _NUMBER.fullmatch(text)
    if found is None or not _opens(found):
        return None
    delimiter = found["delimiter"].strip()
    named_whole = "." in text[: found.end("key")] and found["gap"] and found["rest"][:1].isupper()
    loose = delimiter in {"/", "-"} and found["rest"] and not found["gap"]
    if loose or not (delimiter or named_whole) or len(found["key"].split(".")[0].lstrip("0")) == 0:
        return None
    return _marker("number", text, found, style=delimiter)


def _letter(text: str) -> Marker | None:
    found = _LETTER.fullmatch(text)
    return _marker("letter", text, found) if found and _opens(found) else None


def _point(text: str) -> Marker | None:
    found = _POINT.fullmatch(text)
    if found is None or not _opens(found):
        return None
    return _marker("point", text, found, style="i" if found["key"].isalpha() else "a1")


def _bracketed(text: str) -> Marker | None:
    found = _BRACKETED.fullmatch(text)
    if found is None:
        return None
    key = found["key"]
    level = "number" if key.isdecimal() else "letter" if len(key) == 1 else "point"
    return _marker(level, text, found, style="()")


def _capital(text: str) -> Marker | None:
    """Reads “A. PHẦN CHUNG”; a name (“C. Mác”) is no mark, so what follows must be in capitals."""
    found = _CAPITAL.fullmatch(text)
    return _marker("part", text, found, style="A") if found and is_capitals(found["rest"]) else None


def _bullet(text: str) -> Marker | None:
    found = _BULLET.fullmatch(text)
    if found is None or (found["rest"][:1].isdecimal() and not found["gap"]):
        return None
    if found["key"] == "+":
        return Marker("plus", "+", "", "+", found["rest"])
    style = "-" if found["key"] in "-–—−‐‑\uf02d" else "•"
    return Marker("dash", found["key"], "", style, found["rest"])


def _opens(found: re.Match[str]) -> bool:
    """“2.000 giấy” and “V.I. Lênin” open nothing; “1.Mục đích” does."""
    rest = found["rest"]
    return not rest or bool(found["gap"]) or (rest[0].isupper() and rest[1:2] != ".")


def _marker(level: str, text: str, found: re.Match[str], style: str | None = None) -> Marker:
    delimiter = found["delimiter"].strip()
    label = text[: found.end("delimiter")].strip()
    return Marker(level, label, found["key"], delimiter if style is None else style, found["rest"])


_READERS: tuple[Callable[[str], Marker | None], ...] = (
    _named, _number, _section, _letter, _point, _bracketed, _capital, _bullet,
)  # fmt: skip
