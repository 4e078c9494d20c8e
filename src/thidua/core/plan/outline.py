"""Paragraphs → the tree of clauses.

Parts, chapters, sections and articles stand in the order of law (Phần > Chương > Mục > Điều). Below them offices
number as they like, so an item belongs beside the open item of its own style, and otherwise inside what is open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from thidua.core.plan.lines import is_capitals
from thidua.core.plan.markers import ABSOLUTE_LEVELS, Marker
from thidua.core.plan.paragraphs import Paragraph

_ORDER_OF_LETTERS = "abcdđeghiklmnopqrstuvxy"
_FIRST = {"1", "a", "i"}
_LONGEST_HEADING = 150
# A sentence that leads into a list is no heading: "gồm các nội dung sau:".
_LEADS_IN = re.compile(r"\b(?:sau|sau đây|gồm|gồm có|cụ thể|là):$", re.IGNORECASE)


@dataclass
class Node:
    """A clause while it is being built."""

    marker: Marker
    paragraphs: list[str]
    children: list["Node"] = field(default_factory=list)

    @property
    def heading(self) -> str | None:
        return self.paragraphs[0].removesuffix(":").rstrip() if self._is_titled else None

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs[1:] if self._is_titled else self.paragraphs)

    @property
    def _is_titled(self) -> bool:
        if self.marker.level == "heading":
            return True
        if self.marker.is_bullet or not self.paragraphs[0]:
            return False
        followed = bool(self.children) or len(self.paragraphs) > 1
        return _reads_as_heading(self.paragraphs[0], followed=followed)


def build(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """The first paragraph must carry a mark; one without a mark belongs to the item before it."""
    root = Node(Marker("root", "", "", "", ""), [])
    stack = [root]
    for place, paragraph in enumerate(paragraphs):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        marker = _marker_in_context(paragraph, following, stack)
        if marker is None:
            stack[-1].paragraphs.append(paragraph.text)
            continue
        node = Node(marker, [paragraph.text])
        del stack[_depth(marker, stack) :]
        stack[-1].children.append(node)
        stack.append(node)
    return root.children


def _reads_as_heading(text: str, *, followed: bool) -> bool:
    if is_capitals(text) and len(text) <= 2 * _LONGEST_HEADING:
        return True
    ended = text.endswith((".", ";", ",", "!", "?"))
    short = len(text) <= _LONGEST_HEADING and ": " not in text
    return followed and short and not ended and not _LEADS_IN.search(text)


def _marker_in_context(paragraph: Paragraph, following: Paragraph | None, stack: Sequence[Node]) -> Marker | None:
    marker = paragraph.marker
    if marker is None:
        return Marker("heading", "", "", "", "") if _is_bare_heading(paragraph, following, stack) else None
    if marker.style == "*" and _is_starred_heading(paragraph, following):
        return replace(marker, level="heading")
    if marker.level == "letter" and _is_small_roman(marker, stack):
        return replace(marker, level="point", style="i")
    return marker


def _is_starred_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    if len(paragraph.text) > _LONGEST_HEADING:
        return False
    return paragraph.text.endswith(":") or (not paragraph.is_ended and _is_listed(following))


def _is_bare_heading(paragraph: Paragraph, following: Paragraph | None, stack: Sequence[Node]) -> bool:
    """“Đối với tập thể:” or a bold line, before a list, with no star."""
    announces = paragraph.emphasised or re.match(r"đối với\b.*:$", paragraph.text, re.IGNORECASE)
    short = len(paragraph.text) <= _LONGEST_HEADING and not _LEADS_IN.search(paragraph.text)
    unended = paragraph.text.endswith(":") or not paragraph.is_ended
    return bool(announces) and short and unended and bool(stack[-1].paragraphs[0]) and _is_listed(following)


def _is_listed(following: Paragraph | None) -> bool:
    return following is not None and following.marker is not None and (
        following.marker.is_bullet and following.marker.style != "*"
    )  # fmt: skip


def _is_small_roman(marker: Marker, stack: Sequence[Node]) -> bool:
    """i, v and x are letters after h, u and v; after a point, or where no such letter precedes, they are numerals."""
    if marker.key not in {"i", "v", "x"}:
        return False
    if any(node.marker.level == "point" and node.marker.style == "i" for node in stack):
        return True
    open_letters = [node.marker.key for node in stack if node.marker.level == "letter"]
    before = _ORDER_OF_LETTERS[_ORDER_OF_LETTERS.index(marker.key) - 1]
    return marker.key == "i" and bool(open_letters) and before not in open_letters


def _depth(marker: Marker, stack: Sequence[Node]) -> int:
    """How much of the stack stays open above the new item."""
    if marker.level in ABSOLUTE_LEVELS:
        rank = ABSOLUTE_LEVELS.index(marker.level)
        wider = (node.marker.level in ABSOLUTE_LEVELS[:rank] or node.marker.level == "root" for node in stack)
        return _prefix_length(wider)
    if marker.level == "number" and "." in marker.key:
        return _prefix_length(_holds_decimal(node.marker, marker) for node in stack)
    beside = [
        place
        for place, node in enumerate(stack)
        if node.marker.level == marker.level and _style(node.marker) == _style(marker)
    ]
    return beside[-1] if beside else _depth_of_new_style(marker, stack)


def _depth_of_new_style(marker: Marker, stack: Sequence[Node]) -> int:
    outside_lists = _prefix_length(not node.marker.is_bullet for node in stack)
    if marker.level == "plus":
        return len(stack)
    if marker.style == "*" and marker.level == "dash":  # beside a starred heading, or inside what is open
        return _prefix_length(node.marker.style != "*" for node in stack)
    if marker.level == "dash":
        return _prefix_length(node.marker.level != "plus" for node in stack)
    alike = [place for place, node in enumerate(stack) if node.marker.level == marker.level]
    if alike and marker.level != "heading" and marker.key not in _FIRST:
        return alike[0]
    return outside_lists


def _holds_decimal(holder: Marker, marker: Marker) -> bool:
    if holder.level == "number":
        return marker.key.startswith(f"{holder.key}.")
    return holder.level in {"root", *ABSOLUTE_LEVELS}


def _style(marker: Marker) -> tuple[str, int]:
    """1. and 1) differ, and so do 1. and 1.1.; a trailing dash (1.-) does not."""
    return marker.style.removesuffix("-"), marker.key.count(".") if marker.level == "number" else 0


def _prefix_length(kept: Iterable[bool]) -> int:
    """How many hold before the first that does not."""
    return sum(1 for _ in takewhile(bool, kept))
