"""What a report of achievements claims in figures, beside what the records say: a difference is told, never judged.

Read are claims whose figure the system counts itself: tasks and documents on time or finished, recognised initiatives,
activities of communication, the rank. What is claimed of anything else (files of citizens, say) is left alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.format import number, percent
from thidua.core.rounding import half_up
from thidua.core.text import clean

Facts = Mapping[str, Any]

_SHARE = r"(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s*%"
_ON_TIME = r"đúng (?:thời )?hạn|đúng tiến độ|trước hạn"
_NEAR = r"[^%.;\n]{0,80}?"
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
_YEAR = re.compile(r"(?<![\d/])20\d\d(?!\d)")
_FIVE_YEARS = re.compile(r"\b(?:5|năm) năm\b")
_TASKS, _DOCUMENTS = "nhiem_vu", "van_ban_tham_muu"
_WORD = {_TASKS: "nhiệm vụ", _DOCUMENTS: "văn bản"}


def contradictions(text: str, facts: Facts, *, year: int) -> tuple[str, ...]:
    """Say each figure of the text that is not the one on record, in one sentence; nothing recorded: nothing said."""
    found: list[str] = []
    for sentence in _SENTENCE.split(clean(text, lines=True).lower()):
        if _is_of_another_time(sentence, year):
            continue
        for read in (_shares, _fractions, _initiatives, _activities, _ranks):
            found += read(sentence, facts, year)
    return tuple(dict.fromkeys(found))


def _is_of_another_time(sentence: str, year: int) -> bool:
    """Whether it names a year that is not this one, or the five years: its figures are not compared."""
    return bool(set(_YEAR.findall(sentence)) - {str(year)} or _FIVE_YEARS.search(sentence))


def _differs(what: str, said: str, known: str) -> str:
    return f"Báo cáo ghi {said} {what}, hệ thống có {known}."


def _shares(sentence: str, facts: Facts, _year: int) -> Iterator[str]:
    """100 % nhiệm vụ đúng hạn; hoàn thành 100 % nhiệm vụ; nhiệm vụ hoàn thành đúng hạn đạt 98,5 %."""
    for key, word in _WORD.items():
        counted = facts.get(key)
        if not counted or not counted.get("giao"):
            continue
        for pattern, part, what in (
            (rf"{_SHARE}\s*(?:số\s+|các\s+)?{word}{_NEAR}(?:{_ON_TIME})", "dung_han", f"{word} đúng hạn"),
            (rf"{word}{_NEAR}(?:{_ON_TIME}){_NEAR}{_SHARE}(?!\s*\w)", "dung_han", f"{word} đúng hạn"),
            (
                rf"hoàn thành\s+{_SHARE}\s*(?:số\s+|các\s+)?{word}(?!{_NEAR}(?:{_ON_TIME}))",
                "hoan_thanh",
                f"{word} hoàn thành",
            ),
        ):
            for match in re.finditer(pattern, sentence):
                said = Decimal(match["share"].replace(",", "."))
                if part in counted and not _is_share(said, counted[part], counted["giao"]):
                    known = percent(_to_a_tenth(counted[part], counted["giao"]))
                    yield _differs(what, percent(said), f"{known} ({counted[part]}/{counted['giao']})")


def _to_a_tenth(part: int, whole: int) -> Decimal:
    share = half_up(Fraction(part * 100, whole), 1)
    return share.to_integral_value() if share == share.to_integral_value() else share


def _is_share(said: Decimal, part: int, whole: int) -> bool:
    """Whether the share, rounded as it was said, is this one."""
    places = -int(said.as_tuple().exponent)
    return half_up(Fraction(part * 100, whole), places) == said


def _fractions(sentence: str, facts: Facts, _year: int) -> Iterator[str]:
    """Hoàn thành 20/20 nhiệm vụ."""
    for key, word in _WORD.items():
        counted = facts.get(key) or {}
        for match in (
            re.finditer(rf"hoàn thành\s+(\d+)/(\d+)\s+{word}(?!{_NEAR}(?:{_ON_TIME}))", sentence)
            if "hoan_thanh" in counted
            else ()
        ):
            said, known = f"{match[1]}/{match[2]}", f"{counted['hoan_thanh']}/{counted['giao']}"
            if said != known:
                yield _differs(f"{word} hoàn thành", said, known)


def _counted(pattern: str, what: str, known: Callable[[Facts, int], int | None]) -> Callable[..., Iterator[str]]:
    def read(sentence: str, facts: Facts, year: int) -> Iterator[str]:
        recorded = known(facts, year)
        for match in re.finditer(pattern, sentence) if recorded is not None else ():
            if int(match["count"]) != recorded:
                yield _differs(what, number(int(match["count"])), number(recorded))

    return read


def _recognised(facts: Facts, year: int) -> int | None:
    known = facts.get("sang_kien")
    if known is None:
        return None
    days = [each.get("ngay_cong_nhan") or "" for each in known if not each.get("thu_hoi")]
    return len([day for day in days if str(day).startswith(str(year))])


def _held(facts: Facts, _year: int) -> int | None:
    held: int | None = (facts.get("tuyen_truyen") or {}).get("so_hoat_dong")
    return held


def _ranks(sentence: str, facts: Facts, _year: int) -> Iterator[str]:
    """Xếp hạng 1; giữ hạng thứ 2."""
    rank = (facts.get("xep_hang") or {}).get("hang")
    for match in re.finditer(r"(?:xếp|đạt|giữ|đứng)\s+(?:thứ\s+)?hạng\s+(?:thứ\s+)?(\d+)", sentence):
        if rank is not None and int(match[1]) != rank:
            yield f"Báo cáo ghi hạng {match[1]}, hệ thống có hạng {rank}."


_NUMBER = r"(?<![\d/.,])(?P<count>\d+)\s+"
_initiatives = _counted(rf"{_NUMBER}sáng kiến{_NEAR}công nhận", "sáng kiến được công nhận trong năm", _recognised)
_activities = _counted(rf"{_NUMBER}(?:hoạt động|cuộc|buổi)\s+tuyên truyền", "hoạt động tuyên truyền", _held)
