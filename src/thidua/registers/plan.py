"""What a workbook would change: shown before anything is written, and written only if nothing is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from thidua.accounts.models import User
from thidua.core.errors import Problem
from thidua.core.tables import Row, Table
from thidua.core.text import fold
from thidua.files.models import StoredFile
from thidua.organizations.models import Post, Unit, holds_on
from thidua.organizations.permissions import Refusal
from thidua.organizations.queries import Roles

Rows = Mapping[str, tuple[Row, ...]]
Watch = Callable[[int], object]


@dataclass(frozen=True)
class Change:
    """One line that would be new, or another than it is; `details` say what."""

    place: str
    subject: str
    details: tuple[str, ...] = ()
    is_new: bool = True


@dataclass
class Plan:
    """`acts`: what is to be written, by kind, as the list's own writer takes it."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    acts: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        new = sum(change.is_new for change in self.changes)
        return {"new": new, "changed": len(self.changes) - new, "same": self.same}

    def act(self, kind: str, what: Any) -> None:
        self.acts.setdefault(kind, []).append(what)

    def of(self, kind: str) -> list[Any]:
        return self.acts.get(kind, [])


@dataclass(frozen=True)
class Scope:
    """Whose list it is: an authority with the units it has and had, on a day; `scans` came with the workbook.

    `day`: the list goes out as of it; without one, with all that was and is.
    """

    authority: Unit
    units: tuple[Unit, ...]
    at: datetime
    today: date
    scans: Mapping[str, StoredFile] = field(default_factory=dict)
    day: date | None = None
    _by_name: dict[str, list[Unit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.units:
            for word in {fold(unit.name), fold(unit.code), fold(self.label(unit))} - {""}:
                self._by_name.setdefault(word, []).append(unit)

    def label(self, unit: Unit) -> str:
        """The unit as a cell names it; with its code where another unit of these has the same name."""
        twins = [each for each in self.units if each.name_folded == unit.name_folded]
        return f"{unit.name} [{unit.code or f'ĐV-{unit.pk}'}]" if len(twins) > 1 else unit.name

    @property
    def labels(self) -> tuple[str, ...]:
        """The units of today, for a drop-down."""
        return tuple(self.label(unit) for unit in self.units if holds_on(unit, self.today))

    def goes_out(self, row: Unit | Post) -> bool:
        """Tell whether a unit, or a post with its unit, is there on the day the list is as of."""
        if self.day is None:
            return True
        return holds_on(row, self.day) and (isinstance(row, Unit) or holds_on(row.unit, self.day))

    def unit(self, row: Row, key: str, day: date | None, plan: Plan) -> Unit | None:
        """The unit a cell names, as it is on the day; a problem at the cell where there is none, or more than one."""
        name = row[key]
        if name is None:
            return None
        found = self._by_name.get(_folded(name), [])
        then = [unit for unit in found if day is None or holds_on(unit, day)]
        if len(then) == 1:
            return then[0]
        if not found:
            what = f"không có đơn vị “{name}” thuộc {self.authority.name}."
            plan.problems.append(row.problem(key, what, "Chọn trong danh sách, hoặc ghi mã đơn vị."))
        elif not then and day is not None:
            what = f"{name} không tồn tại ngày {day:%d/%m/%Y}."
            plan.problems.append(row.problem(key, what, "Kiểm tra ngày, hoặc ghi đơn vị của ngày đó."))
        else:
            what = f"có {len(then)} đơn vị tên “{name}”."
            plan.problems.append(row.problem(key, what, "Ghi mã đơn vị thay cho tên."))
        return None


_folded = lru_cache(1024)(fold)  # the names of units come again and again


@dataclass(frozen=True)
class Register:
    """One list as a workbook: its sheets, what stands in them, how a filled one is checked, and how it is written."""

    slug: str
    label: str
    about: str
    may: Callable[[Roles, Unit], Refusal]
    tables: Callable[[Scope], tuple[Table, ...]]
    rows: Callable[[Scope], tuple[list[Mapping[str, Any]], ...]]
    check: Callable[[Rows, Scope], Plan]
    write: Callable[[Plan, User | None, datetime, str, Watch], None]
    guide: tuple[str, ...] = ()
    takes_scans: bool = False


def number_in(code: str | None, prefix: str) -> int | None:
    """CN-12 → 12; None where it is no such code."""
    text = (code or "").strip().upper().removeprefix(f"{prefix}-")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None  # noqa: PLR2004 - a bigint


def twice(rows: Iterable[tuple[Row, str, object]], plan: Plan, what: str) -> None:
    """A problem at every cell whose value an earlier row of the file has too; None counts for nothing."""
    first: dict[object, Row] = {}
    for row, key, value in rows:
        if value is None:
            continue
        if value in first:
            said = what.format(number=first[value].number)
            plan.problems.append(row.problem(key, said, "Mỗi người, mỗi việc chỉ ghi một dòng."))
        else:
            first[value] = row
