"""Thẩm định (IV.4): nominee by nominee, with an opinion, on verdicts computed anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Opinion, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_appraise, may_propose
from thidua.dossiers.queries.dossiers import nominations_of, subject_of
from thidua.dossiers.queries.verdicts import Standing, standings
from thidua.dossiers.subjects import Subject
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@transaction.atomic
def give_opinion(nomination: Nomination, *, opinion: str, reason: str, actor: User, at: datetime) -> Nomination:
    """Record the secretariat's opinion on one nominee; to decline needs a reason, to propose needs the verdict."""
    dossier = lock(nomination.dossier)
    require(may_appraise(roles_of(actor, at), dossier))
    if opinion == Opinion.PROPOSE:
        subject = subject_of(nomination)
        require(may_propose(opinion, standings(dossier.round, [subject], at)[subject].verdict.verdict))
    said = clean(reason, lines=True)
    if opinion == Opinion.DECLINE and not said:
        raise InputError(Problem("reason", "Chưa ghi lý do không đề nghị khen.", "Lý do được gửi về đơn vị."))
    old = {"opinion": nomination.opinion}
    nomination.opinion, nomination.opinion_reason = Opinion(opinion), said
    nomination.save(update_fields=["opinion", "opinion_reason"])
    record(nomination, "nomination.appraised", actor=actor, at=at, old=old, new={"opinion": opinion}, reason=said)
    return nomination


@transaction.atomic
def finish_appraisal(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """Close the appraisal once every nominee has an opinion that still holds; the verdicts of this moment are kept."""
    dossier = lock(dossier)
    require(may_appraise(roles_of(actor, at), dossier))
    rows = list(nominations_of(dossier))
    found = keep_verdicts(dossier.round, rows, stage=Stage.APPRAISAL, at=at)
    _require_opinions(rows, found)
    change_state(
        dossier, DossierState.APPRAISED, table=DOSSIER_TRANSITIONS, verb="dossier.appraised", actor=actor, at=at
    )
    return dossier


def _require_opinions(rows: Sequence[Nomination], found: Mapping[Subject, Standing]) -> None:
    """A verdict can have changed since the opinion: a breach entered, a recognition withdrawn."""
    problems = [Problem("opinion", f"Chưa có ý kiến thẩm định cho {row.nominee}.") for row in rows if not row.opinion]
    problems += [
        Problem("opinion", f"Kết quả xét của {row.nominee} không còn là “Đạt”.", "Xem lại và ghi ý kiến khác.")
        for row in rows
        if may_propose(row.opinion, found[subject_of(row)].verdict.verdict)
    ]
    if problems:
        raise InputError(*problems)
