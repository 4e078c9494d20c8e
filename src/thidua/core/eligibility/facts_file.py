"""A facts file → nominees, and the guidance and the day it asks for (docs/facts-file.md)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from thidua.core.calendar import VN, before_day
from thidua.core.eligibility.facts import Nominee, parse_facts
from thidua.core.errors import InputError, Problem
from thidua.core.movement.guidance import GuidanceValue, guidance_from
from thidua.core.validation import iso_date

T = TypeVar("T")
_KEYS = ("as_of", "guidance", "nominees")
_YEARS = (1900, 2999)
_SET_BY = "hướng dẫn trong tệp dữ kiện"


@dataclass(frozen=True)
class FactsFile:
    """`guidance` None: the movement's own. `as_of` None: the round's deadline; else an excluded instant."""

    nominees: tuple[Nominee, ...]
    guidance: Mapping[str, GuidanceValue] | None
    as_of: datetime | None


def parse_facts_file(raw: Any) -> FactsFile:
    """Raises `InputError` with every problem of the file, each with its JSON path."""
    if not isinstance(raw, Mapping):
        raise InputError(Problem("", "tệp phải là một đối tượng JSON.", "Đặt danh sách vào khóa “nominees”."))
    problems = [
        Problem(str(key), "không có khóa nào tên như vậy.", f"Các khóa được dùng: {', '.join(_KEYS)}.")
        for key in raw
        if key not in _KEYS
    ]
    nominees = _nominees(raw.get("nominees"), problems)
    problems.extend(_twice(nominees))
    guidance = _kept(lambda: _guidance(raw.get("guidance")), problems)
    as_of = _kept(lambda: parse_as_of(raw.get("as_of")), problems)
    if problems:
        raise InputError(*problems)
    return FactsFile(nominees, guidance, as_of)


def parse_as_of(value: Any) -> datetime | None:
    """A day is taken whole: its end. An instant without a time zone is Vietnam's."""
    if value is None:
        return None
    try:
        return _instant(value)
    except (TypeError, ValueError, OverflowError) as error:
        fix = "Viết 2023-12-09 hoặc 2023-12-09T16:30:00+07:00."
        raise InputError(Problem("as_of", "phải là một ngày hoặc một thời điểm có thật.", fix)) from error


def _instant(value: str) -> datetime:
    if "T" not in value:
        return before_day(iso_date(value) + timedelta(days=1))
    instant = datetime.fromisoformat(value)
    if not _YEARS[0] <= instant.year <= _YEARS[1]:
        raise ValueError("no day to ask about")
    return instant.astimezone(VN) if instant.tzinfo else instant.replace(tzinfo=VN)


def _guidance(raw: Any) -> dict[str, GuidanceValue] | None:
    return None if raw is None else guidance_from(raw, where="guidance", set_by=_SET_BY)


def _nominees(raw: Any, problems: list[Problem]) -> tuple[Nominee, ...]:
    if not isinstance(raw, list):
        problems.append(Problem("nominees", "phải là danh sách người, tập thể được đề nghị."))
        return ()
    read = (_kept(lambda: parse_facts(item, f"nominees[{at}]"), problems) for at, item in enumerate(raw))  # noqa: B023
    return tuple(nominee for nominee in read if nominee is not None)


def _twice(nominees: tuple[Nominee, ...]) -> Iterator[Problem]:
    count = Counter(nominee.id for nominee in nominees)
    for identifier, times in count.items():
        if times > 1:
            yield Problem("nominees", f"mã “{identifier}” dùng {times} lần.", "Mỗi đối tượng cần một mã riêng.")


def _kept(read: Callable[[], T], problems: list[Problem]) -> T | None:
    """What could be read; what is wrong is added to the problems, so that one pass finds all."""
    try:
        return read()
    except InputError as error:
        problems.extend(error.problems)
        return None
