"""A tally file → `TallyInput`, or every problem in it at once, each with its JSON path."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from thidua.core.errors import InputError, Problem
from thidua.core.figures import Share
from thidua.core.format import number
from thidua.core.validation import CLOSED, Text, Words, json_place, read
from thidua.core.voting.tally import Ballot, Base, TallyInput, Threshold, WrittenOpinion

_QUORUM = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})", re.ASCII)
_Names = tuple[Text, ...]
_AtLeastOne = Annotated[_Names, Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Choices:
    in_favour: _Names = Field(default=(), alias="for")
    against: _Names = ()
    blank: _Names = ()

    def named(self) -> Iterator[tuple[str, str]]:
        """Each item with its place inside the ballot."""
        for key, items in (("for", self.in_favour), ("against", self.against), ("blank", self.blank)):
            for at, item in enumerate(items):
                yield f"{key}[{at}]", item

    def ballot(self) -> Ballot:
        return Ballot(frozenset(self.in_favour), frozenset(self.against), frozenset(self.blank))


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Written(_Choices):
    member: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _Threshold:
    percent: Share
    of: Words


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _File:
    items: _AtLeastOne
    roster: _AtLeastOne
    present: _Names
    threshold: _Threshold
    quorum: Words = "2/3"
    ballots: tuple[_Choices, ...] = ()
    written: tuple[_Written, ...] = ()
    recused: dict[str, _Names] = Field(default_factory=dict)


_ADAPTER = TypeAdapter(_File)


def parse_tally(raw: object, where: str = "") -> TallyInput:
    """`raw` is the object of the file, read with exact decimals; `where` the path of that object."""
    file = read(_ADAPTER, raw, json_place(where))
    start = f"{where}." if where else ""
    problems = [Problem(start + found.where, found.what, found.fix) for found in _problems(file)]
    if problems:
        raise InputError(*problems)
    return TallyInput(
        items=file.items,
        roster=frozenset(file.roster),
        present=frozenset(file.present),
        threshold=Threshold(file.threshold.percent, Base(file.threshold.of)),
        ballots=tuple(choices.ballot() for choices in file.ballots),
        written=tuple(WrittenOpinion(letter.member, letter.ballot()) for letter in file.written),
        recused={item: frozenset(members) for item, members in file.recused.items()},
        quorum=Fraction(file.quorum),
    )


def _problems(file: _File) -> Iterator[Problem]:
    yield from _twice("items", file.items)
    yield from _twice("roster", file.roster)
    yield from _members("present", file.present, file)
    yield from _settings(file)
    for item, members in file.recused.items():
        yield from _unknown_item(f"recused.{item}", item, file)
        yield from _members(f"recused.{item}", members, file)
    for at, choices in enumerate(file.ballots):
        yield from _choices(f"ballots[{at}]", choices, file)
    yield from _too_many_ballots(file)
    yield from _letters(file)


def _settings(file: _File) -> Iterator[Problem]:
    if file.threshold.of not in set(Base):
        yield Problem("threshold.of", f"không có cách tính “{file.threshold.of}”.", f"Dùng: {', '.join(Base)}.")
    share = _QUORUM.fullmatch(file.quorum)
    if share is None or int(share[1]) > int(share[2]):
        yield Problem("quorum", "phải là một phân số không quá 1, ví dụ “2/3”.")


def _members(where: str, names: Sequence[str], file: _File) -> Iterator[Problem]:
    yield from _twice(where, names)
    for at, name in enumerate(names):
        if name not in file.roster:
            yield Problem(f"{where}[{at}]", f"“{name}” không có trong danh sách thành viên.")


def _choices(where: str, choices: _Choices, file: _File) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, item in choices.named():
        yield from _unknown_item(f"{where}.{place}", item, file)
        if item in seen:
            yield Problem(f"{where}.{place}", f"nội dung “{item}” đã ghi ở chỗ khác trong phiếu này.", "Giữ lại một.")
        seen.add(item)


def _too_many_ballots(file: _File) -> Iterator[Problem]:
    present = set(file.present)
    if len(file.ballots) > len(present):
        yield Problem("ballots", f"có {len(file.ballots)} phiếu nhưng chỉ {len(present)} thành viên có mặt.")
    votes = Counter(item for choices in file.ballots for item in {item for _, item in choices.named()})
    for item, members in file.recused.items():
        eligible = len(present - set(members))
        if votes[item] > eligible:
            what = f"nội dung “{item}” có {number(votes[item])} phiếu nhưng chỉ {number(eligible)} thành viên"
            yield Problem("ballots", f"{what} có mặt được biểu quyết.")


def _letters(file: _File) -> Iterator[Problem]:
    yield from _twice("written", [letter.member for letter in file.written], "member")
    for at, letter in enumerate(file.written):
        where = f"written[{at}]"
        yield from _choices(where, letter, file)
        if letter.member not in file.roster:
            yield Problem(f"{where}.member", f"“{letter.member}” không có trong danh sách thành viên.")
        if letter.member in file.present:
            yield Problem(f"{where}.member", f"“{letter.member}” có mặt nên không lấy ý kiến bằng văn bản.")
        for place, item in letter.named():
            if letter.member in file.recused.get(item, ()):
                what = f"“{letter.member}” không tham gia biểu quyết nội dung “{item}”."
                yield Problem(f"{where}.{place}", what, "Bỏ ý kiến này.")


def _unknown_item(where: str, item: str, file: _File) -> Iterator[Problem]:
    if item not in file.items:
        yield Problem(where, f"không có nội dung “{item}” trong danh sách biểu quyết (items).")


def _twice(where: str, names: Iterable[str], key: str = "") -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name in seen:
            yield Problem(f"{where}[{at}]" + (f".{key}" if key else ""), f"“{name}” ghi hai lần.", "Giữ lại một.")
        seen.add(name)
