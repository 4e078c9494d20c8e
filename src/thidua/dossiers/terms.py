"""How long the appraisal may take: what law says that day, or else what the office has published for itself."""

from dataclasses import dataclass
from datetime import date

from thidua.core.calendar import add_working_days, fixed_holidays
from thidua.legal import load_law

PARAMETER = "tham_dinh.thoi_han"


@dataclass(frozen=True)
class Term:
    """`source`: where the number of working days stands written, in words for a page."""

    days: int
    source: str


# NĐ 91/2017 Điều 48 asked for 10; since 2024 no term was found, and offices go by the procedure they have published.
OFFICE_TERM = Term(10, "thủ tục hành chính cơ quan đã công bố (từ năm 2024 chưa tìm thấy thời hạn trong nghị định)")


def appraisal_term(on: date) -> Term:
    """Return the term for a dossier received complete that day."""
    known = load_law().known_value(PARAMETER, on)
    if known is None:
        return OFFICE_TERM
    return Term(known.integer, "; ".join(f"{source.article} {source.instrument}" for source in known.sources))


def appraisal_due(received_on: date) -> date:
    """Return the last day for the appraisal; the day of receipt itself does not count."""
    law = load_law()
    holidays = fixed_holidays(law, received_on.year) | fixed_holidays(law, received_on.year + 1)
    return add_working_days(received_on, appraisal_term(received_on).days, holidays)
