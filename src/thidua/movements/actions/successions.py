"""A movement whose authority ended goes on: who takes over a duty in a round says so."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.movements.models import DutySuccession, Round
from thidua.movements.permissions import may_hand_over, may_settle_duty
from thidua.movements.successions import duties_of, fitting, handovers_of, heirs_of
from thidua.organizations.models import Unit
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def settle_duty(
    round_: Round, *, duty: str, successor: Unit, basis: str, actor: User, at: datetime, is_assumption: bool = False
) -> DutySuccession:
    """Confirm that the successor does the duty in the round, and by which instrument; nothing else is decided by it."""
    round_ = lock(round_, "movement__authority")
    require(may_settle_duty(roles_of(actor, at), [successor]))
    known = {each.id: each for each in duties_of(round_.movement, round_)}
    if duty not in known:
        raise NotAllowed(f"Trong “{round_.label}”, việc này không chuyển cho cơ quan khác.")
    problems = []
    if successor not in fitting(known[duty], heirs_of(round_.movement)):
        what = f"{successor.name} không kế tục {round_.movement.authority.name} trong việc này."
        problems.append(Problem("successor", what, "Kiểm tra nguồn gốc và kế tục trong danh mục đơn vị."))
    if not (named := clean(basis)):
        problems.append(Problem("basis", "chưa nêu căn cứ.", "Ghi số, ngày của văn bản giao thẩm quyền."))
    if DutySuccession.objects.filter(round=round_, duty=duty, successor=successor).exists():
        problems.append(Problem("successor", f"{successor.name} đã xác nhận việc này."))
    if problems:
        raise InputError(*problems)
    settled = DutySuccession.objects.create(
        round=round_,
        duty=duty,
        successor=successor,
        basis=named,
        is_assumption=is_assumption,
        entered_by=actor,
        entered_at=at,
    )
    new = {"round": round_.code, "duty": duty, "successor": successor.pk, "is_assumption": is_assumption}
    record(settled, "succession.settled", actor=actor, at=at, new=new, reason=named)
    return settled


@transaction.atomic
def hand_over_round(round_: Round, *, duty: str, receiver: Unit, basis: str, actor: User, at: datetime) -> Round:
    """Let a round go on at the body that confirmed to give the form of `duty`: it decides, `receiver` receives.

    What was sent stays in the round; what law leaves open stays open and shown.
    """
    round_ = lock(round_, "movement__authority")
    found = {each.round.pk: each for each in handovers_of(round_.movement, local_date(at))}.get(round_.pk)
    require(may_hand_over(roles := roles_of(actor, at), found))
    known = found.deciders.get(duty) if found else None
    problems = []
    if known is None or not roles.leads(known[1]):
        problems.append(Problem("duty", "cơ quan của bạn chưa xác nhận việc này trong đợt.", "Xác nhận kế tục trước."))
    if found is None or receiver not in found.receivers:
        what = f"{receiver.name} chưa xác nhận nhận hồ sơ của đợt này."
        problems.append(Problem("receiver", what, "Xác nhận kế tục việc nhận hồ sơ trước."))
    if not (named := clean(basis)):
        problems.append(Problem("basis", "chưa nêu căn cứ.", "Ghi số, ngày của văn bản giao thẩm quyền."))
    if problems or known is None:
        raise InputError(*problems)
    old = {"receiver": round_.receiver_id, "decider": round_.decider_id, "award_form": round_.award_form}
    round_.receiver, round_.decider, round_.award_form = receiver, known[1], known[0].form or ""
    round_.save(update_fields=["receiver", "decider", "award_form"])
    new = {"receiver": receiver.pk, "decider": known[1].pk, "award_form": round_.award_form, "duty": duty}
    record(round_, "round.handed_over", actor=actor, at=at, old=old, new=new, reason=named)
    return round_
