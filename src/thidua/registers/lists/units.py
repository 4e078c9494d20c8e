"""The list of units: new ones, and what papers print of those there are. What a unit becomes is an act of its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from thidua.accounts.models import User
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.organizations.actions.details import describe_unit
from thidua.organizations.actions.units import create_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.organizations.permissions import may_keep_register
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, number_in, twice

SHEET = "Đơn vị"
_KINDS = {key: label for key, label in UnitKind.choices if key not in (UnitKind.TINH, UnitKind.HUYEN)}
_DETAILS = {
    "dia_danh": ("place", "địa danh"),
    "ky_hieu": ("symbol", "ký hiệu văn bản"),
    "chuc_danh": ("head_title", "chức danh người đứng đầu"),
    "thu_tu": ("sort_order", "thứ tự"),
}
_FIXED = ("ma_don_vi", "ten", "loai", "truc_thuoc", "tu_ngay", "den_het")
_CODE_NOTE = "Mã đơn vị hành chính, hoặc mã định danh điện tử: nhiều nhất 35 ký tự, chữ hoa, chữ số, dấu chấm."


def tables(scope: Scope) -> tuple[Table, ...]:
    columns = (
        Column("ma_so", "Mã trong sổ", width=12, most=20, note="Sổ tự cấp, dạng ĐV-12. Đơn vị mới để trống."),
        Column("ma_don_vi", "Mã đơn vị", width=14, most=35, note=_CODE_NOTE),
        Column("ten", "Tên đơn vị", required=True, width=34, note="Như ký văn bản, ví dụ UBND xã Trực Chính."),
        Column("loai", "Loại", Kind.CHOICE, required=True, choices=dict(UnitKind.choices), width=20),
        Column("truc_thuoc", "Trực thuộc", options=scope.labels, width=30, note="Để trống với chính cơ quan quản lý."),
        Column("dia_danh", "Địa danh trên văn bản", most=100, width=18),
        Column("ky_hieu", "Ký hiệu văn bản", most=20, width=12),
        Column("chuc_danh", "Chức danh người đứng đầu", most=100, width=26),
        Column("thu_tu", "Thứ tự", Kind.WHOLE, high=100_000, width=8),
        Column("tu_ngay", "Hiệu lực từ ngày", Kind.DAY, required=True, width=12),
        Column("den_het", "Đến hết ngày", Kind.DAY, width=12, is_given=True, note="Sổ tự ghi khi sáp nhập, giải thể."),
    )
    return (Table(SHEET, f"Danh sách đơn vị: {scope.authority.name}", columns),)


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    return ([_row(unit, scope) for unit in scope.units if scope.goes_out(unit)],)


def _row(unit: Unit, scope: Scope) -> Mapping[str, Any]:
    parent = next((each for each in scope.units if each.pk == unit.parent_id), None)
    return {
        "ma_so": f"ĐV-{unit.pk}",
        "ma_don_vi": unit.code or None,
        "ten": unit.name,
        "loai": unit.kind,
        "truc_thuoc": scope.label(parent) if parent else None,
        "dia_danh": unit.place or None,
        "ky_hieu": unit.symbol or None,
        "chuc_danh": unit.head_title,
        "thu_tu": unit.sort_order,
        "tu_ngay": unit.valid_from,
        "den_het": unit.valid_until - timedelta(days=1) if unit.valid_until else None,
    }


def check(read: Rows, scope: Scope) -> Plan:
    plan = Plan()
    by_pk = {unit.pk: unit for unit in scope.units}
    by_words = {(unit.name_folded, unit.valid_from): unit for unit in scope.units}
    lines = read.get(SHEET, ())
    twice(((row, "ma_so", fold(row["ma_so"] or "") or None) for row in lines), plan, "mã đã ghi ở dòng {number}.")
    codes = ((row, "ma_don_vi", row["ma_don_vi"] and (row["ma_don_vi"], row["tu_ngay"])) for row in lines)
    twice(codes, plan, "mã đơn vị với ngày này đã ghi ở dòng {number}.")
    names = (
        (row, "ten", (row["ten"] and not row["ma_so"] and (fold(row["ten"]), row["tu_ngay"])) or None) for row in lines
    )
    twice(names, plan, "đơn vị này đã ghi ở dòng {number}.")
    for row in lines:
        unit = by_words.get((fold(row["ten"] or ""), row["tu_ngay"]))
        if row["ma_so"] is not None:
            unit = by_pk.get(number_in(fold(row["ma_so"]).upper().replace("DV", "ĐV"), "ĐV") or 0)
            if unit is None:
                what = f"không có đơn vị mang mã “{row['ma_so']}”."
                plan.problems.append(row.problem("ma_so", what, "Giữ nguyên mã của tệp tải về; đơn vị mới để trống."))
                continue
        if unit is not None:
            _check_known(row, unit, scope, plan)
        else:
            _check_new(row, scope, plan)
    return plan


def _check_known(row: Row, unit: Unit, scope: Scope, plan: Plan) -> None:
    before = _row(unit, scope)
    for key in _FIXED:
        said, known = row[key], before[key]
        if key in row.faulty or said is None or (fold(str(said)) == fold(str(known))):
            continue
        what = f"{unit.name} đã ghi khác ở ô này."
        fix = "Đổi tên, sáp nhập, chuyển cơ quan quản lý là một việc có căn cứ, ghi riêng; đính chính thì báo quản trị."
        plan.problems.append(row.problem(key, what, fix))
    if row.faulty:
        return
    changed = {
        name: row[key] for key, (name, _) in _DETAILS.items() if row[key] is not None and row[key] != before[key]
    }
    if changed:
        words = tuple(label for name, label in _DETAILS.values() if name in changed)
        plan.changes.append(Change(row.at("ten"), unit.name, words, is_new=False))
        plan.act("changed", (unit, changed))
    else:
        plan.same += 1


def _check_new(row: Row, scope: Scope, plan: Plan) -> None:
    if row["loai"] is not None and row["loai"] not in _KINDS:
        what = "tỉnh, huyện là cơ quan quản lý, không thêm ở sổ này."
        plan.problems.append(row.problem("loai", what, "Nạp danh mục đơn vị hành chính của tỉnh."))
        return
    if row["truc_thuoc"] is None and not row.faulty:
        plan.problems.append(row.problem("truc_thuoc", "đơn vị mới trực thuộc đơn vị nào?", "Chọn trong danh sách."))
        return
    if row["den_het"] is not None:
        plan.problems.append(row.problem("den_het", "đơn vị mới chưa có ngày kết thúc.", "Để trống ô này."))
        return
    parent = scope.unit(row, "truc_thuoc", row["tu_ngay"], plan)
    if row.faulty or parent is None:
        return
    plan.changes.append(Change(row.at("ten"), row["ten"], (f"{_KINDS[row['loai']]}, trực thuộc {parent.name}",)))
    details = {name: row[key] for key, (name, _) in _DETAILS.items() if row[key] is not None}
    fields = {"name": row["ten"], "kind": row["loai"], "parent": parent, "valid_from": row["tu_ngay"]}
    plan.act("new", {**fields, "code": row["ma_don_vi"] or "", **details})


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    """Write inside the caller's transaction."""
    for unit, changed in plan.of("changed"):
        describe_unit(unit, fields=changed, reason=reason, actor=actor, at=at)
        watch(1)
    for fields in plan.of("new"):
        create_unit(**fields, actor=actor, at=at)
        watch(1)


REGISTER = Register(
    slug="don-vi",
    label="Đơn vị",
    about="Cơ quan, đơn vị của cấp quản lý: đơn vị mới, và địa danh, ký hiệu, chức danh in trên văn bản.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=(
        "Đơn vị mới: ghi một dòng, để trống Mã trong sổ.",
        "Đơn vị đã có: sửa được địa danh, ký hiệu, chức danh người đứng đầu, thứ tự.",
        "Đổi tên, sáp nhập, chia tách, giải thể là một việc có căn cứ pháp lý, không sửa ở đây.",
    ),
)
