"""Units come to be, and become others, by dated acts; no fact is moved or deleted."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, Problem
from thidua.core.format import day as written
from thidua.core.law import Certainty
from thidua.core.text import clean
from thidua.organizations.enums import LineageKind
from thidua.organizations.models import CODE, BlockMember, LineageAct, LineageLink, Post, RoleAssignment, Unit, holds_on
from thidua.organizations.permissions import authorise, may_keep_register


class Heir(NamedTuple):
    """What becomes of one unit; `kind` where it is not that of the whole act; `share`, `weight` where known."""

    predecessor: Unit
    successor: Unit | None
    kind: str = ""
    share: str = ""
    weight: Decimal | None = None
    is_main: bool = False


Link = tuple[Unit, Unit | None] | Heir


@transaction.atomic
def create_unit(
    *,
    name: str,
    kind: str,
    parent: Unit | None,
    valid_from: date,
    actor: User | None,
    at: datetime,
    is_authority: bool = False,
    code: str = "",
    **details: str | int | bool,
) -> Unit:
    """Enter a unit. `is_authority`: it keeps a register of its own, whatever lies above it (a district's committee).

    `details`: agency_code, place, symbol, head_title, sort_order, is_assumed.
    """
    authorise(actor, at, lambda roles: may_keep_register(roles, parent))
    return enter_unit(
        name=name,
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        actor=actor,
        at=at,
        is_authority=is_authority,
        code=code,
        **details,
    )


def enter_unit(
    *,
    name: str,
    kind: str,
    parent: Unit | None,
    valid_from: date,
    actor: User | None,
    at: datetime,
    is_authority: bool = False,
    code: str = "",
    **details: str | int | bool,
) -> Unit:
    """Inside the caller's transaction, which has asked who may: write the unit and its event."""
    _check_place(name, parent, valid_from)
    _check_codes(code, str(details.get("agency_code", "")), valid_from)
    own = is_authority or parent is None
    unit = Unit(
        name=clean(name),
        kind=kind,
        parent=parent,
        authority=None if own or parent is None else parent.authority or parent,
        code=code,
        valid_from=valid_from,
        **details,
    )
    unit.save()
    record(unit, "unit.created", actor=actor, at=at, new={"name": unit.name, "valid_from": valid_from.isoformat()})
    return unit


@transaction.atomic
def record_lineage(
    kind: str,
    *,
    effective_on: date,
    legal_basis: str,
    certainty: str,
    links: Iterable[Link],
    actor: User | None,
    at: datetime,
) -> LineageAct:
    """Record one act by which units became others (None: nothing); each predecessor, its posts and roles end then."""
    heirs = [Heir(*link) for link in links]
    former = [lock(unit) for unit in {heir.predecessor.pk: heir.predecessor for heir in heirs}.values()]
    for unit in former:
        authorise(actor, at, lambda roles, unit=unit: may_keep_register(roles, unit))  # type: ignore[misc]
    _check(kind, heirs, former, effective_on)
    act = LineageAct.objects.create(
        kind=kind, effective_on=effective_on, legal_basis=legal_basis, certainty=Certainty(certainty)
    )
    LineageLink.objects.bulk_create(
        LineageLink(act=act, **heir._asdict() | {"kind": heir.kind or kind}) for heir in heirs
    )
    record(act, "lineage.recorded", actor=actor, at=at, new={"kind": kind, "effective_on": effective_on.isoformat()})
    goes_on = {heir.predecessor.pk: heir.successor for heir in heirs if (heir.kind or kind) in LineageKind.same_unit}
    for unit in former:
        _end(unit, effective_on, goes_on.get(unit.pk), actor=actor, at=at)
    return act


def _end(unit: Unit, on: date, same: Unit | None, *, actor: User | None, at: datetime) -> None:
    """End a unit with everything held at it; nothing that had ended before changes.

    `same`: what it goes on as under another name or authority; posts and roles go on there.
    """
    unit.valid_until = on
    unit.save(update_fields=["valid_until"])
    open_then = Q(unit=unit, valid_from__lt=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    if same is not None:
        carry_on(open_then, same, on)
    _leave_block(unit, same, on)
    posts = Post.objects.filter(open_then).update(valid_until=on)
    roles = RoleAssignment.objects.filter(open_then).update(valid_until=on)
    ended = {"valid_until": on.isoformat(), "posts_ended": posts, "roles_ended": roles}
    record(unit, "unit.ended", actor=actor, at=at, new=ended | ({"goes_on_as": same.pk} if same else {}))


def carry_on(held: Q, at_unit: Unit, on: date) -> None:
    """Hold the same posts and roles at what the unit goes on as; what was delegated, its head delegates anew.

    Inside the caller's transaction.
    """
    posts, roles = list(Post.objects.filter(held)), list(RoleAssignment.objects.filter(held, delegated_from=None))
    for post in posts:
        post.pk, post.unit, post.valid_from = None, at_unit, on
    for role in roles:
        role.pk, role.unit, role.valid_from = None, at_unit, on
    Post.objects.bulk_create(posts)
    RoleAssignment.objects.bulk_create(roles)


def _leave_block(unit: Unit, same: Unit | None, on: date) -> None:
    """No membership of a block outlives its unit; what the unit goes on as stays in it, in the same authority."""
    open_then = Q(unit=unit, valid_from__lt=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    for row in BlockMember.objects.filter(open_then).select_related("block"):
        if same is not None and row.block.authority_id == (same.authority_id or same.pk):
            BlockMember.objects.create(block=row.block, unit=same, valid_from=on, valid_until=row.valid_until)
        row.valid_until = on
        row.save(update_fields=["valid_until"])


def _check_place(name: str, parent: Unit | None, valid_from: date) -> None:
    problems = [] if clean(name) else [Problem("name", "chưa ghi tên đơn vị.", "Ghi như đơn vị ký văn bản.")]
    if parent is not None and not holds_on(parent, valid_from):
        what = f"{parent.name} không tồn tại ngày {written(valid_from)}."
        problems.append(Problem("parent", what, "Kiểm tra ngày, hoặc chọn đơn vị của ngày đó."))
    if problems:
        raise InputError(*problems)


def _check_codes(code: str, agency_code: str, valid_from: date) -> None:
    problems = []
    for where, name, said in (("code", "mã", code), ("agency_code", "mã định danh", agency_code)):
        if said and not re.fullmatch(CODE, said):
            fix = "Chỉ dùng chữ cái in hoa không dấu và chữ số, các phần cách nhau bằng dấu chấm, ví dụ H42.15."
            problems.append(Problem(where, f"{name} “{said}” sai dạng.", fix))
        elif said and Unit.objects.filter(**{where: said}, valid_from=valid_from).exists():
            what = f"đã có đơn vị mang {name} {said} từ ngày {written(valid_from)}."
            problems.append(Problem(where, what, "Kiểm tra lại mã đơn vị."))
    if problems:
        raise InputError(*problems)


def _check(kind: str, heirs: Sequence[Heir], former: Sequence[Unit], on: date) -> None:
    problems = [] if heirs else [Problem("links", "chưa nêu đơn vị nào.", "Nêu ít nhất một đơn vị cũ.")]
    for unit in former:
        if unit.valid_from >= on or (unit.valid_until is not None and unit.valid_until <= on):
            what = f"{unit.name} không tồn tại ngay trước ngày {written(on)}."
            problems.append(Problem("links", what, "Kiểm tra ngày hiệu lực của đơn vị cũ."))
    for heir in heirs:
        if heir.successor is not None and not holds_on(heir.successor, on):
            what = f"{heir.successor.name} (kế tục {heir.predecessor.name}) chưa tồn tại ngày {written(on)}."
            problems.append(Problem("links", what, "Lập đơn vị mới có hiệu lực từ ngày đó trước."))
    problems += _many_for_one(kind, heirs)
    problems += orphans(former, on)
    if problems:
        raise InputError(*problems)


def _many_for_one(kind: str, heirs: Sequence[Heir]) -> list[Problem]:
    """What only bears another name, or stands elsewhere, is one unit before and one after."""
    times = Counter(unit.pk for heir in heirs for unit in heir[:2] if unit is not None)
    return [
        Problem(
            "links",
            f"{heir.predecessor.name} đổi tên hoặc chuyển cơ quan quản lý thì chỉ thành đúng một đơn vị.",
            "Nếu sáp nhập hay chia tách, hãy chọn loại việc đó.",
        )
        for heir in heirs
        if (heir.kind or kind) in LineageKind.same_unit
        and (heir.successor is None or times[heir.predecessor.pk] > 1 or times[heir.successor.pk] > 1)
    ]


def orphans(former: Sequence[Unit], on: date) -> list[Problem]:
    """No unit stays under one that is gone: those that would. Inside the caller's transaction."""
    gone = [unit.pk for unit in former]
    left = Unit.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), parent__in=gone, valid_from__lt=on)
    return [
        Problem("links", f"{unit.name} còn trực thuộc đơn vị kết thúc.", "Ghi đơn vị này trong cùng việc, hoặc trước.")
        for unit in left.exclude(pk__in=gone).order_by("sort_order", "pk")
    ]
