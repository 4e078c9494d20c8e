"""What would follow if a threshold of the guidance, an item's points or a rule were another. Nothing is saved.

    before = WhatIf(table, nominees=…, setting=…, money=…)
    before.tried(Trial(…), {"xep_hang.hang_toi_da": 3}) -> Effect

Everything is judged by the same functions that judge for good: `score_criterion`, `standings`, `judge`. Only the
cells that a trial touches are scored anew, and only nominees whose rank or guidance changed are judged anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from thidua.core.eligibility import Answer, Nominee, Setting, Verdict, judge
from thidua.core.eligibility.facts import Ranking
from thidua.core.movement.guidance import guidance_from
from thidua.core.scoring.standings import Standings, decimal_of
from thidua.core.scoring.table import Table, Trial

TRIED = "phương án đang thử"
Money = Callable[[Nominee], int]


@dataclass(frozen=True)
class Place:
    """Where a unit stands."""

    points: Decimal | None
    index: Decimal | None
    rank: int | None
    maximum: Decimal


@dataclass(frozen=True)
class UnitEffect:
    code: str
    name: str
    before: Place
    now: Place

    @property
    def is_changed(self) -> bool:
        return self.before != self.now


@dataclass(frozen=True)
class NomineeEffect:
    """`changed`: the ids of the standards whose outcome is another."""

    nominee: Nominee
    before: Verdict
    now: Verdict
    changed: tuple[str, ...]

    @property
    def gains(self) -> bool:
        return self.before.verdict != Answer.DAT and self.now.verdict == Answer.DAT

    @property
    def loses(self) -> bool:
        return self.before.verdict == Answer.DAT and self.now.verdict != Answer.DAT


@dataclass(frozen=True)
class Effect:
    """Costs in đồng: the money that goes with the award of everybody who would qualify."""

    units: tuple[UnitEffect, ...]
    nominees: tuple[NomineeEffect, ...]
    cost_before: int
    cost_now: int

    @property
    def qualified_before(self) -> int:
        return sum(effect.before.verdict == Answer.DAT for effect in self.nominees)

    @property
    def qualified_now(self) -> int:
        return sum(effect.now.verdict == Answer.DAT for effect in self.nominees)


@dataclass(frozen=True)
class WhatIf:
    """`unit_of`: nominee → the code of the unit whose rank it is judged by; by default its own id."""

    table: Table
    nominees: Sequence[Nominee] = ()
    setting: Setting | None = None
    money: Money = lambda _nominee: 0
    unit_of: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def standings(self) -> Standings:
        return self.table.standings()

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """How everybody is judged now, by the ranks of the table."""
        return self._judged(self.setting, self.table, self.standings)

    def tried(self, trial: Trial | None = None, guidance: Mapping[str, Any] | None = None) -> Effect:
        """`guidance`: keys and bare values put in place of those in force; InputError for what makes no sense."""
        trial = trial or Trial()
        table = self.table.tried(trial)
        found = self.standings if table is self.table else table.standings()
        setting = self._setting(guidance or {})
        same = setting is self.setting and found is self.standings
        verdicts = self.verdicts if same else self._judged(setting, table, found)
        pairs = zip(self.nominees, self.verdicts, verdicts, strict=True)
        return Effect(
            units=tuple(self._unit(row, found) for row in range(len(table.units))),
            nominees=tuple(NomineeEffect(nominee, old, new, _changed(old, new)) for nominee, old, new in pairs),
            cost_before=self._cost(self.verdicts),
            cost_now=self._cost(verdicts),
        )

    def _setting(self, guidance: Mapping[str, Any]) -> Setting | None:
        if self.setting is None or not guidance:
            return self.setting
        tried = guidance_from(guidance, where="guidance", set_by=TRIED)
        return replace(self.setting, guidance={**self.setting.guidance, **tried})

    def _judged(self, setting: Setting | None, table: Table, found: Standings) -> tuple[Verdict, ...]:
        if setting is None:
            return ()
        rows = {code: row for row, code in enumerate(table.codes)}
        return tuple(judge(setting, self._placed(nominee, rows, found)) for nominee in self.nominees)

    def _placed(self, nominee: Nominee, rows: Mapping[str, int], found: Standings) -> Nominee:
        """The nominee with the rank its unit has in the table; one that no set ranks stays as it is."""
        row = rows.get(self.unit_of.get(nominee.id, nominee.id))
        known = nominee.facts.xep_hang or Ranking()
        if row is None or known.khong_xep:
            return nominee
        rank = found.rank_of(row)
        ranking = replace(known, hang=rank, so_don_vi=found.ranked if rank else None)
        return replace(nominee, facts=replace(nominee.facts, xep_hang=ranking))

    def _unit(self, row: int, found: Standings) -> UnitEffect:
        unit = self.table.units[row]
        return UnitEffect(unit.code, unit.name, _place(self.standings, row), _place(found, row))

    def _cost(self, verdicts: Sequence[Verdict]) -> int:
        pairs = zip(self.nominees, verdicts, strict=True)
        return sum(self.money(nominee) for nominee, verdict in pairs if verdict.verdict == Answer.DAT)


def _place(found: Standings, row: int) -> Place:
    most = decimal_of(found.totals.maxima[row])
    return Place(found.points_of(row), found.index_of(row), found.rank_of(row), most)


def _changed(old: Verdict, new: Verdict) -> tuple[str, ...]:
    pairs = zip(old.criteria, new.criteria, strict=True)
    return tuple(after.id for before, after in pairs if before.outcome != after.outcome)
