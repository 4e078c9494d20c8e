"""An entry of a file → what the criterion's rule measures, or every problem with its place."""

from collections.abc import Mapping
from typing import Any

from thidua.core.errors import InputError, Problem
from thidua.core.scoring.entries import Branched, Entry, NotApplicable
from thidua.core.scoring.kinds.branch import Branch, BranchCase
from thidua.core.scoring.model import Criterion
from thidua.core.scoring.reading import adapter, step
from thidua.core.validation import json_place, read

Raw = Mapping[str, Any]


def read_entry(
    criterion: Criterion, raw: object, where: str, sheet: Mapping[str, object] | None = None
) -> Entry | NotApplicable | None:
    """What is filled in for one criterion; None where nothing is (null, or nulls only).

    `sheet`: the unit's raw entries by code, so that a branch can look at the criterion that decides.
    """
    if raw is None:
        return None
    if isinstance(raw, Mapping):
        excused = raw.get("not_applicable")
        raw = {key: value for key, value in raw.items() if key != "not_applicable"}
        is_blank = all(value is None for key, value in raw.items() if key != "note")
        if not isinstance(excused, bool | None):
            raise InputError(Problem(step(where, "not_applicable"), "phải là true hoặc false."))
        if excused and not is_blank:
            raise InputError(Problem(where, "đã ghi không áp dụng mà vẫn có số liệu.", "Giữ lại một trong hai."))
        if excused or is_blank:
            return NotApplicable() if excused else None
    entry = _measured(criterion, raw, where, sheet)
    refusal = criterion.rule.refusal(entry, criterion.max)
    if refusal:
        raise InputError(Problem(where, refusal))
    return entry


def _measured(criterion: Criterion, raw: object, where: str, sheet: Mapping[str, object] | None) -> Entry:
    if not isinstance(criterion.rule, Branch):
        entry: Entry = read(adapter(criterion.rule.entry), raw, json_place(where))
        return entry
    if not isinstance(raw, Mapping):
        raise InputError(Problem(where, "phải là các cặp khóa và giá trị."))
    case = _case(criterion.rule, raw, where, sheet)
    inner = {key: value for key, value in raw.items() if key != "case"}
    entry = read(adapter(case.rule.entry), inner, json_place(where))
    return Branched(note=entry.note, case=case.key, entry=entry)


def _case(rule: Branch, raw: Raw, where: str, sheet: Mapping[str, object] | None) -> BranchCase:
    said = raw.get("case")
    led = rule.led_to(sheet.get(rule.on)) if rule.on and sheet is not None else None
    keys = [case.key for case in rule.cases]
    if led and said not in (None, led.key):
        what = f"kết quả của {rule.on} dẫn đến trường hợp “{led.key}”, không phải “{said}”."
        raise InputError(Problem(step(where, "case"), what, "Sửa một trong hai tiêu chí."))
    if led:
        return led
    if said in keys:
        return rule.case(str(said))
    if said is None and rule.on:
        fix = f"Chấm {rule.on} trước, hoặc ghi case: {', '.join(keys)}."
        raise InputError(Problem(where, f"chưa biết trường hợp nào, vì {rule.on} chưa chấm.", fix))
    what = "thiếu mục này." if said is None else f"không có trường hợp “{said}”."
    raise InputError(Problem(step(where, "case"), what, f"Các trường hợp: {', '.join(keys)}."))
