"""The list of posts over time: appointments, transfers, ends of service. What was entered is ended, never rewritten."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from thidua.accounts.models import User
from thidua.core.tables import Column, Kind, Row, Table
from thidua.core.text import fold
from thidua.organizations.actions.many import EndedPost, NewPost, enter_posts
from thidua.organizations.enums import EndReason
from thidua.organizations.models import Post
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
from thidua.registers.plan import Change, Plan, Register, Rows, Scope, Watch, number_in, twice

SHEET = "Vị trí công tác"
_NOTE = "Sổ tự cấp, dạng VT-12. Vị trí mới để trống; vị trí đã có thì giữ nguyên mã."


def tables(scope: Scope) -> tuple[Table, ...]:
    columns = (
        Column("ma_vi_tri", "Mã vị trí", width=12, note=_NOTE, most=20),
        person_code(),
        full_name(),
        unit_column(scope),
        title_column(),
        category_column(),
        head_column(),
        from_column(),
        Column("den_het", "Đến hết ngày", Kind.DAY, width=12, note="Ngày cuối còn giữ; để trống là còn giữ."),
        Column("ly_do", "Lý do thôi giữ", Kind.CHOICE, choices=dict(EndReason.choices), width=18),
    )
    return (Table(SHEET, f"Vị trí công tác theo thời gian: {scope.authority.name}", columns),)


def rows(scope: Scope) -> tuple[list[Mapping[str, Any]], ...]:
    return ([_row(post, scope) for post in known_in(scope).posts if scope.goes_out(post)],)


def _row(post: Post, scope: Scope) -> Mapping[str, Any]:
    return {
        "ma_vi_tri": post.code,
        "ma_ca_nhan": post.person.code,
        "ho_ten": post.person.full_name,
        "don_vi": scope.label(post.unit),
        "chuc_vu": post.title,
        "doi_tuong": post.category,
        "dung_dau": post.is_head,
        "tu_ngay": post.valid_from,
        "den_het": post.valid_until - timedelta(days=1) if post.valid_until else None,
        "ly_do": post.end_reason or None,
    }


def check(read: Rows, scope: Scope) -> Plan:
    plan, known = Plan(), known_in(scope)
    by_code = {post.pk: post for post in known.posts}
    ended: dict[int, date] = {}
    heads: list[Head] = []
    lines = read.get(SHEET, ())
    twice(
        ((row, "ma_vi_tri", fold(row["ma_vi_tri"] or "") or None) for row in lines), plan, "mã đã ghi ở dòng {number}."
    )
    for row in lines:
        if row["ma_vi_tri"] is not None:
            _check_known(row, by_code.get(number_in(row["ma_vi_tri"], "VT") or 0), scope, plan, ended)
        else:
            _check_new(row, known, scope, plan, heads)
    second_heads([*_heads_after(known, ended), *heads], plan)
    return plan


def _heads_after(known: Known, ended: Mapping[int, date]) -> list[Head]:
    """The heads of the register as they are once the file's ends are written."""
    posts = [post for post in known.posts if post.is_head]
    return [
        Head(post.unit, post.valid_from, ended.get(post.pk, post.valid_until), post.person.full_name) for post in posts
    ]


def _check_known(row: Row, post: Post | None, scope: Scope, plan: Plan, ended: dict[int, date]) -> None:
    if post is None:
        what = f"không có vị trí mang mã “{row['ma_vi_tri']}”."
        plan.problems.append(row.problem("ma_vi_tri", what, "Giữ nguyên mã của tệp tải về; vị trí mới để trống."))
        return
    before = _row(post, scope)
    keys = ("ma_ca_nhan", "ho_ten", "don_vi", "chuc_vu", "doi_tuong", "dung_dau", "tu_ngay")
    for key in keys:
        if key not in row.faulty and row[key] is not None and _word(row[key]) != _word(before[key]):
            what = f"vị trí {post.code} đã ghi là “{_shown(before[key])}”, không sửa đè được."
            plan.problems.append(row.problem(key, what, "Kết thúc vị trí này và ghi vị trí mới ở một dòng khác."))
    if row.faulty or (row["den_het"], row["ly_do"]) == (before["den_het"], before["ly_do"]):
        plan.same += not row.faulty
    elif post.valid_until is not None or row["den_het"] is None:
        what = f"vị trí {post.code} đã kết thúc, không sửa được." if post.valid_until else "có lý do mà chưa có ngày."
        plan.problems.append(row.problem("den_het", what, "Ghi ngày cuối còn giữ vị trí."))
    elif row["den_het"] < post.valid_from:
        what = f"trước ngày bắt đầu {post.valid_from:%d/%m/%Y}."
        plan.problems.append(row.problem("den_het", what, "Kiểm tra hai ngày."))
    else:
        ended[post.pk] = row["den_het"] + timedelta(days=1)
        said = (f"thôi giữ “{post.title}” tại {post.unit.name} hết ngày {row['den_het']:%d/%m/%Y}",)
        plan.changes.append(Change(row.at("den_het"), post.person.full_name, said, is_new=False))
        plan.act("ended", EndedPost(post, ended[post.pk], row["ly_do"] or ""))


def _word(value: object) -> object:
    return name_key(value) if isinstance(value, str) else value


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _check_new(row: Row, known: Known, scope: Scope, plan: Plan, heads: list[Head]) -> None:
    person = known.person(row, plan)
    unit = scope.unit(row, "don_vi", row["tu_ngay"], plan)
    if row.faulty or person is None or unit is None:
        return
    until = row["den_het"] + timedelta(days=1) if row["den_het"] else None
    if until is not None and until <= row["tu_ngay"]:
        plan.problems.append(row.problem("den_het", "trước ngày bắt đầu.", "Kiểm tra hai ngày."))
        return
    key = (name_key(person.full_name), unit.pk, fold(row["chuc_vu"]), row["tu_ngay"])
    if any(post.person_id == person.pk for post in known.by_post.get(key, ())):
        plan.same += 1
        return
    post = NewPost(unit, row["chuc_vu"], row["doi_tuong"], row["tu_ngay"], is_head=bool(row["dung_dau"]), person=person)
    if post.is_head:
        heads.append(Head(unit, post.valid_from, until, person.full_name, row))
    said = (f"{post.title}, {unit.name}, từ ngày {post.valid_from:%d/%m/%Y}",)
    plan.changes.append(Change(row.at("ho_ten"), person.full_name, said))
    plan.act("new", replace(post, valid_until=until, end_reason=row["ly_do"] or ""))


def write(plan: Plan, actor: User | None, at: datetime, reason: str, watch: Watch) -> None:
    enter_posts(plan.of("ended"), plan.of("new"), actor=actor, at=at, reason=reason, watch=watch)


REGISTER = Register(
    slug="vi-tri",
    label="Vị trí công tác",
    about="Ai giữ chức vụ gì, ở đơn vị nào, từ ngày nào đến ngày nào: bổ nhiệm, điều động, thôi giữ, nghỉ hưu.",
    may=may_keep_register,
    tables=tables,
    rows=rows,
    check=check,
    write=write,
    guide=(
        "Điều động: ở dòng vị trí cũ ghi Đến hết ngày và lý do; thêm một dòng cho vị trí mới, để trống Mã vị trí.",
        "Nghỉ hưu, thôi việc: ở dòng vị trí đang giữ ghi Đến hết ngày và lý do.",
        "Vị trí đã ghi không sửa đè được; ghi sai thì kết thúc vị trí đó và ghi một dòng mới.",
    ),
)
