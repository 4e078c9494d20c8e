"""Discipline and matters under review: entered, ended, never rewritten."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from thidua.accounts.models import User
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.organizations.actions.conduct import close_review, limit_discipline, open_review, record_discipline
from thidua.organizations.enums import CONDUCT_WORDS, DISCIPLINE_FORMS
from thidua.organizations.models import Discipline, Person, Review, Unit, holds_on
from thidua.organizations.permissions import may_record_conduct
from thidua.registers.lists.columns import category_column, full_name, person_code, unit_column
from thidua.registers.lists.known import Known, known_in
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, number_in, twice

DISCIPLINES, REVIEWS = "Kỷ luật", "Vụ việc đang xem xét"
_FORMS = {key: label for key, label in CONDUCT_WORDS.items() if key in DISCIPLINE_FORMS}
_MATTERS = {key: label for key, label in CONDUCT_WORDS.items() if key not in DISCIPLINE_FORMS}


def tables(scope: Scope) -> tuple[Table, ...]:
    disciplines = (
        Column("ma_so", "Mã trong sổ", width=12, most=20, note="Sổ tự cấp, dạng KL-12. Dòng mới để trống."),
        person_code(),
        full_name(),
        unit_column(scope, note="Đơn vị nơi người này công tác vào ngày xử lý."),
        category_column(),
        Column("hinh_thuc", "Hình thức", Kind.CHOICE, required=True, choices=_FORMS, width=18),
        Column("so_quyet_dinh", "Số quyết định", most=60, width=18),
        Column("ngay", "Ngày quyết định", Kind.DAY, required=True, width=12),
        Column("ky_cuong", "Vi phạm kỷ luật, kỷ cương hành chính", Kind.FLAG, required=True, width=16),
        Column("hieu_luc", "Có hiệu lực đến hết ngày", Kind.DAY, width=14),
    )
    reviews = (
        Column("ma_so", "Mã trong sổ", width=12, most=20, note="Sổ tự cấp, dạng VV-12. Dòng mới để trống."),
        person_code(),
        full_name(required=False),
        unit_column(scope, required=False, note="Chỉ ghi khi vụ việc của tập thể; của cá nhân thì để trống."),
        Column("loai", "Loại", Kind.CHOICE, required=True, choices=_MATTERS, width=18),
        Column("tu_ngay", "Từ ngày", Kind.DAY, required=True, width=12),
        Column("den_het", "Kết thúc ngày", Kind.DAY, width=12, note="Để trống khi chưa kết thúc."),
    )
    return (
        Table(DISCIPLINES, f"Sổ kỷ luật: {scope.authority.name}", disciplines),
        Table(REVIEWS, f"Vụ việc đang xem xét, điều tra, khiếu nại, tố cáo: {scope.authority.name}", reviews),
    )


def _disciplines(scope: Scope) -> list[Discipline]:
    rows = Discipline.objects.filter(unit__in=[unit.pk for unit in scope.units], struck_at=None)
    return list(rows.select_related("person", "unit").order_by("acted_on", "pk"))


def _reviews(scope: Scope, known: Known) -> list[Review]:
    rows = Review.objects.filter(struck_at=None).select_related("person", "unit").order_by("began_on", "pk")
    of_units = rows.filter(unit__in=[unit.pk for unit in scope.units])
    return [*of_units, *rows.filter(person__in=known.people)]


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    known = known_in(scope)
    return (
        [_discipline(row, scope) for row in _disciplines(scope) if scope.goes_out(row.unit)],
        [_review(row, scope) for row in _reviews(scope, known) if _goes_out(row, scope, known)],
    )


def _goes_out(row: Review, scope: Scope, known: Known) -> bool:
    if row.unit is not None:
        return scope.goes_out(row.unit)
    return any(scope.goes_out(post) for post in known.by_person[row.person_id or 0])


def _discipline(row: Discipline, scope: Scope) -> Mapping[str, Any]:
    return {
        "ma_so": row.code,
        "ma_ca_nhan": row.person.code,
        "ho_ten": row.person.full_name,
        "don_vi": scope.label(row.unit),
        "doi_tuong": row.category,
        "hinh_thuc": row.form,
        "so_quyet_dinh": row.decision_number or None,
        "ngay": row.acted_on,
        "ky_cuong": row.breaks_order,
        "hieu_luc": row.in_force_until,
    }


def _review(row: Review, scope: Scope) -> Mapping[str, Any]:
    return {
        "ma_so": row.code,
        "ma_ca_nhan": row.person.code if row.person else None,
        "ho_ten": row.person.full_name if row.person else None,
        "don_vi": scope.label(row.unit) if row.unit else None,
        "loai": row.kind,
        "tu_ngay": row.began_on,
        "den_het": row.ended_on,
    }


def check(read: Rows, scope: Scope) -> Plan:
    plan, known = Plan(), known_in(scope)
    by_pk = {row.pk: row for row in _disciplines(scope)}
    open_ones = {row.pk: row for row in _reviews(scope, known)}
    for sheet in (DISCIPLINES, REVIEWS):
        codes = ((row, "ma_so", fold(row["ma_so"] or "") or None) for row in read.get(sheet, ()))
        twice(codes, plan, "mã đã ghi ở dòng {number}.")
    for row in read.get(DISCIPLINES, ()):
        if row["ma_so"] is not None:
            _known_discipline(row, by_pk.get(number_in(row["ma_so"], "KL") or 0), scope, plan)
        else:
            _new_discipline(row, known, by_pk, scope, plan)
    for row in read.get(REVIEWS, ()):
        if row["ma_so"] is not None:
            _known_review(row, open_ones.get(number_in(row["ma_so"], "VV") or 0), scope, plan)
        else:
            _new_review(row, known, open_ones, scope, plan)
    return plan


def _unchanged(row: Row, before: Mapping[str, Any], but: str, plan: Plan) -> bool:
    """A problem at every cell that says something else than what was entered, `but` the one that may be added."""
    count = len(plan.problems)
    for key, known in before.items():
        said = row[key]
        if key in ("ma_so", but) or key in row.faulty or said is None:
            continue
        if (fold(said) if isinstance(said, str) else said) != (fold(known) if isinstance(known, str) else known):
            fix = "Dòng đã ghi không sửa đè được: hủy dòng ghi sai, kèm lý do, rồi ghi dòng mới."
            plan.problems.append(row.problem(key, "khác với điều đã ghi.", fix))
    return len(plan.problems) == count and not row.faulty


def _missing(row: Row, plan: Plan) -> None:
    what = f"không có dòng mang mã “{row['ma_so']}”."
    plan.problems.append(row.problem("ma_so", what, "Giữ nguyên mã của tệp tải về; dòng mới để trống."))


def _in_time(row: Row, key: str, first: date, scope: Scope, plan: Plan) -> bool:
    """A day of the register is not before it began; a matter does not end in the future."""
    day: date = row[key]
    if day < first:
        plan.problems.append(row.problem(key, f"trước ngày {first:%d/%m/%Y}.", "Kiểm tra hai ngày."))
        return False
    if key != "hieu_luc" and day > scope.today:
        plan.problems.append(row.problem(key, f"ngày {day:%d/%m/%Y} chưa đến.", "Chỉ ghi việc đã có."))
        return False
    return True


def _known_discipline(row: Row, known: Discipline | None, scope: Scope, plan: Plan) -> None:
    if known is None:
        _missing(row, plan)
    elif not _unchanged(row, _discipline(known, scope), "hieu_luc", plan):
        return
    elif row["hieu_luc"] is None or row["hieu_luc"] == known.in_force_until:
        plan.same += 1
    elif _in_time(row, "hieu_luc", known.acted_on, scope, plan):
        words = (f"hiệu lực đến hết ngày {row['hieu_luc']:%d/%m/%Y}",)
        plan.changes.append(Change(row.at("hieu_luc"), known.person.full_name, words, is_new=False))
        plan.act("limited", (known, row["hieu_luc"]))


def _new_discipline(row: Row, known: Known, by_pk: Mapping[int, Discipline], scope: Scope, plan: Plan) -> None:
    person = known.person(row, plan)
    unit = scope.unit(row, "don_vi", row["ngay"], plan)
    if row.faulty or person is None or unit is None or not _in_time(row, "ngay", date(1945, 9, 2), scope, plan):
        return
    if row["hieu_luc"] is not None and not _in_time(row, "hieu_luc", row["ngay"], scope, plan):
        return
    if any(
        (each.person_id, each.acted_on, each.form) == (person.pk, row["ngay"], row["hinh_thuc"])
        for each in by_pk.values()
    ):
        plan.same += 1
        return
    words = (f"{_FORMS[row['hinh_thuc']]}, ngày {row['ngay']:%d/%m/%Y}",)
    plan.changes.append(Change(row.at("ho_ten"), person.full_name, words))
    fields = {
        "unit": unit,
        "category": row["doi_tuong"],
        "acted_on": row["ngay"],
        "form": row["hinh_thuc"],
        "breaks_order": row["ky_cuong"],
        "decision_number": row["so_quyet_dinh"] or "",
        "in_force_until": row["hieu_luc"],
    }
    plan.act("disciplined", (person, fields))


def _known_review(row: Row, known: Review | None, scope: Scope, plan: Plan) -> None:
    if known is None:
        _missing(row, plan)
    elif not _unchanged(row, _review(known, scope), "den_het", plan):
        return
    elif row["den_het"] is None or row["den_het"] == known.ended_on:
        plan.same += 1
    elif known.ended_on is not None:
        what = f"vụ việc này đã kết thúc ngày {known.ended_on:%d/%m/%Y}."
        plan.problems.append(row.problem("den_het", what, "Hủy dòng ghi sai, kèm lý do, rồi ghi dòng mới."))
    elif _in_time(row, "den_het", known.began_on, scope, plan):
        words = (f"kết thúc ngày {row['den_het']:%d/%m/%Y}",)
        plan.changes.append(Change(row.at("den_het"), str(known.person or known.unit), words, is_new=False))
        plan.act("closed", (known, row["den_het"]))


def _new_review(row: Row, known: Known, open_ones: Mapping[int, Review], scope: Scope, plan: Plan) -> None:
    names_person = row["ma_ca_nhan"] is not None or row["ho_ten"] is not None
    if names_person == (row["don_vi"] is not None):
        what = "ghi cá nhân hoặc đơn vị, một trong hai."
        plan.problems.append(row.problem("ho_ten", what, "Vụ việc của cá nhân thì để trống Đơn vị."))
        return
    subject: Person | Unit | None = (
        known.person(row, plan) if names_person else scope.unit(row, "don_vi", row["tu_ngay"], plan)
    )
    if row.faulty or subject is None or not _in_time(row, "tu_ngay", date(1945, 9, 2), scope, plan):
        return
    if row["den_het"] is not None and not _in_time(row, "den_het", row["tu_ngay"], scope, plan):
        return
    key = (subject, row["loai"], row["tu_ngay"])
    if any((each.person or each.unit, each.kind, each.began_on) == key for each in open_ones.values()):
        plan.same += 1
        return
    if isinstance(subject, Person) and not _serves(known, subject, row["tu_ngay"]):
        what = f"{subject.full_name} không giữ vị trí công tác nào ngày {row['tu_ngay']:%d/%m/%Y}."
        plan.problems.append(row.problem("tu_ngay", what, "Kiểm tra ngày, hoặc bổ sung vị trí công tác trước."))
        return
    words = (f"{_MATTERS[row['loai']]}, từ ngày {row['tu_ngay']:%d/%m/%Y}",)
    plan.changes.append(Change(row.at("loai"), str(subject), words))
    plan.act("opened", (subject, row["loai"], row["tu_ngay"], row["den_het"]))


def _serves(known: Known, person: Person, day: date) -> bool:
    posts = known.by_person.get(person.pk, ())
    return any(holds_on(post, day) for post in posts)


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    """Write inside the caller's transaction."""
    who: dict[str, Any] = {"actor": actor, "at": at}
    for row, until in plan.of("limited"):
        limit_discipline(row, in_force_until=until, **who)
        watch(1)
    for person, fields in plan.of("disciplined"):
        record_discipline(person, **fields, **who)
        watch(1)
    for review, ended_on in plan.of("closed"):
        close_review(review, ended_on=ended_on, **who)
        watch(1)
    for subject, kind, began_on, ended_on in plan.of("opened"):
        review = open_review(subject, kind=kind, began_on=began_on, **who)
        if ended_on is not None:
            close_review(review, ended_on=ended_on, **who)
        watch(1)


REGISTER = Register(
    slug="ky-luat",
    label="Kỷ luật, vụ việc",
    about="Kỷ luật và vụ việc đang xem xét, điều tra, khiếu nại, tố cáo. Chỉ người có thẩm quyền xem được.",
    may=may_record_conduct,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=(
        "Dòng mới: để trống Mã trong sổ. Dòng đã ghi không sửa đè được.",
        "Vụ việc kết thúc: ở dòng đã có ghi Kết thúc ngày.",
        "Tệp này kín: chỉ giữ, gửi cho người có thẩm quyền.",
    ),
)
