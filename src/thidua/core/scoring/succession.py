"""A set copied to the next year: which criterion follows which, and whether the two years can be compared.

The rule of comparability: the total may be compared where every criterion of one set has its match in the other
with the same maximum and the same rule; a criterion alone may be compared where its own match is so.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.scoring.model import CriteriaSet, Criterion


class Match(StrEnum):
    SAME = "same"
    CHANGED = "changed"  # its maximum or its rule is another
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Succession:
    """One row; `before` and `now` are codes, None where there is none."""

    before: str | None
    now: str | None
    match: Match
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    rows: tuple[Succession, ...]

    @property
    def is_comparable(self) -> bool:
        return all(row.match is Match.SAME for row in self.rows)

    @property
    def reason(self) -> str:
        """Why the totals of the two years cannot be compared; empty where they can."""
        return "; ".join(f"{row.now or row.before}: {row.why}" for row in self.rows if row.match is not Match.SAME)


def compare_sets(before: CriteriaSet, now: CriteriaSet, codes: Mapping[str, str] | None = None) -> Comparison:
    """`codes`: last year's code → this year's, where it changed; a code written nowhere keeps its own."""
    codes = codes or {}
    old = {criterion.code: criterion for criterion in before.criteria}
    new = {criterion.code: criterion for criterion in now.criteria}
    _check(codes, old, new)
    followed = {code: codes.get(code, code) for code in old}
    return Comparison(tuple(_rows(old, new, followed)))


def next_year(definition: Mapping[str, Any], *, year: int, codes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A copy of a set's definition for another year, criteria renamed by `codes`; everything else as it was."""
    copied: dict[str, Any] = deepcopy(dict(definition)) | {"year": year}
    for item in _items(copied):
        item["code"] = (codes or {}).get(item["code"], item["code"])
        rule = item.get("rule")
        if isinstance(rule, dict) and rule.get("on") in (codes or {}):
            rule["on"] = (codes or {})[rule["on"]]
    return copied


def _items(definition: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for field in definition.get("fields", ()):
        for item in field.get("criteria", ()):
            yield item
            yield from item.get("components", ())


def _check(codes: Mapping[str, str], old: Mapping[str, Criterion], new: Mapping[str, Criterion]) -> None:
    problems = [Problem(code, "bộ năm trước không có mã này.") for code in codes if code not in old]
    problems += [Problem(code, "bộ năm nay không có mã này.") for code in codes.values() if code not in new]
    if len(set(codes.values())) < len(codes):
        problems.append(Problem("codes", "hai mã năm trước cùng nối đến một mã năm nay.", "Mỗi mã chỉ nối một lần."))
    if problems:
        raise InputError(*problems)


def _rows(
    old: Mapping[str, Criterion], new: Mapping[str, Criterion], followed: Mapping[str, str]
) -> Iterator[Succession]:
    reached = set()
    for code, next_code in followed.items():
        if next_code not in new:
            yield Succession(code, None, Match.DROPPED, "năm nay không còn")
            continue
        reached.add(next_code)
        why = _difference(old[code], new[next_code])
        yield Succession(code, next_code, Match.CHANGED if why else Match.SAME, why)
    for code in new:
        if code not in reached:
            yield Succession(None, code, Match.NEW, "năm trước chưa có")


def _difference(before: Criterion, now: Criterion) -> str:
    if before.max != now.max:
        return f"điểm tối đa từ {number(before.max)} thành {number(now.max)}"
    if (before.rule, before.not_applicable, before.bonus) != (now.rule, now.not_applicable, now.bonus):
        return "cách chấm đã đổi"
    return ""
