"""What a plan is once read: its header, its clauses, and what is no clause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Clause:
    """One numbered or marked item of the text.

    `level`, from the widest: appendix, part (Phần, A), chapter, section (Roman, Mục), article (Điều), number
    (khoản, also 1.1), letter (điểm), point (tiết: i, a1, a number inside a letter), heading (starred), dash, plus.
    `label` is the mark as printed ("III.", "a)", "-", "*"; "" for a heading known by its bold type alone).
    A short title ("Mục đích") is `heading`; whole sentences are `text`, its paragraphs parted by line feeds.
    `id` is the address (III.2.a/tap-the/4), `cite` the same in the words of officials. A label used twice in
    one place gives its second clause the address with ~2, the third ~3.
    """

    id: str
    level: str
    label: str
    heading: str | None
    text: str
    cite: str
    children: tuple["Clause", ...] = ()


@dataclass(frozen=True)
class Unplaced:
    """A line of the source that is no clause, no header field and no recipient: where it stands, and its words.

    `place`: superior (cơ quan chủ quản), motto, number (a number left blank), date, kind ("KẾ HOẠCH"), preamble,
    closing, signature (the lines around the signer's name), page_number, rule (a drawn line), unknown.
    """

    line: int
    place: str
    text: str


@dataclass(frozen=True)
class Plan:
    """`date` is ISO as far as the paper gives it (2021, 2021-11, 2021-10-28); what is not on the paper is None."""

    title: str
    number: str | None
    place: str | None
    date: str | None
    issuer: str | None
    signer: str | None
    recipients: tuple[str, ...]
    clauses: tuple[Clause, ...]
    unplaced: tuple[Unplaced, ...]


def walk(plan_or_clauses: Plan | Iterable[Clause]) -> Iterator[Clause]:
    """Every clause, parents before children, in the order of the text."""
    clauses = plan_or_clauses.clauses if isinstance(plan_or_clauses, Plan) else plan_or_clauses
    for clause in clauses:
        yield clause
        yield from walk(clause.children)


def plan_as_dict(plan: Plan) -> dict[str, Any]:
    """The shape `thidua plan show --json` prints; offices' scripts rely on it."""
    return {
        "title": plan.title,
        "number": plan.number,
        "place": plan.place,
        "date": plan.date,
        "issuer": plan.issuer,
        "signer": plan.signer,
        "recipients": list(plan.recipients),
        "clauses": [_clause_as_dict(clause) for clause in plan.clauses],
        "unplaced": [{"line": rest.line, "place": rest.place, "text": rest.text} for rest in plan.unplaced],
    }


def _clause_as_dict(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "level": clause.level,
        "label": clause.label,
        "heading": clause.heading,
        "text": clause.text,
        "cite": clause.cite,
        "children": [_clause_as_dict(child) for child in clause.children],
    }
