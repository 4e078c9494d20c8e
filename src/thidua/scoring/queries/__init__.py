"""Reads of scores, and the two facts they give the standards. Constant numbers of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.core.comparison import Figures, Former, Rule, base_of
from thidua.core.format import day as written
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.models import LineageLink, Unit
from thidua.organizations.queries import Roles, predecessors_of, visible_units
from thidua.organizations.queries.groups import authorities_run, comparisons_of
from thidua.scoring.enums import SheetState
from thidua.scoring.models import (
    AppraisalExtension,
    ComponentOwner,
    ComponentScore,
    CriteriaSet,
    FieldAppraisal,
    FieldAppraiser,
    IndexComponent,
    Publication,
    Ranking,
    Sheet,
    Timetable,
)

SET_CODE, SET_AUTHORITY = "publication__criteria_set__code", "publication__criteria_set__authority"
SET_CHANGED = "bộ tiêu chí đã đổi"
ONLY_COMMUNES = "Kế hoạch chỉ có bộ tiêu chí cho UBND các xã, thị trấn (điểm đ khoản 2 mục II)."


def _of_authority(roles: Roles, relation: str) -> Q:
    """Return the condition "of an authority one belongs to, or whose facts one may read"."""
    return Q(**{f"{relation}__in": roles.authorities}) | visible_units(roles, f"{relation}__")


def sets_visible_to(roles: Roles) -> QuerySet[CriteriaSet]:
    """Return the criteria sets of the authorities one belongs to, newest first, with how far their sheets are."""
    return (
        CriteriaSet.objects.filter(_of_authority(roles, "authority"))
        .select_related("authority", "publication")
        .annotate(
            sheets_count=Count("sheets"),
            scored_count=Count("sheets", filter=Q(sheets__state__in=SheetState.handed_in)),
            appraised_count=Count("sheets", filter=Q(sheets__state__in=SheetState.settled)),
        )
        .order_by("-year", "name", "pk")
    )


def sheets_visible_to(roles: Roles) -> QuerySet[Sheet]:
    """Return the sheets whose unit the roles may read, or a field of which they appraise, in official order."""
    appraised = fields_appraised_by(roles).values("criteria_set")
    return (
        Sheet.objects.filter(visible_units(roles, "unit__") | Q(criteria_set__in=appraised))
        .select_related("criteria_set__authority", "unit")
        .order_by("unit__sort_order", "unit__name_folded", "pk")
    )


def fields_appraised_by(roles: Roles) -> QuerySet[FieldAppraiser]:
    """Return the fields that offices one acts for appraise. One statement."""
    offices = [unit.pk for unit in roles.units(Role.CAN_BO, Role.THU_TRUONG)]
    return FieldAppraiser.objects.filter(unit__in=offices).order_by("pk")


def appraisers_of(criteria_set: CriteriaSet) -> dict[str, FieldAppraiser]:
    """Return who appraises each field, by its code. One statement."""
    rows = FieldAppraiser.objects.filter(criteria_set=criteria_set).select_related("unit")
    return {row.field: row for row in rows.order_by("pk")}


def appraisals_of(sheet: Sheet) -> dict[str, datetime]:
    """Return when each field of a sheet was last appraised by its office. One statement."""
    return dict(FieldAppraisal.objects.filter(sheet=sheet).values_list("field", "at"))


def timetables_of(criteria_set: CriteriaSet) -> QuerySet[Timetable]:
    """Return the timetables of a set, the general one first. One statement."""
    return Timetable.objects.filter(criteria_set=criteria_set).order_by("block")


def units_with_sheets(criteria_set: CriteriaSet) -> QuerySet[Unit]:
    """Return the units that have a sheet under the set, in official order. One statement."""
    return Unit.objects.filter(sheets__criteria_set=criteria_set).order_by("sort_order", "name_folded", "pk")


def extensions_of(criteria_set: CriteriaSet) -> QuerySet[AppraisalExtension]:
    """Return the later days given to appraisals, latest given first. One statement."""
    return AppraisalExtension.objects.filter(criteria_set=criteria_set).select_related("unit").order_by("-pk")


def extended_until(sheet: Sheet, step: str) -> date | None:
    """Return the latest day given to an appraisal of the sheet, for all or for its unit. One statement."""
    rows = AppraisalExtension.objects.filter(Q(unit=None) | Q(unit=sheet.unit_id), criteria_set=sheet.criteria_set_id)
    return rows.filter(step=step).order_by("-until").values_list("until", flat=True).first()


def ranking_lines(criteria_set: CriteriaSet) -> QuerySet[Ranking]:
    """Return the published lines, by rank; units without one come last."""
    return (
        Ranking.objects.filter(publication__criteria_set=criteria_set)
        .select_related("unit")
        .order_by("rank", "unit__sort_order", "unit__name_folded", "pk")
    )


def bundle_with(sha256: str) -> Mapping[str, Any]:
    """Return the published bundle that has this digest. One statement."""
    found: Mapping[str, Any] = (
        Publication.objects.values_list("bundle", flat=True).order_by("pk").filter(sha256=sha256)[0]
    )
    return found


def results_of_years(criteria_set: CriteriaSet, years: int = 5) -> QuerySet[Ranking]:
    """Return the published lines of the same set in its year and the years before, oldest first. One statement."""
    first = criteria_set.year - years + 1
    same = {"code": criteria_set.code, "authority": criteria_set.authority_id}
    return (
        Ranking.objects.filter(**{f"publication__criteria_set__{name}": value for name, value in same.items()})
        .filter(publication__criteria_set__year__range=(first, criteria_set.year))
        .select_related("publication__criteria_set")
        .order_by("publication__criteria_set__year", "pk")
    )


@dataclass(frozen=True)
class Before:
    """How a unit stood the year before: its line, if any, or why it cannot stand beside any.

    `words`: where the line is made of those of units it came from, by which rule. Such a line is never saved.
    """

    line: Ranking | None
    incomparable: str = ""
    words: str = ""


def set_before(criteria_set: CriteriaSet) -> CriteriaSet | None:
    """Return the same set as it was the year before. One statement."""
    same = {"code": criteria_set.code, "authority": criteria_set.authority_id, "year": criteria_set.year - 1}
    return CriteriaSet.objects.filter(**same).first()


def results_before(units: Iterable[int], criteria_set: CriteriaSet, changed: str = "") -> dict[int, Before]:
    """Return the result of the year before in the same set, for every unit. Five statements.

    `changed`: why the two years cannot be compared at all, where the set has become another.
    """
    if changed:
        return {pk: Before(None, changed) for pk in units}
    pks, year, same = list(units), criteria_set.year, {SET_CODE: criteria_set.code}
    own = _lines_of(pks, year - 1, **same, **{SET_AUTHORITY: criteria_set.authority_id})
    return _lines_before(pks, year, own[year - 1], **same)


Lines = dict[int, Ranking]  # by unit


def _lines_before(units: Collection[int], year: int, own: Lines, **conditions: Any) -> dict[int, Before]:
    """Return each unit's line of the year before; what it came from stood under whatever authority it had then.

    Renamed or moved, a unit goes on; merged or split, it is another one, and a rule says what it stands beside.
    """
    links = {pk: _recent(rows, year) for pk, rows in predecessors_of(units).items()}
    former = {link.predecessor_id for rows in links.values() for link in rows}
    old = _lines_of(former, year - 1, **conditions)[year - 1] if former else {}
    rules = comparisons_of({pk: _remade(rows) for pk, rows in links.items()})
    return {pk: _before(links.get(pk, []), own.get(pk), old, rules.get(pk, Rule.NONE), year) for pk in units}


def _lines_of(units: Iterable[int], *years: int, **conditions: Any) -> dict[int, Lines]:
    """Return by year each unit's line, what was published last. One statement."""
    rows = Ranking.objects.filter(unit_id__in=units, publication__criteria_set__year__in=years, **conditions)
    whole = ("publication__bundle", "publication__criteria_set__definition")  # large, and not asked for here
    found: dict[int, Lines] = {year: {} for year in years}
    for row in (
        rows.select_related("publication__criteria_set").defer(*whole).order_by("publication__published_at", "pk")
    ):
        found[row.publication.criteria_set.year][row.unit_id] = row
    return found


