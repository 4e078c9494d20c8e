"""The answer: a verdict, every criterion with its reason, and what barred the nominee."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """In the order in which they prevail."""

    KHONG_DAT = "khong_dat"
    CHUA_XET = "chua_xet"
    CHUA_DU_CAN_CU = "chua_du_can_cu"
    DAT = "dat"

    @property
    def label(self) -> str:
        return _LABELS[self]


class Outcome(StrEnum):
    DAT = "dat"
    KHONG_DAT = "khong_dat"
    KHONG_AP_DUNG = "khong_ap_dung"
    CHUA_DU_CAN_CU = "chua_du_can_cu"
    HOI_DONG_XEM_XET = "hoi_dong_xem_xet"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    "dat": "Đạt",
    "khong_dat": "Không đạt",
    "chua_xet": "Chưa xét",
    "chua_du_can_cu": "Chưa đủ căn cứ",
    "khong_ap_dung": "Không áp dụng",
    "hoi_dong_xem_xet": "Hội đồng xem xét",
}


@dataclass(frozen=True)
class CriterionResult:
    """`missing`: what is still needed and of whom, one sentence each. `value`, `threshold`: ready for JSON."""

    id: str
    clause: str
    outcome: str
    value: Any
    threshold: Any
    threshold_source: str | None
    reason: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """`verdict`: what this bar makes of the nominee, whatever the standards say."""

    id: str
    source: str
    reason: str
    verdict: str


@dataclass(frozen=True)
class Verdict:
    id: str
    verdict: str
    criteria: tuple[CriterionResult, ...]
    bars: tuple[Bar, ...]


_OF_OUTCOME = {
    Outcome.DAT: Answer.DAT,
    Outcome.KHONG_AP_DUNG: Answer.DAT,  # neutral
    Outcome.KHONG_DAT: Answer.KHONG_DAT,
    Outcome.CHUA_DU_CAN_CU: Answer.CHUA_DU_CAN_CU,
    Outcome.HOI_DONG_XEM_XET: Answer.CHUA_DU_CAN_CU,
}


def conclude(nominee_id: str, criteria: tuple[CriterionResult, ...], bars: tuple[Bar, ...]) -> Verdict:
    """All standards of the list must be met and nothing may bar; the first answer that applies prevails."""
    answers = {_OF_OUTCOME[Outcome(criterion.outcome)] for criterion in criteria}
    answers |= {Answer(bar.verdict) for bar in bars}
    return Verdict(nominee_id, next(answer for answer in Answer if answer in answers), criteria, bars)


def verdict_as_dict(verdict: Verdict) -> dict[str, Any]:
    """The shape `thidua eligibility --json` prints for each nominee."""
    return {
        "id": verdict.id,
        "verdict": verdict.verdict,
        "criteria": [_criterion_as_dict(criterion) for criterion in verdict.criteria],
        "bars": [
            {"id": bar.id, "source": bar.source, "reason": bar.reason, "verdict": bar.verdict} for bar in verdict.bars
        ],
    }


def _criterion_as_dict(criterion: CriterionResult) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "clause": criterion.clause,
        "outcome": criterion.outcome,
        "value": criterion.value,
        "threshold": criterion.threshold,
        "threshold_source": criterion.threshold_source,
        "reason": criterion.reason,
        "missing": list(criterion.missing),
    }


def json_number(value: Decimal | int | None) -> int | float | None:
    """An exact number as JSON writes it: 3.50 → 3.5, 4.00 → 4."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
