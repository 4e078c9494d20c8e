"""What the plan leaves open is decided by somebody, on a day; a later decision replaces and never overwrites."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.errors import InputError, Problem
from thidua.core.movement.guidance import Value, fault
from thidua.core.text import clean
from thidua.movements.models import GuidanceValue, Movement
from thidua.movements.permissions import may_set_guidance
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def set_guidance(
    movement: Movement,
    key: str,
    value: Value,
    *,
    set_by: str,
    valid_from: date,
    actor: User,
    at: datetime,
    is_assumption: bool = False,
) -> GuidanceValue:
    """Enter what was decided for a key from a day on, and who decided it; value None takes a decision back."""
    require(may_set_guidance(roles_of(actor, at), movement))
    source = clean(set_by)
    _check(key, value, source)
    bare = float(value) if isinstance(value, Decimal) else value
    entry = GuidanceValue.objects.create(
        movement=movement,
        key=key,
        value=bare,
        set_by=source,
        is_assumption=is_assumption,
        valid_from=valid_from,
        entered_by=actor,
        entered_at=at,
    )
    new = {"key": key, "value": bare, "set_by": source, "valid_from": valid_from.isoformat()}
    record(entry, "guidance.set", actor=actor, at=at, new=new)
    return entry


def _check(key: str, value: Value, source: str) -> None:
    problems = [problem] if (problem := fault(key, value, key)) else []
    if not source:
        fix = "Ghi số, ngày của văn bản; nếu chỉ là giả định thì ghi ai giả định."
        problems.append(Problem("set_by", "chưa ghi ai quyết định.", fix))
    if problems:
        raise InputError(*problems)
