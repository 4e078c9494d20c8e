"""A later deadline: a record with its reason, never a change of the deadline itself."""

from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.calendar import before_day, describe_deadline, is_past, local_date
from thidua.core.errors import InputError, Problem
from thidua.core.format import day
from thidua.core.text import clean
from thidua.dossiers.models import Extension
from thidua.dossiers.permissions import may_extend
from thidua.dossiers.queries.dossiers import SentOnPaper
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


@transaction.atomic
def record_sent_on_paper(
    round_: Round, unit: Unit, *, sent_on: date, proof: str, until: datetime, actor: User, at: datetime
) -> Extension:
    """Record that the unit's dossier was sent on paper in time, by what proof; it then comes here by `until`.

    III.4 asks that a dossier be sent ("gửi về … trước ngày"): the day of sending counts, not that of arrival.
    """
    require(may_extend(roles_of(actor, at), round_))
    said = clean(proof)
    problems = []
    if not said:
        problems.append(Problem("proof", "Chưa ghi căn cứ xác định ngày gửi.", "Ghi dấu bưu điện hoặc số vận đơn."))
    if sent_on > local_date(at):
        problems.append(Problem("sent_on", "Ngày gửi ở tương lai."))
    if is_past(before_day(sent_on), round_.deadline):
        fix = f"Hạn của đợt là {describe_deadline(round_.deadline)} (khoản 4 mục III); gửi sau hạn thì phải gia hạn."
        problems.append(Problem("sent_on", "Ngày gửi không còn trong hạn.", fix))
    if problems:
        raise InputError(*problems)
    reason = f"Hồ sơ giấy gửi ngày {day(sent_on)} ({said})"
    return add_extension(round_, unit, until=until, reason=reason, paper=SentOnPaper(sent_on, said), actor=actor, at=at)


def add_extension(
    round_: Round,
    unit: Unit | None,
    *,
    until: datetime,
    reason: str,
    paper: SentOnPaper | None = None,
    actor: User,
    at: datetime,
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
    proven = {"sent_on": paper.on, "proof": paper.proof} if paper else {}
    extension = Extension.objects.create(round=round_, unit=unit, until=until, reason=said, **proven)
    record(
        extension,
        "deadline.extended",
        actor=actor,
        at=at,
        reason=said,
        new={"round": round_.code, "until": until.isoformat(), "unit": str(unit) if unit else None},
    )
    return extension