def _recent(links: list[LineageLink], year: int) -> list[LineageLink]:
    return [link for link in links if year - 1 <= link.act.effective_on.year <= year]


def _remade(links: list[LineageLink]) -> list[LineageLink]:
    """Return the links by which a unit became another one than it was."""
    return [link for link in links if link.kind not in LineageKind.same_unit]


def _before(links: list[LineageLink], own: Ranking | None, old: Mapping[int, Ranking], rule: Rule, year: int) -> Before:
    remade = _remade(links)
    if remade and (own is None or any(link.act.effective_on.year == year for link in remade)):
        act = f"{remade[0].get_kind_display().lower()} {written(remade[0].act.effective_on)}"
        return _by_rule(rule, remade, old, act)
    return Before(own or (old.get(links[0].predecessor_id) if links and not remade else None))


def _by_rule(rule: Rule, links: list[LineageLink], old: Mapping[int, Ranking], act: str) -> Before:
    """Return what the declared rule makes of the lines of those it came from; or the act, and why not."""
    formers = [
        Former(link.predecessor.name, _figures(old.get(link.predecessor_id)), link.weight, link.is_main)
        for link in links
    ]
    base = base_of(rule, formers)
    if base.figures is None:
        return Before(None, f"{act}; {base.words}"[:200] if base.words else act)
    publication = next(old[link.predecessor_id].publication for link in links if link.predecessor_id in old)
    made = Ranking(
        publication=publication,
        points=base.figures.points,
        index=base.figures.index,
        rank=base.figures.rank,
    )
    made.maximum = base.figures.maximum  # type: ignore[assignment]  # None where those of the units differ
    return Before(made, words=f"{base.words} ({act})"[:300])


