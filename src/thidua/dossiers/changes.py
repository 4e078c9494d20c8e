"""What became of a verdict since it was kept: facts change after a dossier is sent, and the difference is shown."""

from collections.abc import Iterator

from thidua.core.eligibility import Answer, Outcome, Verdict
from thidua.dossiers.discretion import discreet_verdict
from thidua.dossiers.models import VerdictRecord
from thidua.dossiers.queries.verdicts import criteria_of
from thidua.dossiers.standards import verdict_from_stored
from thidua.movements.models import Round


def changes_since(record: VerdictRecord, now: Verdict, round_: Round, kind: str) -> tuple[str, ...]:
    """Say each standard that is judged otherwise now, or from another figure, than when the verdict was kept.

    Of conduct the outcome alone: what it is, the letter says to who may read it.
    """
    before = discreet_verdict(round_, kind, verdict_from_stored(record.result))
    return tuple(_changes(before, discreet_verdict(round_, kind, now), _labels(round_, kind)))


def _labels(round_: Round, kind: str) -> dict[str, str]:
    return {criterion.id: criterion.label for criterion in criteria_of(round_, kind).values()}


def _changes(before: Verdict, now: Verdict, labels: dict[str, str]) -> Iterator[str]:
    if before.verdict != now.verdict:
        yield f"Kết quả: {Answer(before.verdict).label} → {Answer(now.verdict).label}"
    old = {criterion.id: criterion for criterion in before.criteria}
    for criterion in now.criteria:
        was, label = old.get(criterion.id), labels.get(criterion.id, criterion.id)
        if was is None or was.outcome != criterion.outcome:
            from_ = f"{Outcome(was.outcome).label} → " if was else ""
            yield f"{label}: {from_}{Outcome(criterion.outcome).label}. {criterion.reason}"
        elif was.reason != criterion.reason:
            yield f"{label}: vẫn {Outcome(criterion.outcome).label.lower()}. {criterion.reason} Lúc đó: {was.reason}"
    bars = {bar.reason for bar in before.bars}
    yield from (bar.reason for bar in now.bars if bar.reason not in bars)
