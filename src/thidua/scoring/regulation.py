"""What the set's own text says of a criterion: the text is the authority, the rule only carries it out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TEXTS = ("text", "guide", "evidence", "basis")


@dataclass(frozen=True)
class Regulation:
    """`text`: how points are given, verbatim; `evidence`: what proves them; `basis`: the clause it stands in."""

    text: str = ""
    guide: str = ""
    evidence: str = ""
    basis: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _TEXTS)


def regulations_of(definition: Mapping[str, Any]) -> dict[str, Regulation]:
    """Return the words a set keeps beside its criteria, by code. They are no part of the rules."""
    return {
        str(criterion["code"]): Regulation(**{name: str(criterion.get(name) or "") for name in _TEXTS})
        for criterion in raw_criteria(definition)
    }


def raw_criteria(definition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for field in definition["fields"]:
        for item in field["criteria"]:
            yield from item.get("components", (item,))
