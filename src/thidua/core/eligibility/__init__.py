"""Facts → criteria → verdict, with reasons: the plan's standards, applied to what is known of a nominee."""

from thidua.core.eligibility.evaluate import evaluate, judge
from thidua.core.eligibility.facts import Facts, Nominee, parse_facts
from thidua.core.eligibility.facts_file import FactsFile, parse_as_of, parse_facts_file
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
    "FactsFile",
    "Nominee",
    "Outcome",
    "Setting",
    "Verdict",
    "evaluate",
    "judge",
    "parse_as_of",
    "parse_facts",
    "parse_facts_file",
    "prepare",
    "verdict_as_dict",
]
