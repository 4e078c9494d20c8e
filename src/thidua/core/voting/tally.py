"""Roster, ballots, written opinions → the outcome of each item. Exact fractions; no names in the result.

Order of the questions, for each item:
1. A recused member leaves the roster for the item, and so the base and what the quorum is a share of.
2. Quorum: of that roster, at least the quorum's share must be present. Writing makes nobody present.
3. Reached: votes for ≥ `needed`, the smallest whole number that is the threshold's share of the base.
4. With base "members" only: short of `needed`, but the absent who have not yet written could still carry it.

Bases: "members" is the item's roster, "present" its present members (what the absent write is not counted),
"cast" all that say for or against, on a ballot or in writing. A blank vote counts in the first two bases only.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from thidua.core.format import number, percent
from thidua.core.rounding import half_up, telling_percent

QUORUM = Fraction(2, 3)  # TT 08/2017/TT-BNV (certainty V); a council's own rules may ask for more


class Base(StrEnum):
    MEMBERS = "members"
    PRESENT = "present"
    CAST = "cast"


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    AWAITING_WRITTEN = "awaiting_written"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True)
class Threshold:
    percent: Decimal
    of: Base


@dataclass(frozen=True)
class Ballot:
    """What one ballot says of the items it names; it did not vote on an item that it does not name."""

    in_favour: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()

    @property
    def items(self) -> frozenset[str]:
        return self.in_favour | self.against | self.blank


@dataclass(frozen=True)
class WrittenOpinion:
    member: str
    opinion: Ballot


@dataclass(frozen=True)
class TallyInput:
    """`recused`: by item, who may not vote on it."""

    items: tuple[str, ...]
    roster: frozenset[str]
    present: frozenset[str]
    threshold: Threshold
    ballots: tuple[Ballot, ...]
    written: tuple[WrittenOpinion, ...] = ()
    recused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quorum: Fraction = QUORUM


@dataclass(frozen=True)
class Votes:
    """The count of one item. `awaited`: absent members who may still write on it."""

    in_favour: int
    against: int
    blank: int
    members: int
    present: int
    awaited: int = 0
    recused: int = 0


@dataclass(frozen=True)
class ItemResult:
    """`percent` rounded half up to two decimals for reading; the outcome comes from the exact share."""

    item: str
    in_favour: int
    against: int
    blank: int
    base: int
    percent: Decimal | None
    needed: int
    outcome: Outcome
    reason: str


def tally(ballot_box: TallyInput) -> tuple[ItemResult, ...]:
    """Every item, in the order of the list."""
    return tuple(
        decide(item, count(ballot_box, item), ballot_box.threshold, ballot_box.quorum) for item in ballot_box.items
    )


def count(ballot_box: TallyInput, item: str) -> Votes:
    recused = ballot_box.recused.get(item, frozenset())
    members = ballot_box.roster - recused
    present = ballot_box.present - recused
    written = [letter for letter in ballot_box.written if item in letter.opinion.items]
    counted = list(ballot_box.ballots)
    if ballot_box.threshold.of is not Base.PRESENT:
        counted += [letter.opinion for letter in written]
    return Votes(
        in_favour=sum(item in ballot.in_favour for ballot in counted),
        against=sum(item in ballot.against for ballot in counted),
        blank=sum(item in ballot.blank for ballot in counted),
        members=len(members),
        present=len(present),
        awaited=len(members - present - {letter.member for letter in written}),
        recused=len(ballot_box.roster & recused),
    )


def decide(item: str, votes: Votes, threshold: Threshold, quorum: Fraction = QUORUM) -> ItemResult:
    """The counts alone: for open votes that are recorded as sums."""
    base = _base(votes, threshold.of)
    needed = votes_needed(threshold.percent, base)
    outcome = _outcome(votes, threshold.of, quorum, needed)
    share = Fraction(votes.in_favour, base) if base else None
    return ItemResult(
        item=item,
        in_favour=votes.in_favour,
        against=votes.against,
        blank=votes.blank,
        base=base,
        percent=None if share is None else half_up(100 * share, 2),
        needed=needed,
        outcome=outcome,
        reason=_reason(outcome, votes, threshold, quorum, needed),
    )


def votes_needed(percentage: Decimal, base: int) -> int:
    """The smallest whole number of votes that reaches the percentage; nothing passes without a vote."""
    return max(1, math.ceil(Fraction(percentage) * base / 100))


def result_as_dict(results: Sequence[ItemResult]) -> dict[str, Any]:
    return {
        "items": [
            {
                "item": result.item,
                "for": result.in_favour,
                "against": result.against,
                "blank": result.blank,
                "base": result.base,
                "percent": result.percent,
                "needed": result.needed,
                "outcome": result.outcome.value,
                "reason": result.reason,
            }
            for result in results
        ]
    }


def _base(votes: Votes, of: Base) -> int:
    return {
        Base.MEMBERS: votes.members,
        Base.PRESENT: votes.present,
        Base.CAST: votes.in_favour + votes.against,
    }[of]


def _outcome(votes: Votes, of: Base, quorum: Fraction, needed: int) -> Outcome:
    if votes.present < _seats_needed(votes, quorum):
        return Outcome.NO_QUORUM
    if votes.in_favour >= needed:
        return Outcome.PASSED
    if of is Base.MEMBERS and votes.awaited and votes.in_favour + votes.awaited >= needed:
        return Outcome.AWAITING_WRITTEN
    return Outcome.FAILED


def _seats_needed(votes: Votes, quorum: Fraction) -> int:
    return max(1, math.ceil(quorum * votes.members))  # an item that everybody is recused from has no quorum


_BASE_NAMES = {Base.MEMBERS: "thành viên", Base.PRESENT: "thành viên có mặt", Base.CAST: "phiếu có ý kiến"}


def _reason(outcome: Outcome, votes: Votes, threshold: Threshold, quorum: Fraction, needed: int) -> str:
    apart = f" ({number(votes.recused)} thành viên không tham gia biểu quyết nội dung này)" if votes.recused else ""
    if outcome is Outcome.NO_QUORUM:
        least = f"{quorum.numerator}/{quorum.denominator}, tức {number(_seats_needed(votes, quorum))} thành viên"
        present = f"Có mặt {number(votes.present)}/{number(votes.members)} thành viên{apart}"
        return f"{present}, cần ít nhất {least}: không đủ điều kiện biểu quyết."
    base = _base(votes, threshold.of)
    if not base:
        return f"Không có phiếu nào ghi đồng ý hoặc không đồng ý{apart}: không thông qua."
    share = telling_percent(Fraction(votes.in_favour, base), threshold.percent)
    counted = f"{number(votes.in_favour)}/{number(base)} {_BASE_NAMES[threshold.of]}{apart} đồng ý = {share}"
    if outcome is Outcome.PASSED:
        return f"{counted} ≥ {percent(threshold.percent)}: thông qua."
    short = f"{counted} < {percent(threshold.percent)}, cần ít nhất {number(needed)} phiếu"
    if outcome is Outcome.AWAITING_WRITTEN:
        return f"{short}; còn {number(votes.awaited)} thành viên vắng mặt chưa có ý kiến bằng văn bản: chờ lấy ý kiến."
    return f"{short}: không thông qua."
