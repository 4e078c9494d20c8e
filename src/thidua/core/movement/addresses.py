"""What a definition can be bound to: the clauses of a plan, and its opening, its close and its recipients."""

from dataclasses import dataclass

from thidua.core.plan import Plan, walk

OPENING, CLOSE, RECIPIENT = "mo-dau", "ket", "noi-nhan"


@dataclass(frozen=True)
class Address:
    """`is_heading`: a title over other clauses, with no words of its own to carry out."""

    text: str
    cite: str
    is_heading: bool = False


def addresses(plan: Plan) -> dict[str, Address]:
    """In the order of the text."""
    found: dict[str, Address] = _unnumbered(plan, OPENING, "preamble", "phần mở đầu")
    for clause in walk(plan):
        is_heading = bool(clause.children) and not clause.text
        found[clause.id] = Address(clause.text or clause.heading or "", clause.cite, is_heading)
    found |= _unnumbered(plan, CLOSE, "closing", "đoạn kết")
    for number, line in enumerate(plan.recipients, start=1):
        found[f"{RECIPIENT}/{number}"] = Address(line, f"dòng {number}, nơi nhận")
    return found


def _unnumbered(plan: Plan, address: str, place: str, cite: str) -> dict[str, Address]:
    words = " ".join(rest.text for rest in plan.unplaced if rest.place == place)
    return {address: Address(words, cite)} if words else {}
