"""What if a threshold, or the points of an item, were another: who would stand where and meet III.2.a/tap-the/5.

Nothing is kept. Points of criteria are those published; only the sums and ranks that a trial changes are made anew,
by the same core that made them first. Outcomes are those of the same rule that judges a dossier.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.eligibility import Facts, Setting, prepare
from thidua.core.eligibility.facts import Ranking as RankFact
from thidua.core.eligibility.standing import rank as judge_rank
from thidua.core.errors import InputError
from thidua.core.json_text import exact
from thidua.core.money import award_money
from thidua.core.movement import GuidanceValue
from thidua.core.movement import Movement as Folder
from thidua.core.movement.rules import RankRule
from thidua.core.rounding import half_up
from thidua.core.scoring import CriteriaSet, CriterionScore, parse_set
from thidua.core.scoring.model import Criterion
from thidua.core.scoring.model import Unit as Scored
from thidua.core.scoring.ranking import comparable_figures, ranks_of
from thidua.core.scoring.rule import Policy
from thidua.core.scoring.sheet import sheet_of
from thidua.legal import load_law
from thidua.scoring.models import Ranking

THRESHOLDS = {
    "hang_toi_da": "xep_hang.hang_toi_da",
    "ty_le_toi_da": "xep_hang.ty_le_toi_da",
    "tang_bac_toi_thieu": "xep_hang.tang_bac_toi_thieu",
}


@dataclass(frozen=True)
class Trial:
    """`maximum`: another weight of a criterion, in which everybody keeps their share; `points`: of one unit alone."""

    thresholds: Mapping[str, Any]
    criterion: str = ""
    maximum: Decimal | None = None
    unit: int | None = None
    points: Decimal | None = None

    @property
    def touches_points(self) -> bool:
        return bool(self.criterion) and (
            self.maximum is not None or (self.unit is not None and self.points is not None)
        )


@dataclass(frozen=True)
class Place:
    points: Decimal | None
    maximum: Decimal
    index: Decimal | None
    rank: int | None


@dataclass(frozen=True)
class Standing:
    """`outcome` "": there is no round of the year to judge by."""

    place: Place
    outcome: str
    reason: str

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

    @property
    def is_changed(self) -> bool:
        return (self.now.place, self.now.outcome) != (self.then.place, self.then.outcome)


@dataclass(frozen=True)
class Answer:
    """`money`: what one Giấy khen of a collective costs that day; None where the law gives none."""

    lines: tuple[Line, ...]
    money: int | None

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
    """The rule of III.2.a/tap-the/5 with what is decided, and what is known of each unit's rank."""

    rule: RankRule
    setting: Setting
    facts: Mapping[int, Mapping[str, Any]]

    def standing(self, unit: int, place: Place, of_units: int, guidance: Mapping[str, GuidanceValue]) -> Standing:
        known = dict(self.facts.get(unit) or {})
        if place.rank is not None:
            known |= {"hang": place.rank, "so_don_vi": of_units}
        found = judge_rank(self.rule, Facts(xep_hang=RankFact(**known)), replace(self.setting, guidance=guidance))
        return Standing(place, str(found.outcome), found.reason)


def judge_of(
    folder: Folder, year: int, guidance: Mapping[str, GuidanceValue], facts: Mapping[int, Mapping[str, Any]]
) -> Judge | None:
    """Return the judge of a year's collectives; None where the movement has no round of that year, or no such rule."""
    of_year = next((known for known in folder.definition.rounds if known.year == year), None)
    if of_year is None:
        return None
    rules = (criterion.rule for criterion in folder.standards(of_year, "tap_the").criteria)
    rule = next((rule for rule in rules if isinstance(rule, RankRule)), None)
    if rule is None:
        return None
    return Judge(rule, prepare(folder, round_id=of_year.id, guidance=guidance), facts)


