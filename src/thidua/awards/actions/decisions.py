"""From the appraised list to the decision: proposed by the secretariat, signed by the chair, issued by the clerk."""

from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.awards.drafting import Recipient, certificate_of, decision_paper, recipients_of
from thidua.awards.enums import DECISION_TRANSITIONS, DecisionState
from thidua.awards.models import Award, Decision
from thidua.awards.permissions import may_issue_decision, may_propose_awards, may_sign_decision
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, Problem
from thidua.documents.actions import draft_paper, issue_paper, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import DOSSIER_TRANSITIONS, DossierState, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.dossiers.queries.dossiers import awaiting_proposal
from thidua.movements.actions.rounds import mark_round_decided
from thidua.movements.models import Round
from thidua.organizations.models import Commendation
from thidua.organizations.permissions import require
from thidua.organizations.queries import person_of, roles_of

LEVEL_OF_FORM = {"giay_khen_xa": "xa", "giay_khen_huyen": "huyen", "bang_khen_tinh": "tinh"}


@transaction.atomic
def propose_awards(round_: Round, *, actor: User, at: datetime) -> Decision:
    """Put every nominee with a favourable opinion before the chair, with the decision drafted (IV.4)."""
    round_ = lock(round_)
    require(may_propose_awards(roles_of(actor, at), round_))
    issuer = round_.decider
    nominations = list(awaiting_proposal(round_).exclude(decisions__round=round_))
    if issuer is None or not nominations:
        raise InputError(Problem("nominees", "Chưa có tập thể, cá nhân nào đã thẩm định và được đề nghị khen."))
    recipients = recipients_of(round_, nominations, local_date(at))
    facts = decision_paper(round_, recipients, issuer=issuer, proposal=_proposal(round_), at=at)
    paper = draft_paper(
        PaperKind.QUYET_DINH, facts, issuer=issuer, title=f"Quyết định {round_.label.lower()}", actor=actor, at=at
    )
    decision = Decision.objects.create(authority=issuer, round=round_, form=round_.award_form, paper=paper)
    decision.nominations.set(nominations)
    record(decision, "decision.proposed", actor=actor, at=at, new={"recipients": [each.name for each in recipients]})
    return decision


def _proposal(round_: Round) -> str:
    return f"Theo đề nghị của {round_.receiver.name}" if round_.receiver else ""


@transaction.atomic
def sign_decision(decision: Decision, *, actor: User, at: datetime) -> Decision:
    """The chair signs; the money is that of this day, and every nominee's verdict is kept as it is now."""
    decision = lock(decision)
    require(may_sign_decision(roles_of(actor, at), decision))
    round_, issuer, day = decision.round, decision.authority, local_date(at)
    recipients = recipients_of(round_, _nominations(decision), day)
    facts = decision_paper(round_, recipients, issuer=issuer, proposal=_proposal(round_), at=at)
    sign_paper(redraft_paper(_paper(decision), facts, actor=actor, at=at), signer=person_of(actor), actor=actor, at=at)
    keep_verdicts(round_, _judged_with(decision), stage=Stage.DECISION, at=at)
    decision.decided_on = day
    change_state(
        decision,
        DecisionState.DECIDED,
        table=DECISION_TRANSITIONS,
        verb="decision.signed",
        actor=actor,
        at=at,
        new={"decided_on": day.isoformat()},
    )
    return decision


def _paper(decision: Decision) -> Paper:
    if decision.paper is None:
        raise InputError(Problem("decision", "Quyết định chưa có dự thảo văn bản.", "Trình lại danh sách."))
    return decision.paper


def _nominations(decision: Decision) -> list[Any]:
    return list(
        decision.nominations.select_related("unit", "person", "dossier__unit").order_by(
            "-kind", "dossier__unit__sort_order", "person__sort_key"
        )
    )


def _judged_with(decision: Decision) -> list[Nomination]:
    """Return every nominee of the dossiers that the decision rests on, those not commended too."""
    dossiers = Dossier.objects.filter(nominations__decisions=decision)
    return list(Nomination.objects.filter(dossier__in=dossiers).select_related("unit", "person").order_by("pk"))


@transaction.atomic
def issue_decision(decision: Decision, *, actor: User, at: datetime) -> Decision:
    """The clerk numbers and issues; every award enters the registers with its certificate and its money."""
    decision = lock(decision)
    require(may_issue_decision(roles_of(actor, at), decision))
    day = decision.decided_on or local_date(at)
    paper = number_paper(_paper(decision), dated=day, trusted=True, actor=actor, at=at)
    for register, recipient in enumerate(recipients_of(decision.round, _nominations(decision), day), start=1):
        _enter(decision, paper, recipient, register, actor, at)
    issue_paper(paper, actor=actor, at=at)
    change_state(
        decision,
        DecisionState.ISSUED,
        table=DECISION_TRANSITIONS,
        verb="decision.issued",
        actor=actor,
        at=at,
        new={"code": paper.code},
    )
    appraised = Dossier.objects.filter(round=decision.round, state=DossierState.APPRAISED).order_by("pk")
    for dossier in appraised.select_for_update(of=("self",)):
        change_state(
            dossier, DossierState.DECIDED, table=DOSSIER_TRANSITIONS, verb="dossier.decided", actor=actor, at=at
        )
    mark_round_decided(decision.round, actor=actor, at=at)
    return decision


def _enter(decision: Decision, paper: Paper, recipient: Recipient, register: int, actor: User, at: datetime) -> Award:
    """Write one line of the registers, frozen as of the decision, and draft its certificate."""
    row, money = recipient.nomination, recipient.money
    day = decision.decided_on or local_date(at)
    commendation = Commendation.objects.create(
        person=row.person,
        unit=row.unit,
        form=decision.form,
        level=LEVEL_OF_FORM[decision.form],
        decision_code=paper.code,
        decided_on=day,
        movement_slug=decision.round.movement.slug,
    )
    facts = certificate_of(
        decision.round, recipient, decision=paper, register=register, issuer=decision.authority, at=at
    )
    certificate = draft_paper(
        PaperKind.GIAY_KHEN, facts, issuer=decision.authority, title=f"Giấy khen {recipient.name}", actor=actor, at=at
    )
    sign_paper(certificate, signer=paper.signer, actor=actor, at=at)
    award = Award.objects.create(
        authority=decision.authority,
        decision=decision,
        nomination=row,
        kind=row.kind,
        unit=row.unit,
        person=row.person,
        commendation=commendation,
        form=decision.form,
        decided_on=day,
        recipient=recipient.name,
        recipient_detail=recipient.detail,
        register_number=register,
        coefficient=money.coefficient,
        base_salary=money.base_salary,
        amount=money.amount,
        money_sources=[
            {"instrument": source.instrument, "article": source.article, "certainty": source.certainty}
            for source in money.sources
        ],
        certificate=certificate,
    )
    record(award, "award.given", actor=actor, at=at, new={"amount": money.amount, "recipient": recipient.name})
    return award
