"""Past commendations: Giấy khen, Bằng khen with their decisions (the five-year standard counts them, III.2.b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from thidua.accounts.models import User
from thidua.awards.enums import LEVEL_OF_FORM
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.legal import load_law
from thidua.organizations.models import Commendation, Person, Unit
from thidua.organizations.permissions import may_keep_register
from thidua.plans import shipped_slugs
from thidua.registers.actions.backfill import Proof, backfill_commendation
from thidua.registers.lists.columns import full_name, person_code, unit_column
from thidua.registers.lists.earlier.shared import GUIDE, SCAN, has_happened, proof_of, scan_of
from thidua.registers.lists.known import Known, known_in
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, twice

SHEET = "Khen thưởng các năm trước"


def _forms(scope: Scope) -> dict[str, str]:
    """The forms of the register, each by the name law last gave it."""
    return {form: load_law().forms[form].label for form in LEVEL_OF_FORM}


def tables(scope: Scope) -> tuple[Table, ...]:
    columns = (
        person_code(),
        full_name(required=False),
        unit_column(scope, required=False, note="Chỉ ghi khi khen tập thể; khen cá nhân thì để trống."),
        Column("hinh_thuc", "Hình thức", Kind.CHOICE, required=True, choices=_forms(scope), width=34),
        Column("so", "Số quyết định", required=True, most=60, width=20),
        Column("ngay", "Ngày quyết định", Kind.DAY, required=True, width=12),
        Column("phong_trao", "Phong trào", options=shipped_slugs(), most=80, width=24, note="Để trống nếu khác."),
        SCAN,
    )
    return (Table(SHEET, f"Khen thưởng các năm trước: {scope.authority.name}", columns),)


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    """Nothing: what was entered is shown on its page; the workbook takes in what is missing."""
    return ([],)


def check(read: Rows, scope: Scope) -> Plan:
    plan, known = Plan(), known_in(scope)
    lines = read.get(SHEET, ())
    stored = _stored(scope, known)
    keys = ((row, "so", _said(row)) for row in lines)
    twice(keys, plan, "khen thưởng này đã ghi ở dòng {number}.")
    slugs = {fold(slug): slug for slug in shipped_slugs()}
    for row in lines:
        subject = _subject(row, known, scope, plan)
        scan = scan_of(row, scope, plan)
        if row["phong_trao"] is not None and fold(row["phong_trao"]) not in slugs:
            fix = "Chọn trong danh sách, hoặc để trống."
            plan.problems.append(row.problem("phong_trao", f"không có phong trào “{row['phong_trao']}”.", fix))
            continue
        if row.faulty or subject is None or scan is None or not has_happened(row, ["ngay"], scope, plan):
            continue
        if (_key(subject), row["hinh_thuc"], fold(row["so"]), row["ngay"]) in stored:
            plan.same += 1
            continue
        fields = {
            "form": row["hinh_thuc"],
            "decision_code": row["so"],
            "decided_on": row["ngay"],
            "movement_slug": slugs.get(fold(row["phong_trao"] or ""), ""),
        }
        words = (f"{_forms(scope)[row['hinh_thuc']]}, {row['so']}, {row['ngay']:%d/%m/%Y}",)
        plan.changes.append(Change(row.at("so"), str(subject), words))
        plan.act("new", (subject, fields, proof_of(scope, scan, "")))
    return plan


def _said(row: Row) -> object:
    parts = (row["ma_ca_nhan"], row["ho_ten"], row["don_vi"], row["hinh_thuc"], row["so"], row["ngay"])
    return None if row["so"] is None else tuple(fold(str(part)) for part in parts)


def _key(subject: Person | Unit) -> tuple[str, int]:
    return type(subject).__name__, subject.pk


def _stored(scope: Scope, known: Known) -> set[tuple[tuple[str, int], str, str, Any]]:
    units = [unit.pk for unit in scope.units]
    found = Commendation.objects.filter(Q(unit__in=units) | Q(person__in=known.people))
    return {
        (
            ("Person", row.person_id) if row.person_id else ("Unit", row.unit_id or 0),
            row.form,
            fold(row.decision_code),
            row.decided_on,
        )
        for row in found
    }


def _subject(row: Row, known: Known, scope: Scope, plan: Plan) -> Person | Unit | None:
    names_person = row["ma_ca_nhan"] is not None or row["ho_ten"] is not None
    if names_person == (row["don_vi"] is not None):
        what = "ghi cá nhân hoặc đơn vị, một trong hai."
        plan.problems.append(row.problem("ho_ten", what, "Khen cá nhân thì để trống Đơn vị."))
        return None
    return known.person(row, plan) if names_person else scope.unit(row, "don_vi", row["ngay"], plan)


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    """Write inside the caller's transaction."""
    for subject, fields, proof in plan.of("new"):
        full = Proof(proof.authority, proof.scan, reason)
        backfill_commendation(subject, fields=fields, proof=full, actor=actor, at=at)
        watch(1)


REGISTER = Register(
    slug="khen-thuong-cu",
    label="Khen thưởng các năm trước",
    about="Giấy khen, bằng khen đã trao trước khi dùng phần mềm; khen 5 năm tính đến các giấy khen này.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=GUIDE,
    takes_scans=True,
)
