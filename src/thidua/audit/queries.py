"""What has happened, and what time it is."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models

from thidua.audit.models import DemoClock, Event

_NOW = """SELECT COALESCE((SELECT shown_at + (clock_timestamp() - set_at) FROM audit_democlock LIMIT 1),
clock_timestamp())"""


def now() -> datetime:
    """Return the moment by the database's clock, the only one that decides deadlines. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        moment: datetime = cursor.fetchone()[0]
    return moment


def is_demo() -> bool:
    """Tell whether this database is a demonstration (its clock is set, its people are invented)."""
    return DemoClock.objects.exists()


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
