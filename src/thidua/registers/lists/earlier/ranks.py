"""Rankings published in earlier years: the year before decides whether a rank is a leap (III.2.a, standard 5)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from thidua.accounts.models import User
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.files.models import StoredFile
from thidua.organizations.permissions import may_keep_register
from thidua.registers.actions.backfill import RankLine, backfill_ranking
from thidua.registers.lists.columns import unit_column
from thidua.registers.lists.earlier.shared import GUIDE, SCAN, has_happened, proof_of, scan_of
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, twice
from thidua.scoring.models import CriteriaSet, Ranking

SHEET = "Xếp hạng các năm trước"
_FIRST, _LAST = 2000, 2100
Key = tuple[str, int]


def tables(scope: Scope) -> tuple[Table, ...]:
    codes = tuple(_known_sets(scope))
    columns = (
        Column("bo", "Mã bộ tiêu chí", required=True, options=codes, most=60, width=16, note=_NOTE),
        Column("ten_bo", "Tên bộ tiêu chí", required=True, width=34),
        Column("nam", "Năm", Kind.WHOLE, required=True, low=_FIRST, high=_LAST, width=8),
        unit_column(scope),
        Column("hang", "Hạng", Kind.WHOLE, required=True, low=1, high=20_000, width=8),
        Column("so_don_vi", "Số đơn vị được xếp hạng", Kind.WHOLE, required=True, low=1, high=20_000, width=12),
        Column("diem", "Điểm", Kind.NUMBER, high=100_000, width=10),
        Column("toi_da", "Điểm tối đa", Kind.NUMBER, required=True, high=100_000, width=10),
        Column("chi_so", "Chỉ số (%)", Kind.NUMBER, high=1_000, width=10),
        Column("ngay", "Ngày công bố", Kind.DAY, required=True, width=12),
        SCAN,
    )
    return (Table(SHEET, f"Xếp hạng các năm trước: {scope.authority.name}", columns),)


_NOTE = "Cùng mã với bộ tiêu chí đang dùng thì hai năm so sánh được với nhau."


def _known_sets(scope: Scope) -> dict[str, str]:
    rows = CriteriaSet.objects.filter(authority=scope.authority).order_by("code", "year")
    return {row.code: row.name for row in rows}


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    return ([],)


def check(read: Rows, scope: Scope) -> Plan:
    plan = Plan()
    lines = read.get(SHEET, ())
    stored = _stored(scope)
    keys = (
        (row, "don_vi", row["bo"] and row["nam"] and (fold(row["bo"]), row["nam"], fold(row["don_vi"] or "")))
        for row in lines
    )
    twice(keys, plan, "đơn vị này của năm này đã ghi ở dòng {number}.")
    groups: dict[Key, list[tuple[Row, RankLine, StoredFile]]] = defaultdict(list)
    for row in lines:
        unit = scope.unit(row, "don_vi", row["ngay"], plan)
        scan = scan_of(row, scope, plan)
        if row.faulty or unit is None or scan is None or not has_happened(row, ["ngay"], scope, plan):
            continue
        if row["hang"] > row["so_don_vi"]:
            what = f"hạng {row['hang']} lớn hơn số đơn vị được xếp hạng ({row['so_don_vi']})."
            plan.problems.append(row.problem("hang", what, "Kiểm tra lại hai số."))
            continue
        line = RankLine(unit, row["hang"], row["so_don_vi"], row["toi_da"], row["diem"], row["chi_so"])
        groups[row["bo"], row["nam"]].append((row, line, scan))
    for key, group in groups.items():
        _check_group(key, group, stored.get(key), scope, plan)
    return plan


def _stored(scope: Scope) -> dict[Key, dict[int, int | None]]:
    """Ranks by unit of every published set."""
    found: dict[Key, dict[int, int | None]] = defaultdict(dict)
    rows = Ranking.objects.filter(publication__criteria_set__authority=scope.authority)
    for row in rows.select_related("publication__criteria_set"):
        kept = row.publication.criteria_set
        found[kept.code, kept.year][row.unit_id] = row.rank
    return dict(found)


def _check_group(
    key: Key,
    group: list[tuple[Row, RankLine, StoredFile]],
    stored: Mapping[int, int | None] | None,
    scope: Scope,
    plan: Plan,
) -> None:
    """A ranking comes whole: all its lines at once, published on one day; one that is there is never rewritten."""
    days: dict[date, Row] = {}
    for row, line, _scan in group:
        if stored is not None and stored.get(line.unit.pk) == line.rank:
            plan.same += 1
        elif stored is not None:
            what = f"xếp hạng năm {key[1]} của bộ “{key[0]}” đã có trong sổ và khác dòng này."
            plan.problems.append(row.problem("don_vi", what, "Kết quả đã công bố không sửa đè được."))
        days.setdefault(row["ngay"], row)
    if len(days) > 1:
        row = list(days.values())[1]
        what = f"ngày công bố khác với dòng {next(iter(days.values())).number} của cùng bộ, cùng năm."
        plan.problems.append(row.problem("ngay", what, "Một bảng xếp hạng có một ngày công bố."))
    if stored is None:
        first, _line, scan = group[0]
        for row, line, _scan in group:
            words = (f"hạng {line.rank}/{line.of_units}, năm {key[1]}",)
            plan.changes.append(Change(row.at("hang"), line.unit.name, words))
        lines = [line for _row, line, _scan in group]
        plan.act("new", (key, first["ten_bo"], first["ngay"], lines, proof_of(scope, scan, "")))


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    """Write inside the caller's transaction."""
    for (code, year), name, day, lines, proof in plan.of("new"):
        full = type(proof)(proof.authority, proof.scan, reason)
        backfill_ranking(code, name, year=year, published_on=day, lines=lines, proof=full, actor=actor, at=at)
        watch(len(lines))


REGISTER = Register(
    slug="xep-hang-cu",
    label="Xếp hạng các năm trước",
    about="Bảng xếp hạng đã công bố trước khi dùng phần mềm; dùng để so sánh với năm trước liền kề.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=GUIDE,
    takes_scans=True,
)
