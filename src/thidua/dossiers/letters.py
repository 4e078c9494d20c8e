"""The verdict letter: one nominee in one round, line by line, of this moment or as it was kept."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thidua.core.calendar import local_date
from thidua.core.eligibility import Verdict
from thidua.core.errors import InputError
from thidua.core.money import award_money
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import VerdictRecord
from thidua.dossiers.queries.candidates import details_of
from thidua.dossiers.queries.dossiers import subject_of
from thidua.dossiers.queries.verdicts import Standing, standings
from thidua.dossiers.standards import StandardLine, lines_of, verdict_from_stored
from thidua.dossiers.subjects import Nominee, Subject, subject_for
from thidua.legal import load_law
from thidua.movements.models import Round
from thidua.movements.queries import folder_of
from thidua.ui.states import state_of

_ORDER = ("dat", "khong_dat", "chua_du_can_cu", "hoi_dong_xem_xet", "khong_ap_dung")
_FOR_MACHINES = re.compile(r" \((?:dữ kiện|hướng dẫn) “[^”]*”(?: hoặc “[^”]*”)*\)")


@dataclass(frozen=True)
class Letter:
    """`clause`, `cite`: of the list of standards that applies."""

    round: Round
    subject: Subject
    name: str
    detail: str
    as_of: datetime
    verdict: Verdict
    lines: tuple[StandardLine, ...]
    facts: dict[str, Any] = field(repr=False)

    @property
    def is_collective(self) -> bool:
        return self.subject.kind == Kind.TAP_THE

    @property
    def summary(self) -> str:
        return summary_of(Counter(line.outcome for line in self.lines))

    @property
    def to_do(self) -> tuple[str, ...]:
        """What is still needed and of whom, in words for people."""
        return to_do(tuple(said for line in self.lines for said in line.missing))

    @property
    def standards_label(self) -> str:
        folder = folder_of(self.round.movement)
        return folder.standards(folder.round(self.round.code), "tap_the" if self.is_collective else "ca_nhan").label

    @property
    def clause(self) -> str:
        return self.lines[0].clause.rpartition("/")[0] or self.lines[0].clause

    @property
    def cite(self) -> str:
        return folder_of(self.round.movement).cite(self.clause)


def summary_of(counts: Counter[str]) -> str:
    """Say how many standards have each outcome: 5 đạt · 1 không đạt · 1 chưa đủ căn cứ."""
    return " · ".join(f"{counts[key]} {str(state_of(key).word).lower()}" for key in _ORDER if counts[key])


def to_do(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Say what is needed without the keys that files use, each once."""
    return tuple(dict.fromkeys(_FOR_MACHINES.sub("", said) for said in missing))


def letter_now(round_: Round, nominee: Nominee, as_of: datetime) -> Letter:
    """Judge by what is known at that moment. A constant number of statements."""
    subject = subject_for(nominee)
    standing = standings(round_, [subject], as_of)[subject]
    detail = details_of([nominee], local_date(as_of)).get(subject, "")
    return letter_of(round_, standing, as_of, detail)


def letter_of(round_: Round, standing: Standing, as_of: datetime, detail: str) -> Letter:
    subject, verdict = standing.subject, standing.verdict
    lines = lines_of(round_, subject.kind, verdict)
    return Letter(round_, subject, standing.name, detail, as_of, verdict, lines, standing.facts)


def letter_kept(record: VerdictRecord) -> Letter:
    """Show a kept verdict as it was: nothing is computed anew."""
    nomination, verdict = record.nomination, verdict_from_stored(record.result)
    round_, subject = nomination.dossier.round, subject_of(nomination)
    lines = lines_of(round_, subject.kind, verdict)
    return Letter(
        round_,
        subject,
        str(nomination.nominee),
        str(nomination.dossier.unit),
        record.as_of,
        verdict,
        lines,
        record.facts,
    )


@dataclass(frozen=True)
class Prize:
    """What the award is worth were it decided that day, or why nothing can be said."""

    amount: int | None
    reason: str = ""


def prize_of(round_: Round, kind: str, at: datetime) -> Prize | None:
    """Return the money by the law of the day (III.5.b); None where the round has no form of award yet."""
    if not round_.award_form:
        return None
    try:
        return Prize(award_money(load_law(), form=round_.award_form, kind=kind, on=local_date(at)).amount)
    except InputError as error:
        return Prize(None, error.problems[0].what)
