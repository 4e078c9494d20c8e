"""Phụ lục xét: each nominee against every standard, with value, threshold, outcome and clause."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.documents.papers.model import (
    Align,
    Attachment,
    Block,
    Column,
    Heading,
    Kind,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
)


@dataclass(frozen=True)
class StandardResult:
    """All as words for a reader: `outcome` "Đạt", `clause` as officials cite it, `source` who set the threshold."""

    standard: str
    clause: str
    value: str
    threshold: str
    outcome: str
    source: str = ""
    reason: str = ""


@dataclass(frozen=True)
class NomineeVerdict:
    name: str
    verdict: str
    standards: tuple[StandardResult, ...]
    unit: str = ""
    bars: tuple[str, ...] = ()


@dataclass(frozen=True)
class VerdictTable:
    letterhead: Letterhead
    title: str
    verdicts: tuple[NomineeVerdict, ...]
    signatures: tuple[Signature, ...] = ()


_COLUMNS = (
    Column("STT", 1.3, Align.CENTER),
    Column("Tiêu chuẩn", 5.4),
    Column("Căn cứ", 2.8),
    Column("Số liệu, kết quả", 2.4),
    Column("Ngưỡng và nơi quy định", 3),
    Column("Kết luận", 2, Align.CENTER),
    Column("Lý do", 6.4),
)


def phu_luc_xet(verdicts: tuple[NomineeVerdict, ...], *, reference: str = "") -> Attachment:
    """The annex to a submission letter; `reference` "(Kèm theo Tờ trình số …)"."""
    return Attachment(Kind.PHU_LUC_XET.heading, _blocks(verdicts), reference, landscape=True)


def bang_xet(facts: VerdictTable) -> Paper:
    """The same table as a paper of its own: a short cover, then the annex."""
    counts: dict[str, int] = {}
    for each in facts.verdicts:
        counts[each.verdict] = counts.get(each.verdict, 0) + 1
    summary = "; ".join(f"{verdict}: {count}" for verdict, count in counts.items()) or "Không có hồ sơ nào"
    return Paper(
        kind=Kind.PHU_LUC_XET,
        letterhead=facts.letterhead,
        title=facts.title,
        blocks=(Paragraph(f"Số hồ sơ được xét: {len(facts.verdicts)}. {summary}. Chi tiết tại Phụ lục kèm theo."),),
        signatures=facts.signatures,
        attachments=(Attachment("KẾT QUẢ XÉT TỪNG TIÊU CHUẨN", _blocks(facts.verdicts), landscape=True),),
    )


def _blocks(verdicts: tuple[NomineeVerdict, ...]) -> tuple[Block, ...]:
    if not verdicts:
        return (Paragraph("Không có hồ sơ nào được xét."),)
    return tuple(block for place, each in enumerate(verdicts, start=1) for block in _nominee(place, each))


def _nominee(place: int, verdict: NomineeVerdict) -> tuple[Block, ...]:
    named = " – ".join(filter(None, (verdict.name, verdict.unit)))
    rows = tuple(_row(number, each) for number, each in enumerate(verdict.standards, start=1))
    return (
        Heading(f"{named}: {verdict.verdict}", number=f"{place}."),
        *(Paragraph(bar, lead="Không được xét:") for bar in verdict.bars),
        Table(_COLUMNS, rows, size=11),
    )


def _row(number: int, each: StandardResult) -> Row:
    threshold = f"{each.threshold}\n({each.source})" if each.source else each.threshold
    return Row((str(number), each.standard, each.clause, each.value, threshold, each.outcome, each.reason))
