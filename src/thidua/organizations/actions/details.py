"""What papers print of a unit; its name and its being are changed by acts of lineage alone."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.text import clean
from thidua.organizations.models import Unit
from thidua.organizations.permissions import authorise, may_keep_register

DETAILS = ("place", "symbol", "head_title", "sort_order")


@transaction.atomic
def describe_unit(
    unit: Unit, *, fields: Mapping[str, str | int], reason: str, actor: User | None, at: datetime
) -> Unit:
    """Write anew the place, symbol, title of the head or order of a unit."""
    unit = lock(unit)
    authorise(actor, at, lambda roles: may_keep_register(roles, unit))
    said = {
        name: clean(value) if isinstance(value, str) else value for name, value in fields.items() if name in DETAILS
    }
    old = {name: getattr(unit, name) for name in said}
    for name, value in said.items():
        setattr(unit, name, value)
    unit.save()
    record(unit, "unit.described", actor=actor, at=at, old=old, new=said, reason=reason)
    return unit
