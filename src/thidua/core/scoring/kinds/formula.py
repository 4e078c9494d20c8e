"""A formula an office wrote itself: variables, cases, arithmetic; exact, and kept between 0 and the maximum."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from thidua.core.format import number
from thidua.core.scoring.entries import Variables
from thidua.core.scoring.expression import Faulty, condition, formula
from thidua.core.scoring.rule import Absent, Outcome, Policy, Rule
from thidua.core.validation import CLOSED, Text

MAXIMUM = "toi_da"  # what a formula calls the criterion's maximum


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Case:
    when: Text
    points: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Formula(Rule):
    """The first case whose condition holds gives the points, else `otherwise`. `variables`: name → what it is.

    Division by zero: nothing could be measured, treated as `undefined` says.
    """

    entry = Variables
    variables: Annotated[dict[Text, Text], Field(min_length=1)]
    cases: tuple[Case, ...] = ()
    otherwise: Text
    undefined: Policy | None = None

    def outcome(self, entry: Variables, maximum: Decimal) -> Outcome | Absent:
        given = {name: Fraction(entry.values[name]) for name in self.variables} | {MAXIMUM: Fraction(maximum)}
        shown = ", ".join(f"{name} = {number(entry.values[name])}" for name in self.variables)
        names = frozenset(given)
        try:
            case = next((case for case in self.cases if condition(case.when, names)(given)), None)
            points = formula(case.points if case else self.otherwise, names)(given)
        except ZeroDivisionError:
            return Absent(f"{shown}: công thức chia cho 0", self.undefined)
        used = f"khi {case.when}: {case.points}" if case else self.otherwise
        kept = min(max(points, Fraction(0)), Fraction(maximum))
        limit = "" if kept == points else ", tính trong khoảng từ 0 đến điểm tối đa"
        return Outcome(kept, f"{shown}; {used}{limit}")

    def refusal(self, entry: Variables, maximum: Decimal) -> str | None:
        if strange := [name for name in entry.values if name not in self.variables]:
            return f"công thức không có biến “{', '.join(strange)}”."
        missing = [name for name in self.variables if name not in entry.values]
        return f"chưa ghi biến “{', '.join(missing)}”." if missing else None

    def faults(self, maximum: Decimal) -> Iterator[str]:
        names = frozenset({*self.variables, MAXIMUM})
        for name in self.variables:
            if not name.isidentifier() or name == MAXIMUM:
                yield f"tên biến “{name}” phải là chữ không dấu cách, khác {MAXIMUM}."
        for read, text in (
            *((condition, case.when) for case in self.cases),
            *((formula, case.points) for case in self.cases),
            (formula, self.otherwise),
        ):
            try:
                read(text, names)
            except Faulty as fault:
                yield f"“{text}”: {fault}"
