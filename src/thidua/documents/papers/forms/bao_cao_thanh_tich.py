"""Báo cáo thành tích theo đợt thi đua, chuyên đề, có xác nhận của thủ trưởng đơn vị trình khen (mục III.3.b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.documents.papers.model import (
    Align,
    Block,
    Column,
    Heading,
    KeyValues,
    Kind,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
)


@dataclass(frozen=True)
class Template:
    """A form of a decree; the layout of every one here is from memory (certainty M)."""

    since: date
    name: str


# The plan (III.3.b) names mẫu 07 of NĐ 91/2017; later decrees replaced it. NĐ 98: number from memory;
# NĐ 152: the seventh of its eleven forms, its label inferred.
TEMPLATES = (
    Template(date(2017, 10, 1), "mẫu số 07 ban hành kèm theo Nghị định số 91/2017/NĐ-CP"),
    Template(date(2024, 1, 1), "mẫu số 07 ban hành kèm theo Nghị định số 98/2023/NĐ-CP"),
    Template(date(2025, 7, 1), "mẫu số 07 ban hành kèm theo Nghị định số 152/2025/NĐ-CP"),
)


def template_on(day: date) -> Template:
    in_force = [template for template in TEMPLATES if template.since <= day]
    if not in_force:
        raise ValueError(f"no form of achievement report is known on {day.isoformat()}")
    return in_force[-1]


@dataclass(frozen=True)
class Achievement:
    standard: str
    result: str
    evidence: str = ""


@dataclass(frozen=True)
class AchievementReport:
    """`on`: the day whose law gives the form. `general`: label and value, in the order of the form.

    `confirmed_as`: KT. and the post, where somebody confirms in the head's place.
    `measures`: how the results were reached; `lessons`: what others can learn.
    """

    letterhead: Letterhead
    nominee_kind: Literal["tap_the", "ca_nhan"]
    nominee: str
    form: str
    merit: str
    on: date
    general: tuple[tuple[str, str], ...]
    achievements: tuple[Achievement, ...]
    signer: Signature
    confirmer: str = ""
    confirmed_as: str = ""
    overview: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    template_note: bool = True


CONFIRMED = "XÁC NHẬN CỦA THỦ TRƯỞNG\nĐƠN VỊ TRÌNH KHEN"
_COLUMNS = (
    Column("STT", 1.3, Align.CENTER),
    Column("Tiêu chuẩn", 5),
    Column("Kết quả đạt được", 6),
    Column("Minh chứng", 3.6),
)


def bao_cao_thanh_tich(facts: AchievementReport) -> Paper:
    template = template_on(facts.on)
    return Paper(
        kind=Kind.BAO_CAO,
        letterhead=facts.letterhead,
        title=f"ĐỀ NGHỊ TẶNG THƯỞNG {facts.form.upper()}\n{facts.merit}",
        blocks=(_named(facts), *_general(facts), *_achieved(facts)),
        signatures=(
            Signature("\n".join(filter(None, (CONFIRMED, facts.confirmed_as))), facts.confirmer, note="(Ký, đóng dấu)"),
            facts.signer,
        ),
        note=f"Bố cục {template.name} theo trí nhớ, cần đối chiếu Nghị định." if facts.template_note else "",
    )


def _named(facts: AchievementReport) -> Paragraph:
    label = "Tên tập thể đề nghị:" if facts.nominee_kind == "tap_the" else "Tên cá nhân, chức vụ, đơn vị đề nghị:"
    return Paragraph(facts.nominee, lead=label)


def _general(facts: AchievementReport) -> tuple[Block, ...]:
    return (
        Heading("THÔNG TIN CHUNG", number="I."),
        KeyValues(facts.general),
        *(Paragraph(text) for text in facts.overview),
    )


def _achieved(facts: AchievementReport) -> tuple[Block, ...]:
    rows = tuple(
        Row((str(place), each.standard, each.result, each.evidence))
        for place, each in enumerate(facts.achievements, start=1)
    )
    return (
        Heading("THÀNH TÍCH ĐẠT ĐƯỢC", number="II."),
        Heading("Kết quả theo từng tiêu chuẩn", number="1.", level=2),
        Table(_COLUMNS, rows),
        *_told(facts),
    )


def _told(facts: AchievementReport) -> list[Block]:
    parts = (("Biện pháp, giải pháp đã thực hiện", facts.measures), ("Bài học kinh nghiệm", facts.lessons))
    blocks: list[Block] = []
    for place, (heading, texts) in enumerate((part for part in parts if part[1]), start=2):
        blocks += [Heading(heading, number=f"{place}.", level=2), *(Paragraph(text) for text in texts)]
    return blocks
