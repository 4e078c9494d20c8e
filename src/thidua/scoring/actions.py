"""Criteria sets, sheets from self-scoring to publication, and the owners of component indices."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, Problem
from thidua.core.json_text import exact
from thidua.core.scoring import UnitScore, parse_scoring, parse_set, score, unit_as_dict
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.enums import SHEET_TRANSITIONS, SheetState
from thidua.scoring.models import (
    ComponentOwner,
    ComponentScore,
    CriteriaSet,
    IndexComponent,
    Publication,
    Ranking,
    Sheet,
)
from thidua.scoring.permissions import may_run_scoring, may_self_score
from thidua.scoring.queries import last_results

Entries = Mapping[str, Any]


@transaction.atomic
def create_criteria_set(
    authority: Unit, *, year: int, definition: Mapping[str, Any], actor: User, at: datetime
) -> CriteriaSet:
    """Enter a set for a year: the "set" of a scoring file (II.2.đ)."""
    require(may_run_scoring(roles_of(actor, at), authority))
    parsed = parse_set(exact(definition), "set")
    row = CriteriaSet.objects.create(
        authority=authority, code=parsed.code, name=parsed.name, year=year, definition=definition
    )
    record(row, "criteria_set.created", actor=actor, at=at, new={"code": parsed.code, "year": year})
    return row


@transaction.atomic
def open_sheets(criteria_set: CriteriaSet, units: Iterable[Unit], *, actor: User, at: datetime) -> list[Sheet]:
    """Open one sheet for each unit."""
    require(may_run_scoring(roles_of(actor, at), criteria_set.authority))
    sheets = Sheet.objects.bulk_create(Sheet(criteria_set=criteria_set, unit=unit) for unit in units)
    record(criteria_set, "criteria_set.opened", actor=actor, at=at, new={"units": len(sheets)})
    return sheets


def _checked(sheet: Sheet, entries: Entries) -> None:
    """Refuse entries the set does not know or that do not fit it, all at once, each with its place."""
    parse_scoring(exact(_input(sheet.criteria_set.definition, [_unit(sheet.unit, entries)])))


def _input(definition: Entries, units: list[dict[str, Any]]) -> dict[str, Any]:
    return {"set": definition, "units": units}


def _unit(unit: Unit, entries: Entries, before: Ranking | None = None) -> dict[str, Any]:
    previous = {
        "points": None if before is None or before.points is None else float(before.points),
        "index": None if before is None or before.index is None else float(before.index),
        "rank": None if before is None else before.rank,
    }
    return {
        "code": str(unit.pk),
        "name": unit.name,
        "group": unit.get_kind_display(),
        "entries": dict(entries),
        "previous": previous,
    }


@transaction.atomic
def self_score(sheet: Sheet, entries: Entries, *, actor: User, at: datetime) -> Sheet:
    """The unit scores itself and hands the sheet in; the appraisal starts from its figures."""
    sheet = lock(sheet)
    require(may_self_score(roles_of(actor, at), sheet))
    _checked(sheet, entries)
    sheet.self_entries = dict(entries)
    sheet.appraised_entries = dict(entries)
    change_state(sheet, SheetState.SELF_SCORED, table=SHEET_TRANSITIONS, verb="sheet.self_scored", actor=actor, at=at)
    return sheet


@transaction.atomic
def appraise_sheet(sheet: Sheet, entries: Entries, *, note: str = "", actor: User, at: datetime) -> Sheet:
    """The secretariat appraises: its figures stand beside the unit's own."""
    sheet = lock(sheet)
    require(may_run_scoring(roles_of(actor, at), sheet.criteria_set.authority))
    _checked(sheet, entries)
    changed = {
        code: {"old": sheet.self_entries.get(code), "new": entry}
        for code, entry in entries.items()
        if sheet.self_entries.get(code) != entry
    }
    sheet.appraised_entries = dict(entries)
    change_state(
        sheet,
        SheetState.APPRAISED,
        table=SHEET_TRANSITIONS,
        verb="sheet.appraised",
        actor=actor,
        at=at,
        reason=note,
        new={"changed": changed},
    )
    return sheet


