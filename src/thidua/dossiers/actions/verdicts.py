"""Keeping a verdict as it was: its facts, its guidance, its rulebook."""

from collections.abc import Sequence
from datetime import datetime

from thidua.dossiers.models import Nomination, VerdictRecord
from thidua.dossiers.queries.dossiers import subject_of
from thidua.dossiers.queries.verdicts import Rulebook, Standing, as_stored, rulebook_of, standings
from thidua.dossiers.subjects import Subject
from thidua.movements.models import Round


def keep_verdicts(
    round_: Round, nominations: Sequence[Nomination], *, stage: str, at: datetime, rules: Rulebook | None = None
) -> dict[Subject, Standing]:
    """Compute every nominee's verdict of this moment, keep and return it. Inside the caller's transaction."""
    rules = rules or rulebook_of(round_.movement, at)
    found = standings(round_, [subject_of(row) for row in nominations], at, rules)
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
    return found
