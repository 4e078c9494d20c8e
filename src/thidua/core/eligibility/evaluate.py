"""Facts → criteria → verdict. Nothing is guessed: what is not known is said to be not known, and never met."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from thidua.core.eligibility import records, standing, work
from thidua.core.eligibility.bars import bars
from thidua.core.eligibility.facts import Facts, Nominee
from thidua.core.eligibility.parts import Measured
from thidua.core.eligibility.setting import Setting, prepare
from thidua.core.eligibility.verdict import CriterionResult, Verdict, conclude
from thidua.core.movement.definition import Criterion
from thidua.core.movement.guidance import GuidanceValue
from thidua.core.movement.model import Movement
from thidua.core.movement.rules import (
    CommendationsRule,
    ComponentIndicesRule,
    ConductRule,
    DocumentsRule,
    InitiativeRule,
    JudgementRule,
    OutreachRule,
    RankRule,
    Rule,
    TasksRule,
)


def evaluate(
    movement: Movement,
    *,
    round_id: str,
    nominee: Nominee,
    guidance: Mapping[str, GuidanceValue] | None = None,
    as_of: datetime | None = None,
) -> Verdict:
    """`guidance` replaces the movement's whole; `as_of` (aware, itself excluded) is the round's deadline by default."""
    return judge(prepare(movement, round_id=round_id, guidance=guidance, as_of=as_of), nominee)


def judge(setting: Setting, nominee: Nominee) -> Verdict:
    """One of many nominees under the same setting."""
    standards = setting.standards(nominee.kind)
    criteria = tuple(_result(criterion, nominee.facts, setting) for criterion in standards.criteria)
    return conclude(nominee.id, criteria, tuple(bars(nominee.facts, setting)))


def _result(criterion: Criterion, facts: Facts, setting: Setting) -> CriterionResult:
    measured = _measure(criterion.rule, facts, setting)
    by_plan = setting.cite(criterion.clause) if measured.threshold is not None else None
    return CriterionResult(
        criterion.id,
        criterion.clause,
        measured.outcome,
        measured.value,
        measured.threshold,
        measured.source or by_plan,
        measured.reason,
        measured.missing,
    )


def _measure(rule: Rule, facts: Facts, setting: Setting) -> Measured:  # noqa: PLR0911 - one line for each kind
    match rule:
        case JudgementRule():
            return work.judged(rule, facts, setting)
        case OutreachRule():
            return work.outreach(rule, facts, setting)
        case TasksRule():
            return work.tasks(rule, facts, setting)
        case DocumentsRule():
            return work.documents(rule, facts, setting)
        case ComponentIndicesRule():
            return standing.component_indices(rule, facts, setting)
        case RankRule():
            return standing.rank(rule, facts, setting)
        case InitiativeRule():
            return records.initiative(rule, facts, setting)
        case ConductRule():
            return records.conduct(rule, facts, setting)
        case CommendationsRule():
            return records.commendations(rule, facts, setting)
        case _:
            assert_never(rule)
