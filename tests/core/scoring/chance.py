"""Scoring files that chance has written: every kind of rule, every policy, blanks, ties, groups, years before."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from tests.core.scoring.files import Raw, criterion, field, file, unit
from tests.core.scoring.reference import leaves

MAXIMA = [Decimal(2), Decimal("6.5"), Decimal(10), Decimal(400)]
POLICIES = ["reduce", "full", "zero", "rescale"]


def amount(chance: Random, most: Decimal | int = 20, places: int = 2) -> Decimal:
    return Decimal(chance.randint(0, int(most * 10**places))).scaleb(-places)


def file_of(seed: int, units: int | None = None) -> Raw:
    """The same seed, the same file."""
    chance = Random(seed)  # noqa: S311 - no secret
    fields = [_field(chance, at) for at in range(chance.randint(1, 3))]
    more: Raw = {"rounding": chance.randint(0, 3), "tie_rule": chance.choice(["competition", "dense"])}
    if chance.random() < 0.3:
        more |= {"points_min": 0, "points_max": chance.choice([20, 100])}
    if chance.random() < 0.5:
        more["bands"] = _bands(chance)
    count = chance.randint(0, 6) if units is None else units
    return file(fields, [_unit(chance, at, fields) for at in range(count)], **more)


def _bands(chance: Random) -> list[Raw]:
    bands = [{"code": "A", "name": "Tốt", "min": 90}, {"code": "B", "name": "Khá", "min": Decimal("72.5")}]
    return bands + ([{"code": "I", "name": "Loại I", "min": 80, "group": "xa"}] if chance.random() < 0.5 else [])


def _field(chance: Random, at: int) -> Raw:
    items = []
    for number in range(chance.randint(1, 4)):
        if chance.random() < 0.2:
            parts = [_criterion(chance, f"{at}.{number}.{part}") for part in range(chance.randint(1, 3))]
            items.append({"code": f"{at}.{number}", "name": "Nhóm", "components": parts})
        else:
            items.append(_criterion(chance, f"{at}.{number}"))
    if chance.random() < 0.15:
        items += _branched(chance, f"{at}.n")
    more = {"bonus_cap": amount(chance, 9)} if chance.random() < 0.5 else {}
    return field(str(at), *items, **more)


def _criterion(chance: Random, code: str) -> Raw:
    kind = chance.choice([*RULES])
    maximum = chance.choice(MAXIMA)
    if kind == "informational" or (kind.endswith("deduction") and chance.random() < 0.5):
        maximum = Decimal(0)
    more: Raw = {"not_applicable": chance.choice(POLICIES)}
    if kind != "bonus" and maximum and chance.random() < 0.1:
        more["bonus"] = True
    return criterion(code, maximum, {"kind": kind, **RULES[kind](chance, maximum)}, **more)


def _branched(chance: Random, code: str) -> list[Raw]:
    decides = criterion(f"{code}a", 3, {"kind": "boolean"}, not_applicable=chance.choice(POLICIES))
    inner = [
        {"kind": kind, **RULES[kind](chance, Decimal(5))}
        for kind in ("ratio_tiers", chance.choice(["options", "count_unit"]))
    ]
    cases = [{"key": str(when), "when": when, "rule": rule} for when, rule in zip((True, False), inner, strict=True)]
    return [decides, criterion(f"{code}b", 5, {"kind": "branch", "on": f"{code}a", "cases": cases})]


def _unit(chance: Random, at: int, fields: list[Raw]) -> Raw:
    entries: Raw = {}
    gap = chance.choice([0, 0, 0, 0.1])
    for leaf in (leaf for part in fields for leaf in leaves(part)):
        if chance.random() < gap:
            continue
        entries[leaf["code"]] = {"not_applicable": True} if chance.random() < 0.08 else _entry(chance, leaf, entries)
    previous = None
    if chance.random() < 0.7:
        previous = {
            "points": amount(chance, 30),
            "index": chance.choice([None, amount(chance, 100)]),
            "rank": chance.randint(1, 9),
            "max": chance.choice([None, None, *MAXIMA]),
            "incomparable": "Bộ tiêu chí khác" if chance.random() < 0.1 else None,
        }
    return unit(f"u{at}", entries, chance.choice(["xa", "phong", None]), previous)


def _entry(chance: Random, leaf: Raw, sheet: Raw) -> Raw | None:
    rule = leaf["rule"]
    if rule["kind"] != "branch":
        return ENTRIES[rule["kind"]](chance, rule, Decimal(leaf["max"]))
    answer = (sheet.get(rule["on"]) or {}).get("value")
    chosen = next((case for case in rule["cases"] if case["when"] == answer), None)
    said = chosen or chance.choice(rule["cases"])
    entry = ENTRIES[said["rule"]["kind"]](chance, said["rule"], Decimal(leaf["max"]))
    return entry if chosen and chance.random() < 0.5 else {"case": said["key"], **entry}


def _policy(chance: Random, key: str) -> Raw:
    return {key: chance.choice(POLICIES)} if chance.random() < 0.5 else {}


def _limits(chance: Random) -> Raw:
    return {"cap": chance.choice([50, 80, 90, 100, Decimal("33.3")]), "floor": chance.choice([None, 0, 20, 33])}


def _ratio_rule(chance: Random) -> Raw:
    fallback = {"last_year_parts": chance.choice([1, 4, 12])} if chance.random() < 0.2 else {}
    return _policy(chance, "zero_denominator") | fallback


def _tiers(chance: Random, maximum: Decimal, key: str, most: int, least: int = 0) -> list[Raw]:
    minima = chance.sample(range(least, most + 1), chance.randint(1, 4))
    return [{key: minimum, "points": amount(chance, maximum)} for minimum in minima]


def _zero(chance: Random, maximum: Decimal) -> Raw:
    return {"zero": amount(chance, maximum)} if chance.random() < 0.3 else {}


def _two(chance: Random, maximum: Decimal) -> Raw:
    return (
        {}
        if chance.random() < 0.5
        else {"points_true": amount(chance, maximum), "points_false": amount(chance, maximum)}
    )


def _option_rule(chance: Random, maximum: Decimal) -> Raw:
    judged = {"key": "chấm", "points_max": amount(chance, maximum) or maximum}
    return {"options": [{"key": "tốt", "points": maximum}, {"key": "không", "points": 0}, judged]}


def _grade_list(chance: Random) -> list[Raw]:
    return [{"key": key, "percent": amount(chance, 100, 1)} for key in ("một", "hai", "ba")]


def _day_rule(chance: Random, maximum: Decimal) -> Raw:
    first = {"first_days": 2, "first_points": amount(chance, 2), "first_included": chance.random() < 0.5}
    limit = {"limit": amount(chance, 5) or 5} if chance.random() < 0.5 or not maximum else {}
    return {"points": amount(chance, 2)} | (first if chance.random() < 0.5 else {}) | limit


def _formula_rule(chance: Random) -> Raw:
    cases = [
        {"when": "y > 30 and not x == 0", "points": "toi_da * x / 50"},
        {"when": "x >= 2 * y", "points": "max(x - y, 1)"},
    ]
    whole = chance.choice(["toi_da * x / y", "x - y", "min(x, y, 5) / 3 if y != 0 else abs(-x)", "-x"])
    return {"variables": {"x": "tử", "y": "mẫu"}, "cases": cases[: chance.randint(0, 2)], "otherwise": whole} | _policy(
        chance, "undefined"
    )


RULES: dict[str, Callable[[Random, Decimal], Raw]] = {
    "fixed": lambda chance, most: {},
    "linear": lambda chance, most: _limits(chance) | _ratio_rule(chance),
    "ratio_tiers": lambda chance, most: (
        {"tiers": _tiers(chance, most, "min", 100)} | _zero(chance, most) | _ratio_rule(chance)
    ),
    "complement": lambda chance, most: (
        {"parts": ["trễ", "sai"]} | _limits(chance) | _policy(chance, "zero_denominator")
    ),
    "boolean": _two,
    "options": _option_rule,
    "grades": lambda chance, most: {"grades": _grade_list(chance)},
    "severity": lambda chance, most: {"levels": _grade_list(chance)},
    "all_of": lambda chance, most: {"conditions": ["đủ", "đúng"]},
    "count_tiers": lambda chance, most: {"tiers": _tiers(chance, most, "min", 9)} | _zero(chance, most),
    "count_unit": lambda chance, most: {"unit": amount(chance, 3)},
    "deadline_tiers": lambda chance, most: {"tiers": _tiers(chance, most, "max_days", 60)},
    "year_on_year": lambda chance, most: (
        {"better": chance.choice(["up", "down"]), "least": chance.choice([0, 2])}
        | _two(chance, most)
        | _policy(chance, "no_previous")
    ),
    "survey": lambda chance, most: (
        {"weights": {"A": 100, "B": 60, "C": 20, "D": 0}, "ignored": ["E"], "least": chance.choice([0, 1, 8])}
        | _policy(chance, "no_survey")
    ),
    "external": lambda chance, most: {"scale": chance.choice([100, 70, Decimal("5.5")])},
    "rank_tiers": lambda chance, most: {"tiers": _tiers(chance, most, "max_rank", 21, 1)},
    "formula": lambda chance, most: _formula_rule(chance),
    "fixed_deduction": lambda chance, most: (
        {"points": amount(chance, 2), "per": chance.choice(["once", "occurrence"])}
        | ({"limit": amount(chance, 4)} if chance.random() < 0.5 else {})
    ),
    "per_day_deduction": _day_rule,
    "bonus": lambda chance, most: {"cap": amount(chance, most)} if chance.random() < 0.5 else {},
    "informational": lambda chance, most: {},
}


def _ratio(chance: Random, rule: Raw, most: Decimal) -> Raw:
    if chance.random() < 0.15:
        last_year = {"last_year": chance.choice([0, 240])} if "last_year_parts" in rule else {}
        given = chance.randint(0, 9) if last_year.get("last_year") else 0
        return {"numerator": given, "denominator": 0} | last_year
    return {"numerator": chance.randint(0, 50), "denominator": chance.randint(1, 50)}


def _choice(chance: Random, rule: Raw, most: Decimal) -> Raw:
    chosen = chance.choice(rule["options"])
    judged = {} if "points" in chosen else {"points": amount(chance, chosen["points_max"])}
    return {"option": chosen["key"]} | judged


def _days(chance: Random, rule: Raw, most: Decimal) -> Raw:
    return {"done": False} if chance.random() < 0.1 else {"days": chance.randint(0, 70)}


def _survey(chance: Random, rule: Raw, most: Decimal) -> Raw:
    return {"answers": {answer: chance.choice([0, 0, 3, 7]) for answer in "ABCDE" if chance.random() < 0.8}}


def _shares(chance: Random, rule: Raw, most: Decimal) -> Raw:
    total = chance.choice([0, 20, 47])
    return {"total": total, "parts": {name: chance.randint(0, 15) if total else 0 for name in rule["parts"]}}


ENTRIES: dict[str, Callable[[Random, Raw, Decimal], Any]] = {
    "fixed": lambda chance, rule, most: {"points": amount(chance, most, 3)},
    "bonus": lambda chance, rule, most: {"points": amount(chance, 12)},
    "linear": _ratio,
    "ratio_tiers": _ratio,
    "complement": _shares,
    "boolean": lambda chance, rule, most: {"value": chance.random() < 0.7},
    "options": _choice,
    "grades": lambda chance, rule, most: {"option": chance.choice(["một", "hai", "ba"])},
    "severity": lambda chance, rule, most: {"option": chance.choice(["không vi phạm", "một", "hai", "ba"])},
    "all_of": lambda chance, rule, most: {"conditions": {name: chance.random() < 0.8 for name in rule["conditions"]}},
    "count_tiers": lambda chance, rule, most: {"count": chance.randint(0, 9)},
    "count_unit": lambda chance, rule, most: {"count": chance.randint(0, 9)},
    "deadline_tiers": _days,
    "year_on_year": lambda chance, rule, most: {
        "now": amount(chance, 9, 0),
        "before": None if chance.random() < 0.2 else amount(chance, 9, 0),
    },
    "survey": _survey,
    "external": lambda chance, rule, most: {"value": amount(chance, rule["scale"])},
    "rank_tiers": lambda chance, rule, most: {"rank": chance.randint(1, 25)},
    "formula": lambda chance, rule, most: {"values": {"x": amount(chance, 60, 1), "y": chance.choice([0, 3, 40])}},
    "fixed_deduction": lambda chance, rule, most: {"count": chance.randint(0, 4)},
    "per_day_deduction": lambda chance, rule, most: {"days": chance.randint(0, 9)},
    "informational": lambda chance, rule, most: {"value": "12 ngày"},
}
