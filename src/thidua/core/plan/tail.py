"""What stands below the clauses: the recipients and the signature, side by side or one after the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thidua.core.plan.lines import BULLETS, Line, is_capitals
from thidua.core.plan.model import Unplaced

_RECIPIENTS = re.compile(r"\W*Nơi\s+nhận\s*(?::|\W*$)\W*", re.IGNORECASE)
_ON_BEHALF = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|(?:T\.M|K\.T|T\.L|T\.UQ)\b\s?\.?)\s?(?=\S)")
_POST = re.compile(
    r"(?:PHÓ |QUYỀN )*(?:CHỦ TỊCH|CHỦ NHIỆM|CHÁNH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|THỦ TRƯỞNG|TRƯỞNG|CỤC TRƯỞNG"
    r"|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG|VỤ TRƯỞNG|PHÓ|BÍ THƯ|THỦ TƯỚNG|[ỦU][ỶY] VIÊN|THƯỜNG TRỰC)\b"
)
_OFFICE = re.compile(r"(?:[ỦU][ỶY] BAN|UBND|HUYỆN|TỈNH|THÀNH PHỐ|QUẬN|XÃ|PHƯỜNG|THỊ|BAN|HỘI|SỞ|PHÒNG|VĂN PHÒNG|KIÊM)\b")
_NOTE = re.compile(r"[(\[].*[)\]]|Đã ký.*", re.IGNORECASE)
_BULLET = re.compile(rf"^[+*{re.escape(BULLETS)}]\s*")
_LONGEST_POST = 80
_WORDS_IN_NAME = range(2, 8)


@dataclass
class Tail:
    signer: str | None = None
    issuer: str | None = None  # "TM. ỦY BAN NHÂN DÂN" names it where the top of the page does not
    recipients: list[str] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    listing: bool = False
    signing: bool = False


def surely_opens_tail(line: Line) -> bool:
    """“Nơi nhận:” alone in its column, or an office signed for."""
    for column in line.columns:
        recipients = _RECIPIENTS.match(column)
        if (recipients and recipients.end() == len(column)) or (_ON_BEHALF.match(column) and _signs(column)):
            return True
    return False


def may_open_tail(line: Line) -> bool:
    """As well "CHỦ TỊCH" or "Nơi nhận: Như trên", which the clauses themselves could say too."""
    return surely_opens_tail(line) or any(_RECIPIENTS.match(text) or _signs(text) for text in line.columns)


def read_tail(tail: Tail, lines: Sequence[Line]) -> None:
    for line in lines:
        for place, column in enumerate(line.columns):
            _read_column(tail, line, column, in_margin=place == 0)


def _read_column(tail: Tail, line: Line, column: str, *, in_margin: bool) -> None:
    opening = _RECIPIENTS.match(column)
    text = column[opening.end() :] if opening else column
    tail.listing = tail.listing or bool(opening)
    bullet = _BULLET.match(text) is not None or (line.star and in_margin)
    if not text:
        return
    if tail.listing and bullet:
        tail.recipients.append(text)
    elif _signs(text) or (tail.signing and _supports_signature(text)):
        _take_office(tail, text)
        tail.signing = True
        tail.unplaced.append(Unplaced(line.number, "signature", text))
    elif tail.signing and _is_name(text):
        tail.signer = f"{tail.signer}; {text}" if tail.signer else text
    elif tail.listing and in_margin and (opening or not tail.signing or _goes_on(tail)):
        _take_plain_recipient(tail, text)
    else:
        tail.unplaced.append(Unplaced(line.number, "unknown", text))


def recipients(tail: Tail) -> tuple[str, ...]:
    return tuple(bare for item in tail.recipients if (bare := _BULLET.sub("", item, count=1).rstrip(" ;.,")))


def _signs(text: str) -> bool:
    """“TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”."""
    short = len(text) <= _LONGEST_POST and is_capitals(text)
    return short and bool(_ON_BEHALF.match(text) or _POST.match(text))


def _supports_signature(text: str) -> bool:
    return bool(_NOTE.fullmatch(text)) or (is_capitals(text) and bool(_OFFICE.match(text)))


def _take_office(tail: Tail, text: str) -> None:
    if behalf := re.match(r"T\.?M\b\s?\.?\s?", text):
        tail.issuer = text[behalf.end() :]
    elif tail.issuer and not tail.signer and _OFFICE.match(text):
        tail.issuer = f"{tail.issuer} {text}"


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) in _WORDS_IN_NAME and all(word[0].isupper() and word.rstrip(".,").isalpha() for word in words)


def _goes_on(tail: Tail) -> bool:
    return bool(tail.recipients) and not tail.recipients[-1].endswith((";", ".", ","))


def _take_plain_recipient(tail: Tail, text: str) -> None:
    """A recipient with no dash, or the second line of one."""
    dashed = bool(tail.recipients) and _BULLET.match(tail.recipients[0]) is not None
    if _goes_on(tail) and (dashed or text[0].islower()):
        tail.recipients[-1] += f" {text}"
    else:
        tail.recipients.append(text)
