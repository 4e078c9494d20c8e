"""Scoring once more, slowly, from the file itself and with nothing of the engine: what it must agree with."""

from fractions import Fraction
from typing import Any

from tests.core.scoring.reference_rules import exact_points

Raw = dict[str, Any]
ZERO = Fraction(0)


def expected(raw: Raw) -> list[Raw]:
    fields = raw["set"]["fields"]
    sheets = [_sheet(raw["set"], unit) for unit in raw["units"]]
    dense = raw["set"].get("tie_rule") == "dense"
    for sheet, unit in zip(sheets, raw["units"], strict=True):
        sheet["rank"] = _rank(sheet, sheets, sheets, dense)
        same = [one for one in sheets if _rank(one, sheets, sheets, dense) == sheet["rank"]]
        sheet["tied"] = sheet["rank"] is not None and len(same) > 1
        alike = [other for other, its in zip(sheets, raw["units"], strict=True) if its["group"] == unit["group"]]
        sheet["group_rank"] = None if unit["group"] is None else _rank(sheet, alike, sheets, dense)
        for field in fields:
            others = [other["fields"][field["code"]] for other in sheets]
            of_field = sheet["fields"][field["code"]]
            of_field["rank"] = _rank(of_field, others, others, dense)
        sheet["change"] = _change(sheet, unit["previous"] or {})
    return sheets


def leaves(field: Raw) -> list[Raw]:
    return [leaf for item in field["criteria"] for leaf in item.get("components", [item])]


def _sheet(criteria_set: Raw, unit: Raw) -> Raw:
    rounding = criteria_set.get("rounding", 2)
    criteria: Raw = {}
    by_field: Raw = {}
    inside, beside, lent = ZERO, ZERO, ZERO
    for field in criteria_set["fields"]:
        bonus, main, others, known, maximum = ZERO, ZERO, ZERO, True, ZERO
        for leaf in leaves(field):
            score = _criterion(leaf, unit["entries"].get(leaf["code"]), unit["entries"], rounding)
            lent += score.pop("lent", ZERO)
            criteria[leaf["code"]] = score
            known = known and score["points"] is not None
            maximum += score["max"]
            points = score["points"] or ZERO
            if _is_bonus(leaf):
                bonus += points
            elif leaf["max"]:
                main += points
            else:
                others += points
        if field.get("bonus_cap") is not None and bonus > field["bonus_cap"]:
            bonus = Fraction(field["bonus_cap"])
        by_field[field["code"]] = {"points": main + bonus + others if known else None, "max": maximum}
        inside += main
        beside += bonus + others
    maximum = sum((field["max"] for field in by_field.values()), ZERO)
    known = all(field["points"] is not None for field in by_field.values())
    if lent and maximum:
        inside = _round(inside * (maximum + lent) / maximum, rounding)
        maximum += lent
    total = inside + beside
    if criteria_set.get("points_max") is not None:
        total = min(total, Fraction(criteria_set["points_max"]))
    if criteria_set.get("points_min") is not None:
        total = max(total, Fraction(criteria_set["points_min"]))
    index = _round(100 * total / maximum, 2) if known and maximum else None
    return {
        "code": unit["code"],
        "points": total if known else None,
        "max": maximum,
        "index": index,
        "band": _band(criteria_set.get("bands", []), index, unit["group"]),
        "fields": by_field,
        "groups": _groups(criteria_set, criteria),
        "criteria": criteria,
    }


def _groups(criteria_set: Raw, criteria: Raw) -> Raw:
    found = {}
    for field in criteria_set["fields"]:
        for item in field["criteria"]:
            parts = [criteria[leaf["code"]] for leaf in item.get("components", [])]
            known = all(part["points"] is not None for part in parts)
            if parts:
                found[item["code"]] = {
                    "points": sum((part["points"] for part in parts), ZERO) if known else None,
                    "max": sum((part["max"] for part in parts), ZERO),
                }
    return found


def _band(bands: list[Raw], index: Fraction | None, group: str | None) -> Raw | None:
    own = [band for band in bands if band.get("group") is not None and band.get("group") == group]
    for band in sorted(own or [band for band in bands if band.get("group") is None], key=lambda band: -band["min"]):
        if index is not None and index >= Fraction(band["min"]):
            return {"code": band["code"], "name": band["name"]}
    return None


def _is_bonus(criterion: Raw) -> bool:
    return bool(criterion.get("bonus")) or criterion["rule"]["kind"] == "bonus"


def _criterion(criterion: Raw, entry: Raw | None, sheet: Raw, rounding: int) -> Raw:
    most = Fraction(criterion["max"])
    counted = ZERO if _is_bonus(criterion) else most
    if criterion["rule"]["kind"] == "informational" and not (entry or {}).get("not_applicable"):
        return {"points": ZERO, "max": ZERO}
    if entry is None:
        return {"points": None, "max": counted}
    points, policy = (
        (None, None) if entry.get("not_applicable") else exact_points(criterion["rule"], entry, most, sheet)
    )
    if points is not None:
        return {"points": _round(points, rounding), "max": counted}
    policy = policy or criterion.get("not_applicable", "reduce")
    if policy in ("reduce", "rescale"):
        return {"points": ZERO, "max": ZERO, "lent": counted if policy == "rescale" else ZERO}
    return {"points": _round(most if policy == "full" else ZERO, rounding), "max": counted}


def _round(value: Fraction, places: int) -> Fraction:
    """Half away from zero."""
    sign = -1 if value < 0 else 1
    shifted = abs(value) * 10**places
    whole = shifted.numerator // shifted.denominator
    return sign * Fraction(whole + (1 if shifted - whole >= Fraction(1, 2) else 0), 10**places)


def _rank(mine: Raw, rivals: list[Raw], everybody: list[Raw], dense: bool) -> int | None:
    if mine["points"] is None or not mine["max"]:
        return None
    by_points = len({one["max"] for one in everybody if one["points"] is not None and one["max"]}) == 1

    def figure(one: Raw) -> Fraction:
        return one["points"] if by_points else _round(100 * one["points"] / one["max"], 2)

    better = [figure(one) for one in rivals if one["points"] is not None and one["max"]]
    better = [other for other in better if other > figure(mine)]
    return 1 + (len(set(better)) if dense else len(better))


def _change(sheet: Raw, before: Raw) -> Raw:
    if before.get("incomparable"):
        return {"points": None, "index": None, "rank": None}
    same = before.get("max") is None or sheet["points"] is None or Fraction(before["max"]) == sheet["max"]
    return {
        "points": _minus(sheet["points"], before.get("points")) if same else None,
        "index": _minus(sheet["index"], before.get("index")),
        "rank": _minus(before.get("rank"), sheet["rank"]),
    }


def _minus(left: Any, right: Any) -> Any:
    return None if left is None or right is None else Fraction(left) - Fraction(right)
