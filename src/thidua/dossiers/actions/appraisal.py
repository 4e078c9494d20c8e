"""Thẩm định (IV.4): nominee by nominee, with an opinion, on verdicts computed anew."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Opinion, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_propose, may_receive
from thidua.dossiers.queries.dossiers import nominations_of, subject_of
from thidua.dossiers.queries.verdicts import standings
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def give_opinion(nomination: Nomination, *, opinion: str, reason: str, actor: User, at: datetime) -> Nomination:
    """Record the secretariat's opinion on one nominee; to decline needs a reason, to propose needs the verdict."""
    dossier = lock(nomination.dossier)
    require(may_receive(roles_of(actor, at), dossier))
    if dossier.state != DossierState.ACCEPTED:
        raise NotAllowed("Chỉ thẩm định được hồ sơ đã tiếp nhận và chưa kết thúc thẩm định.")
    subject = subject_of(nomination)
    verdict = standings(dossier.round, [subject], at)[subject].verdict.verdict
    require(may_propose(opinion, verdict))
    if opinion == Opinion.DECLINE and not reason.strip():
        raise InputError(Problem("opinion_reason", "Chưa ghi lý do không đề nghị khen.", "Lý do được gửi về đơn vị."))
    old = {"opinion": nomination.opinion}
    nomination.opinion, nomination.opinion_reason = Opinion(opinion), reason
    nomination.save(update_fields=["opinion", "opinion_reason"])
    record(nomination, "nomination.appraised", actor=actor, at=at, old=old, new={"opinion": opinion}, reason=reason)
    return nomination


@transaction.atomic
def finish_appraisal(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """Close the appraisal once every nominee has an opinion; the verdicts of this moment are kept."""
    dossier = lock(dossier)
    require(may_receive(roles_of(actor, at), dossier))
    missing = [str(row.unit or row.person) for row in nominations_of(dossier) if not row.opinion]
    if missing:
        raise InputError(Problem("opinion", f"Chưa có ý kiến thẩm định cho: {', '.join(missing)}."))
    change_state(
        dossier, DossierState.APPRAISED, table=DOSSIER_TRANSITIONS, verb="dossier.appraised", actor=actor, at=at
    )
    keep_verdicts(dossier, stage=Stage.APPRAISAL, at=at)
    return dossier
