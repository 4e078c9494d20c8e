"""The nominees of a dossier as its pages list them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from thidua.core.calendar import local_date
from thidua.documents.models import Paper
from thidua.dossiers.changes import changes_since
from thidua.dossiers.enums import DossierState, Kind, Slot
from thidua.dossiers.letters import summary_of
from thidua.dossiers.models import Dossier, Nomination, VerdictRecord
from thidua.dossiers.places import Place
from thidua.dossiers.queries.candidates import details_of
from thidua.dossiers.queries.dossiers import Contents, elsewhere, subject_of
from thidua.dossiers.queries.verdicts import standings
from thidua.dossiers.warnings import warnings_of


@dataclass(frozen=True)
class NomineeRow:
    """A nominee with the verdict of now, or with the one kept last; `changes`: how now differs from that one."""

    nomination: Nomination
    detail: str
    verdict: str
    summary: str
    kept: VerdictRecord | None
    report: Paper | None
    changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def report_key(self) -> str:
        """The place of the report in the dossier."""
        return Place(Slot.BAO_CAO, "", self.nomination.pk).key

    @property
    def is_collective(self) -> bool:
        return self.nomination.kind == Kind.TAP_THE


def nominee_rows(dossier: Dossier, at: datetime, *, live: bool, contents: Contents | None = None) -> list[NomineeRow]:
    """Return the nominees, judged now (`live`) or as their verdicts were last kept. A constant number of statements.

    Once decided, nothing that comes later is compared with it.
    """
    contents = contents or Contents(dossier)
    nominations = contents.nominations
    subjects = [subject_of(row) for row in nominations]
    found = standings(dossier.round, subjects, at) if live or dossier.state != DossierState.DECIDED else {}
    details = details_of([row.nominee for row in nominations], local_date(at))
    others = elsewhere(dossier, nominations) if dossier.state != DossierState.DECIDED else {}
    reports = {row.nomination_id: row.paper for row in contents.papers if row.slot == Slot.BAO_CAO}
    rows = []
    for row, subject in zip(nominations, subjects, strict=True):
        last, now = next(reversed(row.verdicts.all()), None), found.get(subject)
        shown = None if live else last
        verdict = shown.verdict if shown else found[subject].verdict.verdict
        counts = _stored_counts(shown) if shown else found[subject].counts
        changes = changes_since(last, now.verdict, dossier.round, row.kind) if last and now else ()
        detail, report = details.get(subject, ""), reports.get(row.pk)
        warnings = warnings_of(row, now.facts if now else None, others.get(row.pk, ()))
        rows.append(NomineeRow(row, detail, str(verdict), summary_of(counts), shown, report, changes, warnings))
    return rows


def _stored_counts(record: VerdictRecord) -> Counter[str]:
    return Counter(str(criterion["outcome"]) for criterion in record.result["criteria"])
