"""One act by which units become others: renamed, moved, merged, split, dissolved, each with its legal basis.

What a unit becomes is a new unit from that day on; the old one keeps its name and everything that was done in it. What
lies under it goes on under what it became. An authority itself is not remade here: what becomes of all under it is a
table of its own (`thidua units load`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.actions.units import Heir, enter_unit, record_lineage
from thidua.organizations.enums import LineageKind
from thidua.organizations.models import Unit
from thidua.organizations.permissions import authorise, may_keep_register
from thidua.organizations.queries import units_on

PLACED = ("place", "symbol", "head_title", "sort_order", "is_assumed")


@dataclass(frozen=True)
class Act:
    """When it takes effect, by which text, and how well that text is known."""

    effective_on: date
    legal_basis: str
    certainty: str


@transaction.atomic
def rename_unit(unit: Unit, *, act: Act, fields: Mapping[str, str], actor: User | None, at: datetime) -> Unit:
    """Let a unit go on under another name; `fields`: name, and code, place, head_title where they change too."""
    unit = _opened(unit, act, actor, at)
    if clean(fields["name"]) == unit.name:
        raise InputError(Problem("name", "tên mới giống tên cũ.", "Ghi tên mới của đơn vị."))
    return _goes_on(unit, LineageKind.RENAME, act, unit.parent, fields, actor=actor, at=at)


@transaction.atomic
def move_unit(unit: Unit, *, act: Act, parent: Unit, actor: User | None, at: datetime) -> Unit:
    """Let a unit go on under another unit or authority; whoever keeps it so far enters that."""
    unit = _opened(unit, act, actor, at)
    if parent.path.startswith(unit.path) or parent.pk == unit.parent_id:
        raise InputError(Problem("parent", f"{unit.name} đã trực thuộc nơi này.", "Chọn nơi khác."))
    return _goes_on(unit, LineageKind.MOVE, act, parent, {"name": unit.name, "code": unit.code}, actor=actor, at=at)


@transaction.atomic
def merge_units(
    units: Sequence[Unit],
    *,
    act: Act,
    fields: Mapping[str, str],
    main: Unit | None = None,
    actor: User | None,
    at: datetime,
) -> Unit:
    """Make one new unit of several; `fields`: name, kind, code, place, head_title; `main`: the act names it so."""
    former = [_opened(unit, act, actor, at) for unit in {unit.pk: unit for unit in units}.values()]
    if len(former) < 2:  # noqa: PLR2004 - what is merged is more than one
        raise InputError(Problem("others", "chưa nêu đơn vị cùng sáp nhập.", "Chọn ít nhất một đơn vị nữa."))
    if len({unit.parent_id for unit in former}) > 1:
        raise InputError(
            Problem("others", "các đơn vị không cùng trực thuộc một nơi.", "Chuyển cơ quan quản lý trước.")
        )
    made = _made(former[0], former[0].parent, fields, act, actor=actor, at=at)
    heirs = [Heir(unit, made, LineageKind.MERGE, is_main=unit == main) for unit in former]
    for unit in former:
        heirs += _follow(unit, made, act, actor=actor, at=at)
    _record(LineageKind.MERGE, heirs, act, actor=actor, at=at)
    return made


@transaction.atomic
def split_unit(
    unit: Unit, *, act: Act, into: Sequence[Mapping[str, str]], actor: User | None, at: datetime
) -> list[Unit]:
    """Make several new units of one; `into`: the name and the code of each. What lies under it is placed before."""
    unit = _opened(unit, act, actor, at)
    if len(into) < 2:  # noqa: PLR2004 - what is split is more than one afterwards
        raise InputError(Problem("into", "chia tách thì thành ít nhất hai đơn vị.", "Ghi mỗi dòng một đơn vị mới."))
    made = [_made(unit, unit.parent, fields, act, actor=actor, at=at) for fields in into]
    heirs = [Heir(unit, each, LineageKind.SPLIT) for each in made]
    _record(LineageKind.SPLIT, heirs, act, actor=actor, at=at)
    return made


@transaction.atomic
def dissolve_unit(unit: Unit, *, act: Act, heir: Unit | None, actor: User | None, at: datetime) -> Unit:
    """End a unit; `heir`: who does its work from then on, without being what it was."""
    unit = _opened(unit, act, actor, at)
    _record(LineageKind.DISSOLVE, [Heir(unit, heir, LineageKind.DISSOLVE)], act, actor=actor, at=at)
    return unit


def _opened(unit: Unit, act: Act, actor: User | None, at: datetime) -> Unit:
    unit = lock(unit, "parent", "authority")
    authorise(actor, at, lambda roles: may_keep_register(roles, unit))
    if unit.authority_id is None:
        raise NotAllowed(
            f"{unit.name} là cơ quan quản lý: sắp xếp cả cấp quản lý được nạp bằng danh mục đơn vị hành chính, "
            "nêu rõ từng đơn vị trực thuộc thành gì."
        )
    problems = [] if clean(act.legal_basis) else [Problem("legal_basis", "chưa ghi căn cứ.", "Ghi số, ngày văn bản.")]
    if unit.valid_until is not None:
        what = f"{unit.name} đã kết thúc ngày {written(unit.valid_until)}."
        problems.append(Problem("effective_on", what, "Chọn đơn vị đang hoạt động."))
    if problems:
        raise InputError(*problems)
    return unit


def _goes_on(
    unit: Unit,
    kind: str,
    act: Act,
    parent: Unit | None,
    fields: Mapping[str, str],
    *,
    actor: User | None,
    at: datetime,
) -> Unit:
    made = _made(unit, parent, {"agency_code": unit.agency_code} | dict(fields), act, actor=actor, at=at)
    _record(kind, [Heir(unit, made, kind), *_follow(unit, made, act, actor=actor, at=at)], act, actor=actor, at=at)
    return made


def _made(
    like: Unit, parent: Unit | None, fields: Mapping[str, str], act: Act, *, actor: User | None, at: datetime
) -> Unit:
    """Enter a unit that is what another was, but for what the fields say."""
    said = {name: value for name, value in fields.items() if value}
    details = {name: getattr(like, name) for name in PLACED}
    known = {"name": like.name, "kind": like.kind, "code": ""} | details | said
    return enter_unit(parent=parent, valid_from=act.effective_on, actor=actor, at=at, **known)


def _follow(unit: Unit, made: Unit, act: Act, *, actor: User | None, at: datetime) -> Iterator[Heir]:
    """What lies under a unit goes on under what it became, level by level."""
    for child in units_on(act.effective_on, under=unit).filter(parent=unit, valid_from__lt=act.effective_on):
        under = _made(child, made, {"code": child.code, "agency_code": child.agency_code}, act, actor=actor, at=at)
        yield Heir(child, under, LineageKind.MOVE)
        yield from _follow(child, under, act, actor=actor, at=at)


def _record(kind: str, heirs: Sequence[Heir], act: Act, *, actor: User | None, at: datetime) -> None:
    record_lineage(
        kind,
        effective_on=act.effective_on,
        legal_basis=clean(act.legal_basis),
        certainty=act.certainty,
        links=heirs,
        actor=actor,
        at=at,
    )
