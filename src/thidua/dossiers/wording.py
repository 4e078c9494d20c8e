"""Values, thresholds and outcomes as papers and pages write them; papers are Vietnamese in any language of the page."""

from collections.abc import Callable, Mapping
from typing import Any

from thidua.core.format import number, percent
from thidua.core.voting import Outcome

VOTED = {
    Outcome.PASSED: "Thông qua",
    Outcome.FAILED: "Không thông qua",
    Outcome.AWAITING_WRITTEN: "Chờ ý kiến bằng văn bản",
    Outcome.NO_QUORUM: "Không đủ thành phần họp",
}
_METHODS = {"tung_chi_so": "từng chỉ số tăng điểm", "tong": "tổng điểm tăng"}


def value_words(rule_kind: str, value: Any) -> str:
    """Say in few words what was measured; "" where the reason says it all, or nothing is known."""
    words = _VALUES.get(rule_kind)
    return "" if value is None or words is None else words(value)


def threshold_words(rule_kind: str, threshold: Any) -> str:
    """Say in few words what was asked; "" where the text asks for no figure, or nobody has decided one."""
    words = _THRESHOLDS.get(rule_kind)
    return "" if threshold is None or words is None else words(threshold)


def _counted(noun: str) -> Callable[[Any], str]:
    return lambda value: f"{number(value)} {noun}"


def _forms(value: Mapping[str, Any]) -> str:
    forms = value.get("so_hinh_thuc")
    return "" if forms is None else f"{number(forms)} hình thức"


def _on_time(value: Mapping[str, Any]) -> str:
    share = value.get("ty_le_dung_han")
    return "" if share is None else f"{percent(share)} đúng hạn"


def _at_least(threshold: Any) -> str:
    return f"từ {percent(threshold)}"


def _rank(value: Mapping[str, Any]) -> str:
    if value.get("hang") is None:
        return ""
    of = f"/{value['so_don_vi']}" if value.get("so_don_vi") else ""
    return f"hạng {value['hang']}{of}"


def _rank_asked(threshold: Mapping[str, Any]) -> str:
    most, share, leap = (threshold.get(key) for key in ("hang_toi_da", "ty_le_toi_da", "tang_bac_toi_thieu"))
    high = [f"hạng {most} trở lên"] if most is not None else []
    high += [f"trong {percent(share)} đứng đầu"] if share is not None else []
    either = [" và ".join(high)] if high else []
    either += [f"tăng từ {leap} bậc"] if leap is not None else []
    return " hoặc ".join(either)


_VALUES: Mapping[str, Callable[[Any], str]] = {
    "outreach": _forms,
    "tasks": _on_time,
    "documents": _on_time,
    "rank": _rank,
    "initiative": _counted("sáng kiến"),
    "commendations": _counted("lần"),
}
_THRESHOLDS: Mapping[str, Callable[[Any], str]] = {
    "outreach": _counted("hình thức trở lên"),
    "tasks": _at_least,
    "documents": _at_least,
    "component_indices": lambda method: _METHODS.get(method, str(method)),
    "rank": _rank_asked,
    "initiative": _counted("sáng kiến trở lên"),
    "commendations": _counted("lần trở lên"),
}
