"""Reads of movements, their rounds, guidance and registrations."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.core.movement import GuidanceValue as Guidance
from thidua.core.movement import Movement as Folder
from thidua.core.movement.guidance import exact
from thidua.movements.enums import RoundState
from thidua.movements.models import DutySuccession, GuidanceValue, Movement, Registration, Round
from thidua.organizations.queries import Roles, visible_units
from thidua.plans import load_movement, shipped_slugs


def movements_visible_to(roles: Roles) -> QuerySet[Movement]:
    """Return the movements of one's own authority, of those below it and of those one's unit came from.

    A plan goes to every unit under its issuer ("Nơi nhận"), so nobody there is kept from reading it. One statement.
    """
    visible = Q(authority__in=roles.authorities) | visible_units(roles, "authority__")
    return Movement.objects.filter(visible).select_related("authority").order_by("-starts_on", "slug")


def movement_to_cite(roles: Roles) -> Movement | None:
    """Return the movement whose clauses pages without one of their own refer to: the latest. One statement."""
    return movements_visible_to(roles).first()


def slugs_to_launch() -> tuple[str, ...]:
    """Return the shipped folders that no movement has been launched from. One statement."""
    launched = set(Movement.objects.values_list("slug", flat=True))
    return tuple(slug for slug in shipped_slugs() if slug not in launched)


def folder_of(movement: Movement) -> Folder:
    """Return the plan, its definition and its folder's guidance. No statement."""
    return load_movement(movement.slug)


def guidance_on(movement: Movement, day: date) -> dict[str, Guidance]:
    """Return what had been decided by that day, key by key: the latest entry, or else the folder's. One statement."""
    latest = (
        GuidanceValue.objects.filter(movement=movement, valid_from__lte=day)
        .order_by("key", "-valid_from", "-pk")
        .distinct("key")
    )
    folder = dict(folder_of(movement).guidance)
    return folder | {row.key: _decided(row, folder.get(row.key)) for row in latest}


def _decided(row: GuidanceValue, before: Guidance | None) -> Guidance:
    clause = before.clause if before else None
    return Guidance(row.key, exact(row.value), row.set_by, is_assumption=row.is_assumption, clause=clause)


def guidance_history(movement: Movement) -> QuerySet[GuidanceValue]:
    """Return every entry, latest first, with who entered it. One statement."""
    rows = GuidanceValue.objects.filter(movement=movement).select_related("entered_by")
    return rows.order_by("-valid_from", "-pk")


def rounds_of(movement: Movement) -> QuerySet[Round]:
    """Return the movement's rounds by deadline, with how many registered for each. One statement."""
    rows = Round.objects.filter(movement=movement).select_related("movement__authority", "receiver", "decider")
    return rows.annotate(registered=Count("registrations")).order_by("deadline", "pk")


def current_rounds(roles: Roles) -> QuerySet[Round]:
    """Return the rounds that receive or judge dossiers now, of the movements one may read. One statement."""
    rows = Round.objects.filter(movement__in=movements_visible_to(roles), state__in=RoundState.current)
    return rows.select_related("movement", "receiver", "decider").order_by("deadline", "pk")


def registrations_of(round_: Round) -> QuerySet[Registration]:
    """Return who registered for the round, units in official order, with unit and person. One statement."""
    rows = Registration.objects.filter(round=round_).select_related("unit", "person")
    return rows.order_by("unit__sort_order", "unit__name_folded", "person__sort_key")


def successions_of(movement: Movement) -> QuerySet[DutySuccession]:
    """Return who was confirmed to do which duty in which round, with the units. One statement."""
    rows = DutySuccession.objects.filter(round__movement=movement).select_related("successor")
    return rows.order_by("entered_at", "pk")
