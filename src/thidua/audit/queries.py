"""What has happened, and what time it is."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection, models

from thidua.audit.models import Event
from thidua.core.digest import canonical

_CLOCK = """SELECT COALESCE(max(shown_at + (clock_timestamp() - set_at)), clock_timestamp()), count(*) > 0
FROM audit_democlock"""


class Clock(NamedTuple):
    """The database's moment, and whether it is that of a demonstration (its clock is set, its people are invented)."""

    at: datetime
    is_demo: bool


def clock() -> Clock:
    """Return what the database's clock shows, the only one that decides deadlines. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOCK)
        return Clock(*cursor.fetchone())


def now() -> datetime:
    """Return the moment by the database's clock. One statement."""
    return clock().at


def events_of(obj: models.Model) -> models.QuerySet[Event]:
    """Return the history of one object, newest first, with its actors. One statement."""
    return (
        Event.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)  # noqa: SLF001 - public API of Django
        .select_related("actor")
        .order_by("-id")
    )


def events_of_many(objects: Iterable[models.Model]) -> models.QuerySet[Event]:
    """Return the history of several objects of one or many types, oldest first. One statement."""
    condition = models.Q(pk__in=[])
    for obj in objects:
        condition |= models.Q(object_type=obj._meta.label_lower, object_id=obj.pk)  # noqa: SLF001
    return Event.objects.filter(condition).select_related("actor").order_by("id")


def leaf_of(event: Event) -> str:
    """Return the digest of one event, hashed as a leaf of a Merkle tree: a zero byte, then the entry (RFC 9162, 2.1.1).

    The row's own number is no part of it: the digest is known before the row is written.
    """
    said = {
        "act": str(event.act),
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "verb": event.verb,
        "object": f"{event.object_type}:{event.object_id}",
        "old": event.old,
        "new": event.new,
        "reason": event.reason,
    }
    return hashlib.sha256(b"\x00" + canonical(said).encode()).hexdigest()
