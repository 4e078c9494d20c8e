"""What is to be looked at before a dossier is sent: figures that differ from the records, who is put forward twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thidua.core.claims import contradictions
from thidua.core.text import fold
from thidua.dossiers.models import Nomination


def warnings_of(row: Nomination, facts: Mapping[str, Any] | None, others: Sequence[Nomination]) -> tuple[str, ...]:
    """Return them in words; none of them stands in the way, for a person decides."""
    round_ = row.dossier.round
    told = contradictions(row.achievement, facts, year=round_.year) if facts is not None else ()
    return (*told, *_twice(row, others))


def _twice(row: Nomination, others: Sequence[Nomination]) -> Iterator[str]:
    """In another movement of the same year, in the same round by another unit, or for the very same achievement."""
    round_, said = row.dossier.round, fold(row.achievement)
    for other in others:
        there = other.dossier.round
        where = f"{other.dossier.unit}, {there.label.lower()}, {there.movement}"
        if there.pk == round_.pk:
            yield f"Cũng được đề nghị trong cùng đợt: {where}."
        elif there.movement_id != round_.movement_id and there.year == round_.year:
            yield f"Cũng được đề nghị trong phong trào khác cùng năm: {where}."
        elif said and fold(other.achievement) == said:
            yield f"Thành tích ghi giống hệt hồ sơ khác: {where}."
