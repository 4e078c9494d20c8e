"""The scored cells of many sheets under one set, so that a change of some cells costs those cells alone.

table = Table.of(raw)                          every cell scored once
changed = table.tried(Trial(…))                the cells that a change touches scored anew, nothing saved
changed.standings()                            sums, index, ranks
"""

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from thidua.core.errors import InputError, Problem
from thidua.core.rounding import half_up
from thidua.core.scoring.entry_file import read_entry
from thidua.core.scoring.model import CriteriaSet, Criterion, CriterionScore, Unit
from thidua.core.scoring.parse import parse_scoring, parse_set, parse_unit
from thidua.core.scoring.sheet import score_criterion
from thidua.core.scoring.standings import (
    PLACES,
    Flags,
    Standings,
    Totals,
    Whole,
    decimal_of,
    fits,
    standings,
    whole_array,
    whole_of,
)

Raw = Mapping[str, Any]
_POINTS, _MAX, _LENT = 0, 1, 2
NO_SUCH_CRITERION = "bộ tiêu chí không có mã này."


@dataclass(frozen=True)
class Trial:
    """What to try. `criteria`: code → keys of the criterion to replace ("max", "rule", "not_applicable", "bonus").

    `entries`: unit → criterion → the entry as a file has it (None: not scored).
    `weights`: code → another maximum, in which every unit keeps its share of the points, whatever the rule.
    `points`: unit → criterion → points, whatever the entry says.
    """

    criteria: Mapping[str, Raw] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    points: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """`cells`: points, maximum, lent maximum of each unit and criterion; `known`: scored at all."""

    raw_set: Raw
    criteria_set: CriteriaSet
    raw_units: tuple[Raw, ...]
    units: tuple[Unit, ...]
    cells: Whole
    known: Flags

    @classmethod
    def of(cls, raw: Raw) -> "Table":
        """InputError as `parse_scoring`."""
        scoring = parse_scoring(raw)
        criteria_set, units = scoring.criteria_set, scoring.units
        rows = [[_score(criteria_set, criterion, unit) for criterion in criteria_set.criteria] for unit in units]
        shape = (len(units), len(criteria_set.criteria))
        cells = [value for row in rows for score in row for value in _cell(score)]
        known = np.array([score.points is not None for row in rows for score in row], dtype=bool).reshape(shape)
        return cls(raw["set"], criteria_set, tuple(raw["units"]), units, whole_array(cells, (*shape, 3)), known)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(unit.code for unit in self.units)

    def tried(self, trial: Trial) -> "Table":
        """InputError where the set would make no sense, or an entry would not fit it."""
        table = self.with_entries(trial.entries) if trial.entries else self
        table = table.with_criteria(trial.criteria) if trial.criteria else table
        table = table.with_weights(trial.weights) if trial.weights else table
        return table.with_points(trial.points) if trial.points else table

    def standings(self) -> Standings:
        return standings(self._totals(), [unit.group for unit in self.units], self.criteria_set.tie_rule)

    def score_of(self, unit_code: str, criterion_code: str) -> CriterionScore:
        """One cell with its reason."""
        criterion = next(one for one in self.criteria_set.criteria if one.code == criterion_code)
        unit = self.units[self.codes.index(unit_code)]
        return score_criterion(criterion, unit.entries.get(criterion_code), self.criteria_set.rounding)

    def with_entries(self, entries: Mapping[str, Mapping[str, Any]]) -> "Table":
        places = self._rows(entries)
        raws, units = [*self.raw_units], [*self.units]
        cells: dict[tuple[int, int], CriterionScore] = {}
        for code, given in entries.items():
            at = places[code]
            raws[at] = {**raws[at], "entries": {**raws[at].get("entries", {}), **given}}
            units[at] = parse_unit(self.criteria_set, raws[at], code)
            for column, criterion in enumerate(self.criteria_set.criteria):
                cells[at, column] = _score(self.criteria_set, criterion, units[at])
        return replace(self, raw_units=tuple(raws), units=tuple(units), **self._put(cells))

    def with_criteria(self, changes: Mapping[str, Raw]) -> "Table":
        raw_set = _changed(self.raw_set, changes)
        criteria_set = parse_set(raw_set)
        units = [*self.units]
        cells: dict[tuple[int, int], CriterionScore] = {}
        for column, criterion in enumerate(criteria_set.criteria):
            if criterion == self.criteria_set.criteria[column]:
                continue
            units = [_reread(criterion, unit, raw) for unit, raw in zip(units, self.raw_units, strict=True)]
            cells |= {(at, column): _score(criteria_set, criterion, unit) for at, unit in enumerate(units)}
        return replace(self, raw_set=raw_set, criteria_set=criteria_set, units=tuple(units), **self._put(cells))

    def with_weights(self, weights: Mapping[str, Decimal]) -> "Table":
        """The rules stay as they are: what they gave is stretched, and rounded as the set rounds."""
        cells: dict[tuple[int, int], CriterionScore] = {}
        for column, criterion in self._columns(weights).items():
            most = weights[criterion.code]
            if not criterion.counted_max or most <= 0:
                raise InputError(Problem(criterion.code, "điểm tối đa cũ và mới phải lớn hơn 0."))
            share = Fraction(most) / Fraction(criterion.max)
            cells |= {(row, column): self._stretched(row, column, share, most) for row in range(len(self.units))}
        return replace(self, **self._put(cells))

    def with_points(self, points: Mapping[str, Mapping[str, Decimal]]) -> "Table":
        rows, cells = self._rows(points), dict[tuple[int, int], CriterionScore]()
        for code, given in points.items():
            for column, criterion in self._columns(given).items():
                known = self._cell_at(rows[code], column)
                cells[rows[code], column] = replace(known, points=given[criterion.code])
        return replace(self, **self._put(cells))

    def _rows(self, codes: Iterable[str]) -> Mapping[str, int]:
        places = {code: place for place, code in enumerate(self.codes)}
        if unknown := [code for code in codes if code not in places]:
            raise InputError(*(Problem(code, "không có đơn vị nào mã như vậy.") for code in unknown))
        return places

    def _columns(self, codes: Collection[str]) -> dict[int, Criterion]:
        found = {at: each for at, each in enumerate(self.criteria_set.criteria) if each.code in codes}
        if unknown := set(codes) - {each.code for each in found.values()}:
            raise InputError(*(Problem(code, NO_SUCH_CRITERION) for code in sorted(unknown)))
        return found

    def _cell_at(self, row: int, column: int) -> CriterionScore:
        points, most, lent = (decimal_of(int(value)) for value in self.cells[row, column])
        code = self.criteria_set.criteria[column].code
        return CriterionScore(code, points if self.known[row, column] else None, most, "", lent)

    def _stretched(self, row: int, column: int, share: Fraction, most: Decimal) -> CriterionScore:
        cell = self._cell_at(row, column)
        points = None if cell.points is None else half_up(Fraction(cell.points) * share, self.criteria_set.rounding)
        return replace(cell, points=points, max=most if cell.max else cell.max, lent=most if cell.lent else cell.lent)

    def _put(self, scores: Mapping[tuple[int, int], CriterionScore]) -> dict[str, Any]:
        """The cells and what is known of them, with these in place of the old."""
        values = [value for score in scores.values() for value in _cell(score)]
        cells = self.cells.copy() if fits(values, self.cells.shape) else self.cells.astype(object)
        known = self.known.copy()
        for place, score in scores.items():
            cells[place], known[place] = _cell(score), score.points is not None
        return {"cells": cells, "known": known}

    def _totals(self) -> Totals:
        """What `sheet_of` does to one sheet, for all of them."""
        rows, width = len(self.units), len(self.criteria_set.fields)
        points, maxima = np.zeros((rows, width), self.cells.dtype), np.zeros((rows, width), self.cells.dtype)
        known = np.ones((rows, width), dtype=bool)
        inside, lent = np.zeros(rows, self.cells.dtype), np.zeros(rows, self.cells.dtype)
        first = 0
        for at, of_set in enumerate(self.criteria_set.fields):
            span = slice(first, first + len(of_set.criteria))
            first = span.stop
            cells, is_outside = self.cells[:, span], np.array([one.is_outside for one in of_set.criteria], dtype=bool)
            is_bonus = np.array([one.is_bonus for one in of_set.criteria], dtype=bool)
            main = cells[:, ~is_outside, _POINTS].sum(axis=1)
            bonus = cells[:, is_bonus, _POINTS].sum(axis=1)
            if of_set.bonus_cap is not None:
                bonus = np.minimum(bonus, whole_of(of_set.bonus_cap))
            points[:, at] = main + bonus + cells[:, is_outside & ~is_bonus, _POINTS].sum(axis=1)
            maxima[:, at] = cells[:, :, _MAX].sum(axis=1)
            known[:, at] = self.known[:, span].all(axis=1)
            inside, lent = inside + main, lent + cells[:, :, _LENT].sum(axis=1)
        total, most = points.sum(axis=1), maxima.sum(axis=1)
        for row in np.flatnonzero((lent != 0) & (most != 0)):
            total[row], most[row] = self._rescaled(int(total[row]), int(inside[row]), int(most[row]), int(lent[row]))
        return Totals(self._kept(total), np.asarray(known.all(axis=1)), most, points, known, maxima)

    def _rescaled(self, total: int, inside: int, most: int, lent: int) -> tuple[int, int]:
        step = 10 ** (PLACES - self.criteria_set.rounding)
        full, whole = most + lent, most * step
        units = (2 * abs(inside) * full + whole) // (2 * whole) * step
        return total - inside + (units if inside >= 0 else -units), full

    def _kept(self, total: Whole) -> Whole:
        lowest, highest = self.criteria_set.points_min, self.criteria_set.points_max
        if highest is not None:
            total = np.minimum(total, whole_of(highest))
        return total if lowest is None else np.maximum(total, whole_of(lowest))


