"""Quyết định tặng Giấy khen kèm danh sách và tiền thưởng."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.format import number
from thidua.documents.papers.forms import wording
from thidua.documents.papers.model import (
    Align,
    Article,
    Attachment,
    Column,
    Kind,
    Letterhead,
    Paper,
    Row,
    Signature,
    Table,
)


@dataclass(frozen=True)
class Awardee:
    """`amount` in đồng."""

    name: str
    amount: int
    position: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Decision:
    """`decider`: "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH" and, within a sentence, `decider_in_text`.

    `proposal`: "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số …". `total_in_words` is passed in by who
    computed the money. `money_basis`: the article the amounts rest on; `fund`: what they are paid from.
    """

    letterhead: Letterhead
    decider: str
    decider_in_text: str
    form: str
    merit: str
    bases: tuple[str, ...]
    proposal: str
    collectives: tuple[Awardee, ...]
    individuals: tuple[Awardee, ...]
    total_in_words: str
    money_basis: str
    fund: str
    executors: str
    signature: Signature
    recipients: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(each.amount for each in (*self.collectives, *self.individuals))


_COLUMNS = (
    Column("STT", 1.3, Align.CENTER),
    Column("Họ và tên/\nTên tập thể", 5.2),
    Column("Chức vụ", 3.4),
    Column("Đơn vị", 4.4),
    Column("Tiền thưởng (đồng)", 2.6, Align.RIGHT),
)


def quyet_dinh(facts: Decision) -> Paper:
    return Paper(
        kind=Kind.QUYET_DINH,
        letterhead=facts.letterhead,
        title=f"Về việc tặng {facts.form}",
        authority=facts.decider,
        bases=wording.legal_bases((*facts.bases, facts.proposal)),
        resolution="QUYẾT ĐỊNH:",
        blocks=(_award(facts), _money(facts), _execution(facts)),
        signatures=(facts.signature,),
        recipients=wording.recipients(facts.recipients),
        attachments=(_list(facts),),
    )


def _award(facts: Decision) -> Article:
    count = wording.counted(len(facts.collectives), len(facts.individuals))
    return Article(
        1, f"Tặng {facts.form} của {facts.decider_in_text} cho {count} {facts.merit} (có danh sách kèm theo)."
    )


def _money(facts: Decision) -> Article:
    rates = [
        f"mỗi {kind} {wording.dong(group[0].amount)}"
        for kind, group in (("tập thể", facts.collectives), ("cá nhân", facts.individuals))
        if len({each.amount for each in group}) == 1
    ]
    each = f"{', '.join(rates)}; " if rates else ""
    return Article(
        2,
        f"Tiền thưởng kèm theo {facts.form} {facts.money_basis}: {each}tổng số tiền là "
        f"{wording.dong(facts.total)} (bằng chữ: {facts.total_in_words}).",
        (f"Kinh phí khen thưởng {facts.fund}.",),
    )


def _execution(facts: Decision) -> Article:
    return Article(
        3,
        "Quyết định này có hiệu lực kể từ ngày ký.",
        (
            wording.ended(
                f"{facts.executors} và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này"
            ),
        ),
    )


def _list(facts: Decision) -> Attachment:
    rows = (
        *_group("I. TẬP THỂ", facts.collectives),
        *_group("II. CÁ NHÂN", facts.individuals),
        Row(("TỔNG CỘNG", number(facts.total)), bold=True, span=4),
    )
    return Attachment(
        title=f"DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG {facts.form.upper()}",
        reference=f"(Kèm theo {facts.letterhead.cited('Quyết định', facts.decider_in_text)})",
        blocks=(Table(_COLUMNS, rows),),
    )


def _group(heading: str, awardees: tuple[Awardee, ...]) -> tuple[Row, ...]:
    rows = tuple(
        Row((str(place), each.name, each.position, each.unit, number(each.amount)))
        for place, each in enumerate(awardees, start=1)
    )
    total = number(sum(each.amount for each in awardees))
    return (
        Row((f"{heading} ({len(awardees):02})", total), bold=True, span=4),
        *(rows or (Row(("Không có.",), span=5),)),
    )
