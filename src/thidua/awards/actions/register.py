"""One line of the register of awards, with its certificate and its money."""

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.awards.drafting import Recipient, certificate_of
from thidua.awards.enums import LEVEL_OF_FORM
from thidua.awards.models import Award, Decision
from thidua.core.calendar import local_date
from thidua.documents.actions import draft_paper, sign_paper
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.organizations.models import Commendation


@transaction.atomic
def enter_award(
    decision: Decision, paper: Paper, recipient: Recipient, *, register: int, actor: User, at: datetime
) -> Award:
    """Write one line of the registers, frozen as of the decision, and its certificate, signed as the decision is."""
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
        decision.round,
        recipient,
        decision=paper,
        register=register,
        issuer=decision.authority,
        at=paper.signed_at or at,
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
