"""Reads of the register. Each states what it returns and costs a constant number of statements."""

from collections.abc import Iterable
from datetime import date, datetime
from operator import attrgetter

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from thidua.accounts.models import User
from thidua.core.calendar import local_date, year_period
from thidua.core.service import Away, Held, Service, service_in
from thidua.core.text import fold
from thidua.organizations.enums import LeaveKind, Role, UnitKind
from thidua.organizations.models import (
    Commendation,
    Discipline,
    Leave,
    Person,
    Post,
    Review,
    RoleAssignment,
    Unit,
    valid_on,
)
from thidua.organizations.queries.holding import roles_of as roles_of
from thidua.organizations.queries.lineage import Lineage as Lineage
from thidua.organizations.queries.lineage import lineage_of as lineage_of
from thidua.organizations.queries.lineage import predecessors_of as predecessors_of
from thidua.organizations.queries.lineage import same_units as same_units
from thidua.organizations.queries.memory import remembered_roles as remembered_roles
from thidua.organizations.roles import HeldRole as HeldRole
from thidua.organizations.roles import Roles as Roles


def subtree(units: Iterable[Unit], prefix: str = "") -> Q:
    """Return the condition "this unit or one below it"; `prefix` reaches the unit through a relation."""
    condition = Q(**{f"{prefix}pk__in": []})
    for unit in units:
        condition |= Q(**{f"{prefix}path__startswith": unit.path})
    return condition


def units_on(day: date, *, under: Unit | None = None) -> QuerySet[Unit]:
    """Return the units that exist on that day, in official order."""
    rows = Unit.objects.filter(valid_on(day))
    return (rows.filter(path__startswith=under.path) if under else rows).order_by("sort_order", "name_folded")


def participants_on(day: date, authority: Unit) -> QuerySet[Unit]:
    """Return the collectives that plan II.1.a names under an authority, on that day, in official order."""
    return units_on(day, under=authority).filter(kind__in=UnitKind.participants)


def people_on(day: date, unit: Unit) -> QuerySet[Post]:
    """Return the posts held at the unit that day, with their people, by given name."""
    return Post.objects.filter(valid_on(day), unit=unit).select_related("person", "unit").order_by("person__sort_key")


def posts_of(people: Iterable[int], day: date) -> dict[int, Post]:
    """Return each person's post on that day, by person id (the head's post first). One statement."""
    rows = Post.objects.filter(valid_on(day), person_id__in=people).select_related("unit")
    return {row.person_id: row for row in sorted(rows, key=attrgetter("is_head", "pk"))}


def heads_on(units: Iterable[int], day: date) -> dict[int, Post]:
    """Return the head of each unit on that day, by unit id. One statement."""
    rows = Post.objects.filter(valid_on(day), unit_id__in=units, is_head=True).select_related("person")
    return {row.unit_id: row for row in rows}


def disciplines_of(*, units: Iterable[int] = (), people: Iterable[int] = ()) -> QuerySet[Discipline]:
    """Return every discipline of members of the units and of the people, whenever; what bars is the rule's to say."""
    rows = Discipline.objects.filter(Q(unit_id__in=units) | Q(person_id__in=people), struck_at=None)
    return rows.order_by("acted_on", "pk")


def reviews_of(*, units: Iterable[int] = (), people: Iterable[int] = ()) -> QuerySet[Review]:
    """Return the matters under review of the units themselves and of the people."""
    rows = Review.objects.filter(Q(unit_id__in=units) | Q(person_id__in=people), struck_at=None)
    return rows.order_by("began_on", "pk")


def person_of(user: User) -> Person | None:
    """Return whose sign-in it is."""
    return next(iter(Person.objects.filter(accounts__user=user)), None)


def visible_units(roles: Roles, prefix: str = "") -> Q:
    """Return the condition "a unit whose facts these roles may read"; the same rule as `permissions.sees_unit`."""
    known = tuple(role for role in (*roles.held, *roles.former) if role.reads)
    condition = subtree((role.unit for role in known), prefix)
    for authority in {role.authority for role in known if role.is_everywhere}:
        condition |= Q(**{f"{prefix}authority_id": authority}) | Q(**{f"{prefix}pk": authority})
    return condition


def units_by_id(pks: Iterable[int]) -> dict[int, Unit]:
    """Return the units by id. One statement."""
    return Unit.objects.in_bulk(pks)


def commendations_of(*, units: Iterable[int] = (), people: Iterable[int] = ()) -> QuerySet[Commendation]:
    """Return every commendation of the units themselves and of the people, oldest first."""
    return Commendation.objects.filter(Q(unit_id__in=units) | Q(person_id__in=people)).order_by("decided_on", "pk")


