"""The roles a user holds at a moment, at units that go on under other names, and as who stands in for a unit."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from operator import attrgetter

from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.core.calendar import local_date
from thidua.organizations.enums import LineageKind, Role
from thidua.organizations.models import LineageLink, RoleAssignment, StandIn, holds_on, valid_on
from thidua.organizations.queries.lineage import predecessors_of
from thidua.organizations.queries.memory import Known, known
from thidua.organizations.roles import HeldRole, Roles


def roles_of(user: User, at: datetime) -> Roles:
    """Return the roles the user holds at that moment. Two statements for most, one more for a secretariat."""
    day, kept = local_date(at), known()
    if kept is None:
        return _roles(_assignments(user).filter(valid_on(day)), day, stood_in)
    if (user.pk, day) not in kept.roles:
        if user.pk not in kept.assignments:
            kept.assignments[user.pk] = list(_assignments(user))
        rows = (row for row in kept.assignments[user.pk] if holds_on(row, day))
        kept.roles[user.pk, day] = _roles(rows, day, partial(_stood_in_once, kept))
    return kept.roles[user.pk, day]


def _stood_in_once(kept: Known, authorities: frozenset[int]) -> list[StandIn]:
    if authorities not in kept.stood_in:
        kept.stood_in[authorities] = list(stood_in(authorities))
    return kept.stood_in[authorities]


def _assignments(user: User) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(user=user).select_related("unit__parent")


def stood_in(authorities: frozenset[int]) -> QuerySet[StandIn]:
    """Return for which units of these authorities the secretariat enters or entered. One statement."""
    return StandIn.objects.filter(unit__authority__in=authorities).select_related("unit__parent")


_entered = attrgetter("pk")  # sorted here: to order rows of many columns takes the ORM longer than to read them


def _roles(rows: Iterable[RoleAssignment], day: date, stood_in: Callable[[frozenset[int]], Iterable[StandIn]]) -> Roles:
    held = tuple(HeldRole(row.role, row.unit, row.capacity) for row in sorted(rows, key=_entered))
    secretariats = frozenset(role.authority for role in held if role.role == Role.THUONG_TRUC and role.is_of_authority)
    stand_ins = sorted(stood_in(secretariats), key=_entered) if secretariats else ()
    entered_for = (row for row in stand_ins if holds_on(row, day))
    officers = (HeldRole(Role.CAN_BO, row.unit, stands_in=row.reason) for row in entered_for)
    links: dict[int, list[LineageLink]] = {}

    def asked(pks: set[int]) -> dict[int, list[LineageLink]]:
        """What units came from, each asked about once."""
        if new := pks - links.keys():
            links.update({pk: [] for pk in new} | predecessors_of(new))
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
