"""The plan to read: every clause as issued, with what carries it out, how it is understood, what completes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from thidua.core.movement import GUIDANCE_KEYS, Coverage, GuidanceKey, GuidanceValue, coverage, guidance_keys
from thidua.core.movement import Movement as Folder
from thidua.core.movement.addresses import CLOSE, OPENING, RECIPIENT
from thidua.core.movement.definition import Definition, Reading
from thidua.core.plan import Clause, Plan
from thidua.movements.words import in_words


@dataclass(frozen=True)
class Threshold:
    """One guidance key, what was decided for it in words, and by whom."""

    key: GuidanceKey
    decided: GuidanceValue | None
    written: str


@dataclass(frozen=True)
class Note:
    """What is said of a clause: what carries it out, how it is read, which guidance completes it."""

    coverage: Coverage
    readings: tuple[Reading, ...]
    thresholds: tuple[Threshold, ...]

    @property
    def parts(self) -> str:
        """The parts of the product, each once, in one line."""
        labels = (part.label for carrier in self.coverage.carriers for part in carrier.parts)
        return " · ".join(dict.fromkeys(labels))

    @property
    def is_interpreted(self) -> bool:
        return any(not reading.plan_words for reading in self.readings)

    @property
    def lacks(self) -> int:
        """How many keys nobody has decided, and the text alone does not settle."""
        return sum(line.decided is None or line.decided.value is None for line in self.thresholds)


@dataclass(frozen=True)
class Passage:
    clause: Clause
    note: Note | None
    children: tuple["Passage", ...]


@dataclass(frozen=True)
class Words:
    """Words of the plan that are no clause, and their address."""

    id: str
    text: tuple[str, ...]
    note: Note


@dataclass(frozen=True)
class PlanReading:
    """`opening`, `closing`: the paragraphs without a number, as a passage; None where the plan has none."""

    plan: Plan
    opening: Words | None
    passages: tuple[Passage, ...]
    closing: Words | None
    recipients: tuple[Words, ...]
    issued: str


def read_plan(folder: Folder, guidance: Mapping[str, GuidanceValue]) -> PlanReading:
    """Put the plan, its definition and the guidance of a day together. No statement."""
    notes = _notes(folder, guidance)
    plan = folder.plan
    lines = ((f"{RECIPIENT}/{number}", line) for number, line in enumerate(plan.recipients, start=1))
    return PlanReading(
        plan=plan,
        opening=_unnumbered(plan, "preamble", OPENING, notes),
        passages=tuple(_passage(clause, notes) for clause in plan.clauses),
        closing=_unnumbered(plan, "closing", CLOSE, notes),
        recipients=tuple(Words(address, (line,), notes[address]) for address, line in lines),
        issued=_issued(plan.date),
    )


def _unnumbered(plan: Plan, place: str, address: str, notes: Mapping[str, Note]) -> Words | None:
    found = tuple(rest.text for rest in plan.unplaced if rest.place == place)
    return Words(address, found, notes[address]) if found else None


def _issued(date: str | None) -> str:
    """The day of the paper as far as it gives it: "2021-11" → "ngày không ghi, tháng 11 năm 2021"."""
    year, month, day = (*(date or "").split("-"), "", "")[:3]
    if not year:
        return "ngày không ghi"
    written = f"tháng {month} năm {year}" if month else f"năm {year}"
    return f"ngày {day} {written}" if day else f"ngày không ghi, {written}"


def _passage(clause: Clause, notes: Mapping[str, Note]) -> Passage:
    note = notes.get(clause.id)
    said = note if note and (note.coverage.carriers or note.coverage.narrative) else None
    return Passage(clause, said, tuple(_passage(child, notes) for child in clause.children))


def _notes(folder: Folder, guidance: Mapping[str, GuidanceValue]) -> dict[str, Note]:
    definition = folder.definition
    return {
        known.clause: Note(
            known,
            tuple(_readings(definition, known.clause)),
            tuple(thresholds(_keys(folder, known.clause), guidance)),
        )
        for known in coverage(folder)
    }


def _readings(definition: Definition, clause: str) -> Iterable[Reading]:
    lists = ((known.clause, known.readings) for known in definition.standards)
    criteria = ((item.clause, item.readings) for known in definition.standards for item in known.criteria)
    bars = ((bar.clause, bar.readings) for bar in definition.bars)
    return chain.from_iterable(readings for at, readings in chain(lists, criteria, bars) if at == clause)


def _keys(folder: Folder, clause: str) -> Iterable[str]:
    """The keys the standards of a clause read, then those the folder puts at the clause; each once."""
    criteria = chain.from_iterable(known.criteria for known in folder.definition.standards)
    read = chain.from_iterable(guidance_keys(item.rule) for item in criteria if item.clause == clause)
    put = (key for key, value in folder.guidance.items() if value.clause == clause)
    return dict.fromkeys(chain(read, put))


def thresholds(keys: Iterable[str], guidance: Mapping[str, GuidanceValue]) -> Iterable[Threshold]:
    """Each key with what was decided for it."""
    for key in keys:
        decided = guidance.get(key)
        yield Threshold(GUIDANCE_KEYS[key], decided, in_words(key, decided.value) if decided else "")
