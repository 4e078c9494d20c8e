"""A share of the maximum by grade, or what is left of it after a violation of some severity."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import percent
from thidua.core.scoring.entries import Choice
from thidua.core.scoring.rule import Outcome, Rule
from thidua.core.validation import CLOSED, Text

_WHOLE = Decimal(100)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Grade:
    key: Text
    percent: Amount


_GradeList = Annotated[tuple[Grade, ...], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _OfShare(Rule):
    """The points are a share of the maximum, named by one of the `steps`."""

    entry = Choice

    @property
    @abstractmethod
    def steps(self) -> Mapping[str, Decimal]: ...

    def refusal(self, entry: Choice, maximum: Decimal) -> str | None:
        if entry.option not in self.steps:
            return f"không có mức “{entry.option}”; các mức: {', '.join(self.steps)}."
        return None if entry.points is None else f"mức “{entry.option}” đã có điểm, không ghi points."


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Grades(_OfShare):
    """As in "hoàn thành xuất sắc: điểm tối đa; tốt: 75 %; hoàn thành: 50 %"."""

    grades: _GradeList

    @property
    def steps(self) -> Mapping[str, Decimal]:
        return {grade.key: grade.percent for grade in self.grades}

    def outcome(self, entry: Choice, maximum: Decimal) -> Outcome:
        share = self.steps[entry.option]
        return Outcome(Fraction(maximum) * Fraction(share) / 100, f"“{entry.option}”: {percent(share)} điểm tối đa")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from faulty_shares(self.grades)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Severity(_OfShare):
    """As in "vi phạm nhẹ trừ 50 %, nghiêm trọng 0 điểm": each level takes its share of the maximum away."""

    levels: _GradeList
    none: Text = "không vi phạm"

    @property
    def steps(self) -> Mapping[str, Decimal]:
        return {self.none: Decimal(0)} | {level.key: level.percent for level in self.levels}

    def outcome(self, entry: Choice, maximum: Decimal) -> Outcome:
        taken = self.steps[entry.option]
        points = Fraction(maximum) * (100 - Fraction(taken)) / 100
        return Outcome(points, f"“{entry.option}”" + (f": trừ {percent(taken)} điểm tối đa" if taken else ""))

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from faulty_shares(self.levels)
        if self.none in {level.key for level in self.levels}:
            yield f"mức “{self.none}” trùng với mức không vi phạm (none)."


def faulty_shares(grades: tuple[Grade, ...]) -> Iterator[str]:
    if len({grade.key for grade in grades}) < len(grades):
        yield "hai mức trùng tên."
    for grade in grades:
        if grade.percent > _WHOLE:
            yield f"mức “{grade.key}” vượt 100 %."
