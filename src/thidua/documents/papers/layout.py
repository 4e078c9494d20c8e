"""What both printers must agree on beyond the content: how long the rules are, how far names shrink."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thidua.documents.papers.measures import RULE_SHARE, TIEU_NGU, mm, pt, text_width_mm
from thidua.documents.papers.metrics import evenly_broken, fitting_size, lines_needed, widest_mm, width_mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thidua.documents.papers.model import Block, Certificate, Letterhead, Row, Table

CELL_PADDING_MM = 1.4
_TALLEST_UNBROKEN_MM = 100  # a row taller than this may run over to the next page
CERTIFICATE_TEXT_MM = 215.0


_ISSUER_GAP_MM = 6  # between the names on the left and the national name on the right


def named_lines(letterhead: Letterhead) -> Letterhead:
    """A name too long for its column is parted into lines of like length, not where the column happens to end."""
    width = mm("issuer_column") - _ISSUER_GAP_MM
    return replace(
        letterhead,
        issuer=evenly_broken(letterhead.issuer, pt("issuer"), bold=True, width=width),
        superior=evenly_broken(letterhead.superior, pt("superior"), bold=False, width=width),
    )


def issuer_rule_mm(letterhead: Letterhead) -> float:
    limit = mm("issuer_column")
    return RULE_SHARE.value * widest_mm(letterhead.issuer, pt("issuer"), bold=True, limit=limit)


def motto_rule_mm() -> float:
    return width_mm(TIEU_NGU, pt("tieu_ngu"), bold=True)


def title_rule_mm(title: str) -> float:
    return RULE_SHARE.value * widest_mm(title, pt("title"), bold=True, limit=text_width_mm())


@dataclass(frozen=True)
class AddresseeIndents:
    """In mm: where "Kính gửi:" starts, how much further the dashes do, how wide a dash and its blank are."""

    left: float
    dash: float
    mark: float


def addressee_indents(addressees: Sequence[str]) -> AddresseeIndents:
    """Several addressees: a line each, their dashes one under the other, under the colon; in the middle of the page.

    NĐ 30/2020, Phụ lục I, phần I, mục II, khoản 9 điểm d.
    """
    size, mark, dash = pt("addressee"), width_mm("- ", pt("addressee")), width_mm("Kính gửi", pt("addressee"))
    widest = max((width_mm(each, size) for each in addressees), default=0)
    left = max(0.0, (text_width_mm() - dash - mark - widest) / 2)
    return AddresseeIndents(left, dash, mark)


def heading_levels(blocks: Sequence[Block], above: int) -> list[int]:
    """A level for each block (0: no heading), never more than one deeper than the heading before: PDF/UA asks it."""
    from thidua.documents.papers.model import Heading

    levels, last = [], above
    for block in blocks:
        if isinstance(block, Heading):
            last = min(above + block.level, last + 1)
            levels.append(last)
        else:
            levels.append(0)
    return levels


def column_widths_mm(table: Table, *, landscape: bool) -> list[float]:
    total = sum(column.width for column in table.columns)
    return [column.width / total * text_width_mm(landscape=landscape) for column in table.columns]


def may_break(row: Row, table: Table, *, landscape: bool) -> bool:
    widths = column_widths_mm(table, landscape=landscape)
    spans = [sum(widths[: row.span]), *widths[row.span :]]
    lines = max(
        lines_needed(text, table.size, width - 2 * CELL_PADDING_MM, bold=row.bold)
        for text, width in zip(row.cells, spans, strict=True)
    )
    return lines * table.size * 1.2 * 25.4 / 72 > _TALLEST_UNBROKEN_MM


@dataclass(frozen=True)
class CertificateSizes:
    """Points at which the longest texts still stand in the room they have."""

    decider: float
    name: float
    detail: float
    achievement: float
    signer: float


def certificate_sizes(certificate: Certificate) -> CertificateSizes:
    width = CERTIFICATE_TEXT_MM
    return CertificateSizes(
        decider=fitting_size(certificate.decider, (24, 22, 20, 18, 16, 14), width=width, lines=1, bold=True),
        name=_stepped(certificate.name, (32, 30, 28, 26, 24, 22, 20), width, bold=True),
        detail=_stepped(certificate.detail, (18, 17, 16, 15, 14), width, bold=False),
        achievement=_stepped(certificate.achievement, (19, 18, 17, 16, 15), width, bold=False, lines=2),
        signer=fitting_size(certificate.signature.title, (16, 15, 14, 13, 12), width=95, lines=3, bold=True),
    )


def _stepped(text: str, sizes: Sequence[float], width: float, *, bold: bool, lines: int = 1) -> float:
    """The usual lines while they hold the text; a longer one takes more of them, each smaller than the last."""
    size = fitting_size(text, sizes, width=width, lines=lines, bold=bold)
    if lines_needed(text, size, width, bold=bold) <= lines:
        return size
    smaller = [*sizes[len(sizes) // 2 :], *(sizes[-1] - step for step in range(1, 9))]
    return fitting_size(text, smaller, width=width, lines=lines + 1, bold=bold)
