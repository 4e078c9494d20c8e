"""Keeping a verdict as it was: its facts, its guidance, its rulebook."""

from datetime import datetime

from thidua.dossiers.models import Dossier, VerdictRecord
from thidua.dossiers.queries.dossiers import nominations_of, subject_of
from thidua.dossiers.queries.verdicts import as_stored, rulebook_of, standings


def keep_verdicts(dossier: Dossier, *, stage: str, at: datetime) -> None:
    """Compute every nominee's verdict at this moment and keep it. Inside the caller's transaction."""
    nominations = list(nominations_of(dossier))
    found = standings(dossier.round, [subject_of(row) for row in nominations], at)
    rules = rulebook_of(dossier.round.movement, at)
    VerdictRecord.objects.bulk_create(
        VerdictRecord(
            nomination=row,
            stage=stage,
            at=at,
            as_of=at,
            rulebook=rules.versions,
            guidance=rules.guidance_values,
            facts=found[subject_of(row)].facts,
            result=as_stored(found[subject_of(row)]),
            verdict=found[subject_of(row)].verdict.verdict,
        )
        for row in nominations
    )
