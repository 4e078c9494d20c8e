"""What a unit or a person did: leadership, outreach, tasks, documents."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from thidua.core.eligibility.facts import Documents, Facts, Tasks
from thidua.core.eligibility.parts import (
    Measured,
    Part,
    by_source,
    judgement_part,
    judgement_value,
    no_record,
    no_threshold,
)
from thidua.core.eligibility.setting import Setting, Threshold
from thidua.core.eligibility.verdict import json_number
from thidua.core.format import day, percent
from thidua.core.movement.rules import DocumentsRule, JudgementRule, OutreachRule, TasksRule


def judged(rule: JudgementRule, facts: Facts, setting: Setting) -> Measured:
    judgement = getattr(facts, rule.judged.fact)
    parts = [judgement_part(rule.judged, judgement)]
    value = judgement_value(judgement)
    if rule.own_plan_key is None:
        return Measured(tuple(parts), value)
    needed = setting.threshold(rule.own_plan_key)
    parts.append(_own_plan(facts, setting, needed=bool(needed.value)))
    issued = facts.ke_hoach_don_vi.issued if facts.ke_hoach_don_vi else None
    shown = {"ket_luan": value, "ke_hoach_don_vi": issued.isoformat() if issued else None}
    return Measured(tuple(parts), shown, needed.value, needed.source)


def _own_plan(facts: Facts, setting: Setting, *, needed: bool) -> Part:
    """IV.1; shown in any case, and required only where guidance says so."""
    plan = facts.ke_hoach_don_vi
    if plan is not None and plan.issued is not None:
        return Part(True, f"Kế hoạch riêng của đơn vị ban hành ngày {day(plan.issued)}")
    if plan is not None:
        text = "Đơn vị không ban hành kế hoạch riêng"
        return Part(False, text, ("Đơn vị cần ban hành kế hoạch riêng.",)) if needed else Part(True, text)
    part = no_record("hồ sơ về kế hoạch riêng của đơn vị", "ke_hoach_don_vi")
    return part if needed else Part(True, part.text)


def outreach(rule: OutreachRule, facts: Facts, setting: Setting) -> Measured:
    least = setting.threshold(rule.forms_key)
    held = facts.tuyen_truyen
    judgement = getattr(facts, rule.judged.fact)
    forms = _forms(held.so_hinh_thuc if held else None, least, setting)
    value = {
        "so_hoat_dong": held.so_hoat_dong if held else None,
        "so_hinh_thuc": held.so_hinh_thuc if held else None,
        "danh_gia": judgement_value(judgement),
    }
    return Measured((forms, judgement_part(rule.judged, judgement)), value, least.value, least.source)


def _forms(forms: int | None, least: Threshold, setting: Setting) -> Part:
    if forms is None:
        return no_record("số liệu hoạt động, hình thức tuyên truyền", "tuyen_truyen")
    if least.value is None:
        return no_threshold(setting, least)
    text = f"Dùng {forms} hình thức tuyên truyền, tối thiểu {least.value}{by_source(least)}"
    return _at_least(forms, least.value, text, f"Cần thêm {least.value - forms} hình thức tuyên truyền.")


def _at_least(value: int, least: int, text: str, needed: str) -> Part:
    return Part(True, text) if value >= least else Part(False, text, (needed,))


def tasks(rule: TasksRule, facts: Facts, setting: Setting) -> Measured:
    """Every task finished, none returned, and the share on time that guidance asks."""
    least = setting.threshold(rule.on_time_key)
    done = facts.nhiem_vu
    parts = tuple(_task_parts(done, least, setting))
    value: dict[str, Any] = _shares(done, ("giao", "hoan_thanh", "dung_han", "tra_lai"))
    if rule.judged:
        judgement = getattr(facts, rule.judged.fact)
        parts = (*parts, judgement_part(rule.judged, judgement))
        value["danh_gia"] = judgement_value(judgement)
    return Measured(parts, value, json_number(least.value), least.source)


def _task_parts(done: Tasks | None, least: Threshold, setting: Setting) -> Iterator[Part]:
    if done is None or done.giao is None:
        yield no_record("số liệu nhiệm vụ được giao", "nhiem_vu")
    elif done.giao == 0:
        yield _nothing_assigned("nhiệm vụ", "nhiem_vu")
    else:
        yield _on_time(done.dung_han, done.giao, least, setting, "nhiệm vụ", "nhiem_vu")
        yield _all(done.hoan_thanh, done.giao, "Hoàn thành", "nhiệm vụ", "nhiem_vu.hoan_thanh")
        yield _none_returned(done.tra_lai)


def _none_returned(returned: int | None) -> Part:
    if returned is None:
        return no_record("số nhiệm vụ bị trả lại", "nhiem_vu.tra_lai")
    if returned:
        return Part(False, f"Có {returned} nhiệm vụ bị trả lại", ("Không được có nhiệm vụ bị trả lại.",))
    return Part(True, "Không nhiệm vụ nào bị trả lại")


def documents(rule: DocumentsRule, facts: Facts, setting: Setting) -> Measured:
    least = setting.threshold(rule.on_time_key)
    done = facts.van_ban_tham_muu
    value = _shares(done, ("giao", "dung_han", "dat_chat_luong"))
    return Measured(tuple(_document_parts(done, least, setting)), value, json_number(least.value), least.source)


def _document_parts(done: Documents | None, least: Threshold, setting: Setting) -> Iterator[Part]:
    if done is None or done.giao is None:
        yield no_record("số liệu văn bản tham mưu", "van_ban_tham_muu")
    elif done.giao == 0:
        yield _nothing_assigned("văn bản", "van_ban_tham_muu")
    else:
        yield _on_time(done.dung_han, done.giao, least, setting, "văn bản", "van_ban_tham_muu")
        key = "van_ban_tham_muu.dat_chat_luong"
        yield _all(done.dat_chat_luong, done.giao, "Bảo đảm chất lượng", "văn bản", key)


def _nothing_assigned(noun: str, key: str) -> Part:
    text = f"Không có {noun} nào được giao nên không có căn cứ để kết luận"
    return Part(None, text, (f"Cần kiểm tra việc giao {noun} (dữ kiện “{key}.giao”).",))


def _all(done: int | None, assigned: int, verb: str, noun: str, key: str) -> Part:
    if done is None:
        return no_record(f"số {noun} {verb.lower()}", key)
    text = f"{verb} {done}/{assigned} {noun}"
    return _at_least(done, assigned, text, f"Còn {assigned - done} {noun} phải {verb.lower()}.")


def _on_time(punctual: int | None, assigned: int, least: Threshold, setting: Setting, noun: str, key: str) -> Part:
    if punctual is None:
        return no_record(f"số {noun} đúng hạn", f"{key}.dung_han")
    if least.value is None:
        return no_threshold(setting, least)
    text = (
        f"Đúng hạn {punctual}/{assigned} {noun} ({percent(share(punctual, assigned))}), "
        f"ngưỡng {percent(least.value)}{by_source(least)}"
    )
    needed = f"Tỷ lệ {noun} đúng hạn phải từ {percent(least.value)}; hiện là {punctual}/{assigned}."
    enough = Decimal(punctual * 100) >= Decimal(least.value) * assigned  # the exact shares, not the printed ones
    return Part(True, text) if enough else Part(False, text, (needed,))


def share(part: int, whole: int) -> Decimal:
    """Per cent, to two places: for reading; what decides is never rounded."""
    return (Decimal(part * 100) / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _shares(done: Tasks | Documents | None, keys: tuple[str, ...]) -> dict[str, Any]:
    value: dict[str, Any] = {key: getattr(done, key, None) for key in keys}
    punctual, assigned = value["dung_han"], value["giao"]
    known = punctual is not None and assigned
    value["ty_le_dung_han"] = json_number(share(punctual, assigned)) if known else None
    return value
