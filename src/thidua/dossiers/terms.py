"""How long the appraisal may take: what law says that day, or else what the office has published for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thidua.core.calendar import add_working_days, fixed_holidays
from thidua.core.movement import GuidanceValue
from thidua.legal import load_law
from thidua.movements.models import Round
from thidua.movements.queries import guidance_on

PARAMETER = "tham_dinh.thoi_han"
KEY = "tham_dinh.so_ngay_lam_viec"


@dataclass(frozen=True)
class Term:
    """`source`: where the number of working days stands written, in words for a page."""

    days: int
    source: str


# NĐ 91/2017 Điều 48 asked for 10; since 2024 no term was found, and offices go by the procedure they have published.
OFFICE_TERM = Term(10, "thủ tục hành chính cơ quan đã công bố (từ năm 2024 chưa tìm thấy thời hạn trong nghị định)")


def appraisal_term(round_: Round, on: date, guidance: Mapping[str, GuidanceValue] | None = None) -> Term:
    """Return the term for a dossier of the round received complete that day: the office's own, or else the law's.

    `guidance`: what had been decided by that day, where it is known already.
    """
    own = (guidance_on(round_.movement, on) if guidance is None else guidance).get(KEY)
    if own is not None and isinstance(own.value, int):
        return Term(own.value, f"{own.source}{f' ({own.clause})' if own.clause else ''}")
    known = load_law().known_value(PARAMETER, on)
    if known is None:
        return OFFICE_TERM
    return Term(known.integer, "; ".join(f"{source.article} {source.instrument}" for source in known.sources))


def last_day(received_on: date, days: int) -> date:
    """Return the last of so many working days; the day of receipt itself does not count.

    Holidays are those with a fixed date; Tết, Giỗ Tổ and days in lieu are declared each year and not known here.
    """
    law = load_law()
    holidays = fixed_holidays(law, received_on.year) | fixed_holidays(law, received_on.year + 1)
    return add_working_days(received_on, days, holidays)
