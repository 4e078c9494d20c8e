"""Lines → paragraphs: what a page break or a narrow page cut in two is one again; what was two stays two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.core.plan.lines import Line, is_capitals
from thidua.core.plan.markers import Marker, read_marker

_ENDED = (".", ";", ":", "!", "?", "…", "./", "|")  # a table row ends itself
# No title and no sentence ends in one of these words.
_OPEN_ENDED = re.compile(r"(?:^|\s)(?:của|và|các|những|với|về|cho|hoặc|trong|để|bằng)$|,$", re.IGNORECASE)
_CITES_NEXT = re.compile(r"\b(?:khoản|điểm|điều|mục|phần|chương)$", re.IGNORECASE)
# Compounds written with a dash, which a narrow page may cut before it.
_COMPOUNDS = (
    ("thi đua", "khen thưởng"), ("kinh tế", "xã hội"), ("chính trị", "xã hội"), ("văn hóa", "xã hội"),
    ("quốc phòng", "an ninh"), ("độc lập", "tự do"), ("tự do", "hạnh phúc"),
)  # fmt: skip
_SENTENCE_LENGTH = 60
_WRAPPED_LINES = 3


@dataclass(frozen=True)
class Paragraph:
    line: int
    marker: Marker | None
    text: str  # without its mark
    emphasised: bool

    @property
    def whole(self) -> str:
        return f"{self.marker.label} {self.text}" if self.marker else self.text

    @property
    def is_ended(self) -> bool:
        return self.text.endswith(_ENDED)


def join_lines(lines: Sequence[Line], width: int | None) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        marker = read_marker(line)
        if previous and paragraphs and _continues(paragraphs[-1], previous, line, marker, width):
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, text=f"{last.text} {line.text}".strip())
        else:
            paragraphs.append(Paragraph(line.number, marker, marker.rest if marker else line.text, line.emphasised))
        previous = line
    return paragraphs


def page_width(lines: Sequence[Line]) -> int | None:
    """The width at which every line was broken, where the text shows that one was."""
    plain = [line for line in lines if len(line.columns) == 1]
    longest = max((line.length for line in plain), default=0)
    nearly = sum(line.length > longest - 12 and not line.text.endswith(_ENDED) for line in plain)
    return longest if nearly >= _WRAPPED_LINES and _SENTENCE_LENGTH <= longest <= 2 * _SENTENCE_LENGTH else None


def _continues(last: Paragraph, previous: Line, line: Line, marker: Marker | None, width: int | None) -> bool:
    if not last.text:
        return marker is None  # a mark alone on its line
    if marker is not None:
        adjacent = not (line.after_blank or line.star or last.is_ended)
        return adjacent and _is_cut_before_mark(last, previous, marker)
    full = not line.after_blank and _was_full(previous, line, width)
    if last.is_ended:
        return full and line.text[0].islower()
    if is_capitals(last.text):
        return is_capitals(line.text) and not line.after_blank
    return _reads_on(last, previous, line) or full


def _reads_on(last: Paragraph, previous: Line, line: Line) -> bool:
    if line.text[0] in "“(\"'0123456789":
        return len(previous.text) > _SENTENCE_LENGTH
    return line.text[0].islower() or bool(_OPEN_ENDED.search(last.text))


def _was_full(previous: Line, line: Line, width: int | None) -> bool:
    first_word = line.text.split(" ", 1)[0]
    return width is not None and previous.length + 1 + len(first_word) > width - 3


def _is_cut_before_mark(last: Paragraph, previous: Line, marker: Marker) -> bool:
    """“… phát triển kinh tế / - xã hội của huyện”, “… theo quy định tại khoản / 2. Điều này”."""
    long = len(previous.text) > _SENTENCE_LENGTH
    if marker.level != "dash":
        return long and marker.level in {"number", "letter"} and bool(_CITES_NEXT.search(last.text))
    before, after = last.text.lower(), marker.rest.lower()
    compound = any(before.endswith(left) and after.startswith(right) for left, right in _COMPOUNDS)
    return compound or (long and marker.rest[:1].islower())
