"""The notice of results: every nominee of a decided dossier, commended or not, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.awards.models import Award
from thidua.awards.queries import awards_of_dossier
from thidua.dossiers.discretion import discreet_verdict
from thidua.dossiers.models import Dossier, Nomination, VerdictRecord
from thidua.dossiers.queries.dossiers import nominations_of
from thidua.dossiers.standards import lines_of, verdict_from_stored
from thidua.movements.models import Round

MET = ("dat", "khong_ap_dung")


@dataclass(frozen=True)
class Reason:
    """`clause` and `cite`: of the standard that was not met; empty where somebody said it in an opinion."""

    text: str
    clause: str = ""
    cite: str = ""


@dataclass(frozen=True)
class Line:
    """`kept`: the verdict kept last, with everything it rests on."""

    nomination: Nomination
    award: Award | None
    kept: VerdictRecord | None
    reasons: tuple[Reason, ...]


def lines_of_notice(dossier: Dossier) -> list[Line]:
    """Return every nominee with the outcome. A constant number of statements."""
    awards = {award.nomination_id: award for award in awards_of_dossier(dossier)}
    lines = []
    for row in nominations_of(dossier):
        kept, award = next(reversed(row.verdicts.all()), None), awards.get(row.pk)
        reasons = () if award else tuple(_why_not(row, kept, dossier.round))
        lines.append(Line(row, award, kept, reasons))
    return lines


def _why_not(row: Nomination, kept: VerdictRecord | None, round_: Round) -> Iterator[Reason]:
    """Yield the opinion of the appraisal or of who struck the name, then each standard that was not met.

    Of conduct the outcome alone: the notice goes through many hands.
    """
    if row.opinion_reason:
        yield Reason(row.opinion_reason)
    if kept is None:
        return
    verdict = discreet_verdict(round_, row.kind, verdict_from_stored(kept.result))
    yield from (Reason(f"{bar.reason} Căn cứ: {bar.source}.") for bar in verdict.bars)
    for line in lines_of(round_, row.kind, verdict):
        if line.outcome not in MET:
            yield Reason(line.reason, line.clause, line.cite)
