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
    """An opinion on one nominee with its reason."""

    nomination: Nomination
    opinion: str
    reason: str = ""


@transaction.atomic
def give_opinion(nomination: Nomination, *, opinion: str, reason: str, actor: User, at: datetime) -> Nomination:
    """Record the secretariat's opinion on one nominee; to decline needs a reason, to propose needs the verdict."""
    give_opinions(nomination.dossier, [Given(nomination, opinion, reason)], actor=actor, at=at)
    return nomination


@transaction.atomic
def give_opinions(dossier: Dossier, opinions: Sequence[Given], *, actor: User, at: datetime) -> None:
    """Record the secretariat's opinions on nominees of a dossier, each as by itself, on verdicts computed at once."""
    dossier = lock_dossier(dossier)
    require(may_appraise(roles_of(actor, at), dossier))
    proposed = [subject_of(given.nomination) for given in opinions if given.opinion == Opinion.PROPOSE]
    found = standings(dossier.round, proposed, at) if proposed else {}
    for given in opinions:
        if given.opinion == Opinion.PROPOSE:
            require(may_propose(given.opinion, found[subject_of(given.nomination)].verdict.verdict))
        _keep_opinion(given, actor=actor, at=at)


def _keep_opinion(given: Given, *, actor: User, at: datetime) -> None:
    row, said = given.nomination, clean(given.reason, lines=True)
    if given.opinion == Opinion.DECLINE and not said:
        raise InputError(Problem("reason", "Chưa ghi lý do không đề nghị khen.", "Lý do được gửi về đơn vị."))
    old = {"opinion": row.opinion}
    row.opinion, row.opinion_reason = Opinion(given.opinion), said
    row.save(update_fields=["opinion", "opinion_reason"])
    record(row, "nomination.appraised", actor=actor, at=at, old=old, new={"opinion": given.opinion}, reason=said)


@transaction.atomic
def finish_appraisal(dossier: Dossier, *, actor: User, at: datetime) -> Dossier:
    """Close the appraisal once every nominee has an opinion that still holds; the verdicts of this moment are kept."""
    dossier = lock_dossier(dossier)
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
