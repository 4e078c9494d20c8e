"""The texts of a movement folder → `Movement`, or every problem of every file at once, with file and line."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from thidua.core.errors import InputError, Problem
from thidua.core.law import Law
from thidua.core.movement import checks
from thidua.core.movement.addresses import Address, addresses
from thidua.core.movement.definition import Definition
from thidua.core.movement.guidance import GUIDANCE_KEYS, GuidanceValue, exact, fault
from thidua.core.movement.model import Movement
from thidua.core.plan import Plan, parse_plan
from thidua.core.validation import CLOSED, Flag, Text, read
from thidua.core.yaml_text import YamlText, read_yaml

PLAN, DEFINITION, GUIDANCE = "plan.txt", "movement.yaml", "guidance.yaml"


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class _GuidanceEntry:
    value: Any
    clause: Text
    set_by: Text | None = None
    is_assumption: Flag = False


_DEFINITION = TypeAdapter(Definition)
_ENTRIES = TypeAdapter(dict[str, _GuidanceEntry])


def parse_movement(slug: str, texts: Mapping[str, str], law: Law) -> Movement:
    """`texts` by name within the folder: plan.txt and movement.yaml, and where there are, guidance.yaml, criteria."""
    missing = [name for name in (PLAN, DEFINITION) if name not in texts]
    if missing:
        raise InputError(*(Problem(name, "thư mục phong trào thiếu tệp này.", "Bổ sung tệp.") for name in missing))
    plan = _plan(texts[PLAN])
    known = addresses(plan)
    problems: list[Problem] = []
    definition = _definition(texts[DEFINITION], known, law, problems)
    guidance = _guidance(texts.get(GUIDANCE), known, problems)
    if problems or definition is None:
        raise InputError(*problems)
    return Movement(slug, _version(texts), plan, definition, guidance, law)


def _plan(text: str) -> Plan:
    try:
        return parse_plan(text)
    except InputError as error:
        raise InputError(*(replace(problem, where=PLAN) for problem in error.problems)) from error


def _definition(text: str, known: Mapping[str, Address], law: Law, problems: list[Problem]) -> Definition | None:
    try:
        tree = read_yaml(DEFINITION, text)
    except InputError as error:
        problems.extend(error.problems)
        return None
    problems.extend(checks.unknown_clauses(tree, known))
    try:
        definition = read(_DEFINITION, tree.data, tree.place)
    except InputError as error:
        problems.extend(error.problems)
        return None
    problems.extend(checks.inconsistencies(definition, tree, known, law))
    return definition


def _guidance(text: str | None, known: Mapping[str, Address], problems: list[Problem]) -> Mapping[str, GuidanceValue]:
    if text is None:
        return {}
    try:
        tree = read_yaml(GUIDANCE, text)
        entries = read(_ENTRIES, tree.data, tree.place)
    except InputError as error:
        problems.extend(error.problems)
        return {}
    problems.extend(checks.unknown_clauses(tree, known))
    for key, entry in entries.items():
        problems.extend(_guidance_faults(key, entry, tree))
    return {
        key: GuidanceValue(key, exact(entry.value), entry.set_by or "", entry.is_assumption, entry.clause)
        for key, entry in entries.items()
    }


def _guidance_faults(key: str, entry: _GuidanceEntry, tree: YamlText) -> list[Problem]:
    at_fault = (key, "value") if key in GUIDANCE_KEYS else (key,)
    problem = fault(key, entry.value, tree.place(at_fault))
    unsigned = entry.value is not None and entry.set_by is None
    return ([problem] if problem else []) + (
        [
            Problem(
                tree.place((key,)),
                f"“{key}” có giá trị mà không nói ai quyết định.",
                "Ghi văn bản vào “set_by”; nếu chỉ là giả định thì thêm “is_assumption: true”.",
            )
        ]
        if unsigned
        else []
    )


def _version(texts: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(texts):
        for part in (name.encode(), texts[name].encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
