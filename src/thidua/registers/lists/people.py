"""The list of people: who somebody is, and the post they were entered with."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from thidua.accounts.models import User
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.organizations.actions.many import PERSON_FIELDS, ChangedPerson, NewPerson, NewPost, enter_people
from thidua.organizations.models import Person, Post, Unit, holds_on
from thidua.organizations.permissions import may_keep_register
from thidua.registers.lists.columns import (
    category_column,
    from_column,
    full_name,
    head_column,
    person_code,
    title_column,
    unit_column,
)
from thidua.registers.lists.known import Head, Known, known_in, name_key, second_heads
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, twice

SHEET = "Cá nhân"
WORDS = {
    "full_name": "họ và tên",
    "birth_date": "ngày sinh",
    "is_woman": "giới tính",
    "identity_number": "số định danh",
    "phone": "điện thoại",
}
_KEYS = {"full_name": "ho_ten", "birth_date": "ngay_sinh", "identity_number": "so_dinh_danh", "phone": "dien_thoai"}


def tables(scope: Scope) -> tuple[Table, ...]:
    columns = (
        person_code(),
        full_name(),
        Column("ngay_sinh", "Ngày sinh", Kind.DAY, width=12),
        Column("gioi_tinh", "Giới tính", Kind.CHOICE, choices={"nam": "Nam", "nu": "Nữ"}, width=10),
        Column(
            "so_dinh_danh",
            "Số định danh cá nhân",
            Kind.DIGITS,
            lengths=(9, 12),
            width=16,
            note="Không bắt buộc. 12 chữ số (hoặc 9 chữ số của chứng minh nhân dân). Không hiện trong danh sách nào.",
        ),
        Column("dien_thoai", "Điện thoại", Kind.DIGITS, lengths=(10, 11), width=14, note="Không bắt buộc."),
        unit_column(scope),
        title_column(),
        category_column(),
        head_column(),
        from_column("Giữ chức vụ từ ngày"),
    )
    return (Table(SHEET, f"Danh sách cá nhân: {scope.authority.name}", columns),)


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    """Everybody who holds a post today, by given name."""
    known = known_in(scope)
    current = ((person, known.post_on(person.pk, scope.today)) for person in known.people.values())
    return (
        [
            _row(person, post, scope)
            for person, post in current
            if post and holds_on(post, scope.today) and scope.goes_out(post)
        ],
    )


def _row(person: Person, post: Post, scope: Scope) -> Mapping[str, Any]:
    return {
        "ma_ca_nhan": person.code,
        "ho_ten": person.full_name,
        "ngay_sinh": person.birth_date,
        "gioi_tinh": None if person.is_woman is None else "nu" if person.is_woman else "nam",
        "so_dinh_danh": person.identity_number,
        "dien_thoai": person.phone,
        "don_vi": scope.label(post.unit),
        "chuc_vu": post.title,
        "doi_tuong": post.category,
        "dung_dau": post.is_head,
        "tu_ngay": post.valid_from,
    }


def check(read: Rows, scope: Scope) -> Plan:
    """Look at every row; a row without a code is new unless somebody with that number, or that very post, is known."""
    plan, known = Plan(), known_in(scope)
    heads = known.heads()
    lines = read.get(SHEET, ())
    twice(((row, "so_dinh_danh", row["so_dinh_danh"]) for row in lines), plan, "số định danh đã ghi ở dòng {number}.")
    twice(
        ((row, "ma_ca_nhan", fold(row["ma_ca_nhan"] or "") or None) for row in lines),
        plan,
        "mã đã ghi ở dòng {number}.",
    )
    twice(((row, "ho_ten", _said(row)) for row in lines), plan, "người này với chức vụ này đã ghi ở dòng {number}.")
    seen: dict[tuple[str, date], Row] = {}
    for row in lines:
        unit = scope.unit(row, "don_vi", row["tu_ngay"], plan)
        person = _person_of(row, unit, known, plan)
        if person is not None:
            _check_known(row, unit, person, known, scope, plan)
        elif row["ma_ca_nhan"] is None and not row.faulty and unit is not None:
            _check_new(row, unit, known, plan, heads)
            _look_alikes(row, known, seen, plan)
    second_heads(heads, plan)
    return plan


def _said(row: Row) -> object:
    parts = (row["ho_ten"], row["ngay_sinh"], row["so_dinh_danh"], row["don_vi"], row["chuc_vu"], row["tu_ngay"])
    return None if row["ho_ten"] is None or row["ma_ca_nhan"] else tuple(str(part) for part in parts)


def _person_of(row: Row, unit: Unit | None, known: Known, plan: Plan) -> Person | None:
    if row["ma_ca_nhan"] is not None:
        return known.coded(row, plan)
    if row["so_dinh_danh"] in known.by_identity:
        return known.by_identity[row["so_dinh_danh"]]
    if unit is None or row["ho_ten"] is None or row["chuc_vu"] is None or row["tu_ngay"] is None:
        return None
    posts = known.by_post.get((name_key(row["ho_ten"]), unit.pk, fold(row["chuc_vu"]), row["tu_ngay"]), [])
    same = [post.person for post in posts if post.person.birth_date == row["ngay_sinh"]]
    return same[0] if len(same) == 1 else None


def _fields(row: Row) -> dict[str, Any]:
    """What the row says of the person; a blank cell says nothing."""
    said = {name: row[key] for name, key in _KEYS.items() if row[key] is not None}
    return said if row["gioi_tinh"] is None else {**said, "is_woman": row["gioi_tinh"] == "nu"}


def _check_known(row: Row, unit: Unit | None, person: Person, known: Known, scope: Scope, plan: Plan) -> None:
    post = known.post_on(person.pk, scope.today)
    if post is None or row.faulty or unit is None:
        return
    written = (post.unit_id, fold(post.title), post.category, post.is_head, post.valid_from)
    if written != (unit.pk, fold(row["chuc_vu"]), row["doi_tuong"], bool(row["dung_dau"]), row["tu_ngay"]):
        since = f"{post.valid_from:%d/%m/%Y}"
        what = f"{person.full_name} đang giữ chức vụ “{post.title}” tại {post.unit.name} từ ngày {since}."
        fix = "Điều động, bổ nhiệm, thôi giữ chức vụ ghi ở sổ Vị trí công tác."
        plan.problems.append(row.problem("chuc_vu", what, fix))
        return
    changed = {name: value for name, value in _fields(row).items() if getattr(person, name) != value}
    if row["ma_ca_nhan"] is None and name_key(person.full_name) == name_key(row["ho_ten"]):
        changed.pop("full_name", None)  # the same name, typed in other capitals
    taken = known.by_identity.get(changed.get("identity_number", ""))
    if taken is not None and taken.pk != person.pk:
        what = f"số định danh này đã ghi cho {taken.full_name} ({taken.code})."
        plan.problems.append(row.problem("so_dinh_danh", what, "Kiểm tra lại số, hoặc gộp hai hồ sơ trùng."))
    elif changed:
        details = tuple(WORDS[name] for name in PERSON_FIELDS if name in changed)
        plan.changes.append(Change(row.at("ho_ten"), person.full_name, details, is_new=False))
        plan.act("changed", ChangedPerson(person, post.unit, changed))
    else:
        plan.same += 1


def _check_new(row: Row, unit: Unit, known: Known, plan: Plan, heads: list[Head]) -> None:
    is_head = bool(row["dung_dau"])
    post = NewPost(unit, row["chuc_vu"], row["doi_tuong"], row["tu_ngay"], is_head=is_head)
    if is_head:
        heads.append(Head(unit, post.valid_from, None, row["ho_ten"], row))
    plan.changes.append(Change(row.at("ho_ten"), row["ho_ten"], (f"{post.title}, {unit.name}",)))
    plan.act("new", NewPerson(_fields(row), post))


def _look_alikes(row: Row, known: Known, seen: dict[tuple[str, date], Row], plan: Plan) -> None:
    """Say who is known by the same name and birth date; never take one for the other."""
    if row["ngay_sinh"] is None:
        return
    key = (fold(row["ho_ten"]), row["ngay_sinh"])
    for person in known.by_folded.get(key[0], ()):
        if person.birth_date == key[1]:
            post = known.post_on(person.pk, row["tu_ngay"])
            where = f", {post.unit.name}" if post else ""
            what = f"trùng họ tên, ngày sinh với {person.full_name} ({person.code}{where})."
            fix = f"Nếu là một người, ghi mã {person.code} và ghi vị trí mới ở sổ Vị trí công tác; nếu không, cứ ghi."
            plan.notes.append(row.problem("ho_ten", what, fix))
    if key in seen:
        what = f"trùng họ tên, ngày sinh với dòng {seen[key].number} của tệp."
        plan.notes.append(row.problem("ho_ten", what, "Nếu là một người, chỉ giữ một dòng."))
    seen.setdefault(key, row)


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    enter_people(plan.of("new"), plan.of("changed"), actor=actor, at=at, reason=reason, watch=watch)


REGISTER = Register(
    slug="ca-nhan",
    label="Cá nhân",
    about="Cán bộ, công chức, viên chức, người lao động của các đơn vị, với chức vụ đang giữ.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=(
        "Người mới: ghi một dòng, để trống cột Mã cá nhân.",
        "Người đã có: giữ nguyên mã; sửa được họ tên, ngày sinh, giới tính, số định danh, điện thoại.",
        "Ô để trống giữ nguyên giá trị đã ghi.",
        "Điều động, bổ nhiệm, nghỉ hưu: ghi ở sổ Vị trí công tác, không sửa ở đây.",
        "Tệp này có dữ liệu cá nhân: chỉ giữ, gửi cho người được giao giữ sổ.",
    ),
)