def answer(definition: Mapping[str, Any], lines: Sequence[Ranking], trial: Trial, judge: Judge | None) -> Answer:
    """Return where every unit stands, and where it would."""
    now = {line.unit_id: Place(line.points, line.maximum, line.index, line.rank) for line in lines}
    then = retried(parse_set(exact(definition), "set"), lines, trial) if trial.touches_points else now
    if judge is None:
        standings = [(Standing(now[pk], "", ""), Standing(then[pk], "", "")) for pk in now]
    else:
        decided = judge.setting.guidance
        tried = {**decided, **_tried(trial.thresholds)}
        units = [_ranked(places.values()) for places in (now, then)]
        standings = [
            (judge.standing(pk, now[pk], units[0], decided), judge.standing(pk, then[pk], units[1], tried))
            for pk in now
        ]
    found = (Line(line, *both) for line, both in zip(lines, standings, strict=True))
    return Answer(tuple(sorted(found, key=_by_rank)), None)


def _by_rank(line: Line) -> tuple[bool, int, int]:
    return line.then.place.rank is None, line.then.place.rank or 0, line.now.place.rank or 0


def _ranked(places: Iterable[Place]) -> int:
    return sum(place.rank is not None for place in places)


def _tried(thresholds: Mapping[str, Any]) -> dict[str, GuidanceValue]:
    return {
        THRESHOLDS[name]: GuidanceValue(THRESHOLDS[name], value, "tính thử", is_assumption=True)
        for name, value in thresholds.items()
        if value is not None
    }


def retried(criteria_set: CriteriaSet, lines: Sequence[Ranking], trial: Trial) -> dict[int, Place]:
    """Return every unit's place with the points that the trial says; ranks follow the same rules as when published."""
    criterion = next(each for each in criteria_set.criteria if each.code == trial.criterion)
    sheets = {}
    for line in lines:
        scores = _scores(criteria_set, line.detail["criteria"])
        scores[criterion.code] = _scaled(scores[criterion.code], criterion, trial, criteria_set.rounding)
        if trial.unit == line.unit_id and trial.points is not None:
            scores[criterion.code] = replace(scores[criterion.code], points=trial.points)
        unit = Scored(str(line.unit_id), "", {}, line.detail.get("group"))
        sheets[str(line.unit_id)] = sheet_of(criteria_set, unit, scores)
    ranks = ranks_of(comparable_figures(sheets), criteria_set.tie_rule)
    return {int(code): Place(sheet.points, sheet.max, sheet.index, ranks.get(code)) for code, sheet in sheets.items()}


def _scores(criteria_set: CriteriaSet, published: Mapping[str, Mapping[str, Any]]) -> dict[str, CriterionScore]:
    return {
        criterion.code: CriterionScore(
            criterion.code,
            _decimal(published[criterion.code]["points"]),
            maximum := _decimal(published[criterion.code]["max"]) or Decimal(0),
            "",
            _lent(criterion, maximum),
        )
        for criterion in criteria_set.criteria
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _lent(criterion: Criterion, maximum: Decimal) -> Decimal:
    """What the rest stands for, where the criterion fell away and the set says so."""
    policies = (criterion.not_applicable, getattr(criterion.rule, "zero_denominator", None))
    return criterion.counted_max if not maximum and Policy.RESCALE in policies else Decimal(0)


def _scaled(score: CriterionScore, criterion: Criterion, trial: Trial, rounding: int) -> CriterionScore:
    if trial.maximum is None:
        return score
    share = Fraction(trial.maximum) / Fraction(criterion.max)
    points = None if score.points is None else half_up(Fraction(score.points) * share, rounding)
    return replace(score, points=points, max=trial.maximum if score.max else score.max)


def weighed(criteria_set: CriteriaSet) -> list[Criterion]:
    """Return the criteria whose points or weight may be tried: those that have a maximum of their own."""
    return [criterion for criterion in criteria_set.criteria if criterion.counted_max]


def priced(found: Answer, folder: Folder, on: date) -> Answer:
    """Add what one award of a collective costs that day, by the form that the movement's authority decides."""
    form = next((award.form for award in folder.definition.awards if award.act == "quyet_dinh"), None)
    if form is None:
        return found
    try:
        return replace(found, money=award_money(load_law(), form=form, kind="tap_the", on=on).amount)
    except InputError:  # not in force that day
        return found
