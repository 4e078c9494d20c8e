"""Biên bản họp Hội đồng Thi đua - Khen thưởng của đơn vị trình khen (kế hoạch, điểm c khoản 3 mục III)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from thidua.core.format import percent
from thidua.documents.papers.forms import wording
from thidua.documents.papers.model import (
    Align,
    Block,
    Column,
    Heading,
    ItemList,
    Kind,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
    written_date,
)


@dataclass(frozen=True)
class Member:
    name: str
    position: str
    role: str
    present: bool
    absence_reason: str = ""


@dataclass(frozen=True)
class Vote:
    """`percent` as the count gave it, of `base`; `outcome` in words ("Thông qua")."""

    item: str
    in_favour: int
    against: int
    blank: int
    base: int
    percent: Decimal
    outcome: str


@dataclass(frozen=True)
class Minutes:
    """`rule`: the quorum and the majority that applied, in one sentence with its source."""

    letterhead: Letterhead
    title: str
    began: datetime
    place: str
    members: tuple[Member, ...]
    agenda: tuple[str, ...]
    votes: tuple[Vote, ...]
    conclusion: tuple[str, ...]
    chair: Signature
    secretary: Signature
    ended: datetime | None = None
    invited: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    rule: str = ""
    method: str = "bỏ phiếu kín"
    subjects: str = "Tập thể, cá nhân được xét"
    recipients: tuple[str, ...] = ("Lưu: VT, hồ sơ khen thưởng",)


_MEMBERS = (
    Column("STT", 1.3, Align.CENTER),
    Column("Họ và tên", 4),
    Column("Chức vụ, đơn vị", 5),
    Column("Vai trò trong Hội đồng", 3.4),
    Column("Có mặt", 3, Align.CENTER),
)
_VOTES = (
    Column("Đồng ý", 1.65, Align.CENTER),
    Column("Không đồng ý", 1.5, Align.CENTER),
    Column("Phiếu trắng", 1.4, Align.CENTER),
    Column("Tỷ lệ đồng ý", 2.5, Align.CENTER),
    Column("Kết quả", 2.4, Align.CENTER),
)


def bien_ban(facts: Minutes) -> Paper:
    return Paper(
        kind=Kind.BIEN_BAN,
        letterhead=facts.letterhead,
        title=facts.title,
        blocks=(*_opening(facts), *_attendance(facts), *_content(facts), *_voting(facts), *_closing(facts)),
        signatures=(facts.secretary, facts.chair),
        recipients=wording.recipients(facts.recipients),
    )


def _clock(at: datetime) -> str:
    return f"{at.hour:02} giờ {at.minute:02} phút, {written_date(at.date())}"


def _opening(facts: Minutes) -> tuple[Block, ...]:
    return (
        Paragraph(_clock(facts.began) + ".", lead="Thời gian bắt đầu:"),
        Paragraph(facts.place + ".", lead="Địa điểm:"),
    )


def _attendance(facts: Minutes) -> tuple[Block, ...]:
    present = sum(member.present for member in facts.members)
    rows = tuple(
        Row((str(place), each.name, each.position, each.role, _seen(each)))
        for place, each in enumerate(facts.members, start=1)
    )
    count = f"Có mặt {present}/{len(facts.members)} thành viên Hội đồng. {facts.rule}"
    invited = (Paragraph("; ".join(facts.invited) + ".", lead="Mời dự:"),) if facts.invited else ()
    return (Heading("THÀNH PHẦN THAM DỰ", number="I."), Table(_MEMBERS, rows), Paragraph(count), *invited)


def _seen(member: Member) -> str:
    if member.present:
        return "Có mặt"
    return f"Vắng ({member.absence_reason})" if member.absence_reason else "Vắng"


def _content(facts: Minutes) -> tuple[Block, ...]:
    return (
        Heading("NỘI DUNG", number="II."),
        ItemList(wording.legal_bases(facts.agenda)),
        *(Paragraph(text) for text in facts.discussion),
    )


def _voting(facts: Minutes) -> tuple[Block, ...]:
    rows = tuple(
        Row(
            (
                str(place),
                each.item,
                str(each.in_favour),
                str(each.against),
                str(each.blank),
                f"{each.in_favour}/{each.base}\n({percent(each.percent, 2)})",
                each.outcome,
            )
        )
        for place, each in enumerate(facts.votes, start=1)
    )
    return (
        Heading("KẾT QUẢ BIỂU QUYẾT", number="III."),
        Paragraph(f"Hội đồng biểu quyết bằng hình thức {facts.method}, kết quả như sau:"),
        Table((Column("STT", 1.3, Align.CENTER), Column(facts.subjects, 5.35), *_VOTES), rows),
    )


def _closing(facts: Minutes) -> tuple[Block, ...]:
    ended = f"Cuộc họp kết thúc vào hồi {_clock(facts.ended)}. " if facts.ended else ""
    read = wording.ended(f"{ended}Biên bản đã được đọc cho các thành viên dự họp cùng nghe và nhất trí thông qua")
    return (
        Heading("KẾT LUẬN", number="IV."),
        *(Paragraph(text) for text in facts.conclusion),
        Paragraph(read),
    )
