"""Scoring files in the fewest words: what a test does not say is the same everywhere."""

from typing import Any

from thidua.core.errors import InputError
from thidua.core.scoring import parse_scoring, result_as_dict, score

Raw = dict[str, Any]


def criterion(code: str, maximum: Any, rule: Any, **more: Any) -> Raw:
    return {"code": code, "name": f"Tiêu chí {code}", "max": maximum, "rule": rule, **more}


def field(code: str, *criteria: Raw, **more: Any) -> Raw:
    return {"code": code, "name": f"Lĩnh vực {code}", "criteria": list(criteria), **more}


def unit(code: str, entries: Raw, group: str | None = "xa", previous: Raw | None = None) -> Raw:
    return {"code": code, "name": f"Đơn vị {code}", "group": group, "entries": entries, "previous": previous}


def file(fields: list[Raw], units: list[Raw], **more: Any) -> Raw:
    return {"set": {"code": "bo", "name": "Bộ tiêu chí", "fields": fields, **more}, "units": units}


def scored(raw: Raw) -> dict[str, Raw]:
    """The answer for each unit, by its code."""
    return {answer["code"]: answer for answer in result_as_dict(score(parse_scoring(raw)))["units"]}


def scored_alone(maximum: Any, rule: Raw, entry: Any, **more: Any) -> Raw:
    """The answer for one unit in a set of one criterion, "c"."""
    return scored(file([field("I", criterion("c", maximum, rule, **more))], [unit("u", {"c": entry})]))["u"]


def problems_of(raw: Raw) -> list[str]:
    try:
        parse_scoring(raw)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


def refusals(maximum: Any, rule: Raw, entry: Any) -> str:
    """What is wrong with a set of one criterion, "c", and one unit, a line each."""
    return "\n".join(problems_of(file([field("I", criterion("c", maximum, rule))], [unit("u", {"c": entry})])))
