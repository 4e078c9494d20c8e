"""A set beside the same set of the year before: what follows what, and whether the years can be compared."""

from collections.abc import Mapping

from thidua.core.scoring import compare_sets
from thidua.core.scoring.succession import Comparison
from thidua.scoring.definitions import read_definition
from thidua.scoring.models import CriteriaSet
from thidua.scoring.queries import SET_CHANGED, set_before

CODES = "ma_nam_truoc"  # in a definition: last year's code → this year's, where it changed
_MOST = 160  # of the reason, which a line of the ranking holds


def comparison_of(criteria_set: CriteriaSet) -> Comparison | None:
    """Return how the set follows last year's; None where there is none. One statement."""
    before = set_before(criteria_set)
    if before is None or not before.definition:  # entered without its criteria
        return None
    codes: Mapping[str, str] = criteria_set.definition.get(CODES) or {}
    old, new = (read_definition(each.definition) for each in (before, criteria_set))
    known = {criterion.code for criterion in old.criteria}
    return compare_sets(old, new, {code: now for code, now in codes.items() if code in known})


def why_changed(criteria_set: CriteriaSet) -> str:
    """Say why the totals of the two years cannot be compared; empty where they can, or there is nothing to compare."""
    found = comparison_of(criteria_set)
    if found is None or found.is_comparable:
        return ""
    reason = f"{SET_CHANGED}: {found.reason}"
    return reason if len(reason) <= _MOST else f"{reason[: _MOST - 1]}…"
