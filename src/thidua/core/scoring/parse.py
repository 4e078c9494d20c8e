"""A scoring file → `ScoringInput`, or every problem in it at once, each with its JSON path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from thidua.core.errors import InputError
from thidua.core.scoring.entries import Entry, NotApplicable
from thidua.core.scoring.entry_file import read_entry
from thidua.core.scoring.kinds import KINDS
from thidua.core.scoring.kinds.branch import Branch
from thidua.core.scoring.kinds.judged import Boolean, Options
from thidua.core.scoring.model import (
    About,
    AboutSet,
    Band,
    CriteriaField,
    CriteriaSet,
    Criterion,
    CriterionGroup,
    Previous,
    ScoringInput,
    Unit,
)
from thidua.core.scoring.reading import Reading, adapter, listed, step
from thidua.core.scoring.rule import Rule
from thidua.core.scoring.shapes import BandShape, CriterionShape, FieldShape, FileShape, GroupShape, SetShape, UnitShape
from thidua.core.validation import json_place, read


def parse_scoring(raw: object, where: str = "") -> ScoringInput:
    """`raw` is the object of the file, read with exact decimals; `where` the path of that object."""
    top: FileShape = read(adapter(FileShape), raw, json_place(where))
    reading = _Reading()
    criteria_set = reading.criteria_set(top.set, step(where, "set"))
    units = [reading.unit(item, f"{step(where, 'units')}[{at}]") for at, item in enumerate(top.units)]
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


def parse_unit(criteria_set: CriteriaSet, raw: object, where: str) -> Unit:
    """One item of "units", for a set that has been read."""
    reading = _Reading(criteria={criterion.code: criterion for criterion in criteria_set.criteria})
    unit = reading.unit(raw, where)
    if reading.problems or unit is None:
        raise InputError(*reading.problems)
    return unit


@dataclass
class _Reading(Reading):
    criteria: dict[str, Criterion | None] = field(default_factory=dict)
    branches: list[tuple[str, Branch]] = field(default_factory=list)

    def criteria_set(self, raw: object, where: str) -> CriteriaSet | None:
        shape = self.shape(SetShape, raw, where)
        found = [self._field(item, f"{where}.fields[{at}]") for at, item in enumerate(listed(raw, "fields"))]
        for place, branch in self.branches:
            self._check_branch(branch, place)
        if shape is None:
            return None
        if None not in (shape.points_min, shape.points_max) and shape.points_min >= shape.points_max:  # type: ignore[operator]
            self.refuse(f"{where}.points_max", "mức cao nhất phải lớn hơn mức thấp nhất (points_min).")
        return CriteriaSet(
            code=shape.code,
            name=shape.name or shape.code,
            fields=tuple(of_set for of_set in found if of_set is not None),
            rounding=shape.rounding,
            tie_rule=shape.tie_rule,
            points_min=shape.points_min,
            points_max=shape.points_max,
            bands=tuple(self._bands(shape.bands, where)),
            about=_copied(AboutSet, shape),
        )

    def unit(self, raw: object, where: str) -> Unit | None:
        shape = self.shape(UnitShape, raw, where)
        if shape is None:
            return None
        self.once("đơn vị", shape.code, where)
        entries = {
            code: self._entry(code, entry, step(where, f"entries.{code}"), shape.entries)
            for code, entry in shape.entries.items()
        }
        return Unit(
            code=shape.code,
            name=shape.name or shape.code,
            entries={code: entry for code, entry in entries.items() if entry is not None},
            group=shape.group,
            previous=_copied(Previous, shape.previous) if shape.previous else Previous(),
        )

    def _bands(self, shapes: tuple[BandShape, ...], where: str) -> Iterator[Band]:
        seen = set()
        for at, shape in enumerate(shapes):
            if (shape.group, shape.min) in seen:
                self.refuse(f"{where}.bands[{at}].min", "hai mức xếp loại cùng ngưỡng.", "Đặt ngưỡng khác cho một mức.")
            seen.add((shape.group, shape.min))
            yield Band(shape.code, shape.name or shape.code, shape.min, shape.group)

    def _field(self, raw: object, where: str) -> CriteriaField | None:
        shape = self.shape(FieldShape, raw, where)
        groups: list[CriterionGroup] = []
        found: list[Criterion | None] = []
        for at, item in enumerate(listed(raw, "criteria")):
            place = f"{where}.criteria[{at}]"
            if isinstance(item, Mapping) and "components" in item:
                found += self._components(item, place, groups)
            else:
                found.append(self._criterion(item, place))
        if shape is None:
            return None
        self.once("lĩnh vực", shape.code, where)
        known = tuple(criterion for criterion in found if criterion is not None)
        return CriteriaField(
            shape.code, shape.name or shape.code, known, shape.bonus_cap, tuple(groups), shape.appraised_by
        )

    def _components(self, raw: Mapping[str, Any], where: str, groups: list[CriterionGroup]) -> list[Criterion | None]:
        shape = self.shape(GroupShape, raw, where)
        if "rule" in raw:
            self.refuse(f"{where}.rule", "tiêu chí có thành phần thì không có quy tắc riêng.", "Giữ lại một trong hai.")
        items = enumerate(listed(raw, "components"))
        found = [self._criterion(item, f"{where}.components[{at}]") for at, item in items]
        if shape is None or None in found:
            return found
        self.once("tiêu chí", shape.code, where)
        known = [criterion for criterion in found if criterion is not None]
        most = sum((criterion.counted_max for criterion in known), Decimal(0))
        if shape.max not in (None, most):
            self.refuse(f"{where}.max", f"điểm tối đa không bằng tổng các thành phần ({most:f}).")
        codes = tuple(criterion.code for criterion in known)
        groups.append(CriterionGroup(shape.code, shape.name or shape.code, most, codes, _copied(About, shape)))
        return found

    def _criterion(self, raw: object, where: str) -> Criterion | None:
        shape = self.shape(CriterionShape, raw, where)
        known = raw if isinstance(raw, Mapping) else {}
        rule = self._rule(known["rule"], f"{where}.rule") if isinstance(known.get("rule"), Mapping) else None
        if isinstance(known.get("code"), str):
            self.once("tiêu chí", known["code"], where)
            self.criteria[known["code"]] = None  # known, so that entries under it are not called unknown
        if shape is None or rule is None:
            return None
        for fault in rule.faults(shape.max):
            self.refuse(f"{where}.rule", fault)
        if isinstance(rule, Branch):
            self.branches.append((f"{where}.rule", rule))
        name = shape.name or shape.code
        criterion = Criterion(
            shape.code, name, shape.max, rule, shape.not_applicable, shape.bonus, _copied(About, shape)
        )
        self.criteria[shape.code] = criterion
        return criterion

    def _rule(self, raw: Mapping[str, Any], where: str) -> Rule | None:
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            self.refuse(f"{where}.kind", f"không có loại quy tắc “{kind}”.", f"Các loại: {', '.join(KINDS)}.")
            return None
        parameters = {key: value for key, value in raw.items() if key != "kind"}
        if kind == "branch":
            cases = [self._case(item, f"{where}.cases[{at}]") for at, item in enumerate(listed(raw, "cases"))]
            if None in cases:
                return None
            parameters |= {"cases": cases} if cases else {}
        return self.attempt(KINDS[kind], parameters, where)

    def _case(self, raw: object, where: str) -> object:
        """The case of a branch with its own rule read."""
        if not isinstance(raw, Mapping) or not isinstance(raw.get("rule"), Mapping):
            self.refuse(f"{where}.rule", "thiếu quy tắc của trường hợp này.", "Ghi rule: {kind: …}.")
            return None
        rule = self._rule(raw["rule"], f"{where}.rule")
        return None if rule is None else {**raw, "rule": rule}

    def _check_branch(self, branch: Branch, where: str) -> None:
        if branch.on is None:
            return
        decides = self.criteria.get(branch.on)
        if decides is None or not isinstance(decides.rule, Boolean | Options):
            what = f"“{branch.on}” không phải là tiêu chí đạt/không đạt hay chọn phương án của bộ này."
            self.refuse(f"{where}.on", what, "Ghi mã của tiêu chí quyết định trường hợp.")
            return
        is_options = isinstance(decides.rule, Options)
        answers = (
            [option.key for option in decides.rule.options] if isinstance(decides.rule, Options) else [True, False]
        )
        for case in branch.cases:
            if case.when is not None and (isinstance(case.when, str) != is_options or case.when not in answers):
                self.refuse(where, f"trường hợp “{case.key}”: {branch.on} không có kết quả “{case.when}”.")
        for answer in answers:
            if branch.led_to({"option" if is_options else "value": answer}) is None:
                self.refuse(where, f"chưa có trường hợp nào cho kết quả “{answer}” của {branch.on}.")

    def _entry(self, code: str, raw: object, where: str, sheet: Mapping[str, object]) -> Entry | NotApplicable | None:
        if code not in self.criteria:
            near = get_close_matches(code, self.criteria, n=1)
            self.refuse(where, f"bộ tiêu chí không có mã “{code}”.", f"Có phải “{near[0]}”?" if near else "")
        criterion = self.criteria.get(code)
        if criterion is None:
            return None
        try:
            return read_entry(criterion, raw, where, sheet)
        except InputError as error:
            self.problems.extend(error.problems)
            return None


def _copied(shape: type[Any], source: object) -> Any:
    """The fields of a frozen dataclass, from an object that has the same names."""
    return shape(**{of_shape.name: getattr(source, of_shape.name) for of_shape in fields_of(shape)})
