"""The country's units of before and from 1 July 2025, with what became of what; entering them twice adds nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from thidua.accounts.models import User
from thidua.audit.actions import events_together, record
from thidua.core.errors import InputError
from thidua.core.text import fold
from thidua.country import CHANGED_ON, SOURCE, Family, Place, Step, basis_of_communes, basis_of_provinces
from thidua.organizations.actions.units import orphans
from thidua.organizations.enums import LineageKind, UnitKind
from thidua.organizations.models import LineageAct, LineageLink, Post, RoleAssignment, Unit, valid_on
from thidua.organizations.permissions import authorise, may_keep_register

Units = Mapping[str, Unit]
Watch = Callable[[int], object]


@dataclass(frozen=True)
class Loaded:
    """How much was new; all zero where everything was there already."""

    units: int = 0
    acts: int = 0
    links: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.units + other.units, self.acts + other.acts, self.links + other.links)


@transaction.atomic
def load_family(family: Family, *, since: date, actor: User | None, at: datetime, watch: Watch = int) -> Loaded:
    """Enter a province with all that it came from; units that are there already stay as they are.

    `since`: the day the register begins, from which the units of before are shown; when each came to be is unknown.
    """
    authorise(actor, at, lambda roles: may_keep_register(roles, None))
    with events_together():
        entered = _Entry(family, since, watch)
        entered.enter()
        acts, links = _record_acts(family, entered, actor, at)
        loaded = Loaded(entered.count, acts, links)
        if loaded != Loaded():
            record(entered.after[family.after.code], "units.loaded", actor=actor, at=at, new=vars(loaded))
    return loaded


class _Entry:
    """The units of a family by code, of before and of after, those that were missing entered."""

    def __init__(self, family: Family, since: date, watch: Watch) -> None:
        self.family, self.since, self.watch, self.count = family, since, watch, 0
        codes = [row.code for row in (*family.provinces, *family.districts, *family.communes, *family.new_communes)]
        known = list(Unit.objects.select_for_update().filter(code__in=[*codes, family.after.code]))
        self.before = {unit.code: unit for unit in known if _is_of_before(unit)}
        self.after = {unit.code: unit for unit in known if unit.valid_from >= CHANGED_ON}
        self.goes_on = len(family.provinces) == 1  # the eleven that Nghị quyết 202/2025/QH15 leaves as they are

    def enter(self) -> None:
        family, ends = self.family, None if self.goes_on else CHANGED_ON
        self._add(self.before, family.provinces, {}, self.since, ends)
        self._add(self.before, family.districts, self.before, self.since, CHANGED_ON, is_authority=True)
        self._add(self.before, family.communes, self.before, self.since, CHANGED_ON)
        if self.goes_on:
            self.after[family.after.code] = self.before[family.after.code]
        self._add(self.after, (family.after,), {}, CHANGED_ON, None)
        self._add(self.after, family.new_communes, self.after, CHANGED_ON, None)

    def _add(
        self,
        known: dict[str, Unit],
        places: Iterable[Place],
        parents: Units,
        first: date,
        ends: date | None,
        *,
        is_authority: bool = False,
    ) -> None:
        units = [
            _unit(place, parents.get(place.parent), first, ends, is_authority=is_authority)
            for place in places
            if place.code not in known
        ]
        Unit.objects.bulk_create(units)
        _fill_paths(units)
        known |= {unit.code: unit for unit in units}
        self.count += len(units)
        self.watch(len(tuple(places)))


def _is_of_before(unit: Unit) -> bool:
    """Tell whether the unit was there on the last day of the districts."""
    return unit.valid_from < CHANGED_ON and (unit.valid_until is None or unit.valid_until >= CHANGED_ON)


def _unit(place: Place, parent: Unit | None, first: date, ends: date | None, *, is_authority: bool) -> Unit:
    name = f"UBND {place.name}"
    return Unit(
        parent=parent,
        authority=None if is_authority or parent is None else parent.authority or parent,
        kind=place.kind,
        code=place.code,
        name=name,
        name_folded=fold(name),
        place=place.place,
        symbol="UBND",
        head_title=f"Chủ tịch UBND {place.word}",
        sort_order=int(place.code),
        valid_from=first,
        valid_until=ends,
        start_is_known=first == CHANGED_ON,
        source=SOURCE,
    )


def _fill_paths(units: list[Unit]) -> None:
    """Give new units of one level the path from which subtree questions are answered."""
    above = Subquery(Unit.objects.filter(pk=OuterRef("parent_id")).values("path"))
    rows = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    own = Concat(Cast("pk", CharField()), Value("/"))
    rows.filter(parent=None).update(path=Concat(Value("/"), own))
    rows.exclude(parent=None).update(path=Concat(above, own))


def _record_acts(family: Family, entered: _Entry, actor: User | None, at: datetime) -> tuple[int, int]:
    """One act for the new province, and one for each district: its communes, itself and its offices."""
    every = [*entered.before.values()]
    settled = set(LineageLink.objects.filter(predecessor__in=every).values_list("predecessor_id", flat=True))
    acts = []
    if not entered.goes_on:
        new = entered.after[family.after.code]
        old = [entered.before[row.code] for row in family.provinces]
        links = [LineageLink(kind=LineageKind.MERGE, predecessor=unit, successor=new) for unit in old]
        acts.append((_act(LineageKind.MERGE, basis_of_provinces(), "V"), links))
    offices = _offices_of([entered.before[row.code] for row in family.districts], entered)
    for district in family.districts:
        links = [*_links_of_communes(family, district, entered), *_links_of_district(family, district, entered)]
        links += [
            LineageLink(kind=LineageKind.DISSOLVE, predecessor=office, successor=None)
            for office in offices.get(entered.before[district.code].pk, ())
        ]
        acts.append((_act(LineageKind.REORGANISE, basis_of_communes(family.after.code), "VS"), links))
    return _save(
        [(act, [link for link in links if link.predecessor_id not in settled]) for act, links in acts], actor, at
    )


def _act(kind: str, basis: str, certainty: str) -> LineageAct:
    return LineageAct(kind=kind, effective_on=CHANGED_ON, legal_basis=basis, certainty=certainty)


def _links_of_communes(family: Family, district: Place, entered: _Entry) -> Iterator[LineageLink]:
    for commune in family.communes_of(district.code):
        for step in family.became[commune.code]:
            yield LineageLink(
                kind=_kind_of(family, step, entered),
                share=step.share,
                predecessor=entered.before[step.before],
                successor=entered.after[step.after],
            )


def _kind_of(family: Family, step: Step, entered: _Entry) -> str:
    """Say by the numbers on both sides what became of a commune."""
    if len(family.came_from[step.after]) > 1:
        return LineageKind.MERGE
    if len(family.became[step.before]) > 1:
        return LineageKind.SPLIT
    same = entered.before[step.before].name == entered.after[step.after].name
    return LineageKind.MOVE if same else LineageKind.RENAME


def _links_of_district(family: Family, district: Place, entered: _Entry) -> Iterator[LineageLink]:
    """The district is gone; the communes that its communes became are named as those who do its work."""
    for code in family.successors_of(district.code):
        old, new = entered.before[district.code], entered.after[code]
        yield LineageLink(kind=LineageKind.DISSOLVE, predecessor=old, successor=new)


def _offices_of(districts: list[Unit], entered: _Entry) -> dict[int, list[Unit]]:
    """Return what offices had entered under the districts, which ended with them, by district."""
    pks = [unit.pk for unit in districts]
    rows = Unit.objects.filter(valid_on(CHANGED_ON), parent__in=pks, valid_from__lt=CHANGED_ON)
    found: dict[int, list[Unit]] = {}
    for unit in rows.exclude(kind__in=UnitKind.communes).order_by("pk"):
        found.setdefault(unit.parent_id or 0, []).append(unit)
    return found


def _save(acts: list[tuple[LineageAct, list[LineageLink]]], actor: User | None, at: datetime) -> tuple[int, int]:
    kept = [(act, links) for act, links in acts if links]
    LineageAct.objects.bulk_create(act for act, _links in kept)
    for act, links in kept:
        for link in links:
            link.act = act
        counts = Counter(link.kind for link in links)
        record(act, "lineage.recorded", actor=actor, at=at, new={"kind": act.kind, "links": dict(counts)})
    links = [link for _act, of_act in kept for link in of_act]
    LineageLink.objects.bulk_create(links)
    _end_all([link.predecessor for link in links], actor, at)
    return len(kept), len(links)


def _end_all(former: list[Unit], actor: User | None, at: datetime) -> None:
    """End the units that were in the register before, with what is held at them."""
    alive = [unit for unit in {unit.pk: unit for unit in former}.values() if unit.valid_until is None]
    pks = [unit.pk for unit in alive]
    open_then = Q(valid_from__lt=CHANGED_ON) & (Q(valid_until=None) | Q(valid_until__gt=CHANGED_ON))
    for model in (Post, RoleAssignment):
        model._default_manager.filter(open_then, unit__in=pks).update(valid_until=CHANGED_ON)  # noqa: SLF001
    Unit.objects.filter(pk__in=pks).update(valid_until=CHANGED_ON)
    if problems := orphans(alive, CHANGED_ON):
        raise InputError(*problems)
    for unit in alive:
        record(unit, "unit.ended", actor=actor, at=at, new={"valid_until": CHANGED_ON.isoformat()})
