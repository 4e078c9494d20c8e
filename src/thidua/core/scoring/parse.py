"""A scoring file → `ScoringInput`, or every problem in it at once, each with its JSON path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import TypeAdapter

from thidua.core.errors import InputError, Problem
from thidua.core.scoring.entries import Entry, NotApplicable
from thidua.core.scoring.kinds import KINDS
from thidua.core.scoring.model import CriteriaField, CriteriaSet, Criterion, Previous, ScoringInput, Unit
from thidua.core.scoring.rule import Rule
from thidua.core.scoring.shapes import CriterionShape, FieldShape, FileShape, SetShape, UnitShape
from thidua.core.validation import json_place, read

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}  # built once for each shape; building one is slow


def parse_scoring(raw: object, where: str = "") -> ScoringInput:
    """`raw` is the object of the file, read with exact decimals; `where` the path of that object."""
    top: FileShape = read(_adapter(FileShape), raw, json_place(where))
    reading = _Reading()
    criteria_set = reading.criteria_set(top.set, _step(where, "set"))
    units = [reading.unit(item, f"{_step(where, 'units')}[{at}]") for at, item in enumerate(top.units)]
    if reading.problems or criteria_set is None:
        raise InputError(*reading.problems)
    return ScoringInput(criteria_set, tuple(unit for unit in units if unit is not None))


def parse_set(raw: object, where: str = "set") -> CriteriaSet:
    """The "set" of a scoring file alone."""
    reading = _Reading()
    criteria_set = reading.criteria_set(raw, where)
    if reading.problems or criteria_set is None:
        raise InputError(*reading.problems)
    return criteria_set


def read_entry(criterion: Criterion, raw: object, where: str) -> Entry | NotApplicable | None:
    """What is filled in for one criterion; None where nothing is (null, or nulls only)."""
    if raw is None:
        return None
    if isinstance(raw, Mapping):
        excused = raw.get("not_applicable")
        raw = {key: value for key, value in raw.items() if key != "not_applicable"}
        is_blank = all(value is None for key, value in raw.items() if key != "note")
        if not isinstance(excused, bool | None):
            raise InputError(Problem(_step(where, "not_applicable"), "phải là true hoặc false."))
        if excused and not is_blank:
            raise InputError(Problem(where, "đã ghi không áp dụng mà vẫn có số liệu.", "Giữ lại một trong hai."))
        if excused or is_blank:
            return NotApplicable() if excused else None
    entry: Entry = read(_adapter(criterion.rule.entry), raw, json_place(where))
    refusal = criterion.rule.refusal(entry, criterion.max)
    if refusal:
        raise InputError(Problem(where, refusal))
    return entry


@dataclass
class _Reading:
    """Collects problems on the way: what cannot be read is None, and what depends on it is let be."""

    problems: list[Problem] = field(default_factory=list)
    criteria: dict[str, Criterion | None] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def criteria_set(self, raw: object, where: str) -> CriteriaSet | None:
        shape = self._shape(SetShape, raw, where)
        found = [self._field(item, f"{where}.fields[{at}]") for at, item in enumerate(_listed(raw, "fields"))]
        if shape is None:
            return None
        known = tuple(of_set for of_set in found if of_set is not None)
        return CriteriaSet(shape.code, shape.name or shape.code, known, shape.rounding, shape.tie_rule)

    def unit(self, raw: object, where: str) -> Unit | None:
        shape = self._shape(UnitShape, raw, where)
        if shape is None:
            return None
        self._once("đơn vị", shape.code, where)
        entries = {code: self._entry(code, entry, f"{where}.entries.{code}") for code, entry in shape.entries.items()}
        before = shape.previous
        return Unit(
            code=shape.code,
            name=shape.name or shape.code,
            entries={code: entry for code, entry in entries.items() if entry is not None},
            group=shape.group,
            previous=Previous(before.points, before.index, before.rank) if before else Previous(),
        )

    def _field(self, raw: object, where: str) -> CriteriaField | None:
        shape = self._shape(FieldShape, raw, where)
        items = enumerate(_listed(raw, "criteria"))
        found = [self._criterion(item, f"{where}.criteria[{at}]") for at, item in items]
        if shape is None:
            return None
        self._once("lĩnh vực", shape.code, where)
        known = tuple(criterion for criterion in found if criterion is not None)
        return CriteriaField(shape.code, shape.name or shape.code, known, shape.bonus_cap)

    def _criterion(self, raw: object, where: str) -> Criterion | None:
        shape = self._shape(CriterionShape, raw, where)
        known = raw if isinstance(raw, Mapping) else {}
        rule = self._rule(known["rule"], f"{where}.rule") if isinstance(known.get("rule"), Mapping) else None
        if isinstance(known.get("code"), str):
            self._once("tiêu chí", known["code"], where)
            self.criteria[known["code"]] = None  # known, so that entries under it are not called unknown
        if shape is None or rule is None:
            return None
        for fault in rule.faults(shape.max):
            self._refuse(f"{where}.rule", fault)
        criterion = Criterion(shape.code, shape.name or shape.code, shape.max, rule, shape.not_applicable)
        self.criteria[shape.code] = criterion
        return criterion

    def _rule(self, raw: Mapping[str, Any], where: str) -> Rule | None:
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            self._refuse(f"{where}.kind", f"không có loại quy tắc “{kind}”.", f"Các loại: {', '.join(KINDS)}.")
            return None
        return self._attempt(KINDS[kind], {key: value for key, value in raw.items() if key != "kind"}, where)

    def _entry(self, code: str, raw: object, where: str) -> Entry | NotApplicable | None:
        if code not in self.criteria:
            near = get_close_matches(code, self.criteria, n=1)
            self._refuse(where, f"bộ tiêu chí không có mã “{code}”.", f"Có phải “{near[0]}”?" if near else "")
        criterion = self.criteria.get(code)
        if criterion is None:
            return None
        try:
            return read_entry(criterion, raw, where)
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def _shape(self, shape: type[T], raw: object, where: str) -> T | None:
        """An unknown key is a description, unless it looks like a known one misspelt."""
        known = [of_shape.name for of_shape in fields(shape)]  # type: ignore[arg-type]
        for key in raw if isinstance(raw, Mapping) else ():
            near = [] if key in known else get_close_matches(str(key), known, n=1, cutoff=0.75)
            if near:
                self._refuse(_step(where, key), "không có khóa nào tên như vậy.", f"Có phải “{near[0]}”?")
        return self._attempt(shape, raw, where)

    def _attempt(self, shape: type[T], raw: object, where: str) -> T | None:
        try:
            found: T = read(_adapter(shape), raw, json_place(where))
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        return found

    def _once(self, what: str, code: str, where: str) -> None:
        if (what, code) in self.seen:
            self._refuse(f"{where}.code", f"mã {what} “{code}” ghi hai lần.", "Đặt mã khác cho một trong hai.")
        self.seen.add((what, code))

    def _refuse(self, where: str, what: str, fix: str = "") -> None:
        self.problems.append(Problem(where, what, fix))


def _adapter(shape: Any) -> TypeAdapter[Any]:
    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]


def _listed(raw: object, key: str) -> Sequence[object]:
    found = raw.get(key) if isinstance(raw, Mapping) else None
    return found if isinstance(found, list | tuple) else ()


def _step(where: str, key: str) -> str:
    return f"{where}.{key}".removeprefix(".")
