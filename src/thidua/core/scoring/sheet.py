"""One unit's sheet → points of each criterion, field and the whole, before anybody is ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.format import number
from thidua.core.rounding import half_up
from thidua.core.scoring.entries import Entry, NotApplicable, Remark
from thidua.core.scoring.model import (
    Band,
    CriteriaField,
    CriteriaSet,
    Criterion,
    CriterionGroup,
    CriterionScore,
    FieldScore,
    GroupScore,
    Unit,
    UnitScore,
)
from thidua.core.scoring.rule import Absent, Policy

INDEX_PLACES = 2
_NONE = Decimal(0)


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
    return sheet_of(criteria_set, unit, scores)


def sheet_of(criteria_set: CriteriaSet, unit: Unit, scores: Mapping[str, CriterionScore]) -> UnitScore:
    """The sums of a sheet whose criteria have been scored, in the order of the set."""
    sums = [_field(field, scores) for field in criteria_set.fields]
    fields = tuple(of_sheet.score for of_sheet in sums)
    inside = sum((of_sheet.inside for of_sheet in sums), _NONE)
    outside = sum((field.scored_points for field in fields), _NONE) - inside
    maximum = sum((field.max for field in fields), _NONE)
    lent = sum((score.lent for score in scores.values()), _NONE)
    remarks: list[str] = []
    if lent and maximum:
        inside, maximum = _rescaled(inside, maximum, lent, criteria_set.rounding, remarks)
    so_far = _clamped(inside + outside, criteria_set, remarks)
    is_complete = all(field.points is not None for field in fields)
    index = index_of(so_far, maximum) if is_complete else None
    return UnitScore(
        code=unit.code,
        name=unit.name,
        group=unit.group,
        points=so_far if is_complete else None,
        scored_points=so_far,
        max=maximum,
        index=index,
        fields=fields,
        criteria=tuple(scores.values()),
        reason=_why_unranked(tuple(scores.values()), maximum),
        groups=tuple(_group(group, scores) for field in criteria_set.fields for group in field.groups),
        band=band_of(criteria_set.bands, index, unit.group),
        remarks=tuple(remarks),
    )


def band_of(bands: tuple[Band, ...], index: Decimal | None, group: str | None) -> Band | None:
    """The highest band reached, of the unit's group where it has its own; None below all of them."""
    own = [band for band in bands if group is not None and band.group == group]
    reached = [
        band
        for band in own or [band for band in bands if band.group is None]
        if index is not None and index >= band.min
    ]
    return max(reached, key=lambda band: band.min, default=None)


def _rescaled(
    inside: Decimal, maximum: Decimal, lent: Decimal, rounding: int, remarks: list[str]
) -> tuple[Decimal, Decimal]:
    """What applies stands for the whole: points × full maximum / applicable maximum, rounded once."""
    full = maximum + lent
    points = half_up(Fraction(inside) * Fraction(full) / Fraction(maximum), rounding)
    remarks.append(
        f"Quy đổi về thang {number(full)}: {number(inside, rounding)}/{number(maximum)} → {number(points, rounding)}."
    )
    return points, full


def _clamped(points: Decimal, criteria_set: CriteriaSet, remarks: list[str]) -> Decimal:
    lowest, highest = criteria_set.points_min, criteria_set.points_max
    if highest is not None and points > highest:
        remarks.append(f"Tổng {number(points)} điểm, tính tối đa {number(highest)}.")
        return highest
    if lowest is not None and points < lowest:
        remarks.append(f"Tổng {number(points)} điểm, tính tối thiểu {number(lowest)}.")
        return lowest
    return points


@dataclass(frozen=True)
class _FieldSum:
    """`inside`: the points that the field's maximum measures; bonuses and deductions from the total are beside it."""

    score: FieldScore
    inside: Decimal


def _field(field: CriteriaField, scores: Mapping[str, CriterionScore]) -> _FieldSum:
    of_field = [(criterion, scores[criterion.code]) for criterion in field.criteria]
    inside = _sum(score for criterion, score in of_field if not criterion.is_outside)
    bonus = _sum(score for criterion, score in of_field if criterion.is_bonus)
    beside = _sum(score for criterion, score in of_field if criterion.is_outside and not criterion.is_bonus)
    so_far = inside + beside + (bonus if field.bonus_cap is None else min(bonus, field.bonus_cap))
    is_complete = all(score.points is not None for _, score in of_field)
    maximum = sum((score.max for _, score in of_field), _NONE)
    return _FieldSum(FieldScore(field.code, so_far if is_complete else None, so_far, maximum), inside)


def _group(group: CriterionGroup, scores: Mapping[str, CriterionScore]) -> GroupScore:
    parts = [scores[code] for code in group.codes]
    is_complete = all(score.points is not None for score in parts)
    maximum = sum((score.max for score in parts), _NONE)
    return GroupScore(group.code, _sum(parts) if is_complete else None, maximum)


def _sum(scores: Iterable[CriterionScore]) -> Decimal:
    return sum((score.points for score in scores if score.points is not None), _NONE)


def _without_measure(criterion: Criterion, policy: Policy, why: str, rounding: int) -> CriterionScore:
    most = criterion.counted_max
    if policy is Policy.REDUCE:
        return CriterionScore(criterion.code, _NONE, _NONE, f"{why}: giảm trừ {number(most)} điểm tối đa")
    if policy is Policy.RESCALE:
        reason = f"{why}: quy đổi {number(most)} điểm tối đa cho phần còn lại"
        return CriterionScore(criterion.code, _NONE, _NONE, reason, most)
    full = policy is Policy.FULL
    points = half_up(Fraction(criterion.max if full else 0), rounding)
    reason = f"{why}: tính {'điểm tối đa' if full else '0 điểm'}{_result(criterion, points, rounding)}"
    return CriterionScore(criterion.code, points, most, reason)


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
