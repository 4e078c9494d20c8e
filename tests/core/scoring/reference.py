"""Scoring once more, slowly, from the file itself and with nothing of the engine: what it must agree with."""

from fractions import Fraction
from typing import Any

Raw = dict[str, Any]


def expected(raw: Raw) -> list[Raw]:
    fields = raw["set"]["fields"]
    rounding = raw["set"].get("rounding", 2)
    sheets = [_sheet(fields, unit, rounding) for unit in raw["units"]]
    dense = raw["set"].get("tie_rule") == "dense"
    for sheet, unit in zip(sheets, raw["units"], strict=True):
        sheet["rank"] = _rank(sheet, sheets, sheets, dense)
        alike = [other for other, its in zip(sheets, raw["units"], strict=True) if its["group"] == unit["group"]]
        sheet["group_rank"] = None if unit["group"] is None else _rank(sheet, alike, sheets, dense)
        for code, of_field in sheet["fields"].items():
            others = [other["fields"][code] for other in sheets]
            of_field["rank"] = _rank(of_field, others, others, dense)
        before = unit["previous"] or {}
        sheet["change"] = {
            "points": _minus(sheet["points"], before.get("points")),
            "index": _minus(sheet["index"], before.get("index")),
            "rank": _minus(before.get("rank"), sheet["rank"]),
        }
    return sheets


def _sheet(fields: list[Raw], unit: Raw, rounding: int) -> Raw:
    criteria = {
        criterion["code"]: _criterion(criterion, unit["entries"].get(criterion["code"]), rounding)
        for field in fields
        for criterion in field["criteria"]
    }
    by_field = {
        field["code"]: _total([criteria[criterion["code"]] for criterion in field["criteria"]]) for field in fields
    }
    whole = _total(list(by_field.values()))
    index = None
    if whole["points"] is not None and whole["max"]:
        index = _round(100 * whole["points"] / whole["max"], 2)
    return {"code": unit["code"], **whole, "index": index, "fields": by_field, "criteria": criteria}


def _total(parts: list[Raw]) -> Raw:
    known = all(part["points"] is not None for part in parts)
    return {
        "points": sum((part["points"] for part in parts), Fraction(0)) if known else None,
        "max": sum((part["max"] for part in parts), Fraction(0)),
    }


def _criterion(criterion: Raw, entry: Raw | None, rounding: int) -> Raw:
    maximum = Fraction(criterion["max"])
    if entry is None:
        return {"points": None, "max": maximum}
    points = _exact(criterion["rule"], entry, maximum)
    if points is None or entry.get("not_applicable"):
        policy = criterion["rule"].get("zero_denominator") if points is None else None
        policy = policy or criterion.get("not_applicable", "reduce")
        if policy == "reduce":
            return {"points": Fraction(0), "max": Fraction(0)}
        points = maximum if policy == "full" else Fraction(0)
    return {"points": _round(points, rounding), "max": maximum}


def _exact(rule: Raw, entry: Raw, maximum: Fraction) -> Fraction | None:
    """None: a denominator of zero."""
    if entry.get("not_applicable"):
        return Fraction(0)
    if rule["kind"] == "fixed":
        return Fraction(entry["points"])
    if rule["kind"] == "count_unit":
        return min(Fraction(rule["unit"]) * entry["count"], maximum)
    if entry["denominator"] == 0:
        return None
    percent = Fraction(entry["numerator"]) * 100 / Fraction(entry["denominator"])
    return _linear(rule, percent, maximum) if rule["kind"] == "linear" else _tiers(rule, percent)


def _linear(rule: Raw, percent: Fraction, maximum: Fraction) -> Fraction:
    if rule["floor"] is not None and percent < Fraction(rule["floor"]):
        return Fraction(0)
    return maximum * min(percent, Fraction(rule["cap"])) / Fraction(rule["cap"])


def _tiers(rule: Raw, percent: Fraction) -> Fraction:
    best = Fraction(-1)
    points = Fraction(0)
    for tier in rule["tiers"]:
        if best < Fraction(tier["min"]) <= percent:
            best, points = Fraction(tier["min"]), Fraction(tier["points"])
    return points


def _round(value: Fraction, places: int) -> Fraction:
    shifted = value * 10**places
    whole = shifted.numerator // shifted.denominator
    return Fraction(whole + (1 if shifted - whole >= Fraction(1, 2) else 0), 10**places)


def _rank(mine: Raw, rivals: list[Raw], everybody: list[Raw], dense: bool) -> int | None:
    if mine["points"] is None or not mine["max"]:
        return None
    by_points = len({one["max"] for one in everybody if one["points"] is not None and one["max"]}) == 1

    def figure(one: Raw) -> Fraction:
        return one["points"] if by_points else _round(100 * one["points"] / one["max"], 2)

    better = [figure(one) for one in rivals if one["points"] is not None and one["max"]]
    better = [other for other in better if other > figure(mine)]
    return 1 + (len(set(better)) if dense else len(better))


def _minus(left: Any, right: Any) -> Any:
    return None if left is None or right is None else Fraction(left) - Fraction(right)
