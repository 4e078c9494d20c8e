"""Revocation: a new act that points to the old one (Luật Thi đua, khen thưởng 06/2022/QH15, Chương VII)."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.awards.models import Award, Revocation
from thidua.awards.permissions import may_sign_decision
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def revoke_award(award: Award, *, reason: str, basis: str, actor: User, at: datetime) -> Revocation:
    """Cancel an award; the register keeps it, withdrawn from that day on."""
    award = lock(award)
    require(may_sign_decision(roles_of(actor, at), award.decision))
    if Revocation.objects.filter(award=award).exists():
        raise InputError(Problem("award", f"Giấy khen của {award.recipient} đã bị thu hồi trước đó."))
    if not reason.strip() or not basis.strip():
        raise InputError(Problem("reason", "Chưa ghi lý do hoặc căn cứ thu hồi.", "Ghi cả hai."))
    day = local_date(at)
    revocation = Revocation.objects.create(award=award, revoked_on=day, reason=reason, basis=basis)
    commendation = lock(award.commendation)
    commendation.withdrawn_on = day
    commendation.save(update_fields=["withdrawn_on"])
    record(
        award, "award.revoked", actor=actor, at=at, reason=reason, new={"revoked_on": day.isoformat(), "basis": basis}
    )
    return revocation