def _score(criteria_set: CriteriaSet, criterion: Criterion, unit: Unit) -> CriterionScore:
    return score_criterion(criterion, unit.entries.get(criterion.code), criteria_set.rounding)


def _cell(score: CriterionScore) -> tuple[int, int, int]:
    return whole_of(score.points), whole_of(score.max), whole_of(score.lent)


def _reread(criterion: Criterion, unit: Unit, raw: Raw) -> Unit:
    entries = raw.get("entries", {})
    entry = read_entry(criterion, entries.get(criterion.code), f"{unit.code}.{criterion.code}", entries)
    others = {code: known for code, known in unit.entries.items() if code != criterion.code}
    return replace(unit, entries=others if entry is None else {**others, criterion.code: entry})


def _changed(raw_set: Raw, changes: Mapping[str, Raw]) -> dict[str, Any]:
    changed: dict[str, Any] = deepcopy(dict(raw_set))
    found = set()
    for of_set in changed["fields"]:
        for item in of_set["criteria"]:
            for leaf in item.get("components", (item,)):
                if leaf["code"] in changes:
                    leaf.update(changes[leaf["code"]])
                    found.add(leaf["code"])
            if "components" in item:
                item.pop("max", None)
    if unknown := changes.keys() - found:
        raise InputError(*(Problem(code, NO_SUCH_CRITERION) for code in sorted(unknown)))
    return changed
