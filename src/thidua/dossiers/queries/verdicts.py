"""Facts → verdicts for many nominees at once, by the rulebook of the movement's folder and the law of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua import __version__
from thidua.core.calendar import local_date
from thidua.core.eligibility import Verdict, evaluate, parse_facts, verdict_as_dict
from thidua.core.movement import GuidanceValue
from thidua.core.movement import Movement as Definition
from thidua.dossiers.enums import Kind
from thidua.dossiers.queries.facts import Facts, gather_facts
from thidua.dossiers.subjects import Subject, keys_of
from thidua.legal import load_law
from thidua.movements.models import Movement, Round
from thidua.movements.queries import guidance_on
from thidua.organizations.models import Person
from thidua.organizations.queries import units_by_id
from thidua.plans import load_movement


@dataclass(frozen=True)
class Standing:
    """What is known of a nominee at a moment, and what follows from it."""

    subject: Subject
    name: str
    facts: Facts
    verdict: Verdict

    @property
    def met(self) -> int:
        return sum(criterion.outcome == "dat" for criterion in self.verdict.criteria)


@dataclass(frozen=True)
class Rulebook:
    definition: Definition
    guidance: Mapping[str, GuidanceValue]

    @property
    def versions(self) -> dict[str, str]:
        """Return what a stored verdict was computed by."""
        return {"movement": self.definition.version, "law": load_law().version, "software": __version__}

    @property
    def guidance_values(self) -> dict[str, Any]:
        return {
            key: {"value": _plain(value.value), "set_by": value.set_by, "is_assumption": value.is_assumption}
            for key, value in self.guidance.items()
        }


def _plain(value: object) -> object:
    """Make a value JSON can hold; exact numbers stay exact as text."""
    return value if isinstance(value, bool | int | str | None) else str(value)


def rulebook_of(movement: Movement, as_of: datetime) -> Rulebook:
    """Return the folder's rules and the guidance in force that day. One statement."""
    return Rulebook(load_movement(movement.slug), guidance_on(movement, local_date(as_of)))


def names_of(subjects: Sequence[Subject]) -> dict[Subject, str]:
    """Return each subject's name. Two statements."""
    units = units_by_id(keys_of(subjects, Kind.TAP_THE))
    people = Person.objects.in_bulk(keys_of(subjects, Kind.CA_NHAN))
    return {
        subject: units[subject.pk].name if subject.kind == Kind.TAP_THE else people[subject.pk].full_name
        for subject in subjects
    }


def standings(round_: Round, subjects: Sequence[Subject], as_of: datetime) -> dict[Subject, Standing]:
    """Return every nominee's standing against the round's standards. A constant number of statements."""
    rules = rulebook_of(round_.movement, as_of)
    names = names_of(subjects)
    found: dict[Subject, Standing] = {}
    for subject, facts in gather_facts(round_, subjects, as_of).items():
        raw = {"id": f"{subject.kind}:{subject.pk}", "kind": subject.kind, "name": names[subject], "facts": facts}
        verdict = evaluate(
            rules.definition,
            round_id=round_.code,
            nominee=parse_facts(raw, f"{subject.kind}:{subject.pk}"),
            guidance=rules.guidance,
            as_of=as_of,
        )
        found[subject] = Standing(subject, names[subject], facts, verdict)
    return found


def as_stored(standing: Standing) -> dict[str, Any]:
    """Return the verdict as it is kept and printed."""
    return verdict_as_dict(standing.verdict)
