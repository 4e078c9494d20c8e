"""A verdict line by line, in the plan's own words: what pages and papers print, of today or as it was kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.eligibility import Bar, CriterionResult, Verdict
from thidua.core.movement import Address
from thidua.core.movement.definition import Reading
from thidua.dossiers.queries.verdicts import criteria_of
from thidua.dossiers.wording import threshold_words, value_words
from thidua.movements.models import Round
from thidua.movements.queries import folder_of


@dataclass(frozen=True)
class StandardLine:
    """One standard for a reader: `text` in the words of the plan, `source` says who set the threshold."""

    number: int
    id: str
    clause: str
    label: str
    text: str
    cite: str
    outcome: str
    reason: str
    value: str
    threshold: str
    source: str
    missing: tuple[str, ...]
    readings: tuple[Reading, ...]

    @property
    def interpretations(self) -> tuple[Reading, ...]:
        """The readings that are not the plan's own words, each with what else it could mean."""
        return tuple(reading for reading in self.readings if not reading.plan_words)


def lines_of(round_: Round, kind: str, verdict: Verdict) -> tuple[StandardLine, ...]:
    """Return every standard of a verdict; one whose clause the folder no longer has keeps its bare id."""
    addresses, criteria = folder_of(round_.movement).addresses, criteria_of(round_, kind)
    shared = Counter(result.clause for result in verdict.criteria)
    lines = []
    for number, result in enumerate(verdict.criteria, start=1):
        criterion, address = criteria.get(result.id), addresses.get(result.clause)
        rule = criterion.rule.kind if criterion else ""
        threshold = threshold_words(rule, result.threshold)
        which = f"{criterion.label}. " if criterion and shared[result.clause] > 1 else ""
        lines.append(
            StandardLine(
                number=number,
                id=result.id,
                clause=result.clause,
                label=criterion.label if criterion else result.id,
                text=address.text if address else result.id,
                cite=address.cite if address else result.clause,
                outcome=str(result.outcome),
                reason=f"{which}{result.reason}",
                value=value_words(rule, result.value),
                threshold=threshold,
                source=_source(result.threshold_source, address) if threshold else "",
                missing=result.missing,
                readings=criterion.readings if criterion else (),
            )
        )
    return tuple(lines)


def _source(said: str | None, address: Address | None) -> str:
    """Name who set the threshold; the clause itself is cited beside it anyway."""
    return "chính kế hoạch" if said and address and said.endswith(address.cite) else said or ""


def verdict_from_stored(stored: Mapping[str, Any]) -> Verdict:
    """Read a kept verdict back; the inverse of `as_stored`."""
    return Verdict(
        stored["id"],
        stored["verdict"],
        tuple(
            CriterionResult(**{**criterion, "missing": tuple(criterion["missing"])}) for criterion in stored["criteria"]
        ),
        tuple(Bar(**bar) for bar in stored["bars"]),
    )
