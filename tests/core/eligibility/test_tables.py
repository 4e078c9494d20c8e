"""The tables of tests/legal/eligibility_*.yaml: every reading of the plan, as a jurist would check it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.core.eligibility import Verdict, evaluate, parse_as_of, parse_facts
from thidua.core.movement import guidance_from
from thidua.plans import load_movement

MOVEMENT = load_movement("truc-ninh-2021-2025")
TABLES = sorted((Path(__file__).parents[2] / "legal").glob("eligibility_*.yaml"))
CASES = [
    pytest.param(table["base"], case, id=f"{path.stem.removeprefix('eligibility_')}: {case['name']}")
    for path in TABLES
    for table in [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
    for case in table["cases"]
]


def verdict_of(base: dict[str, Any], case: dict[str, Any]) -> Verdict:
    facts = {**base["facts"], **case.get("facts", {})}
    for key in case.get("without", ()):
        del facts[key]
    guidance = {**base["guidance"], **case.get("guidance", {})}
    raw = {"id": "x", "kind": base["kind"], "name": "X", "facts": facts}
    return evaluate(
        MOVEMENT,
        round_id=case.get("round", base["round"]),
        nominee=parse_facts(raw, "x"),
        guidance=guidance_from(guidance, where="guidance", set_by="Hướng dẫn 45/HD-PNV"),
        as_of=parse_as_of(case.get("as_of")),
    )


@pytest.mark.parametrize(("base", "case"), CASES)
def test_the_verdict_is_what_the_table_says_and_whatever_is_not_met_says_why_and_what_is_missing(
    base: dict[str, Any], case: dict[str, Any]
) -> None:
    verdict = verdict_of(base, case)
    outcomes = {criterion.id: criterion.outcome for criterion in verdict.criteria}
    bars = [bar.id for bar in verdict.bars]
    found: dict[str, Any] = {"verdict": verdict.verdict, "bars": bars, **outcomes}
    assert {key: found[key] for key in case["expect"]} == case["expect"]
    assert bars == case["expect"].get("bars", [])
    for criterion in verdict.criteria:
        assert criterion.reason.endswith(".")
        if criterion.outcome == "dat":
            assert criterion.missing == ()
        elif criterion.outcome in {"chua_du_can_cu", "hoi_dong_xem_xet"}:
            assert criterion.missing


def test_the_clause_says_what_the_table_quotes() -> None:
    quoted = {(case["clause"], " ".join(case["quote"].split())) for _base, case in (each.values for each in CASES)}
    said = {clause: " ".join(MOVEMENT.addresses[clause].text.split()) for clause, _quote in quoted}
    assert [(clause, quote) for clause, quote in sorted(quoted) if quote not in said[clause]] == []
