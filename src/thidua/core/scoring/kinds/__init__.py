"""The closed list of kinds: what a rule's "kind" may say, and the class that carries it out."""

from collections.abc import Mapping

from thidua.core.scoring.kinds.branch import Branch
from thidua.core.scoring.kinds.compared import External, RankTiers, YearOnYear
from thidua.core.scoring.kinds.counts import CountTiers, CountUnit, DeadlineTiers
from thidua.core.scoring.kinds.deductions import FixedDeduction, PerDayDeduction
from thidua.core.scoring.kinds.formula import Formula
from thidua.core.scoring.kinds.graded import Grades, Severity
from thidua.core.scoring.kinds.judged import AllOf, Bonus, Boolean, Fixed, Informational, Options
from thidua.core.scoring.kinds.ratios import Linear, RatioTiers
from thidua.core.scoring.kinds.shares import Complement, Survey
from thidua.core.scoring.rule import Rule

KINDS: Mapping[str, type[Rule]] = {
    "fixed": Fixed,
    "linear": Linear,
    "ratio_tiers": RatioTiers,
    "complement": Complement,
    "boolean": Boolean,
    "options": Options,
    "grades": Grades,
    "severity": Severity,
    "all_of": AllOf,
    "count_tiers": CountTiers,
    "count_unit": CountUnit,
    "deadline_tiers": DeadlineTiers,
    "branch": Branch,
    "year_on_year": YearOnYear,
    "survey": Survey,
    "external": External,
    "rank_tiers": RankTiers,
    "formula": Formula,
    "fixed_deduction": FixedDeduction,
    "per_day_deduction": PerDayDeduction,
    "bonus": Bonus,
    "informational": Informational,
}
