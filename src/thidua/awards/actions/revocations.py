"""Revocation: a new act that points to the old one (Luật Thi đua, khen thưởng 06/2022/QH15, Chương VII)."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import lock, record
from thidua.awards.models import Award, Revocation
from thidua.awards.permissions import may_revoke
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def revoke_award(award: Award, *, reason: str, basis: str, actor: User, at: datetime) -> Revocation:
    """Cancel an award; the register keeps it, withdrawn from that day on."""
    award = lock(award)
    require(may_revoke(roles_of(actor, at), award.decision))
    if Revocation.objects.filter(award=award).exists():
        raise InputError(Problem("award", f"giấy khen của {award.recipient} đã bị thu hồi trước đó."))
    said = {"reason": clean(reason, lines=True), "basis": clean(basis)}
    names = {"reason": "lý do", "basis": "căn cứ"}
    if missing := [key for key, text in said.items() if not text]:
        raise InputError(*(Problem(key, f"chưa ghi {names[key]}.", "Ghi cả lý do và căn cứ.") for key in missing))
    day = local_date(at)
    revocation = Revocation.objects.create(award=award, revoked_on=day, **said)
    commendation = lock(award.commendation)
    commendation.withdrawn_on = day
    commendation.save(update_fields=["withdrawn_on"])
    new = {"revoked_on": day.isoformat(), "basis": said["basis"]}
    record(award, "award.revoked", actor=actor, at=at, reason=said["reason"], new=new)
    return revocation
