"""The decision, its annex and the certificates: what their builders are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from thidua.core.calendar import local_date
from thidua.core.format import number
from thidua.core.money import AwardMoney, award_money, dong_in_words
from thidua.documents.actions import letterhead_of
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.documents.papers import Letterhead, Signature
from thidua.documents.papers.forms.giay_khen import Award as Certificate
from thidua.documents.papers.forms.quyet_dinh import Awardee
from thidua.documents.papers.forms.quyet_dinh import Decision as DecisionPaper
from thidua.dossiers.drafting import form_label, merit_of, plan_in_words, signature_of, signed_by
from thidua.dossiers.enums import Kind
from thidua.dossiers.models import Nomination
from thidua.legal import load_law
from thidua.movements.models import Round
from thidua.organizations.models import Person, Post, Unit
from thidua.organizations.queries import heads_on, posts_of


@dataclass(frozen=True)
class Recipient:
    """A nominee as the decision names it, with the money of that day."""

    nomination: Nomination
    name: str
    position: str
    unit: str
    money: AwardMoney

    @property
    def detail(self) -> str:
        return ", ".join(filter(None, (self.position, self.unit)))


def recipients_of(round_: Round, nominations: Sequence[Nomination], on: date) -> list[Recipient]:
    """Return each nominee with name, post and money as of the day; NotInForce where the form is not given then."""
    law = load_law()
    money = {kind: award_money(law, form=round_.award_form, kind=kind, on=on) for kind in {n.kind for n in nominations}}
    posts: Mapping[int, Post] = posts_of([n.person_id for n in nominations if n.person_id], on)
    return [_recipient(row, posts.get(row.person_id or 0), money[row.kind]) for row in nominations]


def _recipient(row: Nomination, post: Post | None, money: AwardMoney) -> Recipient:
    if row.unit is not None:
        return Recipient(row, row.unit.name, "", "", money)
    return Recipient(row, str(row.person), post.title if post else "", post.unit.name if post else "", money)


def decider_in_text(unit: Unit) -> str:
    """Return the chair as a sentence names him: Chủ tịch Ủy ban nhân dân huyện Trực Ninh."""
    return f"Chủ tịch {unit.name.replace('UBND', 'Ủy ban nhân dân', 1)}"


def chair_signature(issuer: Unit, on: date, signer: Person | None = None, capacity: str = "") -> Signature:
    """The chair decides alone (III.1.b); "TM." stands where one signs for the committee (NĐ 30/2020, Phụ lục I).

    `capacity`: KT or TUQ, where `signer` signs in the chair's place (NĐ 30/2020, Điều 13, VS).
    """
    own = replace(signature_of(issuer, heads_on([issuer.pk], on).get(issuer.pk)), authority="")
    return signed_by(own, issuer, signer, capacity, on) if signer and capacity else own


def decision_paper(
    round_: Round,
    recipients: Sequence[Recipient],
    *,
    issuer: Unit,
    at: datetime,
    signature: Signature | None = None,
) -> DecisionPaper:
    """Quyết định khen thưởng: whom (III.1), the money by law and from which fund (III.5)."""
    on = local_date(at)
    total = sum(each.money.amount for each in recipients)
    named = {
        kind: tuple(
            Awardee(each.name, each.money.amount, each.position, each.unit)
            for each in recipients
            if each.nomination.kind == kind
        )
        for kind in Kind.values
    }
    receiver = round_.receiver.name if round_.receiver else issuer.name
    return DecisionPaper(
        letterhead=letterhead_of(issuer, PaperKind.QUYET_DINH, at=at),
        decider=f"CHỦ TỊCH {issuer.letterhead}",
        decider_in_text=decider_in_text(issuer),
        form=form_in_papers(round_, at),
        merit=merit_of(round_),
        bases=_bases(round_, on),
        proposal=f"Theo đề nghị của {receiver}",
        collectives=named[Kind.TAP_THE],
        individuals=named[Kind.CA_NHAN],
        total_in_words=dong_in_words(total),
        money_basis=_money_basis(recipients),
        fund=f"được trích từ nguồn kinh phí khen thưởng hằng năm của {issuer.get_kind_display().lower()}",  # III.5.a
        executors=f"{receiver}, các cơ quan, đơn vị có liên quan",
        signature=signature or chair_signature(issuer, on),
        recipients=("Như Điều 3", receiver, "Lưu: VT"),
    )


def _bases(round_: Round, on: date) -> tuple[str, ...]:
    law = load_law()
    law_text = law.instrument_in_force("luat_thi_dua_khen_thuong", on).citation
    decree = law.instrument_in_force("nghi_dinh_thi_dua_khen_thuong", on).citation
    return (f"Căn cứ {law_text}", f"Căn cứ {decree}", f"Căn cứ {plan_in_words(round_)}")


def _money_basis(recipients: Sequence[Recipient]) -> str:
    """Name the articles the money rests on, by instrument, and the base salary of the day."""
    if not recipients:
        return ""
    articles: dict[str, dict[str, None]] = {}
    for source in recipients[0].money.sources:
        named = articles.setdefault(source.instrument, {})
        if source.article.startswith("Điều"):  # an article that nobody has read is not cited
            named[source.article] = None
    cited = "; ".join(f"{', '.join(named)} {instrument}".strip() for instrument, named in articles.items())
    return f"theo {cited}, mức lương cơ sở {number(recipients[0].money.base_salary)} đồng"


def form_in_papers(round_: Round, at: datetime) -> str:
    """Return the form's own name: "Giấy khen"; whose it is, the paper says beside it."""
    return form_label(round_, at).partition(" của ")[0]


def certificate_of(
    round_: Round, recipient: Recipient, *, decision: Paper, register: int, issuer: Unit, at: datetime
) -> Certificate:
    """Giấy khen, with the number and date of its decision."""
    return Certificate(
        decider=f"CHỦ TỊCH {issuer.letterhead}",
        form=form_in_papers(round_, at),
        name=recipient.name,
        merit=merit_of(round_),
        decision=Letterhead(
            issuer=issuer.letterhead,
            symbol=decision.symbol,
            number=decision.number,
            place=issuer.place,
            day=decision.dated,
        ),
        signature=Signature(**decision.data["signature"]),  # signed as the decision is
        position=recipient.position,
        unit=recipient.unit,
        register=register,
    )
