"""Reads of scores, and the two facts they give the standards. Constant numbers of statements."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.organizations.enums import UnitKind
from thidua.organizations.queries import Roles, predecessors_of, units_by_id, visible_units
from thidua.scoring.enums import SheetState
from thidua.scoring.models import ComponentOwner, ComponentScore, CriteriaSet, Ranking, Sheet

ONLY_COMMUNES = "Kế hoạch chỉ có bộ tiêu chí cho UBND các xã, thị trấn (điểm đ khoản 2 mục II)."


def sets_visible_to(roles: Roles) -> QuerySet[CriteriaSet]:
    """Return the criteria sets of the authorities one belongs to, newest first, with how far their sheets are."""
    return (
        CriteriaSet.objects.filter(_own_authority(roles) | visible_units(roles, "authority__"))
        .select_related("authority", "publication")
        .annotate(
            sheets_count=Count("sheets"),
            scored_count=Count("sheets", filter=~Q(sheets__state=SheetState.OPEN)),
            appraised_count=Count(
                "sheets", filter=Q(sheets__state__in=(SheetState.APPRAISED, SheetState.EXPLAINED, SheetState.PUBLISHED))
            ),
        )
        .order_by("-year", "name")
    )


def _own_authority(roles: Roles) -> Q:
    return Q(authority_id__in=[held.unit.authority_id or held.unit.pk for held in roles.held])


def sheets_visible_to(roles: Roles) -> QuerySet[Sheet]:
    """Return the sheets whose unit the roles may read."""
    return (
        Sheet.objects.filter(visible_units(roles, "unit__"))
        .select_related("criteria_set__authority", "unit")
        .order_by("unit__sort_order", "unit__name_folded")
    )


def ranking_lines(criteria_set: CriteriaSet) -> QuerySet[Ranking]:
    """Return the published lines, by rank; units without one come last."""
    return (
        Ranking.objects.filter(publication__criteria_set=criteria_set)
        .select_related("unit")
        .order_by("rank", "unit__sort_order")
    )


def last_results(criteria_set: CriteriaSet) -> dict[int, Ranking]:
    """Return last year's lines of the same set, by unit. One statement."""
    rows = Ranking.objects.filter(
        publication__criteria_set__authority=criteria_set.authority,
        publication__criteria_set__code=criteria_set.code,
        publication__criteria_set__year=criteria_set.year - 1,
    )
    return {row.unit_id: row for row in rows}


def rankings_of(units: Iterable[int], year: int, day: date) -> dict[int, dict[str, Any]]:
    """Return the fact `xep_hang` by unit: the rank published by that day, and last year's (III.2.a/tap-the/5)."""
    pks = list(units)
    published: dict[tuple[int, int], Ranking] = {
        (row.unit_id, row.publication.criteria_set.year): row
        for row in Ranking.objects.filter(
            unit_id__in=pks,
            publication__criteria_set__year__in=(year - 1, year),
            publication__published_at__date__lte=day,
        ).select_related("publication__criteria_set")
    }
    merged = predecessors_of(pks)
    facts: dict[int, dict[str, Any]] = {}
    for pk, unit in units_by_id(pks).items():
        now, before = published.get((pk, year)), published.get((pk, year - 1))
        if unit.kind not in UnitKind.communes:
            facts[pk] = {"khong_xep": True, "ly_do": ONLY_COMMUNES}
        elif now is not None and now.rank is None:
            facts[pk] = {"khong_xep": True, "ly_do": str(now.detail.get("reason", ""))}
        elif now is not None:
            facts[pk] = _ranked(now, before, is_merged=pk in merged)
    return facts


def _ranked(now: Ranking, before: Ranking | None, *, is_merged: bool) -> dict[str, Any]:
    same_set = before is not None and before.publication.criteria_set.code == now.publication.criteria_set.code
    return {
        "hang": now.rank,
        "so_don_vi": now.of_units,
        "hang_nam_truoc": before.rank if before else None,
        "so_sanh_duoc": False if is_merged else True if same_set else None,
    }


def component_changes(units: Iterable[int], year: int, day: date) -> dict[int, list[dict[str, Any]]]:
    """Return the fact `chi_so_thanh_phan` by unit (III.2.a/tap-the/4).

    A unit that owns none has an empty list, once components were given out for the year; before that, nothing.
    """
    pks = list(units)
    authorities = {unit.authority_id for unit in units_by_id(pks).values()}
    owners = list(
        ComponentOwner.objects.filter(component__authority_id__in=authorities, year=year)
        .select_related("component")
        .order_by("component__code")
    )
    if not owners:
        return {}
    points: dict[tuple[int, int], Decimal] = {
        (row.component_id, row.year): row.points
        for row in ComponentScore.objects.filter(
            component_id__in={owner.component_id for owner in owners}, year__in=(year - 1, year), published_on__lte=day
        )
    }
    facts: dict[int, list[dict[str, Any]]] = defaultdict(list, {pk: [] for pk in pks})
    for owner in owners:
        facts[owner.unit_id].append(
            {
                "ma": owner.component.code,
                "nam_nay": points.get((owner.component_id, year)),
                "nam_truoc": points.get((owner.component_id, year - 1)),
                "toi_da": owner.component.maximum,
            }
        )
    return {pk: [_plain(item) for item in facts[pk]] for pk in pks}


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """Make exact numbers what a facts file holds; three places survive the way through a float."""
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in item.items()}
