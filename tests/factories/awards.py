"""A decision at each step of its way, for nominees who meet every standard of their year."""

from datetime import date

from tests.factories.dossiers import deserving
from tests.factories.world import World, enter_people, moment
from thidua.awards.actions.decisions import issue_decision, propose_awards, sign_decision
from thidua.awards.actions.register import enter_award
from thidua.awards.drafting import decision_paper, recipients_of
from thidua.awards.enums import DecisionState
from thidua.awards.models import Award, Decision
from thidua.core.text import fold
from thidua.documents.actions import draft_paper
from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.models import Paper
from thidua.dossiers.enums import DossierState, Kind, Opinion
from thidua.dossiers.models import Dossier, Nomination
from thidua.movements.actions.rounds import publish_round
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.models import Commendation, Unit
from thidua.organizations.queries import remembered_roles

SUBMITTED = moment(2023, 11, 24)
PROPOSED = moment(2023, 12, 18)
SIGNED = moment(2023, 12, 20)
ISSUED = moment(2023, 12, 20, 16)
PUBLISHED = moment(2023, 12, 22)
OF_CO_LE = "Công chức, UBND thị trấn Cổ Lễ"


@remembered_roles()
def closed(world: World) -> Round:
    """The round of 2023 with an appraised dossier: UBND xã Trực Chính and one of its officers, both deserving."""
    unit, person = deserving(world)
    round_ = world.rounds["hang-nam-2023"]
    dossier = appraised_dossier(world, round_, unit)
    known = {"dossier": dossier, "opinion": Opinion.PROPOSE}
    Nomination.objects.bulk_create(
        [Nomination(kind=Kind.TAP_THE, unit=unit, **known), Nomination(kind=Kind.CA_NHAN, person=person, **known)]
    )
    round_.state = RoundState.APPRAISING
    round_.save()
    return round_


@remembered_roles()
def appraised_dossier(world: World, round_: Round, unit: Unit) -> Dossier:
    """A dossier as it stands in the database once appraised, without the acts that lead there."""
    return Dossier.objects.create(
        authority=world.huyen,
        round=round_,
        unit=unit,
        state=DossierState.APPRAISED,
        receipt=f"HS-{round_.code}-{unit.pk}",
        submitted_at=SUBMITTED,
        seal="0" * 64,
    )


@remembered_roles()
def proposed(world: World) -> Decision:
    return propose_awards(closed(world), actor=world.thuong_truc, at=PROPOSED)


@remembered_roles()
def signed(world: World) -> Decision:
    return sign_decision(proposed(world), actor=world.chu_tich, at=SIGNED)


@remembered_roles()
def issued(world: World) -> Decision:
    return issue_decision(signed(world), actor=world.van_thu, at=ISSUED)


@remembered_roles()
def given(world: World) -> Decision:
    """The decision as it stands once issued, with its awards and certificates, without the acts to there."""
    round_, day, chair, huyen = closed(world), SIGNED.date(), world.people["chair"], world.huyen
    nominations = list(Nomination.objects.select_related("unit", "person", "dossier__unit").order_by("pk"))
    recipients = recipients_of(round_, nominations, day)
    facts = decision_paper(round_, recipients, issuer=huyen, at=SIGNED)
    paper = draft_paper(PaperKind.QUYET_DINH, facts, issuer=huyen, title="Quyết định", actor=None, at=PROPOSED)
    paper.signer, paper.signed_at, paper.state = chair, SIGNED, PaperState.ISSUED
    paper.number, paper.year, paper.dated = 1, day.year, day
    paper.data["letterhead"] |= {"number": 1, "day": day.isoformat()}
    paper.save()
    known = {"round": round_, "form": round_.award_form, "state": DecisionState.ISSUED, "decided_on": day}
    decision = Decision.objects.create(authority=huyen, paper=paper, **known)
    decision.nominations.set(nominations)
    for register, recipient in enumerate(recipients, start=1):
        enter_award(decision, paper, recipient, register=register, actor=world.van_thu, at=ISSUED)
    Dossier.objects.filter(round=round_).update(state=DossierState.DECIDED)
    round_.state = RoundState.DECIDED
    round_.save()
    return decision


@remembered_roles()
def published(world: World) -> Decision:
    return publish(world, issued(world))


@remembered_roles()
def publish(world: World, decision: Decision) -> Decision:
    decision.round.refresh_from_db()
    publish_round(decision.round, actor=world.thuong_truc, at=PUBLISHED)
    return decision


@remembered_roles()
def latecomers(world: World, round_: Round, count: int = 1) -> list[Nomination]:
    """People of thị trấn Cổ Lễ in another appraised dossier."""
    dossier = appraised_dossier(world, round_, world.co_le)
    people = enter_people(*((f"Trần Văn {place}", world.co_le, "Công chức") for place in range(count)))
    return Nomination.objects.bulk_create(
        Nomination(dossier=dossier, kind=Kind.CA_NHAN, person=person, opinion=Opinion.PROPOSE) for person in people
    )


@remembered_roles()
def register(world: World, count: int, *, round_: Round, on: date) -> Decision:
    """An issued decision with so many awards, as they stand in the register."""
    paper = Paper.objects.create(
        authority=world.huyen,
        issuer=world.huyen,
        kind=PaperKind.QUYET_DINH,
        title=f"Quyết định {round_.label.lower()}",
        data={},
        state="issued",
        symbol="QĐ-UBND",
        number=on.month * 1000 + on.day,
        year=on.year,
        dated=on,
        signer=world.people["chair"],
        signed_at=SIGNED,
        drafted_at=PROPOSED,
    )
    decision = Decision.objects.create(
        authority=world.huyen, round=round_, form="giay_khen_huyen", state="issued", decided_on=on, paper=paper
    )
    enter(decision, latecomers(world, round_, count))
    return decision


@remembered_roles()
def enter(decision: Decision, rows: list[Nomination]) -> list[Award]:
    """The awards of a decision, numbered as they stand there."""
    assert decision.decided_on
    commendations = Commendation.objects.bulk_create(
        Commendation(
            person=row.person,
            form=decision.form,
            level="huyen",
            decision_code=decision.paper.code if decision.paper else "",
            decided_on=decision.decided_on,
        )
        for row in rows
    )
    return Award.objects.bulk_create(
        Award(
            authority=decision.authority,
            decision=decision,
            nomination=row,
            kind=row.kind,
            person=row.person,
            commendation=commendation,
            form=decision.form,
            decided_on=decision.decided_on,
            recipient=str(row.person),
            recipient_detail=OF_CO_LE,
            recipient_folded=fold(f"{row.person} {OF_CO_LE}"),
            register_number=place,
            coefficient="0.3",
            base_salary=1_800_000,
            amount=540_000,
            money_sources=[],
            certificate=decision.paper,
        )
        for place, (row, commendation) in enumerate(zip(rows, commendations, strict=True), start=1)
    )
