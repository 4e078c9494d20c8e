"""Where a unit stands: the component indices in its charge, and its rank."""

from decimal import Decimal
from typing import Any

from thidua.core.eligibility.facts import ComponentIndex, Facts, Ranking
from thidua.core.eligibility.parts import (
    Measured,
    Part,
    all_of,
    any_of,
    by_source,
    no_record,
    no_threshold,
)
from thidua.core.eligibility.setting import Setting, Threshold
from thidua.core.eligibility.verdict import json_number
from thidua.core.format import number, percent
from thidua.core.movement.rules import ComponentIndicesRule, RankRule


def component_indices(rule: ComponentIndicesRule, facts: Facts, setting: Setting) -> Measured:
    method = setting.threshold(rule.method_key)
    at_maximum = bool(setting.threshold(rule.at_maximum_key).value)
    indices = facts.chi_so_thanh_phan
    if indices is None:
        missing = no_record("điểm các chỉ số thành phần được giao phụ trách", "chi_so_thanh_phan")
        return Measured((missing,), None, method.value, method.source)
    if not indices:
        none = Part(None, "Không được giao phụ trách chỉ số thành phần nào nên không áp dụng")
        return Measured((none,), [], method.value, method.source, applies=False)
    if method.value == "tong":
        parts: tuple[Part, ...] = (_rise("tổng điểm các chỉ số", _total(indices), at_maximum=at_maximum),)
    else:
        parts = tuple(_rise(f"chỉ số {index.ma}", index, at_maximum=at_maximum) for index in indices)
    return Measured(parts, [_index_value(index) for index in indices], method.value, method.source)


def _total(indices: tuple[ComponentIndex, ...]) -> ComponentIndex:
    def together(key: str) -> Decimal | None:
        points = [getattr(index, key) for index in indices]
        return None if None in points else sum(points, Decimal(0))

    return ComponentIndex(
        ma="tong",
        nam_nay=together("nam_nay"),
        nam_truoc=together("nam_truoc"),
        toi_da=together("toi_da"),
    )


def _rise(name: str, index: ComponentIndex, *, at_maximum: bool) -> Part:
    if index.nam_nay is None or index.nam_truoc is None:
        which = "năm nay" if index.nam_nay is None else "năm trước liền kề"
        return no_record(f"điểm {which} của {name}", "chi_so_thanh_phan")
    change = index.nam_nay - index.nam_truoc
    text = (
        f"{name[0].upper()}{name[1:]}: {number(index.nam_nay)} so với {number(index.nam_truoc)} "
        f"năm trước liền kề ({_direction(change)})"
    )
    if change > 0:
        return Part(True, text)
    if at_maximum and index.toi_da is None:
        return Part(None, text, (f"Cần điểm tối đa của {name}.",))
    if at_maximum and index.nam_nay == index.toi_da:
        return Part(True, f"{text}, đã đạt điểm tối đa nên được coi là tăng điểm")
    return Part(False, text, (f"Điểm của {name} phải tăng so với năm trước liền kề.",))


def _direction(change: Decimal) -> str:
    if change == 0:
        return "không đổi"
    return f"tăng {number(change)}" if change > 0 else f"giảm {number(-change)}"


def _index_value(index: ComponentIndex) -> dict[str, Any]:
    points = {key: json_number(getattr(index, key)) for key in ("nam_nay", "nam_truoc", "toi_da")}
    return {"ma": index.ma, **points}


def rank(rule: RankRule, facts: Facts, setting: Setting) -> Measured:
    """One of two suffices: a high rank, or a leap against the year before."""
    keys = {
        "hang_toi_da": rule.rank_key,
        "ty_le_toi_da": rule.share_key,
        "tang_bac_toi_thieu": rule.leap_key,
    }
    thresholds = {name: setting.threshold(key) for name, key in keys.items()}
    values = {name: json_number(threshold.value) for name, threshold in thresholds.items()}
    shown = None if set(values.values()) == {None} else values
    sources = dict.fromkeys(known.source for known in thresholds.values() if known.source)
    ranking = facts.xep_hang
    if ranking is not None and ranking.khong_xep:
        return _unranked(ranking, setting.threshold(rule.unranked_key), setting, shown)
    value = _rank_value(ranking) if ranking else None
    source = "; ".join(sources) or None
    if ranking is None or ranking.hang is None:
        return Measured((no_record("thứ hạng trong năm", "xep_hang"),), value, shown, source)
    high = _high(ranking, thresholds["hang_toi_da"], thresholds["ty_le_toi_da"], setting)
    part = _either(high, _leap(ranking, thresholds["tang_bac_toi_thieu"], setting))
    return Measured((part,), value, shown, source)


