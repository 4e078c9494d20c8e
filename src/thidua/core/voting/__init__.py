"""Quorum, threshold, ballots and written opinions → outcome.

parse_tally(raw) -> TallyInput            every problem of the file at once (`InputError`)
tally(ballot_box) -> tuple[ItemResult]    pure and total
decide(item, votes, threshold, quorum)    the same from counts alone
result_as_dict(results)                   the shape that `thidua tally --json` prints
"""

from thidua.core.voting.file import parse_tally
from thidua.core.voting.tally import (
    QUORUM,
    Ballot,
    Base,
    ItemResult,
    Outcome,
    TallyInput,
    Threshold,
    Votes,
    WrittenOpinion,
    count,
    decide,
    result_as_dict,
    tally,
    votes_needed,
)

__all__ = [
    "QUORUM",
    "Ballot",
    "Base",
    "ItemResult",
    "Outcome",
    "TallyInput",
    "Threshold",
    "Votes",
    "WrittenOpinion",
    "count",
    "decide",
    "parse_tally",
    "result_as_dict",
    "tally",
    "votes_needed",
]
