"""The criteria of a set, read from its definition: the same few are asked for again and again, and read once."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from thidua.core.json_text import exact
from thidua.core.scoring import CriteriaSet, parse_set


def read_definition(definition: Mapping[str, Any]) -> CriteriaSet:
    return _read(json.dumps(definition))


@lru_cache(maxsize=64)
def _read(definition: str) -> CriteriaSet:
    return parse_set(exact(json.loads(definition)), "set")
