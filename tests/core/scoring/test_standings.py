"""Many units in whole numbers: the same figures as one by one with reasons, and so is what is only tried."""

from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.scoring.chance import ENTRIES, file_of
from tests.core.scoring.files import Raw, criterion, field, file, unit
from tests.core.scoring.reference import leaves

from thidua.core.errors import InputError
from thidua.core.scoring import UnitScore, parse_scoring, score
from thidua.core.scoring.standings import Standings, standings, totals_of
from thidua.core.scoring.table import Table, Trial

seeds = st.integers(0, 2**40)
FIXED = {"kind": "fixed"}


def shown(found: Standings, row: int) -> tuple[Any, ...]:
    fields = tuple(int(rank) or None for rank in found.field_ranks[row])
    group_rank = int(found.group_ranks[row]) or None
    return (found.points_of(row), found.index_of(row), found.rank_of(row), group_rank, bool(found.tied[row]), fields)


def of_score(one: UnitScore) -> tuple[Any, ...]:
    return (one.points, one.index, one.rank, one.group_rank, one.tied, tuple(of.rank for of in one.fields))


def same(found: Standings, raw: Raw) -> None:
    scores = score(parse_scoring(raw))
    assert [shown(found, row) for row in range(len(scores))] == [of_score(one) for one in scores]


@given(seeds)
def test_sums_and_ranks_are_those_of_the_engine(seed: int) -> None:
    raw = file_of(seed)
    scoring = parse_scoring(raw)
    groups = [one.group for one in scoring.units]
    same(standings(totals_of(score(scoring)), groups, scoring.criteria_set.tie_rule), raw)
    same(Table.of(raw).standings(), raw)


@given(seeds)
def test_trying_other_entries_gives_what_entering_them_would(seed: int) -> None:
    chance, raw = Random(seed), file_of(seed, units=4)  # noqa: S311
    plain = [leaf for of in raw["set"]["fields"] for leaf in leaves(of) if not leaf["code"].endswith(("na", "nb"))]
    trial: dict[str, dict[str, Any]] = {}
    for leaf in chance.sample(plain, min(2, len(plain))):
        entry = ENTRIES[leaf["rule"]["kind"]](chance, leaf["rule"], Decimal(leaf["max"]))
        trial.setdefault(chance.choice(["u0", "u3"]), {})[leaf["code"]] = chance.choice([entry, None])
    changed = deepcopy(raw)
    for one in changed["units"]:
        one["entries"] |= trial.get(one["code"], {})
    table = Table.of(raw)
    same(table.tried(Trial(entries=trial)).standings(), changed)
    same(table.standings(), raw)


@given(seeds)
def test_trying_another_maximum_gives_what_writing_it_would(seed: int) -> None:
    chance, raw = Random(seed), file_of(seed, units=4)  # noqa: S311
    open_kinds = {"linear", "complement", "all_of", "grades", "severity", "external", "survey"}
    could = [leaf for of in raw["set"]["fields"] for leaf in leaves(of) if leaf["rule"]["kind"] in open_kinds]
    if not could:
        return
    code = chance.choice(could)["code"]
    more = {"max": Decimal("7.25"), "not_applicable": "full"}
    changed = deepcopy(raw)
    for leaf in (leaf for of in changed["set"]["fields"] for leaf in leaves(of)):
        leaf.update(more if leaf["code"] == code else {})
    same(Table.of(raw).tried(Trial(criteria={code: more})).standings(), changed)


@pytest.mark.parametrize("points", [10**14, Decimal("99999.9999999999")])
def test_numbers_beyond_64_bits_stay_exact(points: Any) -> None:
    fields = [field("I", criterion("c", 9 * 10**14, FIXED), criterion("d", 1, FIXED, not_applicable="rescale"))]
    units = [
        unit("a", {"c": {"points": points}, "d": {"points": 1}}),
        unit("b", {"c": {"points": points - 1}, "d": {}}),
    ]
    raw = file(fields, units, rounding=6)
    table = Table.of(raw)
    assert table.cells.dtype == np.dtype(object)
    same(table.standings(), raw)


def test_a_try_can_outgrow_64_bits_too() -> None:
    raw = file([field("I", criterion("c", 10, FIXED))], [unit("a", {"c": {"points": 4}})])
    trial = Trial(criteria={"c": {"max": 10**14}}, entries={"a": {"c": {"points": 5}}})
    found = Table.of(raw).tried(trial)
    assert (found.cells.dtype, found.standings().points_of(0)) == (np.dtype(object), 5)


@pytest.mark.parametrize(
    ("trial", "problem"),
    [
        (Trial(criteria={"x": {"max": 3}}), "x: bộ tiêu chí không có mã này."),
        (Trial(entries={"z": {"c": None}}), "z: không có đơn vị nào mã như vậy."),
        (Trial(entries={"a": {"c": {"points": 11}}}), "a.entries.c: 11 điểm vượt điểm tối đa 10."),
        (Trial(criteria={"c": {"max": 3}}), "a.c: 4 điểm vượt điểm tối đa 3."),
        (Trial(criteria={"c": {"max": -3}}), "set.fields[0].criteria[0].max: không được là số âm."),
    ],
)
def test_a_try_that_makes_no_sense_is_refused(trial: Trial, problem: str) -> None:
    raw = file([field("I", criterion("c", 10, FIXED))], [unit("a", {"c": {"points": 4}})])
    with pytest.raises(InputError) as refused:
        Table.of(raw).tried(trial)
    assert str(refused.value) == problem


def test_a_tried_cell_says_its_reason() -> None:
    raw = file([field("I", criterion("c", 10, FIXED))], [unit("a", {"c": {"points": 4}})])
    tried = Table.of(raw).tried(Trial(entries={"a": {"c": {"points": 6}}}))
    assert tried.score_of("a", "c").reason == "Điểm chấm → 6,00/10"
