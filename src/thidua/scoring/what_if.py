"""What if a threshold, or the points of an item, were another: who would stand where and meet III.2.a/tap-the/5.

Nothing is kept. The published bundle is opened as a table, and the one engine that tries (`core.what_if`) answers:
sums, ranks and outcomes are made by the same functions that made them first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from thidua.core.eligibility import Facts, Nominee, Setting, Verdict, prepare
from thidua.core.eligibility.facts import Ranking as RankFact
from thidua.core.errors import InputError
from thidua.core.json_text import exact
from thidua.core.money import award_money
from thidua.core.movement import GuidanceValue
from thidua.core.movement import Movement as Folder
from thidua.core.movement.rules import RankRule
from thidua.core.scoring import CriteriaSet
from thidua.core.scoring.model import Criterion
from thidua.core.scoring.table import Table, Trial
from thidua.core.what_if import NomineeEffect, Place, WhatIf
from thidua.legal import load_law
from thidua.scoring.models import Ranking
from thidua.scoring.queries import bundle_with

KIND: Literal["tap_the"] = "tap_the"
THRESHOLDS = {
    "hang_toi_da": "xep_hang.hang_toi_da",
    "ty_le_toi_da": "xep_hang.ty_le_toi_da",
    "tang_bac_toi_thieu": "xep_hang.tang_bac_toi_thieu",
}


@dataclass(frozen=True)
class Standing:
    """`outcome` "": there is no round of the year to judge by."""

    place: Place
    outcome: str = ""
    reason: str = ""

    @property
    def is_met(self) -> bool:
        return self.outcome == "dat"


@dataclass(frozen=True)
class Line:
    line: Ranking
    now: Standing
    then: Standing

    @property
    def moved(self) -> int:
        """Places up; 0 where a rank is missing."""
        before, after = self.now.place.rank, self.then.place.rank
        return 0 if before is None or after is None else before - after

    @property
    def fell(self) -> int:
        return -self.moved


@dataclass(frozen=True)
class Answer:
    """`money`: what one Giấy khen of a collective costs that day; None where the law gives none."""

    lines: tuple[Line, ...]
    money: int | None = None

    @property
    def met_now(self) -> int:
        return sum(line.now.is_met for line in self.lines)

    @property
    def met_then(self) -> int:
        return sum(line.then.is_met for line in self.lines)

    @property
    def cost_now(self) -> int | None:
        return None if self.money is None else self.met_now * self.money

    @property
    def cost_then(self) -> int | None:
        return None if self.money is None else self.met_then * self.money

    @property
    def gained(self) -> list[Line]:
        return [line for line in self.lines if line.then.is_met and not line.now.is_met]

    @property
    def lost(self) -> list[Line]:
        return [line for line in self.lines if line.now.is_met and not line.then.is_met]


@dataclass(frozen=True)
class Judge:
    """`standard`: the id of III.2.a/tap-the/5 in the movement; `facts`: what is known of each unit's rank."""

    standard: str
    setting: Setting
    facts: Mapping[int, Mapping[str, Any]]

    def nominee(self, unit: str) -> Nominee:
        known = RankFact(**(self.facts.get(int(unit)) or {}))
        return Nominee(id=unit, kind=KIND, facts=Facts(xep_hang=known))

    def standing(self, place: Place, verdict: Verdict) -> Standing:
        found = next(each for each in verdict.criteria if each.id == self.standard)
        return Standing(place, str(found.outcome), found.reason)


def judge_of(
    folder: Folder, year: int, guidance: Mapping[str, GuidanceValue], facts: Mapping[int, Mapping[str, Any]]
) -> Judge | None:
    """Return the judge of a year's collectives; None where the movement has no round of that year, or no such rule."""
    of_year = next((known for known in folder.definition.rounds if known.year == year), None)
    if of_year is None:
        return None
    standards = folder.standards(of_year, KIND).criteria
    standard = next((each.id for each in standards if isinstance(each.rule, RankRule)), None)
    if standard is None:
        return None
    return Judge(standard, prepare(folder, round_id=of_year.id, guidance=guidance), facts)


@lru_cache(maxsize=4)
def table_of(sha256: str) -> Table:
    """Open a published result, once for each process: what was published never changes."""
    return Table.of(exact(bundle_with(sha256)))


def answer(
    table: Table, lines: Sequence[Ranking], trial: Trial, thresholds: Mapping[str, Any], judge: Judge | None
) -> Answer:
    """Return where every unit stands, and where it would."""
    nominees = [judge.nominee(code) for code in table.codes] if judge else []
    known = WhatIf(table, nominees, judge.setting if judge else None)
    found = known.tried(trial, {THRESHOLDS[name]: value for name, value in thresholds.items() if value is not None})
    judged = {effect.nominee.id: effect for effect in found.nominees}
    by_unit = {line.unit_id: line for line in lines}
    both = (
        Line(by_unit[int(each.code)], *_standings(judge, each.before, each.now, judged.get(each.code)))
        for each in found.units
    )
    return Answer(tuple(sorted(both, key=_by_rank)))


def _standings(judge: Judge | None, now: Place, then: Place, effect: NomineeEffect | None) -> tuple[Standing, Standing]:
    if judge is None or effect is None:
        return Standing(now), Standing(then)
    return judge.standing(now, effect.before), judge.standing(then, effect.now)


def _by_rank(line: Line) -> tuple[bool, int, int]:
    return line.then.place.rank is None, line.then.place.rank or 0, line.now.place.rank or 0


def weighed(criteria_set: CriteriaSet) -> list[Criterion]:
    """Return the criteria whose points or weight may be tried: those that have a maximum of their own."""
    return [criterion for criterion in criteria_set.criteria if criterion.counted_max]


def priced(found: Answer, folder: Folder, on: date) -> Answer:
    """Add what one award of a collective costs that day, by the form that the movement's authority decides."""
    form = next((award.form for award in folder.definition.awards if award.act == "quyet_dinh"), None)
    if form is None:
        return found
    try:
        return replace(found, money=award_money(load_law(), form=form, kind=KIND, on=on).amount)
    except InputError:  # not in force that day
        return found
