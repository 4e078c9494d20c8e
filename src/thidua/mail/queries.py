"""Reads of letters on their way out. Each costs one statement."""

from datetime import datetime

from django.db import models
from django.db.models import Count, QuerySet

from thidua.core.calendar import local_date
from thidua.mail.enums import MailState
from thidua.mail.models import Mail
from thidua.organizations.enums import Role
from thidua.organizations.models import RoleAssignment, Unit, valid_on


def addresses_of(unit: Unit, at: datetime) -> list[str]:
    """Return the addresses of who acts for the unit that day, each once; addresses are optional."""
    held = RoleAssignment.objects.filter(
        valid_on(local_date(at)), unit=unit, role__in=Role.of_unit, user__is_active=True
    ).exclude(user__email="")
    return sorted(set(held.values_list("user__email", flat=True)))


def due_to_be_sent(at: datetime, *, most: int) -> QuerySet[Mail]:
    """Return the letters whose time has come, the longest waiting first."""
    return Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=at).order_by("next_try_at", "pk")[:most]


def given_up() -> QuerySet[Mail]:
    """Return the letters nobody took, the oldest first."""
    return Mail.objects.filter(state=MailState.GIVEN_UP).order_by("pk")


def mail_counts(obj: models.Model) -> dict[str, int]:
    """Return how many letters about an object are in each state."""
    rows = Mail.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).values_list("state")  # noqa: SLF001
    return dict.fromkeys(MailState.values, 0) | dict(rows.annotate(Count("pk")).order_by())
