"""What holds from one day to another, which is the first on which it does not: asked of rows, and of one row."""

from datetime import date
from typing import Protocol

from django.db import models
from django.db.models import F, Q


class Lasting(Protocol):
    @property
    def valid_from(self) -> date: ...

    @property
    def valid_until(self) -> date | None: ...


def valid_on(day: date, prefix: str = "") -> Q:
    """Return the condition "holds on that day" for models with a period; `prefix` reaches through a relation."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": day})
    )


def holds_on(row: Lasting, day: date) -> bool:
    """Tell whether one row holds on that day; the same rule as `valid_on`."""
    return row.valid_from <= day and (row.valid_until is None or row.valid_until > day)


def period_check(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")))
