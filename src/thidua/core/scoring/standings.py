"""Sums, indices, ranks of many units at once, in whole numbers: the same figures as `score`, without its reasons.

Every point and maximum is a whole number of 10^-10 (a file has at most ten decimals), so sums are exact; where
they could outgrow 64 bits the arrays hold Python's own whole numbers. There is no second copy of the rules here:
what a criterion gives always comes from `score_criterion`. A property test keeps the figures equal to `score`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.core.scoring.model import TieRule, UnitScore

PLACES = 10
SCALE = 10**PLACES
_INDEX = 10_000  # hundredths of a per cent
_ROOM = 2**62

Whole = npt.NDArray[Any]  # int64, or Python's whole numbers where 64 bits are too few
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Totals:
    """What is known of each unit before anybody is ranked; a row for each unit, a column for each field."""

    points: Whole
    known: Flags
    maxima: Whole
    field_points: Whole
    field_known: Flags
    field_maxima: Whole


@dataclass(frozen=True)
class Standings:
    """Rank 0: none. `index` in hundredths of a per cent, where `can` says that there is one. Points as in `Totals`."""

    totals: Totals
    can: Flags
    index: Whole
    ranks: Whole
    group_ranks: Whole
    tied: Flags
    field_ranks: Whole

    def points_of(self, row: int) -> Decimal | None:
        return decimal_of(self.totals.points[row]) if self.totals.known[row] else None

    def index_of(self, row: int) -> Decimal | None:
        return Decimal(int(self.index[row])).scaleb(-2) if self.can[row] else None

    def rank_of(self, row: int) -> int | None:
        return int(self.ranks[row]) or None

    @property
    def ranked(self) -> int:
        return int(np.count_nonzero(self.ranks))


def whole_of(value: Decimal | None) -> int:
    return 0 if value is None else int(value.scaleb(PLACES))


def decimal_of(value: int) -> Decimal:
    return Decimal(int(value)).scaleb(-PLACES).normalize() + 0


def whole_array(values: Sequence[int], shape: tuple[int, ...]) -> Whole:
    """Sixty-four bits where they are enough for every sum and every product that a comparison needs."""
    return np.array(values, dtype=np.int64 if fits(values, shape) else object).reshape(shape)


def fits(values: Iterable[int], shape: tuple[int, ...]) -> bool:
    """`shape`: of the whole array the values go into; a row of it is summed."""
    return max(map(abs, values), default=0) * prod(shape[1:]) * 2 * _INDEX < _ROOM


def totals_of(scores: Sequence[UnitScore]) -> Totals:
    width = len(scores[0].fields) if scores else 0
    rows, grid = (len(scores),), (len(scores), width)
    fields = [field for unit in scores for field in unit.fields]
    return Totals(
        points=whole_array([whole_of(unit.points) for unit in scores], rows),
        known=np.array([unit.points is not None for unit in scores], dtype=bool),
        maxima=whole_array([whole_of(unit.max) for unit in scores], rows),
        field_points=whole_array([whole_of(field.points) for field in fields], grid),
        field_known=np.array([field.points is not None for field in fields], dtype=bool).reshape(grid),
        field_maxima=whole_array([whole_of(field.max) for field in fields], grid),
    )


def standings(totals: Totals, groups: Iterable[str | None], tie_rule: TieRule) -> Standings:
    dense = tie_rule is TieRule.DENSE
    blocks = _numbered(groups)
    everybody = np.zeros(len(blocks), dtype=np.int64)
    can = totals.known & (totals.maxima != 0)
    figures = _figures(totals.points, totals.maxima, can)
    ranks = _ranks(figures, can, everybody, dense=dense)
    tied = np.zeros(len(blocks), dtype=bool)
    tied[can] = np.bincount(ranks)[ranks[can]] > 1
    field_ranks = np.zeros(totals.field_points.shape, dtype=np.int64)
    for at in range(totals.field_points.shape[1]):
        points, maxima = totals.field_points[:, at], totals.field_maxima[:, at]
        of_field = totals.field_known[:, at] & (maxima != 0)
        field_ranks[:, at] = _ranks(_figures(points, maxima, of_field), of_field, everybody, dense=dense)
    return Standings(
        totals=totals,
        can=can,
        index=_index(totals.points, totals.maxima, can),
        ranks=ranks,
        group_ranks=_ranks(figures, can & (blocks >= 0), blocks, dense=dense),
        tied=tied,
        field_ranks=field_ranks,
    )


def _numbered(groups: Iterable[str | None]) -> Whole:
    """Each group as a number; -1 for none."""
    numbers: dict[str, int] = {}
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in groups], dtype=np.int64)


def _figures(points: Whole, maxima: Whole, can: Flags) -> Whole:
    """The points where all maxima are equal, else the index as it is printed."""
    differ = can.any() and bool((maxima[can] != maxima[can][0]).any())
    return _index(points, maxima, can) if differ else points


def _index(points: Whole, maxima: Whole, can: Flags) -> Whole:
    """Half up, away from zero: the same as `index_of`; 0 where there is none."""
    index = np.zeros(points.shape, dtype=points.dtype)
    held, whole = points[can], maxima[can]
    units = (2 * abs(held) * _INDEX + whole) // (2 * whole)
    index[can] = np.where(held < 0, -units, units)
    return index


def _ranks(figures: Whole, can: Flags, blocks: Whole, *, dense: bool) -> Whole:
    """Highest first inside each block; equal figures share a rank; 0 for who cannot be ranked."""
    ranks = np.zeros(figures.shape, dtype=np.int64)
    if not can.any():
        return ranks
    values, order = np.unique(-figures[can], return_inverse=True)
    steps, place, times = np.unique(blocks[can] * len(values) + order, return_inverse=True, return_counts=True)
    block = steps // len(values)
    starts = np.flatnonzero(np.diff(block, prepend=block[0] - 1))  # where each block begins among the steps
    ahead = np.arange(len(steps)) if dense else np.cumsum(times) - times
    inside = np.repeat(ahead[starts], np.diff(np.append(starts, len(steps))))
    ranks[can] = (1 + ahead - inside)[place]
    return ranks
