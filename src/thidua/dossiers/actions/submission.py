"""Sending a dossier: sealed, with a receipt, once whatever is repeated."""

from datetime import datetime

from django.db import connection, transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state
from thidua.audit.queries import leaf_of
from thidua.core.calendar import is_past, local_date
from thidua.core.digest import digest_of
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.actions.signed_papers import keep_with
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Stage
from thidua.dossiers.mails import receipt_letter
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.permissions import may_submit
from thidua.dossiers.queries.dossiers import Contents, deadline_for, sent_on_paper, submissions_of
from thidua.dossiers.queries.verdicts import rulebook_of
from thidua.dossiers.sealing import SENT, sealed_content
from thidua.dossiers.terms import appraisal_term, last_day
from thidua.mail.actions import queue_mail
from thidua.movements.models import Round
from thidua.organizations.permissions import in_place, is_officer_of, require
from thidua.organizations.queries import roles_of


@transaction.atomic
def submit_dossier(dossier: Dossier, *, version: int | None = None, actor: User, at: datetime) -> Dossier:
    """Send it: sealed, with a receipt; verdicts of the moment are kept. Sent twice, the same receipt answers.

    `version`: which sending is meant, so that a request repeated late never sends what was recalled since.
    """
    dossier = lock_dossier(dossier)
    roles, sent = roles_of(actor, at), submissions_of(dossier).count()
    is_repeated = dossier.state in DossierState.received or (version is not None and version <= sent)
    if sent and is_repeated and is_officer_of(roles, dossier.unit):
        return dossier
    require(may_submit(roles, dossier, at))
    held, today = Contents(dossier), local_date(at)
    content = sealed_content(dossier, held)
    dossier.seal, dossier.submitted_at = digest_of(content), at
    dossier.late_reason = _late_reason(dossier, at)
    dossier.return_reason = ""
    rules = rulebook_of(dossier.round.movement, at)
    dossier.appraisal_due = last_day(today, appraisal_term(dossier.round, today, rules.guidance).days)
    keep_verdicts(dossier.round, held.nominations, stage=Stage.SUBMISSION, at=at, rules=rules)
    dossier.receipt = dossier.receipt or _next_receipt(dossier.round)
    event = change_state(
        dossier,
        DossierState.SUBMITTED,
        table=DOSSIER_TRANSITIONS,
        verb=SENT,
        actor=actor,
        at=at,
        new={"receipt": dossier.receipt, "seal": dossier.seal, "version": sent + 1, **in_place(roles, dossier.unit)},
        reason=dossier.late_reason,
    )
    paper = sent_on_paper(dossier.round, dossier.unit)
    sending = Submission.objects.create(
        dossier=dossier,
        version=sent + 1,
        receipt=dossier.receipt,
        at=at,
        by=actor,
        content=content,
        seal=dossier.seal,
        late_reason=dossier.late_reason,
        sent_on=paper.on if paper else None,
        proof=paper.proof if paper else "",
        leaf=leaf_of(event),
    )
    keep_with(sending, held, actor=actor, at=at)
    queue_mail(dossier.unit, **receipt_letter(sending), about=sending, at=at)
    return dossier


_TAKE_NUMBER = "UPDATE movements_round SET last_receipt = last_receipt + 1 WHERE id = %s RETURNING last_receipt"


def _next_receipt(round_: Round) -> str:
    """Take the next number; its row is held from here to the commit, and by nobody while verdicts are computed."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_NUMBER, [round_.pk])
        number: int = cursor.fetchone()[0]
    return f"HS-{'TK' if round_.is_five_year else round_.year}-{number:04d}"


def _late_reason(dossier: Dossier, at: datetime) -> str:
    """Once late, late for ever; what came in time and was returned for completion is not late by that.

    Neither is what was sent on paper in time: the plan asks that it be sent before the day (III.4).
    """
    if dossier.late_reason or dossier.return_reason or not is_past(at, dossier.round.deadline):
        return dossier.late_reason
    if sent_on_paper(dossier.round, dossier.unit):
        return ""
    return deadline_for(dossier.round, dossier.unit).reason
