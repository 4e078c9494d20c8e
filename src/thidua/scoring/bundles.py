"""The scoring file of a set: what is scored, published and handed out, in the format of `thidua score`."""

from collections.abc import Mapping, Sequence
from typing import Any

from thidua.organizations.models import Unit
from thidua.scoring.queries import Before

Entries = Mapping[str, Any]


def bundle_of(definition: Entries, units: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"set": definition, "units": list(units)}


def unit_in_bundle(unit: Unit, entries: Entries, known: Before | None = None) -> dict[str, Any]:
    """One unit of the file, with last year's result where there is one to stand beside, or why there is none."""
    before = known.line if known else None
    return {
        "code": str(unit.pk),
        "name": unit.name,
        "group": unit.get_kind_display(),
        "entries": dict(entries),
        "previous": {
            "points": _number(before.points if before else None),
            "index": _number(before.index if before else None),
            "rank": before.rank if before else None,
            "max": _number(before.maximum if before else None),
            "incomparable": (known.incomparable if known else "") or None,
        },
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
