"""The secretariat enters for a unit without computers: declared once, with the reason, and said of every entry."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.organizations.models import StandIn, Unit
from thidua.organizations.permissions import may_stand_in, require
from thidua.organizations.queries import roles_of


@transaction.atomic
def begin_standing_in(unit: Unit, *, reason: str, valid_from: date, actor: User, at: datetime) -> StandIn:
    """Declare that the secretariat of the unit's authority enters for it from a day on."""
    unit = lock(unit)
    require(may_stand_in(roles_of(actor, at), unit))
    problems = []
    if not (said := clean(reason)):
        problems.append(Problem("reason", "chưa ghi lý do nhập thay.", "Ví dụ: đơn vị chưa có máy tính nối mạng."))
    later = Q(valid_until=None) | Q(valid_until__gt=valid_from)
    if StandIn.objects.filter(later, unit=unit).exists():
        problems.append(Problem("valid_from", f"Thường trực đã nhập thay {unit.name} trong thời gian này."))
    if problems:
        raise InputError(*problems)
    row = StandIn.objects.create(unit=unit, reason=said[:300], valid_from=valid_from, entered_by=actor, entered_at=at)
    new = {"unit": unit.pk, "valid_from": valid_from.isoformat()}
    record(row, "stand_in.begun", actor=actor, at=at, new=new, reason=row.reason)
    return row


@transaction.atomic
def end_standing_in(row: StandIn, *, ended_on: date, actor: User, at: datetime) -> StandIn:
    """Say from which day on the unit enters for itself again; what was entered for it stays said so."""
    row = lock(row, "unit")
    require(may_stand_in(roles_of(actor, at), row.unit))
    if row.valid_until is not None:
        raise NotAllowed(f"Việc nhập thay {row.unit.name} đã kết thúc.")
    if ended_on <= row.valid_from:
        fix = "Ghi ngày đầu tiên đơn vị tự nhập."
        raise InputError(Problem("ended_on", "ngày kết thúc không sau ngày bắt đầu.", fix))
    row.valid_until = ended_on
    row.save(update_fields=["valid_until"])
    record(row, "stand_in.ended", actor=actor, at=at, new={"valid_until": ended_on.isoformat()})
    return row
