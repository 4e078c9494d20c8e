"""A movement: the plan's clauses, the definition bound to them, and the guidance that completes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from thidua.core.calendar import before_day
from thidua.core.errors import InputError, Problem
from thidua.core.law import Law
from thidua.core.movement.addresses import Address, addresses
from thidua.core.movement.definition import Definition, Kind, Round, StandardList
from thidua.core.movement.guidance import GuidanceValue
from thidua.core.plan import Plan


@dataclass(frozen=True)
class Movement:
    """`version`: SHA-256 over the folder's texts, part of the rulebook version kept with every verdict."""

    slug: str
    version: str
    plan: Plan
    definition: Definition
    guidance: Mapping[str, GuidanceValue]
    law: Law

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        return addresses(self.plan)

    def cite(self, clause: str) -> str:
        """III.2.b → "điểm b khoản 2 mục III"."""
        return self.addresses[clause].cite

    def round(self, round_id: str) -> Round:
        for candidate in self.definition.rounds:
            if candidate.id == round_id:
                return candidate
        raise InputError(
            Problem(
                "round",
                f"phong trào {self.slug} không có đợt xét “{round_id}”.",
                f"Các đợt xét: {', '.join(known.id for known in self.definition.rounds)}.",
            )
        )

    def standards(self, of: Round, kind: Kind) -> StandardList:
        """The one list that applies; a definition without it is refused when it is read."""
        return next(known for known in self.definition.standards if known.round_kind == of.kind and kind in known.kinds)


def deadline(of: Round) -> datetime:
    """Exclusive: the first instant that is too late ("trước ngày 10/12" ends at 00:00 on 10/12)."""
    return before_day(of.before)
