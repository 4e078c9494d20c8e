"""The rules once more, from the file itself, each as plainly as its text says; see reference.py."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

Raw = dict[str, Any]
Result = tuple[Fraction | None, str | None]  # the exact points, or None and what the rule says of nothing measured


def exact_points(rule: Raw, entry: Raw, maximum: Fraction, sheet: Raw) -> Result:
    if rule["kind"] == "branch":
        answer = sheet.get(rule.get("on")) or {}
        led = answer.get("value", answer.get("option"))
        key = entry.get("case") or next(case["key"] for case in rule["cases"] if case["when"] == led)
        chosen = next(case for case in rule["cases"] if case["key"] == key)
        return exact_points(chosen["rule"], entry, maximum, sheet)
    found = RULES[rule["kind"]](rule, entry, maximum)
    return found if isinstance(found, tuple) else (Fraction(found), None)


def _share(part: Fraction, rule: Raw, maximum: Fraction) -> Fraction:
    """Linear between the floor and the cap; `part` of 1."""
    percent = part * 100
    cap = Fraction(rule.get("cap", 100))
    if rule.get("floor") is not None and percent < rule["floor"]:
        return Fraction(0)
    return maximum if percent >= cap else maximum * percent / cap


def _step(tiers: list[Raw], value: Fraction) -> Fraction:
    points = Fraction(0)
    for tier in sorted(tiers, key=lambda tier: tier["min"]):
        if value >= tier["min"]:
            points = Fraction(tier["points"])
    return points


def _up_to(tiers: list[Raw], key: str, value: int) -> Fraction:
    for tier in sorted(tiers, key=lambda tier: tier[key]):
        if value <= tier[key]:
            return Fraction(tier["points"])
    return Fraction(0)


def _part(rule: Raw, entry: Raw) -> Fraction | None:
    if entry["denominator"]:
        return Fraction(entry["numerator"]) / Fraction(entry["denominator"])
    if rule.get("last_year_parts") is None:
        return None
    if not entry.get("last_year"):
        return Fraction(0)
    return Fraction(entry["numerator"]) / (Fraction(entry["last_year"]) / rule["last_year_parts"])


def _linear(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    part = _part(rule, entry)
    return (None, rule.get("zero_denominator")) if part is None else _share(part, rule, maximum)


def _ratio_tiers(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    part = _part(rule, entry)
    if part is None:
        return None, rule.get("zero_denominator")
    if part == 0 and rule.get("zero") is not None:
        return rule["zero"]
    return _step(rule["tiers"], part * 100)


def _count_tiers(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    if entry["count"] == 0 and rule.get("zero") is not None:
        return rule["zero"]
    return _step(rule["tiers"], Fraction(entry["count"]))


def _complement(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    if not entry["total"]:
        return None, rule.get("zero_denominator")
    left = 1 - sum(Fraction(entry["parts"][name]) for name in rule["parts"]) / Fraction(entry["total"])
    return _share(max(left, Fraction(0)), rule, maximum)


def _boolean(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    met = rule.get("points_true")
    return (maximum if met is None else met) if entry["value"] else rule.get("points_false", 0)


def _options(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    chosen = next(option for option in rule["options"] if option["key"] == entry["option"])
    return entry["points"] if chosen.get("points") is None else chosen["points"]


def _grades(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    return next(maximum * Fraction(one["percent"]) / 100 for one in rule["grades"] if one["key"] == entry["option"])


def _severity(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    taken = [Fraction(one["percent"]) for one in rule["levels"] if one["key"] == entry["option"]]
    return maximum - maximum * sum(taken, Fraction(0)) / 100


def _taken(deduction: Fraction, rule: Raw, maximum: Fraction) -> Fraction:
    if rule.get("limit") is not None:
        deduction = min(deduction, Fraction(rule["limit"]))
    return max(maximum - deduction, Fraction(0)) if maximum else -deduction


def _fixed_deduction(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    times = min(entry["count"], 1) if rule["per"] == "once" else entry["count"]
    return _taken(times * Fraction(rule["points"]), rule, maximum)


def _per_day(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    if entry.get("days") is None:
        return _taken(Fraction(rule.get("limit") or maximum), rule, maximum)
    days, first = entry["days"], rule.get("first_days", 0)
    deduction = Fraction(0)
    for day in range(1, days + 1):
        if day > first:
            deduction += Fraction(rule["points"])
    if days and first and (days <= first or rule["first_included"]):
        deduction += Fraction(rule["first_points"])
    return _taken(deduction, rule, maximum)


def _survey(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    counted = {answer: times for answer, times in entry["answers"].items() if answer in rule["weights"]}
    voices = [Fraction(rule["weights"][answer]) for answer, times in counted.items() for _ in range(times)]
    if not voices or len(voices) < rule.get("least", 1):
        return None, rule.get("no_survey")
    return maximum * sum(voices) / len(voices) / 100


def _year_on_year(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    if entry.get("before") is None:
        return None, rule.get("no_previous")
    gained = Fraction(entry["now"]) - Fraction(entry["before"])
    gained = -gained if rule.get("better") == "down" else gained
    reached = gained >= rule["least"] if rule.get("least") else gained > 0
    met = rule.get("points_true")
    return (maximum if met is None else met) if reached else rule.get("points_false", 0)


def _formula(rule: Raw, entry: Raw, maximum: Fraction) -> Any:
    """Python itself evaluates the text, its whole numbers as fractions."""
    names: Any = {key: Fraction(value) for key, value in entry["values"].items()} | {"toi_da": maximum}
    try:
        true = [case["points"] for case in rule.get("cases", []) if eval(case["when"], names)]  # noqa: S307
        points = Fraction(eval([*true, rule["otherwise"]][0], names))  # noqa: S307
    except ZeroDivisionError:
        return None, rule.get("undefined")
    return min(max(points, Fraction(0)), maximum)


RULES: dict[str, Callable[[Raw, Raw, Fraction], Any]] = {
    "fixed": lambda rule, entry, maximum: entry["points"],
    "bonus": lambda rule, entry, maximum: min(entry["points"], maximum if rule.get("cap") is None else rule["cap"]),
    "linear": _linear,
    "ratio_tiers": _ratio_tiers,
    "complement": _complement,
    "boolean": _boolean,
    "options": _options,
    "grades": _grades,
    "severity": _severity,
    "all_of": lambda rule, entry, maximum: maximum if all(entry["conditions"].values()) else 0,
    "count_tiers": _count_tiers,
    "count_unit": lambda rule, entry, maximum: min(Fraction(rule["unit"]) * entry["count"], maximum),
    "deadline_tiers": lambda rule, entry, maximum: (
        Fraction(0) if entry.get("days") is None else _up_to(rule["tiers"], "max_days", entry["days"])
    ),
    "year_on_year": _year_on_year,
    "survey": _survey,
    "external": lambda rule, entry, maximum: maximum * Fraction(entry["value"]) / Fraction(rule.get("scale", 100)),
    "rank_tiers": lambda rule, entry, maximum: _up_to(rule["tiers"], "max_rank", entry["rank"]),
    "formula": _formula,
    "fixed_deduction": _fixed_deduction,
    "per_day_deduction": _per_day,
}
