"""Points given, answers, choices: no arithmetic but the cap."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.figures import Amount
from thidua.core.format import number
from thidua.core.scoring.entries import Answer, Choice, Conditions, Points, Remark
from thidua.core.scoring.rule import Outcome, Rule
from thidua.core.validation import CLOSED, Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Fixed(Rule):
    """The points themselves, as given."""

    entry = Points

    def outcome(self, entry: Points, maximum: Decimal) -> Outcome:
        return Outcome(Fraction(entry.points), "Điểm chấm")

    def refusal(self, entry: Points, maximum: Decimal) -> str | None:
        if entry.points > maximum:
            return f"{number(entry.points)} điểm vượt điểm tối đa {number(maximum)}."
        return None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Boolean(Rule):
    entry = Answer
    points_true: Amount | None = None  # None: the criterion's maximum
    points_false: Amount = Decimal(0)

    def outcome(self, entry: Answer, maximum: Decimal) -> Outcome:
        if not entry.value:
            return Outcome(Fraction(self.points_false), "Không đạt")
        return Outcome(Fraction(maximum if self.points_true is None else self.points_true), "Đạt")

    def awards(self) -> Mapping[str, Decimal]:
        return {"“đạt”": self.points_true or Decimal(0), "“không đạt”": self.points_false}


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Option:
    """Either `points`, or `points_max` where somebody judges how many up to that."""

    key: Text
    points: Amount | None = None
    points_max: Amount | None = None

    @property
    def most(self) -> Decimal:
        return self.points or self.points_max or Decimal(0)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Options(Rule):
    entry = Choice
    options: Annotated[tuple[Option, ...], Field(min_length=1)]

    def outcome(self, entry: Choice, maximum: Decimal) -> Outcome:
        option = self._by_key()[entry.option]
        points = entry.points if option.points is None else option.points
        judged = f" (chấm trong mức tối đa {number(option.most)})" if option.points is None else ""
        return Outcome(Fraction(points or 0), f"“{option.key}”{judged}")

    def refusal(self, entry: Choice, maximum: Decimal) -> str | None:
        option = self._by_key().get(entry.option)
        if option is None:
            return f"không có phương án “{entry.option}”; các phương án: {', '.join(self._by_key())}."
        if (option.points is None) != (entry.points is not None):
            return f"phương án “{option.key}” " + (
                "cần điểm chấm (points)." if option.points is None else "đã có điểm, không ghi points."
            )
        if entry.points is not None and entry.points > option.most:
            return f"{number(entry.points)} điểm vượt mức tối đa {number(option.most)} của “{option.key}”."
        return None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        yield from super().faults(maximum)
        if len(self._by_key()) < len(self.options):
            yield "hai phương án trùng tên."
        for option in self.options:
            if (option.points is None) == (option.points_max is None):
                yield f"phương án “{option.key}” phải ghi points hoặc points_max, chỉ một trong hai."

    def awards(self) -> Mapping[str, Decimal]:
        return {f"phương án “{option.key}”": option.most for option in self.options}

    def _by_key(self) -> dict[str, Option]:
        return {option.key: option for option in self.options}


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class AllOf(Rule):
    """All or nothing."""

    entry = Conditions
    conditions: Annotated[tuple[Text, ...], Field(min_length=1)]

    def outcome(self, entry: Conditions, maximum: Decimal) -> Outcome:
        unmet = [name for name in self.conditions if not entry.conditions[name]]
        if unmet:
            return Outcome(Fraction(0), f"Chưa đạt: {', '.join(unmet)}")
        return Outcome(Fraction(maximum), f"Đạt đủ {len(self.conditions)} yêu cầu")

    def refusal(self, entry: Conditions, maximum: Decimal) -> str | None:
        unknown = [name for name in entry.conditions if name not in self.conditions]
        missing = [name for name in self.conditions if name not in entry.conditions]
        if unknown:
            return f"tiêu chí không có yêu cầu “{', '.join(unknown)}”."
        return f"chưa trả lời yêu cầu “{', '.join(missing)}”." if missing else None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if len(set(self.conditions)) < len(self.conditions):
            yield "hai yêu cầu trùng nhau."


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Bonus(Rule):
    """Points on top of the maximum, up to `cap` (default: the criterion's own)."""

    entry = Points
    outside_maximum = True
    cap: Amount | None = None

    def outcome(self, entry: Points, maximum: Decimal) -> Outcome:
        cap = maximum if self.cap is None else self.cap
        if entry.points > cap:
            return Outcome(Fraction(cap), f"Điểm thưởng {number(entry.points)}, tính tối đa {number(cap)}")
        return Outcome(Fraction(entry.points), f"Điểm thưởng (tối đa {number(cap)})")

    def awards(self) -> Mapping[str, Decimal]:
        return {} if self.cap is None else {"mức thưởng tối đa (cap)": self.cap}


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Informational(Rule):
    """Followed, never scored."""

    entry = Remark

    def outcome(self, entry: Remark, maximum: Decimal) -> Outcome:
        return Outcome(Fraction(0), "Chỉ để theo dõi, không tính điểm")

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if maximum:
            yield "tiêu chí chỉ để theo dõi phải có điểm tối đa bằng 0."
