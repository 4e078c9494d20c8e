"""What the register of initiatives fills in on a score sheet (settings.SHEET_FACTS)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from thidua.core.scoring.entries import Quantity
from thidua.initiatives.queries import recognised_initiatives
from thidua.scoring.known import Source


def recognised_counts(units: Iterable[int], year: int, day: date) -> dict[int, dict[str, int]]:
    """Return how many initiatives of each unit a council recognised in the year, and nobody withdrew; none: absent."""
    of_units, _people = recognised_initiatives(units, (), day)
    counted = {
        pk: sum(row["thu_hoi"] is None and row["ngay_cong_nhan"].startswith(f"{year}-") for row in rows)
        for pk, rows in of_units.items()
    }
    return {pk: {"duoc_cong_nhan": count} for pk, count in counted.items() if count}


SOURCES: Mapping[str, Source] = {
    "sang_kien.duoc_cong_nhan": Source(
        _("sổ sáng kiến"),
        "initiatives:list",
        recognised_counts,
        Quantity,
        lambda found: {"count": found["duoc_cong_nhan"]},
    )
}
