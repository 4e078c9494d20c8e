"""A movement folder: the plan's text, the definition bound to its clauses, the guidance that completes it."""

from thidua.core.movement.addresses import Address
from thidua.core.movement.carriers import Carrier, part_labels
from thidua.core.movement.coverage import Coverage, coverage
from thidua.core.movement.definition import Definition, Round, StandardList
from thidua.core.movement.guidance import GUIDANCE_KEYS, GuidanceKey, GuidanceValue, exact, guidance_from
from thidua.core.movement.model import Movement, deadline
from thidua.core.movement.parse import parse_movement
from thidua.core.movement.parts import Part
from thidua.core.movement.rules import guidance_keys

__all__ = [
    "GUIDANCE_KEYS",
    "Address",
    "Carrier",
    "Coverage",
    "Definition",
    "GuidanceKey",
    "GuidanceValue",
    "Movement",
    "Part",
    "Round",
    "StandardList",
    "coverage",
    "deadline",
    "exact",
    "guidance_from",
    "guidance_keys",
    "parse_movement",
    "part_labels",
]
