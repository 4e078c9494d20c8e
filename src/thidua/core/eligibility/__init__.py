"""Facts → criteria → verdict, with reasons: the plan's standards, applied to what is known of a nominee."""

from thidua.core.eligibility.evaluate import evaluate, judge
from thidua.core.eligibility.facts import Facts, Nominee, parse_facts
from thidua.core.eligibility.setting import Setting, prepare
from thidua.core.eligibility.verdict import (
    Answer,
    Bar,
    CriterionResult,
    Outcome,
    Verdict,
    verdict_as_dict,
)

__all__ = [
    "Answer",
    "Bar",
    "CriterionResult",
    "Facts",
    "Nominee",
    "Outcome",
    "Setting",
    "Verdict",
    "evaluate",
    "judge",
    "parse_facts",
    "prepare",
    "verdict_as_dict",
]
