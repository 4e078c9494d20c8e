"""Blocks for judging, and what is compared across a merger."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.organizations.enums import Comparison
from thidua.organizations.models import Block, BlockHead, BlockMember, ComparisonRule, Unit, holds_on, valid_on
from thidua.organizations.permissions import authorise, may_keep_blocks, may_keep_register
from thidua.organizations.queries.groups import days_remade


@transaction.atomic
def create_block(
    authority: Unit, *, name: str, valid_from: date, actor: User | None, at: datetime, sort_order: int = 0
) -> Block:
    """Set up a block of units of the authority that are judged among themselves."""
    authorise(actor, at, lambda roles: may_keep_blocks(roles, authority))
    called = clean(name)
    if not called:
        raise InputError(Problem("name", "chưa ghi tên khối.", "Ghi tên, ví dụ: Khối các xã, thị trấn."))
    if Block.objects.filter(valid_on(valid_from), authority=authority, name=called).exists():
        raise InputError(Problem("name", f"ngày {written(valid_from)} đã có khối “{called}”.", "Chọn tên khác."))
    block = Block.objects.create(authority=authority, name=called, valid_from=valid_from, sort_order=sort_order)
    record(block, "block.created", actor=actor, at=at, new={"name": called, "valid_from": valid_from.isoformat()})
    return block


@transaction.atomic
def join_block(block: Block, *, unit: Unit, valid_from: date, actor: User | None, at: datetime) -> BlockMember:
    """Put a unit of the same authority into a block from a day on; it is in one block at a time."""
    block = lock(block)
    authorise(actor, at, lambda roles: may_keep_blocks(roles, block.authority))
    unit = lock(unit)
    _check_member(block, unit, valid_from)
    member = BlockMember.objects.create(block=block, unit=unit, valid_from=valid_from)
    new = {"block": block.pk, "unit": unit.pk, "valid_from": valid_from.isoformat()}
    record(member, "block.joined", actor=actor, at=at, new=new)
    return member


def _check_member(block: Block, unit: Unit, day: date) -> None:
    problems = []
    if unit.authority_id != block.authority_id:
        what = f"{unit.name} không thuộc {block.authority.name}."
        problems.append(Problem("unit", what, "Chọn đơn vị của cơ quan lập khối."))
    if not holds_on(unit, day):
        problems.append(Problem("valid_from", f"{unit.name} không tồn tại ngày {written(day)}.", "Kiểm tra ngày."))
    if not holds_on(block, day):
        problems.append(Problem("valid_from", f"{block.name} không có ngày {written(day)}.", "Kiểm tra ngày."))
    taken = BlockMember.objects.filter(Q(valid_until=None) | Q(valid_until__gt=day), unit=unit).select_related("block")
    problems += [
        Problem("unit", f"{unit.name} đang ở {row.block.name}.", "Cho đơn vị thôi khối đó trước.") for row in taken
    ]
    if problems:
        raise InputError(*problems)


@transaction.atomic
def leave_block(member: BlockMember, *, ended_on: date, actor: User | None, at: datetime) -> BlockMember:
    """Take a unit out of a block; `ended_on` is the first day it is no longer in it."""
    member = lock(member)
    authorise(actor, at, lambda roles: may_keep_blocks(roles, member.block.authority))
    if member.valid_until is not None:
        raise NotAllowed(f"{member.unit.name} đã thôi {member.block.name} từ ngày {written(member.valid_until)}.")
    if ended_on <= member.valid_from:
        fix = f"Chọn ngày sau {written(member.valid_from)}."
        raise InputError(Problem("ended_on", "ngày thôi không sau ngày vào khối.", fix))
    member.valid_until = ended_on
    member.save(update_fields=["valid_until"])
    record(member, "block.left", actor=actor, at=at, new={"valid_until": ended_on.isoformat()})
    return member


@transaction.atomic
def name_block_head(block: Block, *, year: int, unit: Unit, actor: User | None, at: datetime) -> BlockHead:
    """Name who leads the block in a year: one of its members then."""
    block = lock(block)
    authorise(actor, at, lambda roles: may_keep_blocks(roles, block.authority))
    first, last = date(year, 1, 1), date(year, 12, 31)
    stays = Q(valid_until=None) | Q(valid_until__gt=first)
    if not BlockMember.objects.filter(stays, block=block, unit=unit, valid_from__lte=last).exists():
        what = f"{unit.name} không ở {block.name} trong năm {year}."
        raise InputError(Problem("unit", what, "Chọn một đơn vị của khối."))
    if known := BlockHead.objects.filter(block=block, year=year).select_related("unit").first():
        raise InputError(Problem("year", f"năm {year} đã có đơn vị trưởng khối: {known.unit.name}.", "Chọn năm khác."))
    head = BlockHead.objects.create(block=block, year=year, unit=unit)
    record(head, "block.headed", actor=actor, at=at, new={"block": block.pk, "year": year, "unit": unit.pk})
    return head


@transaction.atomic
def declare_comparison(
    unit: Unit,
    *,
    effective_on: date,
    rule: str,
    basis: str,
    actor: User | None,
    at: datetime,
    whole_authority: bool = False,
) -> ComparisonRule:
    """Declare what stands beside a result from before a merger, for the unit or for all units of its authority."""
    authorise(actor, at, lambda roles: may_keep_register(roles, unit))
    named, problems = clean(basis), []
    if not named:
        fix = "Ghi số, ngày của văn bản hoặc người quyết định."
        problems.append(Problem("basis", "chưa nêu căn cứ.", fix))
    if effective_on not in days_remade(unit):
        what = f"{unit.name} không do sáp nhập, chia tách mà thành ngày {written(effective_on)}."
        problems.append(Problem("effective_on", what, "Chọn ngày của việc sắp xếp."))
    if problems:
        raise InputError(*problems)
    declared = ComparisonRule.objects.create(
        authority=unit.authority or unit,
        unit=None if whole_authority else unit,
        effective_on=effective_on,
        rule=Comparison(rule),
        basis=named,
        entered_by=actor,
        entered_at=at,
    )
    new = {"unit": declared.unit_id, "rule": rule, "effective_on": effective_on.isoformat()}
    record(declared, "comparison.declared", actor=actor, at=at, new=new, reason=named)
    return declared
