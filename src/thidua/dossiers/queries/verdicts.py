"""Facts → verdicts for many nominees at once, by the rulebook of the movement's folder and the law of the day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet

from thidua import __version__
from thidua.core.calendar import local_date
from thidua.core.eligibility import Nominee, Setting, Verdict, judge, parse_facts, prepare, verdict_as_dict
from thidua.core.eligibility.verdict import json_number
from thidua.core.json_text import exact
from thidua.core.movement import GuidanceValue
from thidua.core.movement import Movement as Folder
from thidua.core.movement.definition import Criterion
from thidua.core.movement.rules import Judged
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Dossier, Judgement, VerdictRecord
from thidua.dossiers.queries.facts import Facts, facts_and_units
from thidua.dossiers.subjects import Subject, keys_of
from thidua.legal import load_law
from thidua.movements.enums import RoundState
from thidua.movements.models import Movement, Round
from thidua.movements.queries import folder_of, guidance_on
from thidua.organizations.models import Person, Unit
from thidua.organizations.queries import units_by_id


@dataclass(frozen=True)
class Standing:
    """What is known of a nominee at a moment, and what follows from it."""

    subject: Subject
    name: str
    facts: Facts
    verdict: Verdict

    @property
    def counts(self) -> Counter[str]:
        """How many standards have each outcome."""
        return Counter(str(criterion.outcome) for criterion in self.verdict.criteria)

    @property
    def met(self) -> int:
        return self.counts["dat"]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still needed and of whom, each once."""
        return tuple(dict.fromkeys(said for criterion in self.verdict.criteria for said in criterion.missing))


@dataclass(frozen=True)
class Rulebook:
    folder: Folder
    guidance: Mapping[str, GuidanceValue]

    @property
    def versions(self) -> dict[str, str]:
        """Return what a stored verdict was computed by."""
        return {"movement": self.folder.version, "law": load_law().version, "software": __version__}

    @property
    def guidance_values(self) -> dict[str, Any]:
        return {
            key: {"value": _plain(value.value), "set_by": value.set_by, "is_assumption": value.is_assumption}
            for key, value in self.guidance.items()
        }

    def setting(self, round_: Round, as_of: datetime) -> Setting:
        return prepare(self.folder, round_id=round_.code, guidance=self.guidance, as_of=as_of)


def _plain(value: object) -> object:
    """Make a value JSON can hold, and read back as exactly what it was (`thidua.core.json_text.exact`)."""
    return json_number(value) if isinstance(value, Decimal) else value


def rulebook_of(movement: Movement, as_of: datetime) -> Rulebook:
    """Return the folder's rules and the guidance in force that day. One statement."""
    return Rulebook(folder_of(movement), guidance_on(movement, local_date(as_of)))


def criteria_of(round_: Round, kind: str) -> dict[str, Criterion]:
    """Return the standards that a nominee of this kind must meet in the round, by id, in the plan's order."""
    folder = folder_of(round_.movement)
    standards = folder.standards(folder.round(round_.code), "tap_the" if kind == Kind.TAP_THE else "ca_nhan")
    return {criterion.id: criterion for criterion in standards.criteria}


def judged_criteria(round_: Round, kind: str) -> dict[str, Criterion]:
    """Return those standards whose words leave something to judgement, by the fact's key."""
    found = {}
    for criterion in criteria_of(round_, kind).values():
        judged = getattr(criterion.rule, "judged", None)
        if isinstance(judged, Judged):
            found[str(judged.fact)] = criterion
    return found


def names_of(subjects: Sequence[Subject], units: Mapping[int, Unit] | None = None) -> dict[Subject, str]:
    """Return each subject's name. One statement for each kind; none for `units` that are known already."""
    units = units_by_id(keys_of(subjects, Kind.TAP_THE)) if units is None else units
    people = Person.objects.in_bulk(keys_of(subjects, Kind.CA_NHAN))
    return {
        subject: units[subject.pk].name if subject.kind == Kind.TAP_THE else people[subject.pk].full_name
        for subject in subjects
    }


def standings(
    round_: Round, subjects: Sequence[Subject], as_of: datetime, rules: Rulebook | None = None
) -> dict[Subject, Standing]:
    """Return every nominee's standing against the round's standards. As many statements for many as for one.

    `rules`: those of that day, where they are known already.
    """
    if not subjects:
        return {}
    setting = (rules or rulebook_of(round_.movement, as_of)).setting(round_, as_of)
    gathered, units = facts_and_units(round_, subjects, as_of)
    names = names_of(subjects, units)
    return {
        subject: Standing(subject, names[subject], facts, judge(setting, as_nominee(subject, names[subject], facts)))
        for subject, facts in gathered.items()
    }


def as_nominee(subject: Subject, name: str, facts: Facts) -> Nominee:
    """Read gathered facts as a facts file is read."""
    identifier = f"{subject.kind}:{subject.pk}"
    return parse_facts({"id": identifier, "kind": subject.kind, "name": name, "facts": exact(facts)}, identifier)


def as_stored(standing: Standing) -> dict[str, Any]:
    """Return the verdict as it is kept and printed."""
    return verdict_as_dict(standing.verdict)


def as_of_for(round_: Round, at: datetime) -> datetime:
    """Return the moment a round is looked at: now, or, once it is decided, when its verdicts were last kept."""
    if round_.state in (*RoundState.awaited, *RoundState.current):
        return at
    last = VerdictRecord.objects.filter(nomination__dossier__round=round_).aggregate(last=Max("at"))["last"]
    return last or round_.deadline


def kept_verdicts() -> QuerySet[VerdictRecord]:
    """Return every kept verdict with its nominee and dossier, oldest first."""
    return VerdictRecord.objects.select_related(
        "nomination__unit", "nomination__person", "nomination__dossier__round__movement", "nomination__dossier__unit"
    ).order_by("pk")


def kept_verdicts_of(subject: Subject, dossiers: QuerySet[Dossier]) -> QuerySet[VerdictRecord]:
    """Return the verdicts kept for a nominee in these dossiers, latest first. One statement."""
    field = "nomination__unit" if subject.kind == Kind.TAP_THE else "nomination__person"
    rows = kept_verdicts().filter(nomination__dossier__in=dossiers.order_by(), **{field: subject.pk})
    return rows.order_by("-pk")


def judgements_of(round_: Round, subject: Subject) -> QuerySet[Judgement]:
    """Return the conclusions recorded for a nominee in a round, latest first. One statement."""
    field = "unit" if subject.kind == Kind.TAP_THE else "person"
    return Judgement.objects.filter(round=round_, **{field: subject.pk}).order_by("-at", "-pk")
