"""Initiatives recognised in earlier years (III.2.a, standard 6 of collectives and 3 of individuals)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.accounts.models import User
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.initiatives.enums import Level
from thidua.initiatives.models import Initiative
from thidua.organizations.models import Person
from thidua.organizations.permissions import may_keep_register
from thidua.registers.actions.backfill import Proof, backfill_initiative
from thidua.registers.lists.columns import unit_column
from thidua.registers.lists.earlier.shared import GUIDE, SCAN, has_happened, proof_of, scan_of
from thidua.registers.lists.known import Known, known_in, name_key
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, number_in, twice

SHEET = "Sáng kiến các năm trước"
_LEVELS = {key: f"Hội đồng cấp {label}" for key, label in Level.choices}


def tables(scope: Scope) -> tuple[Table, ...]:
    columns = (
        Column(
            "ma", "Mã sáng kiến", required=True, most=30, width=14, note="Số, ký hiệu của sáng kiến, mỗi mã một lần."
        ),
        Column("ten", "Tên sáng kiến", required=True, most=300, width=48),
        unit_column(scope),
        Column(
            "tac_gia", "Tác giả", required=True, width=36, most=400, note="Họ tên hoặc mã cá nhân; cách nhau bằng ;"
        ),
        Column("cap", "Hội đồng công nhận", Kind.CHOICE, required=True, choices=_LEVELS, width=18),
        Column("so", "Số quyết định công nhận", required=True, most=60, width=20),
        Column("ngay", "Ngày công nhận", Kind.DAY, required=True, width=12),
        SCAN,
    )
    return (Table(SHEET, f"Sáng kiến được công nhận các năm trước: {scope.authority.name}", columns),)


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    return ([],)


def check(read: Rows, scope: Scope) -> Plan:
    plan, known = Plan(), known_in(scope)
    lines = read.get(SHEET, ())
    stored = {row.code: row for row in Initiative.objects.filter(authority=scope.authority)}
    twice(((row, "ma", row["ma"] and fold(row["ma"])) for row in lines), plan, "mã này đã ghi ở dòng {number}.")
    for row in lines:
        unit = scope.unit(row, "don_vi", row["ngay"], plan)
        authors = _authors(row, known, plan)
        scan = scan_of(row, scope, plan)
        if row.faulty or unit is None or not authors or scan is None or not has_happened(row, ["ngay"], scope, plan):
            continue
        before = stored.get(row["ma"])
        if before is not None:
            _check_stored(row, before, plan)
            continue
        fields = {
            "code": row["ma"],
            "title": row["ten"],
            "year": row["ngay"].year,
            "level": row["cap"],
            "recognition_number": row["so"],
            "recognised_on": row["ngay"],
        }
        words = (f"{row['ten']}, {row['so']}, {row['ngay']:%d/%m/%Y}",)
        plan.changes.append(Change(row.at("ma"), row["ma"], words))
        plan.act("new", (unit, authors, fields, proof_of(scope, scan, "")))
    return plan


def _check_stored(row: Row, before: Initiative, plan: Plan) -> None:
    if (fold(before.recognition_number), before.recognised_on) == (fold(row["so"]), row["ngay"]):
        plan.same += 1
        return
    what = f"sáng kiến {before.code} đã có trong sổ với nội dung khác."
    plan.problems.append(row.problem("ma", what, "Dùng mã khác, hoặc bỏ dòng này."))


def _authors(row: Row, known: Known, plan: Plan) -> list[Person]:
    found = []
    for said in (part.strip() for part in (row["tac_gia"] or "").split(";")):
        if not said:
            continue
        pk = number_in(said, "CN")
        people = [known.people[pk]] if pk in known.people else known.by_name.get(name_key(said), [])
        if len(people) != 1:
            what = f"có {len(people)} người tên “{said}”." if people else f"không có ai là “{said}”."
            plan.problems.append(row.problem("tac_gia", what, "Ghi mã cá nhân, hoặc thêm người ở sổ Cá nhân trước."))
            return []
        found += people
    return found


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    """Write inside the caller's transaction."""
    for unit, authors, fields, proof in plan.of("new"):
        full = Proof(proof.authority, proof.scan, reason)
        backfill_initiative(unit, authors, fields=fields, proof=full, actor=actor, at=at)
        watch(1)


REGISTER = Register(
    slug="sang-kien-cu",
    label="Sáng kiến các năm trước",
    about="Sáng kiến đã được hội đồng công nhận trước khi dùng phần mềm.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=GUIDE,
    takes_scans=True,
)
