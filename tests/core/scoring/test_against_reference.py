"""The engine against the slow reference, on files that chance has written; equal figures, every one."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.core.scoring.chance import file_of
from tests.core.scoring.files import Raw, scored
from tests.core.scoring.reference import expected

from thidua.core.scoring import KINDS

seeds = st.integers(0, 2**40)


@given(seeds)
def test_every_figure_is_that_of_the_reference(seed: int) -> None:
    raw = file_of(seed)
    assert [figures(answer) for answer in scored(raw).values()] == expected(raw)


def figures(answer: Raw) -> dict[str, Any]:
    words = {"name", "group", "reason", "scored_points", "remarks"}
    found = {key: value for key, value in answer.items() if key not in words}
    found["criteria"] = {code: {"points": of["points"], "max": of["max"]} for code, of in answer["criteria"].items()}
    found["change"] = {key: value for key, value in answer["change"].items() if key != "reason"}
    return found


def test_chance_writes_every_kind() -> None:
    """So that the comparison leaves none out."""
    seen = {of["rule"]["kind"] for seed in range(400) for of in _leaves(file_of(seed, units=0))}
    assert seen == set(KINDS)


@given(seeds)
def test_what_is_printed_adds_up(seed: int) -> None:
    raw = file_of(seed)
    for answer in scored(raw).values():
        fields = answer["fields"].values()
        assert sum(of["max"] for of in fields) == sum(of["max"] for of in answer["criteria"].values())
        if answer["points"] is not None and not answer["remarks"]:
            assert answer["points"] == answer["scored_points"] == sum(of["points"] for of in fields)
            assert answer["max"] == sum(of["max"] for of in fields)


def _leaves(raw: Raw) -> list[Raw]:
    return [leaf for of in raw["set"]["fields"] for item in of["criteria"] for leaf in item.get("components", [item])]
