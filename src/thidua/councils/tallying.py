"""From a session's rows to the count of `core.voting`, and back to what an item keeps of it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.errors import Problem
from thidua.core.voting import Ballot, Base, TallyInput, Threshold, WrittenOpinion, result_as_dict, tally
from thidua.councils.enums import Choice, ThresholdOf
from thidua.councils.models import Item, Seat, Session

_WHOLE = Decimal(100)


def tally_of(session: Session, seats: Sequence[Seat], items: Sequence[Item]) -> dict[int, dict[str, Any]]:
    """Return each item's result by item id, as `thidua tally` prints it. `seats` come with their opinions.

    One statement. Nobody but the closing of the session asks for it.
    """
    box = TallyInput(
        items=tuple(str(item.pk) for item in items),
        roster=_names(seats),
        present=_names(seat for seat in seats if seat.is_present),
        threshold=Threshold(session.threshold_percent, Base(session.threshold_of)),
        quorum=Fraction(session.quorum),
        ballots=tuple(_ballot(row.choices) for row in session.ballots.all()),
        written=tuple(
            WrittenOpinion(str(seat.member_id), _ballot(seat.opinion.choices))
            for seat in seats
            if hasattr(seat, "opinion")
        ),
        recused={str(item.pk): frozenset(str(row.member_id) for row in item.recusals.all()) for item in items},
    )
    rows: list[dict[str, Any]] = result_as_dict(tally(box))["items"]
    return {int(row["item"]): _as_json(row) for row in rows}


def _names(seats: Iterable[Seat]) -> frozenset[str]:
    return frozenset(str(seat.member_id) for seat in seats)


def _ballot(choices: Mapping[str, str]) -> Ballot:
    def said(choice: Choice) -> frozenset[str]:
        return frozenset(item for item, chosen in choices.items() if chosen == choice)

    return Ballot(said(Choice.FOR), said(Choice.AGAINST), said(Choice.BLANK))


def _as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    share: Decimal | None = row["percent"]
    return {**row, "percent": None if share is None else float(share)}


def counted_percent(result: Mapping[str, Any]) -> Decimal:
    """Return the share of a kept result; an item nobody could vote on has none, and papers print 0."""
    return Decimal(str(result["percent"] or 0))


def check_rule(percent: Decimal, of: str, quorum: str) -> list[Problem]:
    """Return what is wrong with a threshold and a quorum."""
    problems = []
    if not 0 < percent <= _WHOLE:
        problems.append(Problem("percent", "Tỷ lệ thông qua phải lớn hơn 0 và không quá 100 %."))
    if of not in ThresholdOf.values:
        problems.append(Problem("of", "Chưa chọn tỷ lệ thông qua tính trên số nào."))
    if not _is_share(quorum):
        problems.append(Problem("quorum", f"“{quorum}” không phải là một phần của cả Hội đồng.", "Ghi như 2/3."))
    return problems


def _is_share(text: str) -> bool:
    try:
        return 0 < Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False
