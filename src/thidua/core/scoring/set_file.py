"""A criteria set as a YAML (or JSON) text → `SetFile`; every error with file and line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import exact
from thidua.core.scoring.digests import digest_of_exact
from thidua.core.scoring.model import CriteriaSet
from thidua.core.scoring.parse import parse_set
from thidua.core.validation import Path
from thidua.core.yaml_text import YamlText, read_yaml

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True)
class SetFile:
    """`definition`: the "set" of a scoring file, plain data with exact decimals; `sha256` of its content."""

    name: str
    definition: Mapping[str, Any]
    criteria_set: CriteriaSet
    sha256: str


def read_set(name: str, text: str) -> SetFile:
    """`name` stands in the errors: "bo-tieu-chi.yaml:41: …"."""
    known = read_yaml(name, text)
    definition = exact(known.data)
    try:
        criteria_set = parse_set(definition, "")
    except InputError as error:
        raise InputError(*(_placed(known, problem) for problem in error.problems)) from error
    return SetFile(name, definition, criteria_set, digest_of_exact(definition))


def _placed(known: YamlText, problem: Problem) -> Problem:
    return Problem(known.place(_path(problem.where)), problem.what, problem.fix)


def _path(where: str) -> Path:
    return tuple(int(index) if index else key for index, key in _STEP.findall(where))
