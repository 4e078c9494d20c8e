"""From the appraised list to the decision: proposed by the secretariat, signed by the chair, issued by the clerk."""

from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, events_together, lock, record
from thidua.awards.actions.register import enter_award
from thidua.awards.drafting import chair_signature, decision_paper, recipients_of
from thidua.awards.enums import DECISION_TRANSITIONS, DecisionState
from thidua.awards.mails import results_letter
from thidua.awards.models import Decision
from thidua.awards.permissions import may_issue_decision, may_propose_awards, may_sign_decision, may_strike
from thidua.awards.queries import last_register_number, proposed_in, undecided_nominations
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.text import clean
from thidua.documents.actions import draft_paper, issue_paper, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Opinion, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.queries.dossiers import awaiting_proposal, subject_of
from thidua.mail.actions import queue_mail
from thidua.movements.actions.rounds import mark_round_decided
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.enums import Role
from thidua.organizations.permissions import require, signs_as
from thidua.organizations.queries import person_of, roles_of


@transaction.atomic
@events_together()
def propose_awards(round_: Round, *, actor: User, at: datetime) -> Decision:
    """Put every nominee with a favourable opinion before the chair, with the decision drafted (IV.4)."""
    round_ = lock(round_)
    require(may_propose_awards(roles_of(actor, at), round_))
    issuer = round_.decider
    nominations = list(awaiting_proposal(round_).exclude(decisions__round=round_))
    if issuer is None or not nominations:
        raise InputError(Problem("nominees", "Chưa có tập thể, cá nhân nào đã thẩm định và được đề nghị khen."))
    recipients = recipients_of(round_, nominations, local_date(at))
    facts = decision_paper(round_, recipients, issuer=issuer, at=at)
    paper = draft_paper(
        PaperKind.QUYET_DINH, facts, issuer=issuer, title=f"Quyết định {round_.label.lower()}", actor=actor, at=at
    )
    decision = Decision.objects.create(authority=issuer, round=round_, form=round_.award_form, paper=paper)
    decision.nominations.set(nominations)
    record(decision, "decision.proposed", actor=actor, at=at, new={"recipients": [each.name for each in recipients]})
    return decision


@transaction.atomic
def strike_nomination(
    decision: Decision, nomination: Nomination, *, reason: str, actor: User, at: datetime
) -> Decision:
    """Take a nominee off the list before it is signed, with the reason; a list without anybody is withdrawn."""
    decision, nomination = lock(decision), lock(nomination)
    require(may_strike(roles_of(actor, at), decision))
    if not (said := clean(reason, lines=True)):
        raise InputError(Problem("reason", "chưa ghi lý do.", "Lý do được gửi về đơn vị."))
    decision.nominations.remove(nomination)
    nomination.opinion, nomination.opinion_reason = Opinion.DECLINE, said
    nomination.save(update_fields=["opinion", "opinion_reason"])
    for row, verb in ((decision, "decision.struck"), (nomination, "nomination.declined")):
        record(row, verb, actor=actor, at=at, new={"nominee": str(nomination.nominee)}, reason=said)
    if not decision.nominations.exists():
        _move(decision, DecisionState.WITHDRAWN, "decision.withdrawn", actor=actor, at=at)
    return decision


@transaction.atomic
@events_together()
def sign_decision(decision: Decision, *, actor: User, at: datetime) -> Decision:
    """The chair signs; the money is that of this day, and every nominee's verdict is kept as it is now.

    Whoever no longer meets every standard must be taken off the list first: unknown is never "met".
    """
    decision = lock(decision)
    require(may_sign_decision(roles := roles_of(actor, at), decision))
    round_, day, signer = decision.round, local_date(at), person_of(actor)
    if signer is None:
        raise NotAllowed("Tài khoản này chưa gắn với cá nhân nào nên không ký được văn bản.")
    nominations = list(proposed_in(decision))
    found = keep_verdicts(round_, _judged_with(decision), stage=Stage.DECISION, at=at)
    if unmet := [row for row in nominations if found[subject_of(row)].verdict.verdict != "dat"]:
        raise InputError(*(_no_longer_met(row) for row in unmet))
    capacity = signs_as(roles, decision.authority, *Role.chairs(is_commune=decision.authority.is_commune))
    signature = chair_signature(decision.authority, day, signer, capacity)
    recipients = recipients_of(round_, nominations, day)
    facts = decision_paper(round_, recipients, issuer=decision.authority, at=at, signature=signature)
    paper = redraft_paper(_paper(decision), facts, actor=actor, at=at)
    decision.paper = sign_paper(paper, signer=signer, actor=actor, at=at)
    decision.decided_on = day
    told = {"decided_on": day.isoformat()} | ({"capacity": capacity} if capacity else {})
    _move(decision, DecisionState.DECIDED, "decision.signed", actor=actor, at=at, new=told)
    return decision


def _no_longer_met(nomination: Nomination) -> Problem:
    what = f"Kết quả xét của {nomination.nominee} không còn là “Đạt”."
    return Problem("nominees", what, "Đưa khỏi danh sách rồi ký.")


def _paper(decision: Decision) -> Paper:
    if decision.paper is None:
        raise InputError(Problem("decision", "Quyết định chưa có dự thảo văn bản.", "Trình lại danh sách."))
    return decision.paper


def _judged_with(decision: Decision) -> list[Nomination]:
    """Return every nominee of the dossiers that the decision rests on, those not commended too."""
    dossiers = Dossier.objects.filter(nominations__decisions=decision)
    return list(Nomination.objects.filter(dossier__in=dossiers).select_related("unit", "person").order_by("pk"))


@transaction.atomic
@events_together()
def issue_decision(decision: Decision, *, actor: User, at: datetime) -> Decision:
    """The clerk numbers and issues; every award enters the registers with its certificate and its money."""
    decision = lock(decision)
    require(may_issue_decision(roles_of(actor, at), decision))
    day = decision.decided_on or local_date(at)
    paper = number_paper(_paper(decision), dated=day, trusted=True, actor=actor, at=at)
    first = last_register_number(decision, day.year) + 1  # the paper's register is locked, so nobody else asks now
    recipients = recipients_of(decision.round, list(proposed_in(decision)), day)
    for register, recipient in enumerate(recipients, start=first):
        enter_award(decision, paper, recipient, register=register, actor=actor, at=at)
    decision.paper = issue_paper(paper, actor=actor, at=at)
    _move(decision, DecisionState.ISSUED, "decision.issued", actor=actor, at=at, new={"code": paper.code})
    _close_dossiers(decision.round, actor=actor, at=at)
    if decision.round.state == RoundState.APPRAISING:
        mark_round_decided(decision.round, actor=actor, at=at)
    return decision


def _close_dossiers(round_: Round, *, actor: User, at: datetime) -> None:
    """Say of the appraised dossiers that they are decided, but for those with a nominee who still waits."""
    rows = Dossier.objects.filter(round=round_, state=DossierState.APPRAISED)
    rows = rows.exclude(pk__in=undecided_nominations(round_).values("dossier")).order_by("pk")
    for dossier in rows.select_related("round", "unit").select_for_update(of=("self",)):
        change_state(
            dossier, DossierState.DECIDED, table=DOSSIER_TRANSITIONS, verb="dossier.decided", actor=actor, at=at
        )
        queue_mail(dossier.unit, **results_letter(dossier), about=dossier, at=at)


def _move(decision: Decision, to: str, verb: str, *, actor: User, at: datetime, **more: Any) -> None:
    change_state(decision, to, table=DECISION_TRANSITIONS, verb=verb, actor=actor, at=at, **more)
