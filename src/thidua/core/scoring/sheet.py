"""One unit's sheet → points of each criterion, field and the whole, before anybody is ranked."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from thidua.core.format import number
from thidua.core.rounding import half_up
from thidua.core.scoring.entries import Entry, NotApplicable, Remark
from thidua.core.scoring.model import (
    CriteriaField,
    CriteriaSet,
    Criterion,
    CriterionScore,
    FieldScore,
    Unit,
    UnitScore,
)
from thidua.core.scoring.rule import Absent, Policy

INDEX_PLACES = 2


def index_of(points: Decimal, maximum: Decimal) -> Decimal | None:
    """Points in per cent of the applicable maximum, rounded once; None where nothing applies."""
    return half_up(100 * Fraction(points) / Fraction(maximum), INDEX_PLACES) if maximum else None


def score_criterion(criterion: Criterion, entry: Entry | NotApplicable | None, rounding: int) -> CriterionScore:
    """No entry: `points` None ("chưa chấm"). Points are rounded once, half up, from the exact outcome."""
    if isinstance(entry, NotApplicable):
        return _without_measure(criterion, criterion.not_applicable, "Không áp dụng", rounding)
    if entry is None and criterion.rule.entry is Remark:
        entry = Remark()  # nothing to score, so nothing is missing
    if entry is None:
        return CriterionScore(criterion.code, None, criterion.counted_max, "Chưa chấm")
    outcome = criterion.rule.outcome(entry, criterion.max)
    if isinstance(outcome, Absent):
        policy = outcome.policy or criterion.not_applicable
        return _without_measure(criterion, policy, outcome.why, rounding)
    points = half_up(outcome.points, rounding)
    return CriterionScore(
        criterion.code, points, criterion.counted_max, outcome.why + _result(criterion, points, rounding)
    )


def score_sheet(criteria_set: CriteriaSet, unit: Unit) -> UnitScore:
    scores = {
        criterion.code: score_criterion(criterion, unit.entries.get(criterion.code), criteria_set.rounding)
        for criterion in criteria_set.criteria
    }
    fields = tuple(_field(field, scores) for field in criteria_set.fields)
    maximum = sum((field.max for field in fields), Decimal(0))
    so_far = sum((field.scored_points for field in fields), Decimal(0))
    is_complete = all(field.points is not None for field in fields)
    return UnitScore(
        code=unit.code,
        name=unit.name,
        group=unit.group,
        points=so_far if is_complete else None,
        scored_points=so_far,
        max=maximum,
        index=index_of(so_far, maximum) if is_complete else None,
        fields=fields,
        criteria=tuple(scores.values()),
        reason=_why_unranked(tuple(scores.values()), maximum),
    )


def _field(field: CriteriaField, scores: Mapping[str, CriterionScore]) -> FieldScore:
    of_field = [(criterion, scores[criterion.code]) for criterion in field.criteria]
    regular = _sum(score for criterion, score in of_field if not criterion.rule.outside_maximum)
    bonus = _sum(score for criterion, score in of_field if criterion.rule.outside_maximum)
    so_far = regular + (bonus if field.bonus_cap is None else min(bonus, field.bonus_cap))
    is_complete = all(score.points is not None for _, score in of_field)
    maximum = sum((score.max for _, score in of_field), Decimal(0))
    return FieldScore(field.code, so_far if is_complete else None, so_far, maximum)


def _sum(scores: Iterable[CriterionScore]) -> Decimal:
    return sum((score.points for score in scores if score.points is not None), Decimal(0))


def _without_measure(criterion: Criterion, policy: Policy, why: str, rounding: int) -> CriterionScore:
    if policy is Policy.REDUCE:
        reason = f"{why}: giảm trừ {number(criterion.counted_max)} điểm tối đa"
        return CriterionScore(criterion.code, Decimal(0), Decimal(0), reason)
    full = policy is Policy.FULL
    points = half_up(Fraction(criterion.max if full else 0), rounding)
    reason = f"{why}: tính {'điểm tối đa' if full else '0 điểm'}{_result(criterion, points, rounding)}"
    return CriterionScore(criterion.code, points, criterion.counted_max, reason)


def _result(criterion: Criterion, points: Decimal, rounding: int) -> str:
    if criterion.counted_max:
        return f" → {number(points, rounding)}/{number(criterion.max)}"
    if criterion.rule.entry is Remark:
        return ""
    return f" → {'+' if points > 0 else ''}{number(points, rounding)} điểm"


def _why_unranked(scores: tuple[CriterionScore, ...], maximum: Decimal) -> str | None:
    blank = [score.code for score in scores if score.points is None]
    if blank:
        return f"Chưa xếp hạng: còn {len(blank)} tiêu chí chưa chấm ({', '.join(blank)})."
    return None if maximum else "Chưa xếp hạng: không có tiêu chí nào áp dụng."
