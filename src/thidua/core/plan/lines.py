"""Text → lines, freed from what editors, converters and page breaks leave behind."""

import re
import unicodedata
from dataclasses import dataclass

from thidua.core.errors import InputError, Problem
from thidua.core.plan.model import Unplaced
from thidua.core.text import clean

_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
# A wide gap parts two columns, but not where a day was left blank ("ngày    tháng 11") or after a dash.
_COLUMNS = re.compile(r"(?<!\s)(?<!ngày)(?<!tháng)(?<!năm)(?<!Số)(?<!Số:)(?<![-–—•+*])(?:[ \xa0]*\t\s*|[ \xa0]{3,}\s*)")
_STARS = re.compile(r"(\*+)(\s*)")
_UNDERSCORED = re.compile(r"(_{1,3})(?=[^\W_])(?P<inside>.*[^\s_])\1")
_ESCAPED = re.compile(r"\\([-*+.#_()\[\]/])")
_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
BULLETS = "-–—−‐‑•●▪■□◦·‣►➢✓\uf0b7\uf02d\uf0a7\uf0d8"


@dataclass(frozen=True)
class Line:
    """`text` is clean (NFC, single spaces, no bold marks); `columns` the parts that wide gaps set apart."""

    number: int
    text: str
    columns: tuple[str, ...]
    length: int  # with its margin
    star: bool  # a star that opens an item or a heading
    emphasised: bool
    after_blank: bool


def read_lines(text: str) -> tuple[list[Line], list[Unplaced]]:
    """The lines that carry words, and those that carry none (page numbers, drawn lines).

    Raises `InputError` where the text is no text.
    """
    _check(text)
    lines: list[Line] = []
    aside: list[Unplaced] = []
    blank = True
    for number, raw in enumerate(_BREAK.split(text.removeprefix("\ufeff")), start=1):
        if not clean(raw):
            blank = True
        elif furniture := _furniture(clean(raw)):
            aside.append(Unplaced(number, furniture, clean(raw)))
            blank = True
        else:
            lines.append(_line(number, raw, after_blank=blank))
            blank = False
    return lines, aside


def is_capitals(text: str) -> bool:
    return text == text.upper() and sum(character.isalpha() for character in text) > 1


def _check(text: str) -> None:
    fix = "Hãy đưa tệp .docx hoặc tệp .txt mã hóa UTF-8 chứa toàn văn kế hoạch."
    strange = sum(c == "\ufffd" or (unicodedata.category(c) in {"Cc", "Cs"} and not c.isspace()) for c in text)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputError(Problem("", "văn bản trống, không có chữ nào để đọc.", fix))
    if "\0" in text or strange * 100 > len(text):
        raise InputError(Problem("", "nội dung là dữ liệu nhị phân, không phải văn bản.", fix))
    if not any(character.isalpha() for character in text):
        raise InputError(Problem("", "văn bản không có chữ cái nào, không phải một kế hoạch.", fix))


def _furniture(text: str) -> str | None:
    if _PAGE_NUMBER.fullmatch(text):
        return "page_number"
    wordless = not any(character.isalnum() for character in text)
    return "rule" if wordless and text not in {*BULLETS, "+", "*"} else None


def _line(number: int, raw: str, *, after_blank: bool) -> Line:
    star, emphasised, text = _without_marks(clean(raw))
    parts = _COLUMNS.split(unicodedata.normalize("NFC", raw).strip())
    columns = tuple(column for part in parts if (column := _unmarked(clean(part))))
    return Line(number, text, columns or (text,), len(raw.expandtabs().rstrip()), star, emphasised, after_blank)


def _without_marks(text: str) -> tuple[bool, bool, str]:
    """A leading star opens an item where a space follows it, or where nothing closes it; else it is bold type."""
    stars = _STARS.match(text)
    if stars is None:
        return False, _UNDERSCORED.fullmatch(text) is not None, _unmarked(text)
    rest = text[stars.end() :]
    opens_item = bool(stars[2]) or not rest or (stars[1] == "*" and "*" not in rest)
    return opens_item, not opens_item, _unmarked(rest)


def _unmarked(text: str) -> str:
    bare = _ESCAPED.sub(r"\1", re.sub(r"^#{1,6} ", "", text))
    if underscored := _UNDERSCORED.fullmatch(bare):
        bare = underscored["inside"]
    bare = re.sub(r"(?<!\w)(?:\*\*|__)|(?:\*\*|__)(?!\w)", "", bare)
    return " ".join(re.sub(r"^\*+(?!\))|(?<!\()\*+$", "", bare.strip()).split())
