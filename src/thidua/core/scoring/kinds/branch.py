"""One of several rules, by the answer to another criterion or by what the entry itself says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, InstanceOf
from pydantic.dataclasses import dataclass

from thidua.core.scoring.entries import Branched
from thidua.core.scoring.rule import Absent, Outcome, Rule
from thidua.core.validation import CLOSED, Flag, Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class BranchCase:
    """`when`: the answer (true, false, or the option) of the criterion `on` that leads here."""

    key: Text
    rule: InstanceOf[Rule]
    when: Flag | Text | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Branch(Rule):
    """As in "không xây dựng Kế hoạch: 2/0; có: 5/4/3/2/0 theo tỷ lệ". `on`: the code of the criterion that decides."""

    entry = Branched
    cases: Annotated[tuple[BranchCase, ...], Field(min_length=1)]
    on: Text | None = None

    def outcome(self, entry: Branched, maximum: Decimal) -> Outcome | Absent:
        found = self.case(entry.case).rule.outcome(entry.entry, maximum)
        return replace(found, why=f"Trường hợp “{entry.case}”: {found.why}")

    def case(self, key: str) -> BranchCase:
        return self._by_key()[key]

    def led_to(self, answer: object) -> BranchCase | None:
        """The case that an entry of the criterion `on` leads to, as the file has it; None where it does not say."""
        said = answer if isinstance(answer, Mapping) else {}
        value: Any = said.get("value", said.get("option"))
        matching = (case for case in self.cases if value is not None and type(case.when) is type(value))
        return next((case for case in matching if case.when == value), None)

    def refusal(self, entry: Branched, maximum: Decimal) -> str | None:
        return self.case(entry.case).rule.refusal(entry.entry, maximum)

    def faults(self, maximum: Decimal) -> Iterator[str]:
        if len(self._by_key()) < len(self.cases):
            yield "hai trường hợp trùng tên."
        for case in self.cases:
            if (case.when is None) != (self.on is None):
                yield f"trường hợp “{case.key}”: " + (
                    "ghi when mà quy tắc không có on." if self.on is None else f"thiếu when (kết quả của {self.on})."
                )
            yield from (f"trường hợp “{case.key}”: {fault}" for fault in case.rule.faults(maximum))
            if case.rule.outside_maximum or isinstance(case.rule, Branch):
                yield f"trường hợp “{case.key}”: không dùng được quy tắc loại này bên trong một nhánh."

    def _by_key(self) -> dict[str, BranchCase]:
        return {case.key: case for case in self.cases}
