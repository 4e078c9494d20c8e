"""Giấy khen: one certificate of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.documents.papers.model import Certificate, Letterhead, Signature


@dataclass(frozen=True)
class Award:
    """`decision`: the letterhead of the decision; its day is the certificate's. `register`: number in the register.

    `merit`: "có thành tích xuất sắc trong phong trào thi đua …"; the certificate says "Đã" before it.
    """

    decider: str
    form: str
    name: str
    merit: str
    decision: Letterhead
    signature: Signature
    position: str = ""
    unit: str = ""
    register: int | None = None


def giay_khen(facts: Award) -> Certificate:
    number = facts.decision.number_line.removeprefix("Số: ")
    _, _, dated = facts.decision.date_line.partition(", ")
    return Certificate(
        decider=facts.decider,
        form=facts.form.upper(),
        name=facts.name,
        detail=", ".join(filter(None, (facts.position, facts.unit))),
        achievement=f"Đã {facts.merit}",
        decision=f"Quyết định số {number} {dated}",
        register=f"Vào sổ khen thưởng số: {facts.register:02}" if facts.register else "Vào sổ khen thưởng số: ………",
        place_date=facts.decision.date_line,
        signature=facts.signature,
    )
