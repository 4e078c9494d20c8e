"""Tờ trình kèm danh sách tập thể, cá nhân của đơn vị trình khen (kế hoạch, điểm a khoản 3 mục III)."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.documents.papers.forms import wording
from thidua.documents.papers.model import (
    Align,
    Attachment,
    Column,
    ItemList,
    Kind,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
)


@dataclass(frozen=True)
class Nominee:
    """`form`: the award asked for ("Giấy khen"); `summary`: what the examination of the dossier found."""

    name: str
    form: str
    position: str = ""
    unit: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Submission:
    """`decider`: who is asked to decide ("Chủ tịch UBND huyện"); `proposer`: who asks ("UBND xã Trực Đại").

    `merit`: what the award is for, without the verb ("có thành tích xuất sắc trong phong trào thi đua …").
    """

    letterhead: Letterhead
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    proposer: str
    decider: str
    form: str
    merit: str
    collectives: tuple[Nominee, ...]
    individuals: tuple[Nominee, ...]
    signature: Signature
    recipients: tuple[str, ...]
    enclosures: tuple[str, ...] = ()
    annexes: tuple[Attachment, ...] = ()


_COLUMNS = (
    Column("STT", 1.3, Align.CENTER),
    Column("Họ và tên/\nTên tập thể", 4.6),
    Column("Chức vụ", 3.4),
    Column("Đơn vị", 4.2),
    Column("Hình thức\nđề nghị", 2.6, Align.CENTER),
    Column("Tóm tắt kết quả xét", 6.5),
)


def to_trinh(facts: Submission) -> Paper:
    count = wording.counted(len(facts.collectives), len(facts.individuals))
    return Paper(
        kind=Kind.TO_TRINH,
        letterhead=facts.letterhead,
        title=f"Về việc đề nghị {facts.decider} tặng {facts.form}",
        addressees=wording.addressees(facts.addressees),
        bases=wording.legal_bases(facts.bases),
        blocks=_request(facts, count),
        signatures=(facts.signature,),
        recipients=wording.recipients(facts.recipients),
        attachments=(_list(facts), *facts.annexes),
    )


def _request(facts: Submission, count: str) -> tuple[Paragraph | ItemList, ...]:
    asked = (
        f"{facts.proposer} kính đề nghị {facts.decider} xem xét, quyết định tặng {facts.form} cho {count} "
        f"{facts.merit} (có danh sách kèm theo)."
    )
    enclosed = (
        (Paragraph("Hồ sơ gửi kèm theo gồm:"), ItemList(wording.legal_bases(facts.enclosures)))
        if facts.enclosures
        else ()
    )
    closing = wording.ended(f"{facts.proposer} kính trình {facts.decider} xem xét, quyết định")
    return (Paragraph(asked), *enclosed, Paragraph(closing))


def _list(facts: Submission) -> Attachment:
    return Attachment(
        title=f"DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ TẶNG {facts.form.upper()}",
        reference=f"(Kèm theo {facts.letterhead.cited('Tờ trình', facts.proposer)})",
        blocks=(
            Table(_COLUMNS, (*_group("I. TẬP THỂ", facts.collectives), *_group("II. CÁ NHÂN", facts.individuals))),
        ),
        landscape=True,
    )


def _group(heading: str, nominees: tuple[Nominee, ...]) -> tuple[Row, ...]:
    count = len(_COLUMNS)
    rows = tuple(
        Row((str(place), each.name, each.position, each.unit, each.form, each.summary))
        for place, each in enumerate(nominees, start=1)
    )
    return (
        Row((f"{heading} ({len(nominees):02})",), bold=True, span=count),
        *(rows or (Row(("Không có.",), span=count),)),
    )
