"""What carries a clause out: the elements of the definition that name it, and the parts of the product behind them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from thidua.core.format import day
from thidua.core.movement.definition import Definition
from thidua.core.movement.parts import Part
from thidua.core.movement.rules import (
    CommendationsRule,
    ComponentIndicesRule,
    ConductRule,
    DocumentsRule,
    InitiativeRule,
    JudgementRule,
    OutreachRule,
    RankRule,
    TasksRule,
)

# Facts are gathered, not asked for: where those of each kind come from.
_GATHERED_FROM: Mapping[type, tuple[Part, ...]] = {
    JudgementRule: (Part.DOSSIERS,),
    OutreachRule: (Part.ACTIVITIES,),
    TasksRule: (Part.TASKS,),
    DocumentsRule: (Part.TASKS,),
    ComponentIndicesRule: (Part.SCORING,),
    RankRule: (Part.SCORING,),
    InitiativeRule: (Part.INITIATIVES,),
    ConductRule: (Part.CONDUCT,),
    CommendationsRule: (Part.DECISIONS,),
}


@dataclass(frozen=True)
class Carrier:
    """`name`: the element as a person would call it; `how`: what it does about the clause, where not evident."""

    clause: str
    name: str
    parts: tuple[Part, ...]
    how: str = ""


def carriers_by_clause(definition: Definition) -> dict[str, tuple[Carrier, ...]]:
    found: dict[str, tuple[Carrier, ...]] = {}
    for carrier in _carriers(definition):
        found[carrier.clause] = (*found.get(carrier.clause, ()), carrier)
    return found


def _carriers(definition: Definition) -> Iterator[Carrier]:
    yield from _movement(definition)
    yield from _awards(definition)
    yield from _standards(definition)
    yield from _dossiers(definition)
    yield from _bodies(definition)
    for recipient in definition.recipients:
        yield Carrier(recipient.clause, "nơi nhận", recipient.parts, recipient.how)
    for binding in definition.bindings:
        yield Carrier(binding.clause, "phần mềm", binding.parts, binding.how)


def _movement(definition: Definition) -> Iterator[Carrier]:
    if plan := definition.superior_plan:
        yield Carrier(plan.clause, f"kế hoạch cấp trên {plan.number}", (Part.MOVEMENT,))
    for participant in definition.participants:
        parts = (Part.REGISTRY, Part.REGISTRATION, Part.VERDICT)
        yield Carrier(participant.clause, f"đối tượng {participant.kind}", parts, participant.label)
    for content in definition.contents:
        yield Carrier(content.clause, f"nội dung {content.id}", content.parts, content.how)
    period = definition.period
    yield Carrier(period.clause, f"thời gian đến {day(period.last_day)}", (Part.MOVEMENT,))


def _awards(definition: Definition) -> Iterator[Carrier]:
    objects = definition.award_objects
    yield Carrier(objects.clause, "đối tượng khen thưởng", (Part.DOSSIERS, Part.VERDICT), objects.label)
    for award in definition.awards:
        yield Carrier(award.clause, f"hình thức {award.form}", (Part.DECISIONS,), award.label)
    for fund in definition.funding:
        yield Carrier(fund.clause, f"kinh phí {fund.id}", fund.parts, fund.label)


def _standards(definition: Definition) -> Iterator[Carrier]:
    for standards in definition.standards:
        yield Carrier(standards.clause, f"danh sách {standards.id}", (Part.VERDICT,), standards.label)
        for criterion in standards.criteria:
            parts = (Part.VERDICT, *_GATHERED_FROM[type(criterion.rule)])
            yield Carrier(criterion.clause, f"tiêu chuẩn {criterion.id}", parts, criterion.label)
    for bar in definition.bars:
        if bar.clause is not None:
            yield Carrier(bar.clause, f"điều kiện {bar.id}", (Part.VERDICT,), bar.label)


def _dossiers(definition: Definition) -> Iterator[Carrier]:
    for paper in definition.papers:
        yield Carrier(paper.clause, f"giấy tờ {paper.id}", (Part.DOSSIERS, Part.PAPERS), paper.label)
    for known in definition.rounds:
        name = f"đợt {known.id}, trước {day(known.before)}"
        yield Carrier(known.clause, name, (Part.MOVEMENT, Part.DOSSIERS))


def _bodies(definition: Definition) -> Iterator[Carrier]:
    for duty in (known for known in definition.duties if known.parts):
        yield Carrier(duty.clause, f"nhiệm vụ {duty.id}", duty.parts, f"{duty.body}: {duty.does}")
    for council in definition.councils:
        for clause in council.clauses:
            yield Carrier(clause, f"hội đồng {council.id}", (Part.COUNCILS,), council.does)


def part_labels(carriers: Iterable[Carrier]) -> tuple[str, ...]:
    """Each part once, in the order first named."""
    return tuple(dict.fromkeys(part.label for carrier in carriers for part in carrier.parts))
