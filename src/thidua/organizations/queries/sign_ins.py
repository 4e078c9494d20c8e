"""Reads for who manages sign-ins: whose they are, in which roles, and who has none yet."""

from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from thidua.accounts.models import User
from thidua.core.text import fold
from thidua.organizations.enums import Capacity, Role
from thidua.organizations.models import Person, Post, RoleAssignment, Unit, valid_on
from thidua.organizations.queries import Roles, subtree, units_on


def administered(roles: Roles, prefix: str = "") -> Q:
    """Return the condition "a unit whose sign-ins one manages"; the same rule as `permissions.administers`."""
    authorities = roles.authorities_as(Role.QUAN_TRI)
    of_authority = Q(**{f"{prefix}authority__in": authorities}) | Q(**{f"{prefix}pk__in": authorities})
    return of_authority | subtree(roles.units(Role.QUAN_TRI), prefix)


def administered_units(roles: Roles, day: date) -> QuerySet[Unit]:
    """Return the units of that day whose sign-ins one manages, in official order. One statement."""
    return units_on(day).filter(administered(roles))


def sign_ins_of(roles: Roles, day: date, *, text: str = "", unit: int | None = None) -> QuerySet[User]:
    """Return the sign-ins one manages, by given name: each with its person, its roles that day and its second factor.

    Three statements.
    """
    held = RoleAssignment.objects.filter(valid_on(day), administered(roles, "unit__"), user=OuterRef("pk"))
    posts = Post.objects.filter(valid_on(day), administered(roles, "unit__"), person__accounts__user=OuterRef("pk"))
    if unit:
        held, posts = held.filter(unit=unit), posts.filter(unit=unit)
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    rows = User.objects.filter(Exists(held) | Exists(posts)).annotate(has_factor=Exists(factor))
    if text:
        rows = rows.filter(Q(account__person__name_folded__contains=fold(text)) | Q(username__icontains=text.strip()))
    current = RoleAssignment.objects.filter(valid_on(day)).select_related("unit").order_by("pk")
    rows = rows.select_related("account__person").prefetch_related(Prefetch("roles", current, to_attr="held"))
    return rows.order_by(F("account__person__sort_key").asc(nulls_last=True), "pk")


def people_without_sign_in(roles: Roles, day: date) -> QuerySet[Post]:
    """Return the posts that day, at units one manages, of people who cannot sign in, by unit and given name."""
    rows = Post.objects.filter(valid_on(day), administered(roles, "unit__"), person__accounts=None)
    return rows.select_related("person", "unit").order_by("unit__sort_order", "unit__pk", "person__sort_key", "pk")


def names_taken(names: Iterable[str]) -> set[str]:
    """Return which of the user names or e-mail addresses are somebody's already, in lower case. One statement."""
    wanted = {name.lower() for name in names if name}
    rows = User.objects.annotate(name=Lower("username"), mail=Lower("email"))
    found = rows.filter(Q(name__in=wanted) | Q(mail__in=wanted)).values_list("name", "mail")
    return {each for pair in found for each in pair} & wanted


def receivers_of(own: RoleAssignment, day: date) -> list[tuple[Capacity, User]]:
    """Return who may sign in a head's place from that day on (NĐ 30/2020, Điều 13, VS). Two statements."""
    held = RoleAssignment.objects.filter(valid_on(day), delegated_from=None).exclude(user=own.user_id)
    held = held.select_related("user__account__person").order_by("user__account__person__sort_key", "pk")
    deputies = held.filter(role=Role.PHO_THU_TRUONG, unit=own.unit_id)
    heads = held.filter(role=Role.THU_TRUONG, unit__path__startswith=own.unit.path).exclude(unit=own.unit_id)
    return [(Capacity.KT, row.user) for row in deputies] + [(Capacity.TUQ, row.user) for row in heads]


def people_by_id(keys: Iterable[int]) -> dict[int, Person]:
    """Return the people by id. One statement."""
    return Person.objects.in_bulk(keys)
