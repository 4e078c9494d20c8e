"""A movement whose authority ended goes on: who takes over a duty in a round says so."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.movements.models import DutySuccession, Round
from thidua.movements.permissions import may_settle_duty
from thidua.movements.successions import duties_of, fitting, heirs_of
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