def _figures(line: Ranking | None) -> Figures | None:
    return None if line is None else Figures(line.points, line.maximum, line.index, line.rank)


def rankings_of(units: Iterable[Unit], year: int, day: date) -> dict[int, dict[str, Any]]:
    """Return the fact `xep_hang` by unit: the rank published by that day, and last year's (III.2.a/tap-the/5)."""
    facts: dict[int, dict[str, Any]] = {}
    pks: list[int] = []
    for unit in units:
        if unit.kind in UnitKind.communes:
            pks.append(unit.pk)
        else:
            facts[unit.pk] = {"khong_xep": True, "ly_do": ONLY_COMMUNES}
    if not pks:
        return facts
    published: dict[str, Any] = {"publication__published_at__date__lte": day}
    lines = _lines_of(pks, year - 1, year, **published)
    now, before = lines[year], _lines_before(pks, year, lines[year - 1], **published)
    for pk in pks:
        if pk in now and now[pk].rank is None:
            facts[pk] = {"khong_xep": True, "ly_do": str(now[pk].detail.get("reason") or "")}
        elif pk in now:
            facts[pk] = _ranked(now[pk], before[pk])
    return facts


def _ranked(now: Ranking, before: Before) -> dict[str, Any]:
    same = before.line and before.line.publication.criteria_set.code == now.publication.criteria_set.code
    return {
        "hang": now.rank,
        "so_don_vi": now.of_units,
        "hang_nam_truoc": before.line.rank if before.line else None,
        "so_sanh_duoc": False if now.incomparable.startswith(SET_CHANGED) else _is_comparable(before, same=bool(same)),
    }


def _is_comparable(before: Before, *, same: bool) -> bool | None:
    """Tell whether the two ranks can be compared: a mean of units has no rank; of two sets nobody has said."""
    if before.incomparable or (before.words and before.line and before.line.rank is None):
        return False
    return True if same else None


def component_changes(units: Collection[Unit], year: int, day: date) -> dict[int, list[dict[str, Any]]]:
    """Return the fact `chi_so_thanh_phan` by unit (III.2.a/tap-the/4).

    A unit that owns none has an empty list, once components were given out for the year; before that, nothing.
    """
    authorities = {unit.authority_id for unit in units}
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
    facts: dict[int, list[dict[str, Any]]] = defaultdict(list, {unit.pk: [] for unit in units})
    for owner in owners:
        facts[owner.unit_id].append(
            {
                "ma": owner.component.code,
                "nam_nay": points.get((owner.component_id, year)),
                "nam_truoc": points.get((owner.component_id, year - 1)),
                "toi_da": owner.component.maximum,
            }
        )
    return {unit.pk: [_plain(item) for item in facts[unit.pk]] for unit in units}


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """Make exact numbers what a facts file holds; three places survive the way through a float."""
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in item.items()}


def component_years(roles: Roles) -> list[int]:
    """Return the years for which components were given out or scored, latest first. Two statements."""
    given = ComponentOwner.objects.filter(_of_authority(roles, "component__authority"))
    scored = ComponentScore.objects.filter(_of_authority(roles, "component__authority"))
    years = {*given.values_list("year", flat=True).distinct(), *scored.values_list("year", flat=True).distinct()}
    return sorted(years, reverse=True)


def components_visible_to(roles: Roles, year: int) -> QuerySet[IndexComponent]:
    """Return the components of one's authority with `given` (owners of the year) and `two_years` (scores).

    Three statements.
    """
    owners = ComponentOwner.objects.filter(year=year).select_related("unit").order_by("unit__name_folded", "pk")
    scores = ComponentScore.objects.filter(year__in=(year - 1, year)).order_by("-year")
    return (
        IndexComponent.objects.filter(_of_authority(roles, "authority"))
        .prefetch_related(Prefetch("owners", owners, to_attr="given"), Prefetch("scores", scores, to_attr="two_years"))
        .order_by("code", "pk")
    )


def components_of(roles: Roles) -> QuerySet[IndexComponent]:
    """Return the components of the authorities whose scoring one runs. One statement."""
    return IndexComponent.objects.filter(authority__in=authorities_run(roles).order_by()).order_by("code", "pk")