def register_of_units(day: date, *, kind: str = "", text: str = "") -> QuerySet[Unit]:
    """Return the units of that day by kind, in official order, with what they lie under. One statement."""
    rows = units_on(day).select_related("parent", "authority").annotate(rank=_rank_of_kind())
    if kind:
        rows = rows.filter(kind=kind)
    if text:
        code = text.strip().upper()
        rows = rows.filter(Q(name_folded__contains=fold(text)) | Q(code=code) | Q(agency_code=code))
    return rows.order_by("rank", "authority__name_folded", "sort_order", "name_folded", "pk")


def _rank_of_kind() -> Case:
    return Case(*(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(UnitKind.values)))


def people_visible_to(roles: Roles) -> QuerySet[Person]:
    """Return the people who hold or held a post at a unit whose facts these roles may read, by given name."""
    posts = Post.objects.filter(visible_units(roles, "unit__"), person=OuterRef("pk"))
    return Person.objects.filter(Exists(posts)).order_by("sort_key", "pk")


def register_of_people(roles: Roles, day: date, *, unit: int | None = None, text: str = "") -> QuerySet[Person]:
    """Return the people with a post that day at a unit one may read, by given name. One statement."""
    posts = Post.objects.filter(valid_on(day), visible_units(roles, "unit__"), person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(posts.filter(unit=unit) if unit else posts), merged_into=None)
    if text:
        rows = rows.filter(name_folded__contains=fold(text))
    return rows.order_by("sort_key", "pk")


def all_posts_of(person: Person) -> QuerySet[Post]:
    """Return the posts a person has held, latest first, with their units. One statement."""
    return Post.objects.filter(person=person).select_related("unit").order_by("-valid_from", "-pk")


def held_posts(person: Person, day: date) -> QuerySet[Post]:
    """Return the posts that began before that day and have not ended by then, with their units. One statement."""
    rows = Post.objects.filter(Q(valid_until=None) | Q(valid_until__gt=day), person=person, valid_from__lt=day)
    return rows.select_related("unit").order_by("pk")


def leaves_of(person: Person) -> QuerySet[Leave]:
    """Return a person's leaves, latest first. One statement."""
    return Leave.objects.filter(person=person).order_by("-began_on", "-pk")


def service_of(posts: Iterable[Post], leaves: Iterable[Leave], year: int) -> Service:
    """Return how long somebody worked in a year; only maternity leave is known to count (docs/decisions/0009)."""
    held = [Held(post.valid_from, post.valid_until) for post in posts]
    counts = {kind: True if kind in LeaveKind.counted else None for kind in LeaveKind.values}
    away = [Away(leave.began_on, leave.ended_on, counts[leave.kind]) for leave in leaves]
    return service_in(year_period(year), held, away)


def identity_taken(number: str) -> bool:
    """Tell whether somebody has this identity number. One statement at most."""
    return bool(number) and Person.objects.filter(identity_number=number).exists()


def units_visible_to(roles: Roles, day: date) -> QuerySet[Unit]:
    """Return the units of that day whose facts one may read, in official order. One statement."""
    return units_on(day).filter(visible_units(roles))


def own_units(roles: Roles, day: date) -> QuerySet[Unit]:
    """Return the units of that day that one acts for as officer or head. One statement."""
    return units_on(day).filter(subtree(roles.units(*Role.of_unit)))


def overseen_units(roles: Roles, day: date) -> QuerySet[Unit]:
    """Return the units of that day under the authorities whose movement one follows (IV.4). One statement."""
    return units_on(day).filter(authority__in=roles.authorities_as(Role.THUONG_TRUC))


def people_of_units(units: QuerySet[Unit], day: date) -> QuerySet[Person]:
    """Return the people with a post at one of the units that day, by given name. One statement."""
    posts = Post.objects.filter(valid_on(day), unit__in=units.order_by(), person=OuterRef("pk"))
    return Person.objects.filter(Exists(posts)).order_by("sort_key", "pk")


def units_of_sign_in(user: User, at: datetime) -> list[Unit]:
    """Return the units where the user holds roles, or, where he holds none, the posts of his person. Two statements."""
    day = local_date(at)
    held = RoleAssignment.objects.filter(valid_on(day), user=user).values("unit")
    posts = Post.objects.filter(valid_on(day), person__accounts__user=user).values("unit")
    return list(Unit.objects.filter(pk__in=held)) or list(Unit.objects.filter(pk__in=posts))
