"""A later deadline: a record with its reason, never a change of the deadline itself."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.dossiers.models import Extension
from thidua.dossiers.permissions import may_extend
from thidua.movements.models import Round
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def extend_deadline(
    round_: Round, unit: Unit | None, *, until: datetime, reason: str, actor: User, at: datetime
) -> Extension:
    """Let one unit, or all, send later than the plan says (III.4)."""
    require(may_extend(roles_of(actor, at), round_))
    return add_extension(round_, unit, until=until, reason=reason, actor=actor, at=at)


def add_extension(
    round_: Round, unit: Unit | None, *, until: datetime, reason: str, actor: User, at: datetime
) -> Extension:
    """Record it. Inside the caller's transaction, which has authorised it."""
    said = clean(reason, lines=True)
    problems = []
    if not said:
        problems.append(Problem("reason", "Chưa ghi lý do gia hạn."))
    if until <= max(round_.deadline, at):
        problems.append(Problem("until", "Hạn mới phải sau hạn của đợt và sau hôm nay.", "Chọn một ngày muộn hơn."))
    if problems:
        raise InputError(*problems)
    extension = Extension.objects.create(round=round_, unit=unit, until=until, reason=said)
    record(
        extension,
        "deadline.extended",
        actor=actor,
        at=at,
        reason=said,
        new={"round": round_.code, "until": until.isoformat(), "unit": str(unit) if unit else None},
    )
    return extension
