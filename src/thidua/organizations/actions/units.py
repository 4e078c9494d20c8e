"""Units come to be, and become others, by dated acts; no fact is moved or deleted."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, Problem
from thidua.core.format import day as written
from thidua.core.law import Certainty
from thidua.core.text import clean
from thidua.organizations.models import LineageAct, LineageLink, Post, RoleAssignment, Unit
from thidua.organizations.permissions import authorise, may_keep_register

Link = tuple[Unit, Unit | None]


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

    `details`: place, symbol, head_title, sort_order, is_assumed.
    """
    authorise(actor, at, lambda roles: may_keep_register(roles, parent))
    _refuse_same_code(code, valid_from)
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
    pairs = list(links)
    former = [lock(unit) for unit in {before.pk: before for before, _after in pairs}.values()]
    for unit in former:
        authorise(actor, at, lambda roles, unit=unit: may_keep_register(roles, unit))  # type: ignore[misc]
    _check(pairs, former, effective_on)
    act = LineageAct.objects.create(
        kind=kind, effective_on=effective_on, legal_basis=legal_basis, certainty=Certainty(certainty)
    )
    LineageLink.objects.bulk_create(LineageLink(act=act, predecessor=old, successor=new) for old, new in pairs)
    record(act, "lineage.recorded", actor=actor, at=at, new={"kind": kind, "effective_on": effective_on.isoformat()})
    for unit in former:
        _end(unit, effective_on, actor=actor, at=at)
    return act


def _end(unit: Unit, on: date, *, actor: User | None, at: datetime) -> None:
    """End a unit with everything held at it; nothing that had ended before changes."""
    unit.valid_until = on
    unit.save(update_fields=["valid_until"])
    open_then = Q(unit=unit, valid_from__lt=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    posts = Post.objects.filter(open_then).update(valid_until=on)
    roles = RoleAssignment.objects.filter(open_then).update(valid_until=on)
    ended = {"valid_until": on.isoformat(), "posts_ended": posts, "roles_ended": roles}
    record(unit, "unit.ended", actor=actor, at=at, new=ended)


def _refuse_same_code(code: str, valid_from: date) -> None:
    if code and Unit.objects.filter(code=code, valid_from=valid_from).exists():
        raise InputError(
            Problem(
                "code",
                f"đã có đơn vị mang mã {code} từ ngày {written(valid_from)}.",
                "Kiểm tra lại mã đơn vị hành chính.",
            )
        )


def _check(pairs: Sequence[Link], former: Sequence[Unit], on: date) -> None:
    problems = [] if pairs else [Problem("links", "chưa nêu đơn vị nào.", "Nêu ít nhất một đơn vị cũ.")]
    for unit in former:
        if unit.valid_from >= on or (unit.valid_until is not None and unit.valid_until <= on):
            what = f"{unit.name} không tồn tại ngay trước ngày {written(on)}."
            problems.append(Problem("links", what, "Kiểm tra ngày hiệu lực của đơn vị cũ."))
    for before, after in pairs:
        if after is not None and not _exists_on(after, on):
            what = f"{after.name} (kế tục {before.name}) chưa tồn tại ngày {written(on)}."
            problems.append(Problem("links", what, "Lập đơn vị mới có hiệu lực từ ngày đó trước."))
    problems += _orphans(former, on)
    if problems:
        raise InputError(*problems)


def _exists_on(unit: Unit, on: date) -> bool:
    return unit.valid_from <= on and (unit.valid_until is None or unit.valid_until > on)


def _orphans(former: Sequence[Unit], on: date) -> list[Problem]:
    """No unit stays under one that is gone."""
    gone = [unit.pk for unit in former]
    left = Unit.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), parent__in=gone, valid_from__lt=on)
    return [
        Problem("links", f"{unit.name} còn trực thuộc đơn vị kết thúc.", "Ghi đơn vị này trong cùng việc, hoặc trước.")
        for unit in left.exclude(pk__in=gone).order_by("sort_order", "pk")
    ]
