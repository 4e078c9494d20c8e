"""What stands above the clauses: the issuing office, number, place and date, the title, the grounds (NĐ 30/2020)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from thidua.core.plan.lines import Line, is_capitals
from thidua.core.plan.markers import read_marker
from thidua.core.plan.model import Unplaced
from thidua.core.plan.paragraphs import join_lines

KINDS = (
    "KẾ HOẠCH", "CHƯƠNG TRÌNH", "HƯỚNG DẪN", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "QUYẾT ĐỊNH", "CHỈ THỊ", "NGHỊ QUYẾT",
    "THÔNG BÁO", "QUY CHẾ", "QUY ĐỊNH", "BÁO CÁO", "TỜ TRÌNH",
)  # fmt: skip
_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]?\s*Tự\s+do\s*[-–]?\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
_BLANK = r"[\s._…]{0,40}"
_NUMBER = re.compile(
    rf"(?:^|(?<=\s))(?:Số|SỐ)\s?:?{_BLANK}(?P<number>\d+\w*)?{_BLANK}"
    r"(?P<symbol>[/-]\s?[A-ZĐ\d][\w/Đ-]*(?:\s?-\s?[A-ZĐ]\w*)?)?(?=\s|$)"
)
_IN_WORDS = rf"(?P<day>\d{{1,2}})?{_BLANK}tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<year>\d{{4}})?"
_IN_FIGURES = rf"(?P<day2>\d{{1,2}})?{_BLANK}/{_BLANK}(?P<month2>\d{{1,2}})?{_BLANK}/{_BLANK}(?P<year2>\d{{4}})"
_DATE = re.compile(
    rf"(?P<place>[^\W\d_][^,;:]{{0,60}}?)\s?,?\s?ngày{_BLANK}(?:{_IN_WORDS}|{_IN_FIGURES}){_BLANK}$",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(
    r"(?:HUYỆN|TỈNH|THÀNH PHỐ|TP|QUẬN|XÃ|PHƯỜNG|THỊ XÃ|THỊ TRẤN|ĐẶC KHU)(?! [ỦU][ỶY])\b|KHEN THƯỞNG"
)
_STAMPS = {"DỰ THẢO", "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "MẬT", "TỐI MẬT", "TUYỆT MẬT"}
_GROUNDS = re.compile(r"(?:Căn cứ|Thực hiện|Nhằm|Để|Tiếp tục|Theo|Trên cơ sở|Hưởng ứng|UBND|Ủy ban|Phát huy)\b")
_LONGEST_TITLE = 400

Piece = tuple[int, str]


@dataclass
class Header:
    title: str = ""
    number: str | None = None
    place: str | None = None
    date: str | None = None
    issuer: str | None = None
    unplaced: list[Unplaced] = field(default_factory=list)


def read_header(lines: Sequence[Line], width: int | None) -> Header:
    """`lines` are those above the first clause, `width` the one they were broken at."""
    header = Header()
    kind = find_kind(lines)
    rest = _read_top(header, lines[:kind])
    if kind is not None:
        header.unplaced += [Unplaced(number, "unknown", text) for number, text in rest]
        _read_title(header, lines[kind], lines[kind + 1 :], width)
    else:
        header.unplaced += [Unplaced(number, "preamble", text) for number, text in rest]
    return header


def find_kind(lines: Sequence[Line]) -> int | None:
    """The line that says what paper this is."""
    return next((place for place, line in enumerate(lines) if _kind(line.text)), None)


def _kind(text: str) -> str | None:
    """Of "KẾ HOẠCH", alone or before its title, "KẾ HOẠCH"."""
    named = next((kind for kind in KINDS if text.upper() == kind or text.startswith(f"{kind} ")), None)
    return text[: len(named)] if named and len(text) < _LONGEST_TITLE else None


def _read_top(header: Header, lines: Sequence[Line]) -> list[Piece]:
    """Fills what it recognises and returns the rest."""
    pieces = [(line.number, column) for line in lines for column in line.columns]
    official = any(_MOTTO.search(text) or _NUMBER.search(text) or _DATE.search(text) for _, text in pieces)
    offices: list[Piece] = []
    rest: list[Piece] = []
    for number, whole in pieces:
        text = _take_known(header, number, whole) if official else whole
        if text:
            is_office = official and is_capitals(text) and text not in _STAMPS
            (offices if is_office else rest).append((number, text))
    _take_offices(header, offices)
    return rest


def _take_known(header: Header, line: int, text: str) -> str:
    """Takes motto, number and date out of the text; returns what is left."""
    for motto in _MOTTO.finditer(text):
        header.unplaced.append(Unplaced(line, "motto", motto[0]))
    text = " ".join(_MOTTO.sub(" ", text).split())
    number = _NUMBER.search(text)
    if number and (number["number"] or number["symbol"]) and header.number is None:
        text = _without(text, number)
        if number["number"]:
            header.number = number["number"] + (number["symbol"] or "").replace(" ", "")
        else:
            header.unplaced.append(Unplaced(line, "number", number[0]))
    when = _DATE.search(text)
    if when and header.place is None:
        text = _without(text, when)
        _take_date(header, line, when)
    return text


def _take_date(header: Header, line: int, when: re.Match[str]) -> None:
    """2021, 2021-11 or 2021-10-28, as far as the paper says; a date that cannot be is also kept as written."""
    given = [when[name] or when[f"{name}2"] for name in ("year", "month", "day")]
    header.place = when["place"].strip()
    header.date = _iso(given)
    said = sum(part is not None for part in given)
    if (header.date or "").count("-") + bool(header.date) != said:
        header.unplaced.append(Unplaced(line, "date", when[0]))


def _iso(given: Sequence[str | None]) -> str | None:
    """Year, month and day, as many as together make a date that can be."""
    for known, length in ((3, 10), (2, 7), (1, 4)):
        year, month, day = [*given[:known], "1", "1"][:3]
        try:
            return date(int(year or 0), int(month or 0), int(day or 0)).isoformat()[:length]
        except ValueError:
            continue
    return None


def _without(text: str, found: re.Match[str]) -> str:
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())


def _take_offices(header: Header, pieces: Sequence[Piece]) -> None:
    """The last office named issues the paper; those above it are its superiors."""
    names: list[Piece] = []
    for number, text in pieces:
        if names and (_NAME_GOES_ON.match(text) or names[-1][1].endswith(("-", "–", " VÀ"))):
            names[-1] = (names[-1][0], f"{names[-1][1]} {text}")
        else:
            names.append((number, text))
    if names:
        header.issuer = names[-1][1]
        header.unplaced += [Unplaced(number, "superior", text) for number, text in names[:-1]]


def _read_title(header: Header, kind: Line, following: Sequence[Line], width: int | None) -> None:
    name = _kind(kind.text) or ""
    header.unplaced.append(Unplaced(kind.number, "kind", name))
    title = [kind.text[len(name) :].strip()]
    taken = 0
    for line in following:
        if not _is_title(line, [part for part in title if part]):
            break
        title.append(line.text)
        taken += 1
    header.title = " ".join(part for part in title if part)
    header.unplaced += [
        Unplaced(paragraph.line, "preamble", paragraph.whole) for paragraph in join_lines(following[taken:], width)
    ]


def _is_title(line: Line, before: Sequence[str]) -> bool:
    """The title follows the kind; it goes on in capitals, small letters or brackets, never in grounds."""
    text = line.text
    if len(text) > _LONGEST_TITLE or read_marker(line) is not None:
        return False
    if text.endswith((".", ":", ";", ",")) and _GROUNDS.match(text):
        return False
    if not before:
        return True
    if _GROUNDS.match(text) or text.endswith((".", ":", ";")):
        return False
    return not line.after_blank or is_capitals(text) or text[0].islower() or text[0] in '(“"'
