"""A plan's text → its header, its tree of clauses with addresses and citations, and what is no clause.

Nothing is dropped: every word of the text is in a header field, a clause, a recipient or `unplaced`. A paragraph
without a mark belongs to the item before it; the grounds above the clauses and the closing below are unplaced.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from thidua.core.plan.header import find_kind, read_header
from thidua.core.plan.lines import Line, read_lines
from thidua.core.plan.markers import ABSOLUTE_LEVELS, Marker, read_marker
from thidua.core.plan.model import Clause, Plan, Unplaced, plan_as_dict, walk
from thidua.core.plan.naming import name_clauses
from thidua.core.plan.outline import build
from thidua.core.plan.paragraphs import Paragraph, join_lines, page_width
from thidua.core.plan.tail import Tail, may_open_tail, read_tail, recipients, surely_opens_tail

__all__ = ["Clause", "Plan", "Unplaced", "parse_plan", "plan_as_dict", "walk"]

_CLOSING = re.compile(
    r"Yêu cầu|Đề nghị|Trong quá trình|Quá trình|Nhận được|Căn cứ (?:nội dung )?Kế hoạch|Kế hoạch này"
    r"|Giao\b|UBND .{1,60} yêu cầu|Ủy ban nhân dân .{1,60} yêu cầu"
)


def parse_plan(text: str) -> Plan:
    """Raises `InputError` where the text is no text: empty, binary, without a letter."""
    lines, aside = read_lines(text)
    start = _first_clause(lines)
    width = page_width(lines)
    header = read_header(lines[:start], width)
    tail = Tail()
    paragraphs: list[Paragraph] = []
    for block, is_tail in _blocks(lines[start:]):
        if is_tail:
            read_tail(tail, block)
            continue
        clauses, closing = _without_closing(join_lines(block, width))
        paragraphs += clauses
        aside += [Unplaced(paragraph.line, "closing", paragraph.whole) for paragraph in closing]
    return Plan(
        title=header.title,
        number=header.number,
        place=header.place,
        date=header.date,
        issuer=header.issuer or tail.issuer,
        signer=tail.signer,
        recipients=recipients(tail),
        clauses=name_clauses(build(paragraphs)),
        unplaced=tuple(sorted(header.unplaced + aside + tail.unplaced, key=lambda rest: rest.line)),
    )


def _first_clause(lines: Sequence[Line]) -> int:
    """The first numbered item, or where nothing is numbered the first dash; below the kind of paper, if it says one."""
    marks = [(place, marker) for place, line in enumerate(lines) if (marker := read_marker(line))]
    numbered = [place for place, marker in marks if not marker.is_bullet]
    places = numbered or [place for place, _ in marks]
    kind = find_kind(lines[: places[0]]) if places else None
    return next((place for place in places if kind is None or place > kind), len(lines))


def _blocks(lines: Sequence[Line]) -> list[tuple[Sequence[Line], bool]]:
    """Clauses and tails by turns: an appendix, which follows the signature, has clauses again."""
    markers = [read_marker(line) for line in lines]
    last_numbered = max((i for i, marker in enumerate(markers) if marker and not marker.is_bullet), default=-1)
    borders = [0]
    in_tail = False
    for place, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        opens = surely_opens_tail(line) or (place > last_numbered and may_open_tail(line))
        if _reopens_clauses(marker) if in_tail else opens:
            borders.append(place)
            in_tail = not in_tail
    borders.append(len(lines))
    return [(lines[a:b], bool(turn % 2)) for turn, (a, b) in enumerate(pairwise(borders))]


def _reopens_clauses(marker: Marker | None) -> bool:
    return marker is not None and marker.level in ABSOLUTE_LEVELS


def _without_closing(paragraphs: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Parts off “Trên đây là Kế hoạch …” and what follows it, after the last item."""
    last = max((place for place, paragraph in enumerate(paragraphs) if paragraph.marker), default=-1)
    for place in range(last + 1, len(paragraphs)):
        text, before = paragraphs[place].text, paragraphs[place - 1] if place else None
        said_before = before is not None and (place - 1 > last or before.is_ended)
        if text.startswith("Trên đây") or (said_before and (_CLOSING.match(text) or text.endswith("./."))):
            return paragraphs[:place], paragraphs[place:]
    return paragraphs, ()
