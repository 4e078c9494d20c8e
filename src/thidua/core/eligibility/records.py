"""What stands in registers: initiatives recognised, breaches of conduct, commendations given."""

from collections.abc import Sequence
from datetime import date

from thidua.core.calendar import Period
from thidua.core.eligibility.facts import Breach, Commendation, Facts, Initiative
from thidua.core.eligibility.parts import Measured, Part, all_of, any_of, by_source, no_record
from thidua.core.eligibility.setting import Setting
from thidua.core.format import day
from thidua.core.movement.rules import CommendationsRule, ConductRule, InitiativeRule

LEVELS = {"co_so": "cấp cơ sở", "xa": "cấp xã", "huyen": "cấp huyện", "tinh": "cấp tỉnh"}
MEMBERS = {
    "can_bo": "cán bộ",
    "cong_chuc": "công chức",
    "vien_chuc": "viên chức",
    "nguoi_lao_dong": "người lao động",
}
_NO_DATE = "chưa rõ ngày"


def initiative(rule: InitiativeRule, facts: Facts, setting: Setting) -> Measured:
    chosen = setting.threshold(rule.window_key)
    window = setting.between_deadlines if chosen.value == "den_han_nop" else setting.year
    span = f"từ {day(window.start)} đến {day(window.end)}"
    what = f"sáng kiến được {rule.council_label} công nhận {span}{by_source(chosen)}"
    if facts.sang_kien is None:
        return Measured((no_record(f"danh sách {what}", "sang_kien"),), None, 1)
    states = [_recognised(known, rule, window) for known in facts.sang_kien]
    listed = [_initiative_text(known, rule, window) for known in facts.sang_kien]
    needed = f"Cần thêm 1 sáng kiến được {rule.council_label} công nhận {span}."
    return Measured((_enough(states, 1, what, listed, needed),), states.count(True), 1)


def _recognised(known: Initiative, rule: InitiativeRule, window: Period) -> bool | None:
    """One withdrawn never counted."""
    right_council = None if known.hoi_dong is None else known.hoi_dong == rule.council
    return all_of((known.thu_hoi is None, right_council, _inside(known.ngay_cong_nhan, window)))


def _initiative_text(known: Initiative, rule: InitiativeRule, window: Period) -> str:
    why_not = _why_not(known.thu_hoi, known.hoi_dong, rule.council, known.ngay_cong_nhan, window)
    return f"{known.so or 'chưa rõ số'} ngày {_day(known.ngay_cong_nhan)}{why_not}"


def _why_not(withdrawn: date | None, level: str | None, wanted: str, when: date | None, window: Period) -> str:
    reasons = []
    if withdrawn is not None:
        reasons.append(f"đã thu hồi ngày {day(withdrawn)}")
    if level != wanted:
        reasons.append(LEVELS[level] if level else "chưa rõ cấp")
    if when is not None and when not in window:
        reasons.append("ngoài thời gian tính")
    return f" (không tính: {', '.join(reasons)})" if reasons else ""


def _enough(states: Sequence[bool | None], least: int, what: str, listed: list[str], needed: str) -> Part:
    """At least so many true; those not known could still make it up."""
    counted, unclear = states.count(True), states.count(None)
    shown = f": {'; '.join(listed)}" if listed else ""
    text = (f"Có {counted} {what}" if counted else f"Không có {what}") + f", cần {least}{shown}"
    if counted >= least:
        return Part(True, text)
    if counted + unclear >= least:
        return Part(None, text, (f"Cần bổ sung số liệu còn thiếu của {unclear} mục đã kê.", needed))
    return Part(False, text, (needed,))


def conduct(rule: ConductRule, facts: Facts, setting: Setting) -> Measured:
    year = setting.year
    if facts.ky_luat is None:
        return Measured((no_record(f"kết quả rà soát kỷ luật năm {year.start.year}", "ky_luat"),), None, 0)
    states = [_bars(breach, rule, year) for breach in facts.ky_luat]
    text = _conduct_text(facts.ky_luat, states, rule, year)
    barred = any_of(states)
    state = None if barred is None else not barred
    unclear = ("Cần làm rõ ngày xử lý và tính chất của vụ việc đã kê.",) if state is None else ()
    return Measured((Part(state, text, unclear),), states.count(True), 0)


