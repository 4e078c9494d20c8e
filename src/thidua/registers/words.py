"""What was entered of earlier years, in words: whose it is, and what."""

from django.db.models import Model

from thidua.core.format import day, number
from thidua.initiatives.models import Initiative
from thidua.legal import load_law
from thidua.organizations.models import Commendation
from thidua.scoring.models import ComponentScore, Publication


def in_words(row: Model) -> tuple[str, str]:
    """Return whom or what the row is about, and what it says."""
    match row:
        case Commendation():
            what = f"{load_law().forms[row.form].label}, {row.decision_code}, {day(row.decided_on)}"
            return str(row.person or row.unit), what
        case Initiative():
            recognised = day(row.recognised_on) if row.recognised_on else ""
            return row.unit.name, f"{row.code} {row.title}, {row.recognition_number}, {recognised}"
        case Publication():
            return row.criteria_set.name, f"Bảng xếp hạng năm {row.criteria_set.year}"
        case ComponentScore():
            return f"{row.component.code} {row.component.name}", f"{number(row.points)} điểm, năm {row.year}"
    raise TypeError(f"no words for {row}")
