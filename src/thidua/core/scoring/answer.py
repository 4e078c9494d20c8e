"""The answer as the file format has it: decimals stay decimals, None is null."""

from collections.abc import Sequence
from typing import Any

from thidua.core.scoring.model import UnitScore


def result_as_dict(scores: Sequence[UnitScore]) -> dict[str, Any]:
    return {"units": [unit_as_dict(score) for score in scores]}


def unit_as_dict(score: UnitScore) -> dict[str, Any]:
    return {
        "code": score.code,
        "name": score.name,
        "group": score.group,
        "points": score.points,
        "scored_points": score.scored_points,
        "max": score.max,
        "index": score.index,
        "rank": score.rank,
        "group_rank": score.group_rank,
        "tied": score.tied,
        "band": None if score.band is None else {"code": score.band.code, "name": score.band.name},
        "change": {
            "points": score.change.points,
            "index": score.change.index,
            "rank": score.change.rank,
            "reason": score.change.reason,
        },
        "reason": score.reason,
        "remarks": list(score.remarks),
        "fields": {
            field.code: {"points": field.points, "max": field.max, "rank": field.rank} for field in score.fields
        },
        "groups": {group.code: {"points": group.points, "max": group.max} for group in score.groups},
        "criteria": {
            criterion.code: {"points": criterion.points, "max": criterion.max, "reason": criterion.reason}
            for criterion in score.criteria
        },
    }