def _bars(breach: Breach, rule: ConductRule, year: Period) -> bool | None:
    """By the date of the act, within the year; for members the plan names (all, where it names none)."""
    named = rule.members is None or breach.doi_tuong in rule.members
    return all_of((breach.ky_cuong_hanh_chinh, named, _inside(breach.ngay, year)))


def _conduct_text(breaches: tuple[Breach, ...], states: list[bool | None], rule: ConductRule, year: Period) -> str:
    who = ", ".join(MEMBERS[member] for member in rule.members or ()) or "vi phạm"
    subject = f"{who} bị xem xét, xử lý" if rule.members else who
    counted = states.count(True)
    amount = f"Có {counted} trường hợp" if counted else "Không có trường hợp"
    text = f"{amount} {subject} về kỷ luật, kỷ cương hành chính trong năm {year.start.year}"
    listed = [_breach_text(breach, state) for breach, state in zip(breaches, states, strict=True)]
    return text + (f": {'; '.join(listed)}" if listed else "")


def _breach_text(breach: Breach, state: bool | None) -> str:  # noqa: FBT001 - three values, not a flag
    shown = f"{MEMBERS[breach.doi_tuong]}, {breach.hinh_thuc or 'chưa rõ hình thức'}, ngày {_day(breach.ngay)}"
    if state is None:
        return f"{shown} (chưa đủ thông tin)"
    return shown if state else f"{shown} (ghi nhận, không thuộc diện loại trừ)"


def commendations(rule: CommendationsRule, facts: Facts, setting: Setting) -> Measured:
    decided = setting.threshold(rule.minimum_key)
    least = decided.value or rule.plan_minimum
    window = Period(rule.first_day, rule.last_day)
    own_only = setting.threshold(rule.this_movement_key)
    span = f"từ {day(window.start)} đến {day(window.end)}{by_source(own_only) if own_only.value else ''}"
    what = f"lần được tặng {rule.label}{' trong phong trào này' if own_only.value else ''} {span}"
    if facts.giay_khen is None:
        return Measured((no_record(f"danh sách {rule.label}", "giay_khen"),), None, least, decided.source)
    distinct = _distinct(facts.giay_khen)
    slug = setting.movement.slug if own_only.value else None
    states = [_counts(known, rule, window, slug) for known in distinct]
    listed = [_commendation_text(known, rule, window, slug) for known in distinct]
    needed = f"Cần thêm {least - states.count(True)} {what}."
    part = _enough(states, least, what, listed, needed)
    return Measured((part,), states.count(True), least, decided.source)


def _distinct(given: Sequence[Commendation]) -> tuple[Commendation, ...]:
    """One decision counts once, and not at all once withdrawn; without number or day, two may be two."""
    withdrawn_last = sorted(given, key=lambda known: known.thu_hoi is not None)
    by_decision = {
        (known.so, known.ngay) if known.so and known.ngay else place: known
        for place, known in enumerate(withdrawn_last)
    }
    return tuple(by_decision.values())


def _counts(known: Commendation, rule: CommendationsRule, window: Period, slug: str | None) -> bool | None:
    """By the date of the decision; one withdrawn never counted."""
    right_level = None if known.cap is None else known.cap == rule.level
    own = slug is None or (None if known.phong_trao is None else known.phong_trao == slug)
    return all_of((known.thu_hoi is None, right_level, own, _inside(known.ngay, window)))


def _commendation_text(known: Commendation, rule: CommendationsRule, window: Period, slug: str | None) -> str:
    why_not = _why_not(known.thu_hoi, known.cap, rule.level, known.ngay, window)
    elsewhere = " (không tính: phong trào khác)" if slug and known.phong_trao not in {slug, None} else ""
    return f"{known.so or 'chưa rõ số'} ngày {_day(known.ngay)}{why_not}{elsewhere}"


def _inside(when: date | None, window: Period) -> bool | None:
    return None if when is None else when in window


def _day(value: date | None) -> str:
    return day(value) if value else _NO_DATE
