"""Reads of what the secretariat declares: whom it enters for, and which look-alikes are two people."""

from collections import defaultdict
from datetime import date
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.organizations.models import ApartPeople, Person, Post, RoleAssignment, StandIn, Unit, valid_on
from thidua.organizations.queries import Roles, people_visible_to


def stand_ins() -> QuerySet[StandIn]:
    """Return every declaration with its unit and who made it, the latest first."""
    rows = StandIn.objects.select_related("unit__parent", "entered_by__account__person")
    return rows.order_by("-valid_from", "-pk")


def stand_ins_of(unit: Unit) -> QuerySet[StandIn]:
    """Return when and why the secretariat enters or entered for a unit, the latest first. One statement."""
    return stand_ins().filter(unit=unit)


def said_apart(roles: Roles) -> QuerySet[ApartPeople]:
    """Return the pairs one may read that were said to be two people, the latest first, with who said so."""
    visible = people_visible_to(roles).order_by()
    rows = ApartPeople.objects.filter(first__in=visible, second__in=visible)
    return rows.select_related("first", "second", "entered_by__account__person").order_by("-entered_at", "-pk")


def look_alikes(roles: Roles) -> list[tuple[Person, Person]]:
    """Return pairs of people one may read with the same name and birth date, but for those said to be two.

    Two statements.
    """
    readable = people_visible_to(roles).filter(merged_into=None, birth_date__isnull=False)
    twin = Person.objects.filter(
        name_folded=OuterRef("name_folded"), birth_date=OuterRef("birth_date"), merged_into=None
    ).exclude(pk=OuterRef("pk"))
    groups: dict[tuple[str, date | None], list[Person]] = defaultdict(list)
    for person in readable.filter(Exists(twin)):
        groups[person.name_folded, person.birth_date].append(person)
    everybody = [person.pk for group in groups.values() for person in group]
    apart = set(ApartPeople.objects.filter(first__in=everybody).values_list("first_id", "second_id"))
    pairs = ((one, other) for group in groups.values() for one, other in combinations(group, 2))
    return [(one, other) for one, other in pairs if (min(one.pk, other.pk), max(one.pk, other.pk)) not in apart]


def held_at(unit: Unit, day: date) -> tuple[int, int]:
    """Return how many posts and roles are held at a unit that day. Two statements."""
    here = valid_on(day) & Q(unit=unit)
    return Post.objects.filter(here).count(), RoleAssignment.objects.filter(here).count()
