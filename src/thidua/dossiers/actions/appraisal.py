"""Thẩm định (IV.4): nominee by nominee, with an opinion, on verdicts computed anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, record
from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.dossiers.actions.locking import lock_dossier
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Opinion, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.permissions import may_appraise, may_propose
from thidua.dossiers.queries.dossiers import nominations_of, subject_of
from thidua.dossiers.queries.verdicts import Standing, standings
from thidua.dossiers.subjects import Subject
from thidua.organizations.permissions import require
from thidua.organizations.queries import roles_of


@dataclass(frozen=True)
class Given:
    """An opinion on a nominee with its reason."""

    opinion: str
    reason: str = ""


@transaction.atomic
def give_opinion(nomination: Nomination, *, opinion: str, reason: str, actor: User, at: datetime) -> Nomination:
    """Record the secretariat's opinion on one nominee; to decline needs a reason, to propose needs the verdict."""
    dossier = lock_dossier(nomination.dossier)
    require(may_appraise(roles_of(actor, at), dossier))
    if opinion == Opinion.PROPOSE:
        subject = subject_of(nomination)
        require(may_propose(opinion, standings(dossier.round, [subject], at)[subject].verdict.verdict))
    _keep_opinion(nomination, Given(opinion, reason), actor=actor, at=at)
    return nomination


def _keep_opinion(row: Nomination, given: Given, *, actor: User, at: datetime) -> None:
    said = clean(given.reason, lines=True)
    if given.opinion == Opinion.DECLINE and not said:
        raise InputError(Problem("reason", "Chưa ghi lý do không đề nghị khen.", "Lý do được gửi về đơn vị."))
    old = {"opinion": row.opinion}
    row.opinion, row.opinion_reason = Opinion(given.opinion), said
    row.save(update_fields=["opinion", "opinion_reason"])
    record(row, "nomination.appraised", actor=actor, at=at, old=old, new={"opinion": given.opinion}, reason=said)


@transaction.atomic
def finish_appraisal(
    dossier: Dossier, *, actor: User, at: datetime, opinions: Mapping[int, Given] | None = None
) -> Dossier:
    """Close the appraisal once every nominee has an opinion that still holds; the verdicts of this moment are kept.

    `opinions` by nomination id, for who has them all at hand: given first, and held to the same verdicts.
    """
    dossier = lock_dossier(dossier)
    require(may_appraise(roles_of(actor, at), dossier))
    rows = list(nominations_of(dossier))
    for row in rows:
        if given := (opinions or {}).get(row.pk):
            _keep_opinion(row, given, actor=actor, at=at)
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