@transaction.atomic
def publish_results(criteria_set: CriteriaSet, *, actor: User, at: datetime) -> Publication:
    """Score every appraised sheet at once, rank, and publish with the whole input and its digest."""
    criteria_set = lock(criteria_set)
    require(may_run_scoring(roles_of(actor, at), criteria_set.authority))
    sheets = list(criteria_set.sheets.select_for_update(of=("self",)).select_related("unit").order_by("pk"))
    if waiting := [str(s.unit) for s in sheets if s.state not in (SheetState.APPRAISED, SheetState.EXPLAINED)]:
        raise InputError(Problem("sheets", f"Còn {len(waiting)} phiếu chưa thẩm định: {', '.join(waiting)}."))
    before = last_results(criteria_set)
    bundle = _input(
        criteria_set.definition, [_unit(s.unit, s.appraised_entries, before.get(s.unit_id)) for s in sheets]
    )
    scores = score(parse_scoring(exact(bundle)))
    publication = Publication.objects.create(
        criteria_set=criteria_set, published_at=at, bundle=bundle, sha256=digest_of(bundle)
    )
    Ranking.objects.bulk_create(_line(publication, line, len(scores)) for line in scores)
    for sheet in sheets:
        change_state(sheet, SheetState.PUBLISHED, table=SHEET_TRANSITIONS, verb="sheet.published", actor=actor, at=at)
    record(publication, "scores.published", actor=actor, at=at, new={"sha256": publication.sha256})
    return publication


def _line(publication: Publication, line: UnitScore, of_units: int) -> Ranking:
    return Ranking(
        publication=publication,
        unit_id=int(line.code),
        points=line.points,
        maximum=line.max,
        index=line.index,
        rank=line.rank,
        of_units=of_units,
        detail=_json(unit_as_dict(line)),
    )


def _json(value: Any) -> Any:
    """Make exact numbers what a JSON column holds."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    return [_json(item) for item in value] if isinstance(value, list | tuple) else value


@transaction.atomic
def define_component(
    authority: Unit, *, code: str, name: str, maximum: Decimal, actor: User, at: datetime
) -> IndexComponent:
    """Name a component of the authority's own index."""
    require(may_run_scoring(roles_of(actor, at), authority))
    row = IndexComponent.objects.create(authority=authority, code=code, name=name, maximum=maximum)
    record(row, "component.defined", actor=actor, at=at, new={"code": code})
    return row


@transaction.atomic
def give_component(
    component: IndexComponent, unit: Unit, *, year: int, decision: str, actor: User, at: datetime
) -> ComponentOwner:
    """Charge a unit with a component for a year, by a decision (III.2.a/tap-the/4: "đã được giao")."""
    require(may_run_scoring(roles_of(actor, at), component.authority))
    row = ComponentOwner.objects.create(component=component, unit=unit, year=year, decision=decision)
    record(row, "component.given", actor=actor, at=at, new={"unit": str(unit), "year": year, "decision": decision})
    return row


@transaction.atomic
def enter_component_score(
    component: IndexComponent, *, year: int, points: Decimal, published_on: date, actor: User, at: datetime
) -> ComponentScore:
    """Enter the points the province published for a component."""
    require(may_run_scoring(roles_of(actor, at), component.authority))
    if not 0 <= points <= component.maximum:
        raise InputError(
            Problem("points", f"Điểm {points} của chỉ số {component.code} nằm ngoài 0–{component.maximum}.")
        )
    row = ComponentScore.objects.create(component=component, year=year, points=points, published_on=published_on)
    record(row, "component.scored", actor=actor, at=at, new={"year": year, "points": str(points)})
    return row
