"""Reads of blocks, and of what is compared across a merger. Constant numbers of statements."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from thidua.core.comparison import Rule
from thidua.organizations.enums import LineageKind, Role
from thidua.organizations.models import Block, BlockHead, BlockMember, ComparisonRule, LineageLink, Unit, valid_on
from thidua.organizations.queries import Roles, units_on, visible_units


def blocks_visible_to(roles: Roles) -> QuerySet[Block]:
    """Return the blocks of the authorities one belongs to or reads, in official order."""
    visible = Q(authority__in=roles.authorities) | visible_units(roles, "authority__")
    return Block.objects.filter(visible).select_related("authority").order_by("sort_order", "name", "pk")


def blocks_on(roles: Roles, day: date) -> QuerySet[Block]:
    """Return the blocks of that day with `of_day`, who is in them, and `of_year`, who leads. Three statements.

    Neither a block outlives its authority, nor a membership its unit.
    """
    members = BlockMember.objects.filter(valid_on(day), valid_on(day, "unit__")).select_related("unit")
    members = members.order_by("unit__sort_order", "unit__name_folded", "pk")
    heads = BlockHead.objects.filter(year=day.year).select_related("unit")
    return (
        blocks_visible_to(roles)
        .filter(valid_on(day), valid_on(day, "authority__"))
        .prefetch_related(Prefetch("members", members, "of_day"), Prefetch("heads", heads, "of_year"))
    )


def members_of(block: Block) -> QuerySet[BlockMember]:
    """Return who is or was in the block, with the units, those of now first. One statement."""
    rows = BlockMember.objects.filter(block=block).select_related("unit", "block__authority")
    return rows.order_by("-valid_until", "unit__sort_order", "unit__name_folded", "pk")


def heads_of(block: Block) -> QuerySet[BlockHead]:
    """Return who leads the block by year, latest first. One statement."""
    return BlockHead.objects.filter(block=block).select_related("unit").order_by("-year")


def units_for(block: Block, day: date) -> QuerySet[Unit]:
    """Return the units of the block's authority on that day that are in no block. One statement."""
    taken = BlockMember.objects.filter(valid_on(day)).values("unit")
    return units_on(day).filter(authority=block.authority_id).exclude(pk__in=taken)


def authorities_run(roles: Roles) -> QuerySet[Unit]:
    """Return the authorities whose register one keeps as their secretariat. One statement."""
    return Unit.objects.filter(pk__in=roles.authorities_as(Role.THUONG_TRUC)).order_by("name_folded")


def comparisons_of(links: Mapping[int, Iterable[LineageLink]]) -> dict[int, Rule]:
    """Return, by unit, the rule for the act that made it of others: its own, or its authority's. Two statements."""
    days = {pk: {link.act.effective_on for link in rows} for pk, rows in links.items() if rows}
    if not days:
        return {}
    authorities = dict(Unit.objects.filter(pk__in=days).values_list("pk", "authority_id"))
    of = {authority or pk for pk, authority in authorities.items()}
    declared = ComparisonRule.objects.filter(authority__in=of).order_by("entered_at", "pk")
    latest = {(row.authority_id, row.unit_id, row.effective_on): Rule(row.rule) for row in declared}
    found: dict[int, Rule] = {}
    for pk, on in days.items():
        authority = authorities.get(pk) or pk
        rules = [latest.get((authority, pk, day)) or latest.get((authority, None, day)) for day in sorted(on)]
        found[pk] = next((rule for rule in reversed(rules) if rule), Rule.NONE)
    return found


def declared_for(unit: Unit) -> QuerySet[ComparisonRule]:
    """Return what was declared for the unit or for all of its authority, latest first, with who. One statement."""
    rows = ComparisonRule.objects.filter(Q(unit=unit) | Q(unit=None), authority=unit.authority_id or unit.pk)
    return rows.select_related("entered_by").order_by("-entered_at", "-pk")


def days_remade(unit: Unit) -> list[date]:
    """Return the days on which the unit was made of others, latest first. One statement."""
    links = LineageLink.objects.filter(successor=unit, kind__in=LineageKind.remade)
    return sorted(set(links.values_list("act__effective_on", flat=True)), reverse=True)
