"""The components of the authority's own index: named, given to units, scored by the province, one by one or at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of
from thidua.scoring.models import ComponentOwner, ComponentScore, IndexComponent
from thidua.scoring.permissions import may_run_scoring


@transaction.atomic
def define_component(
    authority: Unit, *, code: str, name: str, maximum: Decimal, actor: User, at: datetime
) -> IndexComponent:
    """Name a component of the authority's own index."""
    require(may_run_scoring(roles_of(actor, at), authority))
    if IndexComponent.objects.filter(authority=authority, code=code).exists():
        raise InputError(Problem("code", f"chỉ số {code} đã có.", "Kiểm tra lại mã chỉ số."))
    row = IndexComponent.objects.create(authority=authority, code=code, name=name, maximum=maximum)
    record(row, "component.defined", actor=actor, at=at, new={"code": code})
    return row


@transaction.atomic
def give_component(
    component: IndexComponent,
    unit: Unit,
    *,
    year: int,
    decision: str,
    decided_on: date | None = None,
    actor: User,
    at: datetime,
) -> ComponentOwner:
    """Charge a unit with a component for a year, by a decision (III.2.a/tap-the/4: "đã được giao")."""
    require(may_run_scoring(roles_of(actor, at), component.authority))
    if ComponentOwner.objects.filter(component=component, unit=unit, year=year).exists():
        raise InputError(Problem("unit", f"{unit} đã được giao chỉ số {component.code} năm {year}."))
    row = ComponentOwner.objects.create(
        component=component, unit=unit, year=year, decision=decision, decided_on=decided_on
    )
    new = {"unit": str(unit), "year": year, "decision": decision, "on": decided_on and decided_on.isoformat()}
    record(row, "component.given", actor=actor, at=at, new=new)
    return row


@transaction.atomic
def enter_component_score(
    component: IndexComponent, *, year: int, points: Decimal, published_on: date, actor: User, at: datetime
) -> ComponentScore:
    """Enter the points the province published for a component, or correct what was entered."""
    require(may_run_scoring(roles_of(actor, at), component.authority))
    if not 0 <= points <= component.maximum:
        what = f"điểm {number(points)} của chỉ số {component.code} nằm ngoài 0–{number(component.maximum)}."
        raise InputError(Problem("points", what))
    component = lock(component)
    before = component.scores.filter(year=year).first()
    row, _ = ComponentScore.objects.update_or_create(
        component=component, year=year, defaults={"points": points, "published_on": published_on}
    )
    old = {"points": str(before.points)} if before else {}
    record(row, "component.scored", actor=actor, at=at, old=old, new={"year": year, "points": str(points)})
    return row


@dataclass(frozen=True)
class ComponentYear:
    """One component as a workbook has it: `owners` are those it is newly given to; `points` by year, with the day."""

    component: IndexComponent | None
    code: str
    name: str
    maximum: Decimal
    owners: tuple[Unit, ...]
    decision: str
    decided_on: date | None
    points: tuple[tuple[int, Decimal, date], ...]


@transaction.atomic
def enter_components(
    authority: Unit, *, year: int, rows: Iterable[ComponentYear], actor: User, at: datetime
) -> dict[str, int]:
    """Enter what is new of many components at once, each by its own act; return how much of what that was."""
    require(may_run_scoring(roles_of(actor, at), authority))
    lock(authority)
    acts: dict[str, Any] = {"actor": actor, "at": at}
    done = {"components": 0, "owners": 0, "points": 0}
    for row in rows:
        component = row.component
        if component is None:
            component = define_component(authority, code=row.code, name=row.name, maximum=row.maximum, **acts)
            done["components"] += 1
        for unit in row.owners:
            give_component(component, unit, year=year, decision=row.decision, decided_on=row.decided_on, **acts)
            done["owners"] += 1
        for of_year, points, published_on in row.points:
            enter_component_score(component, year=of_year, points=points, published_on=published_on, **acts)
            done["points"] += 1
    record(authority, "components.entered", actor=actor, at=at, new={"year": year, **done})
    return done
