"""A criterion is made of parts, each true, false, or not known; a part not known is never met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thidua.core.eligibility.facts import Judgement
from thidua.core.eligibility.setting import Setting, Threshold
from thidua.core.eligibility.verdict import Outcome
from thidua.core.movement.guidance import GUIDANCE_KEYS
from thidua.core.movement.rules import Judged

JUDGEMENT_LABELS = {
    "lanh_dao": "công tác lãnh đạo, chỉ đạo",
    "tuyen_truyen_danh_gia": "hiệu quả tuyên truyền",
    "nhiem_vu_danh_gia": "việc thực hiện nhiệm vụ",
    "pham_chat": "phẩm chất đạo đức, tính gương mẫu",
    "thanh_tich_5_nam": "thành tích 5 năm",
}


@dataclass(frozen=True)
class Part:
    """`state` None: not known; `by_judgement`: because the body named has not concluded. `text` starts in capitals."""

    state: bool | None
    text: str
    missing: tuple[str, ...] = ()
    by_judgement: bool = False


@dataclass(frozen=True)
class Measured:
    """What a rule found: its parts, and the figures to show beside them."""

    parts: tuple[Part, ...]
    value: Any = None
    threshold: Any = None
    source: str | None = None
    applies: bool = True

    @property
    def outcome(self) -> Outcome:
        """A measured part fails the criterion even where a judgement is missing."""
        if not self.applies:
            return Outcome.KHONG_AP_DUNG
        if any(part.state is False for part in self.parts):
            return Outcome.KHONG_DAT
        unknown = [part for part in self.parts if part.state is None]
        if any(not part.by_judgement for part in unknown):
            return Outcome.CHUA_DU_CAN_CU
        return Outcome.HOI_DONG_XEM_XET if unknown else Outcome.DAT

    @property
    def reason(self) -> str:
        return " ".join(f"{part.text}." for part in self.parts)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sentence for part in self.parts for sentence in part.missing))


def all_of(states: Iterable[bool | None]) -> bool | None:
    known = list(states)
    return False if False in known else None if None in known else True


def any_of(states: Iterable[bool | None]) -> bool | None:
    known = list(states)
    return True if True in known else None if None in known else False


def no_record(label: str, key: str) -> Part:
    return Part(None, f"Chưa có {label}", (f"Cần có {label} (dữ kiện “{key}”).",))


def no_threshold(setting: Setting, *thresholds: Threshold) -> Part:
    """Any one of them would let it be said."""
    meanings = " hoặc ".join(f"“{GUIDANCE_KEYS[threshold.key].meaning}”" for threshold in thresholds)
    keys = " hoặc ".join(f"“{threshold.key}”" for threshold in thresholds)
    needed = f"{setting.decider} cần quyết định {meanings} (hướng dẫn {keys})."
    return Part(None, f"Chưa ai quyết định {meanings}", (needed,))


def by_source(threshold: Threshold) -> str:
    """The words that name who decided; nothing where the text is read as it stands."""
    decided = threshold.value is not None and threshold.value != GUIDANCE_KEYS[threshold.key].default
    return f" theo {threshold.source}" if decided else ""


def judgement_part(judged: Judged, judgement: Judgement | None) -> Part:
    label = JUDGEMENT_LABELS[judged.fact]
    if judgement is None or not judgement.is_recorded:
        return Part(
            None,
            f"{judged.body} chưa kết luận về {label}, kèm lý do",
            (f"{judged.body} cần kết luận về {label} và ghi lý do (dữ kiện “{judged.fact}”).",),
            by_judgement=True,
        )
    verb = "đạt" if judgement.ket_luan else "chưa đạt"
    why = (judgement.ly_do or "").strip().rstrip(".")
    return Part(judgement.ket_luan, f"{judgement.boi} kết luận {label} {verb}: {why}")


def judgement_value(judgement: Judgement | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    return {"ket_luan": judgement.ket_luan, "boi": judgement.boi, "ly_do": judgement.ly_do}
