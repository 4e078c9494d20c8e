"""Points that components of the authority's own index got in earlier years (III.2.a, standard 4 of collectives)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.accounts.models import User
from thidua.core.format import number
from thidua.core.tables import Column, Kind, Row, Table
from thidua.organizations.permissions import may_keep_register
from thidua.registers.actions.backfill import Proof, backfill_component
from thidua.registers.lists.columns import unit_column
from thidua.registers.lists.earlier.shared import GUIDE, SCAN, has_happened, proof_of, scan_of
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, twice
from thidua.scoring.models import ComponentScore, IndexComponent

SHEET = "Điểm chỉ số các năm trước"
_FIRST, _LAST = 2000, 2100
_UNIT_NOTE = "Đơn vị được giao phụ trách chỉ số năm đó; để trống nếu không rõ."


def tables(scope: Scope) -> tuple[Table, ...]:
    codes = tuple(
        IndexComponent.objects.filter(authority=scope.authority).order_by("code").values_list("code", flat=True)
    )
    columns = (
        Column("ma", "Mã chỉ số", required=True, options=codes, most=20, width=12),
        Column("ten", "Tên chỉ số", required=True, most=300, width=40),
        Column("toi_da", "Điểm tối đa", Kind.NUMBER, required=True, high=9_999, width=10),
        Column("nam", "Năm", Kind.WHOLE, required=True, low=_FIRST, high=_LAST, width=8),
        Column("diem", "Điểm", Kind.NUMBER, required=True, high=9_999, width=10),
        Column("ngay", "Ngày công bố", Kind.DAY, required=True, width=12),
        unit_column(scope, required=False, note=_UNIT_NOTE),
        Column("van_ban", "Văn bản giao", most=80, width=20, note="Ghi khi có Đơn vị."),
        SCAN,
    )
    return (Table(SHEET, f"Điểm chỉ số thành phần các năm trước: {scope.authority.name}", columns),)


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    return ([],)


def check(read: Rows, scope: Scope) -> Plan:
    plan = Plan()
    lines = read.get(SHEET, ())
    stored = {
        (row.component.code, row.year): row
        for row in ComponentScore.objects.filter(component__authority=scope.authority).select_related("component")
    }
    keys = ((row, "ma", row["ma"] and row["nam"] and (row["ma"], row["nam"])) for row in lines)
    twice(keys, plan, "điểm của chỉ số này, năm này đã ghi ở dòng {number}.")
    for row in lines:
        unit = scope.unit(row, "don_vi", row["ngay"], plan)
        scan = scan_of(row, scope, plan)
        if row.faulty or scan is None or (row["don_vi"] is not None and unit is None):
            continue
        if not has_happened(row, ["ngay"], scope, plan) or not _fits(row, plan):
            continue
        before = stored.get((row["ma"], row["nam"]))
        if before is not None:
            _check_stored(row, before, plan)
            continue
        fields = {
            "name": row["ten"],
            "maximum": row["toi_da"],
            "points": row["diem"],
            "published_on": row["ngay"],
            "unit": unit,
            "decision": row["van_ban"] or "",
        }
        words = (f"năm {row['nam']}: {number(row['diem'])} điểm",)
        plan.changes.append(Change(row.at("diem"), f"{row['ma']} {row['ten']}", words))
        plan.act("new", (row["ma"], row["nam"], fields, proof_of(scope, scan, "")))
    return plan


def _fits(row: Row, plan: Plan) -> bool:
    if row["diem"] > row["toi_da"]:
        what = f"{number(row['diem'])} lớn hơn điểm tối đa {number(row['toi_da'])}."
        plan.problems.append(row.problem("diem", what, "Kiểm tra lại hai số."))
        return False
    if row["don_vi"] is not None and row["van_ban"] is None:
        plan.problems.append(row.problem("van_ban", "chưa ghi văn bản giao.", "Ghi số, ký hiệu văn bản giao."))
        return False
    return True


def _check_stored(row: Row, before: ComponentScore, plan: Plan) -> None:
    if before.points == row["diem"]:
        plan.same += 1
        return
    what = f"điểm năm {before.year} của chỉ số {before.component.code} đã ghi là {number(before.points)}."
    plan.problems.append(row.problem("diem", what, "Sửa điểm ở trang Chỉ số thành phần, hoặc bỏ dòng này."))


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    """Write inside the caller's transaction."""
    for code, year, fields, proof in plan.of("new"):
        full = Proof(proof.authority, proof.scan, reason)
        backfill_component(code, year=year, fields=fields, proof=full, actor=actor, at=at)
        watch(1)


REGISTER = Register(
    slug="chi-so-cu",
    label="Điểm chỉ số các năm trước",
    about="Điểm chỉ số thành phần đã công bố của các năm trước; dùng để so sánh với năm trước liền kề.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=GUIDE,
    takes_scans=True,
)
