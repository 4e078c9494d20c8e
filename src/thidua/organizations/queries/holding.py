"""The roles a user holds at a moment, at units that go on under other names, and as who stands in for a unit."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.organizations.enums import LineageKind, Role
from thidua.organizations.models import LineageAct, LineageLink, RoleAssignment, StandIn, Unit, holds_on, valid_on
from thidua.organizations.queries.lineage import predecessors_of
from thidua.organizations.roles import HeldRole, Roles


@dataclass
class _Known:
    """What was asked before: each user's assignments of all time, and what each unit came from."""

    assignments: dict[int, list[RoleAssignment]] = field(default_factory=dict)
    came_from: dict[int, list[LineageLink]] = field(default_factory=dict)
    stood_in: dict[frozenset[int], list[StandIn]] = field(default_factory=dict)
    roles: dict[tuple[int, date], Roles] = field(default_factory=dict)
    holds: bool = True  # not while something was written that may yet be taken back

    def begin_anew(self) -> None:
        for kept in (self.assignments, self.came_from, self.stood_in, self.roles):
            kept.clear()
        self.holds = True

    def of(self, user: User, day: date) -> Roles:
        if (user.pk, day) not in self.roles:
            if user.pk not in self.assignments:
                self.assignments[user.pk] = list(_assignments(user))
            rows = (row for row in self.assignments[user.pk] if holds_on(row, day))
            self.roles[user.pk, day] = _roles(rows, day, self._predecessors_of, self._stood_in)
        return self.roles[user.pk, day]

    def _predecessors_of(self, units: Iterable[int]) -> dict[int, list[LineageLink]]:
        if new := set(units) - set(self.came_from):
            self.came_from |= {pk: [] for pk in new} | predecessors_of(new)
        return {pk: self.came_from[pk] for pk in units}

    def _stood_in(self, authorities: frozenset[int]) -> Iterable[StandIn]:
        if authorities not in self.stood_in:
            self.stood_in[authorities] = list(stood_in(authorities))
        return self.stood_in[authorities]


_READ_FROM = (RoleAssignment, StandIn, LineageLink, LineageAct, Unit)
_WRITES = re.compile(
    rf'(?:INSERT INTO|UPDATE|DELETE FROM) "(?:{"|".join(each._meta.db_table for each in _READ_FROM)})"'  # noqa: SLF001
)
_known: ContextVar[_Known | None] = ContextVar("known_roles", default=None)


@contextmanager
def remembered_roles() -> Iterator[None]:
    """Ask for the roles of each user once, until this connection writes to what they are read from."""
    if _known.get():  # whoever asked for it first says when it ends
        yield
        return
    token = _known.set(known := _Known())
    try:
        with connection.execute_wrapper(partial(_watch, known)):
            yield
    finally:
        _known.reset(token)


def _watch(known: _Known, execute: Callable[..., Any], sql: object, *rest: Any) -> Any:
    if known.holds and isinstance(sql, str) and _WRITES.match(sql):
        known.holds = False
        transaction.on_commit(known.begin_anew)  # at once where there is none; never for what is taken back
    return execute(sql, *rest)


def roles_of(user: User, at: datetime) -> Roles:
    """Return the roles the user holds at that moment. Two statements for most, one more for a secretariat."""
    known, day = _known.get(), local_date(at)
    if known and known.holds:
        return known.of(user, day)
    return _roles(_assignments(user).filter(valid_on(day)), day, predecessors_of, stood_in)


def _assignments(user: User) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(user=user).select_related("unit__parent").order_by("pk")


def stood_in(authorities: frozenset[int]) -> QuerySet[StandIn]:
    """Return for which units of these authorities the secretariat enters or entered. One statement."""
    rows = StandIn.objects.filter(unit__authority__in=authorities)
    return rows.select_related("unit__parent").order_by("pk")


def _roles(
    rows: Iterable[RoleAssignment],
    day: date,
    came_from: Callable[[set[int]], dict[int, list[LineageLink]]],
    stood_in: Callable[[frozenset[int]], Iterable[StandIn]],
) -> Roles:
    held = tuple(HeldRole(row.role, row.unit, row.capacity) for row in rows)
    secretariats = frozenset(role.authority for role in held if role.role == Role.THUONG_TRUC and role.is_of_authority)
    entered_for = (row for row in stood_in(secretariats) if holds_on(row, day)) if secretariats else ()
    officers = (HeldRole(Role.CAN_BO, row.unit, stands_in=row.reason) for row in entered_for)
    links: dict[int, list[LineageLink]] = {}

    def asked(pks: set[int]) -> dict[int, list[LineageLink]]:
        """What units came from, each asked about once."""
        if new := pks - links.keys():
            links.update({pk: [] for pk in new} | came_from(new))
        return links

    asked({pk for role in held for pk in _reach(role)})
    goes_on = (*held, *_same_units(held, asked))
    return Roles((*goes_on, *officers), tuple(_former(goes_on, asked)))


Asked = Callable[[set[int]], dict[int, list[LineageLink]]]


def _reach(role: HeldRole) -> set[int]:
    return {role.unit.pk, role.authority} if role.is_everywhere else {role.unit.pk}


def _same_units(held: tuple[HeldRole, ...], asked: Asked) -> Iterator[HeldRole]:
    """Yield each role at what its unit was under another name: what was begun there is finished by who holds it now.

    Only inside one authority: what came from elsewhere brings no power over where it was.
    """
    now = held
    while now:
        links = asked({role.unit.pk for role in now})
        now = tuple(
            replace(role, unit=link.predecessor)
            for role in now
            for link in links[role.unit.pk]
            if link.kind in LineageKind.same_unit and link.predecessor.authority_id == role.unit.authority_id
        )
        yield from now


def _former(held: tuple[HeldRole, ...], asked: Asked) -> Iterator[HeldRole]:
    """Yield each role at what its unit came from; one that is held everywhere, at what its authority came from."""
    links = asked({pk for role in held for pk in _reach(role)})
    own = {(role.role, role.unit.pk) for role in held}
    for role in held:
        for link in (link for pk in sorted(_reach(role)) for link in links[pk]):
            if (role.role, link.predecessor_id) not in own:
                yield HeldRole(role.role, link.predecessor)
