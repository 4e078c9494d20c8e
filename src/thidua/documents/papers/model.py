"""What a paper says, apart from how it is printed. Texts are plain: markup has no effect, a line feed breaks a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

_BLANK = " " * 4


class Kind(StrEnum):
    TO_TRINH = "to_trinh"
    BAO_CAO = "bao_cao_thanh_tich"
    BIEN_BAN = "bien_ban"
    QUYET_DINH = "quyet_dinh"
    PHU_LUC_XET = "phu_luc_xet"

    @property
    def heading(self) -> str:
        return _HEADINGS[self]


_HEADINGS = {
    Kind.TO_TRINH: "TỜ TRÌNH",
    Kind.BAO_CAO: "BÁO CÁO THÀNH TÍCH",
    Kind.BIEN_BAN: "BIÊN BẢN",
    Kind.QUYET_DINH: "QUYẾT ĐỊNH",
    Kind.PHU_LUC_XET: "BẢNG TỔNG HỢP KẾT QUẢ XÉT",
}


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper. What is not known yet stays blank on the page and is never made up.

    Without `symbol` the paper carries no number, without `place` no place and date. `year` is printed while
    the day is unknown.
    """

    issuer: str
    superior: str = ""
    symbol: str = ""
    number: int | None = None
    place: str = ""
    day: date | None = None
    year: int | None = None

    @property
    def number_line(self) -> str:
        return f"Số: {_number(self.number)}/{self.symbol}" if self.symbol else ""

    @property
    def date_line(self) -> str:
        return f"{self.place}, {written_date(self.day, self.year)}" if self.place else ""

    def cited(self, kind: str, of: str) -> str:
        """How another paper names this one: "Quyết định số 08/QĐ-UBND ngày 20 tháng 12 năm 2024 của …"."""
        number = f" số {_number(self.number)}/{self.symbol}" if self.symbol else ""
        return f"{kind}{number} {written_date(self.day, self.year)} của {of}"


def _number(number: int | None) -> str:
    return f" {_BLANK}" if number is None else f"{number:02}"  # NĐ 30: a number under 10 gets a leading 0


def written_date(day: date | None, year: int | None = None) -> str:
    """NĐ 30: days under 10 and months 1 and 2 get a leading 0; what is unknown is left blank."""
    if day is None:
        return f"ngày{_BLANK}tháng{_BLANK}năm {year or _BLANK}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's own number
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


@dataclass(frozen=True)
class Paragraph:
    """`lead` is set bold before the text."""

    text: str
    lead: str = ""
    align: Align = Align.JUSTIFY
    bold: bool = False
    italic: bool = False
    indent: bool = True


@dataclass(frozen=True)
class Heading:
    """`number` as printed ("I.", "1.", "a)"); levels 1 to 3."""

    text: str
    number: str = ""
    level: int = 1


@dataclass(frozen=True)
class Article:
    number: int
    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemList:
    items: tuple[str, ...]
    marker: str = "-"


@dataclass(frozen=True)
class KeyValues:
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width, whatever the shares add up to."""

    heading: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Row:
    """The first cell covers `span` columns; cells and columns must come out even."""

    cells: tuple[str, ...]
    bold: bool = False
    span: int = 1


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 12
    empty: str = "Không có."

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            if len(row.cells) + row.span - 1 != len(self.columns):
                raise ValueError(f"row {place} does not fit {len(self.columns)} columns: {row.cells}")

    @property
    def filled_rows(self) -> tuple[Row, ...]:
        return self.rows or (Row((self.empty,), span=len(self.columns)),)


@dataclass(frozen=True)
class PageBreak:
    pass


Block: TypeAlias = Paragraph | Heading | Article | ItemList | KeyValues | Table | PageBreak


@dataclass(frozen=True)
class Signature:
    """Who signs, and as what.

    `authority`: "TM. ỦY BAN NHÂN DÂN"; `capacity`: "KT. CHỦ TỊCH" and, on the next line, "PHÓ CHỦ TỊCH";
    `note`: "(Ký, đóng dấu)".
    """

    capacity: str
    name: str = ""
    authority: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        return "\n".join(filter(None, (self.authority, self.capacity)))

    def by(self, capacity: str, title: str, name: str) -> Signature:
        """The same block signed in the head's place: "KT. CHỦ TỊCH" and below it the signer's own post.

        NĐ 30/2020, Điều 13 (VS): KT. or TUQ. stands before the post of the head.
        """
        lines = (f"{capacity}. {self.capacity}", title.upper())
        return replace(self, capacity="\n".join(filter(None, lines)), name=name)


@dataclass(frozen=True)
class Attachment:
    title: str
    blocks: tuple[Block, ...]
    reference: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    """One signature stands on the right, beside the recipients; two stand side by side, left first."""

    kind: Kind
    letterhead: Letterhead
    title: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    addressees: tuple[str, ...] = ()
    authority: str = ""
    bases: tuple[str, ...] = ()
    resolution: str = ""
    recipients: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    note: str = ""

    @property
    def annex_labels(self) -> tuple[str, ...]:
        """NĐ 30, Phụ lục I: Roman numbers where there are two or more."""
        if len(self.attachments) < 2:  # noqa: PLR2004
            return ("Phụ lục",) * len(self.attachments)
        return tuple(f"Phụ lục {roman(place)}" for place in range(1, len(self.attachments) + 1))


@dataclass(frozen=True)
class Certificate:
    """A certificate of commendation, A4 landscape."""

    decider: str
    form: str
    name: str
    achievement: str
    signature: Signature
    detail: str = ""
    place_date: str = ""
    decision: str = ""
    register: str = ""


def roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written