def _unranked(ranking: Ranking, passed_over: Threshold, setting: Setting, shown: dict[str, Any] | None) -> Measured:
    text = "Đơn vị không được xếp hạng" + (f": {ranking.ly_do}" if ranking.ly_do else "")
    value = {"khong_xep": True, "ly_do": ranking.ly_do}
    if passed_over.value:
        part = Part(None, f"{text}; tiêu chuẩn này không áp dụng{by_source(passed_over)}")
        return Measured((part,), value, shown, passed_over.source, applies=False)
    if passed_over.value is None:
        part = Part(None, text, no_threshold(setting, passed_over).missing)
    else:
        rank_needed = no_record("thứ hạng trong năm", "xep_hang").missing
        part = Part(None, f"{text}; tiêu chuẩn này vẫn áp dụng{by_source(passed_over)}", rank_needed)
    return Measured((part,), value, shown, passed_over.source)


def _rank_value(ranking: Ranking) -> dict[str, Any]:
    return {key: getattr(ranking, key) for key in ("hang", "so_don_vi", "hang_nam_truoc", "so_sanh_duoc")}


def _either(high: Part, leap: Part) -> Part:
    state = any_of((high.state, leap.state))
    if state is True:
        return Part(True, ". ".join(part.text for part in (high, leap) if part.state))
    return Part(state, f"{high.text}. {leap.text}", high.missing + leap.missing)


def _high(ranking: Ranking, most: Threshold, percentage: Threshold, setting: Setting) -> Part:
    """Either threshold suffices to decide; both set, both must hold; one unset is ignored."""
    if most.value is None and percentage.value is None:
        return no_threshold(setting, most, percentage)
    rank_held, units = ranking.hang, ranking.so_don_vi
    assert rank_held is not None  # noqa: S101 - the caller has looked
    text = f"Hạng {rank_held}" + (f"/{units}" if units else "")
    states: list[bool | None] = []
    if most.value is not None:
        states.append(rank_held <= most.value)
        text += f", ngưỡng hạng {most.value}{by_source(most)}"
    if percentage.value is not None:
        states.append(None if units is None else rank_held * 100 <= Decimal(percentage.value) * units)
        text += f", ngưỡng {percent(percentage.value)} số đơn vị được xếp hạng{by_source(percentage)}"
    state = all_of(states)
    if state is None:
        return Part(None, text, no_record("số đơn vị được xếp hạng", "xep_hang.so_don_vi").missing)
    return Part(state, text, () if state else ("Chưa đạt thứ hạng cao theo ngưỡng đã quyết định.",))


def _leap(ranking: Ranking, least: Threshold, setting: Setting) -> Part:
    """A leap cannot be said where the years cannot be compared."""
    before, now = ranking.hang_nam_truoc, ranking.hang
    if ranking.so_sanh_duoc is False:
        text = "Hai năm không so sánh được nên không nói được có thay đổi vượt bậc hay không"
        return Part(None, text, ("Cần kết luận về thứ hạng của hai năm trên cùng một bộ tiêu chí.",))
    if before is None or now is None:
        return no_record("thứ hạng năm trước", "xep_hang.hang_nam_truoc")
    if ranking.so_sanh_duoc is None:
        return no_record("kết luận hai năm có so sánh được không", "xep_hang.so_sanh_duoc")
    if least.value is None:
        return no_threshold(setting, least)
    text = (
        f"Năm trước hạng {before}, {_steps(before - now)}; ngưỡng vượt bậc là tăng {least.value} bậc{by_source(least)}"
    )
    if before - now >= least.value:
        return Part(True, text)
    return Part(False, text, (f"Cần tăng thêm {least.value - (before - now)} bậc để là thay đổi vượt bậc.",))


def _steps(up: int) -> str:
    if up == 0:
        return "giữ nguyên thứ hạng"
    return f"tăng {up} bậc" if up > 0 else f"giảm {-up} bậc"
