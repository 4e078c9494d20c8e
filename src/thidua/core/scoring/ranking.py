"""Who stands where, and how far each has moved.

Ranks follow what is printed. Where all maxima are equal, that is the points; where criteria that do not apply
have made maxima differ, points cannot be compared and the index (rounded as printed) decides. So two units
never tie with different points out of the same maximum, and never differ with the same printed figures.
The choice is made once over all units, and holds for the ranks within groups too. Units not fully scored, or
with nothing that applies, have no rank.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from thidua.core.format import number
from thidua.core.scoring.model import Change, FieldScore, Previous, ScoringInput, TieRule, UnitScore
from thidua.core.scoring.sheet import index_of, score_sheet


def score(scoring: ScoringInput) -> tuple[UnitScore, ...]:
    """Every unit of the input, in its order."""
    rule = scoring.criteria_set.tie_rule
    sheets = [score_sheet(scoring.criteria_set, unit) for unit in scoring.units]
    worth = comparable_figures({unit.code: unit for unit in sheets})
    ranks = ranks_of(worth, rule)
    held = Counter(ranks.values())
    groups = {group: _group_ranks(sheets, group, worth, rule) for group in {unit.group for unit in sheets}}
    field_ranks = [
        ranks_of(comparable_figures({unit.code: unit.fields[at] for unit in sheets}), rule)
        for at in range(len(scoring.criteria_set.fields))
    ]
    return tuple(
        replace(
            sheet,
            rank=ranks.get(sheet.code),
            group_rank=groups[sheet.group].get(sheet.code),
            tied=sheet.code in ranks and held[ranks[sheet.code]] > 1,
            change=change_of(sheet, ranks.get(sheet.code), unit.previous),
            fields=tuple(
                replace(field, rank=of_field.get(sheet.code))
                for field, of_field in zip(sheet.fields, field_ranks, strict=True)
            ),
        )
        for sheet, unit in zip(sheets, scoring.units, strict=True)
    )


def comparable_figures(scores: Mapping[str, UnitScore | FieldScore]) -> Mapping[str, Decimal]:
    """The figure by which each is ranked; who cannot be ranked is not in it."""
    known = {
        code: (score.points, score.max) for code, score in scores.items() if score.points is not None and score.max
    }
    if len({maximum for _, maximum in known.values()}) <= 1:
        return {code: points for code, (points, _) in known.items()}
    return {code: index_of(points, maximum) or Decimal(0) for code, (points, maximum) in known.items()}


def ranks_of(figures: Mapping[str, Decimal], tie_rule: TieRule) -> Mapping[str, int]:
    """Highest first; equal figures share a rank."""
    ordered = sorted(figures.values(), reverse=True)
    places: dict[Decimal, int] = {}
    for place, figure in enumerate(ordered, start=1):
        places.setdefault(figure, len(places) + 1 if tie_rule is TieRule.DENSE else place)
    return {code: places[figure] for code, figure in figures.items()}


def _group_ranks(
    sheets: list[UnitScore], group: str | None, worth: Mapping[str, Decimal], rule: TieRule
) -> Mapping[str, int]:
    if group is None:
        return {}
    members = {unit.code for unit in sheets if unit.group == group}
    return ranks_of({code: figure for code, figure in worth.items() if code in members}, rule)


def change_of(sheet: UnitScore, rank: int | None, previous: Previous) -> Change:
    """Points are compared out of the same maximum only; nothing is where last year is said to be incomparable."""
    if previous.incomparable:
        return Change(reason=previous.incomparable)
    differs = None not in (previous.max, sheet.points) and previous.max != sheet.max
    reason = (
        f"Điểm tối đa hai năm khác nhau ({number(sheet.max)} và {number(previous.max)}): chỉ so chỉ số và thứ hạng."
        if differs and previous.max is not None
        else None
    )
    return Change(
        points=None if differs else _difference(sheet.points, previous.points),
        index=_difference(sheet.index, previous.index),
        rank=None if rank is None or previous.rank is None else previous.rank - rank,
        reason=reason,
    )


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before
