"""Plans of other offices, made up after real ones: each .txt with the tree a reader expects beside it (.yaml)."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from thidua.core.plan import Clause, Plan, parse_plan, walk

PLANS = Path(__file__).with_name("plans")
NAMES = sorted(path.stem for path in PLANS.glob("*.txt"))


def said(clause: Clause) -> str:
    """Heading, then the text after an equals sign; ⏎ parts its paragraphs."""
    text = f"= {clause.text}".replace("\n", "⏎") if clause.text else ""
    return " ".join(part for part in (clause.heading or "", text) if part)


def as_expected(plan: Plan) -> dict[str, Any]:
    header = ("title", "number", "place", "date", "issuer", "signer")
    return {
        "header": {name: getattr(plan, name) for name in header} | {"recipients": list(plan.recipients)},
        "clauses": [f"{clause.id} | {said(clause)} | {clause.cite}" for clause in walk(plan)],
        "unplaced": [f"{rest.line} | {rest.place}" for rest in plan.unplaced],
    }


def expected(name: str) -> dict[str, Any]:
    table: dict[str, Any] = yaml.load((PLANS / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    del table["about"]
    return table | {key: table[key].splitlines() for key in ("clauses", "unplaced")}


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_is_read_as_its_table_says(name: str) -> None:
    assert as_expected(parse_plan((PLANS / f"{name}.txt").read_text("utf-8"))) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_machine_a_text_was_written_on_does_not_matter(name: str) -> None:
    text = (PLANS / f"{name}.txt").read_text("utf-8")
    foreign = "\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    assert parse_plan(foreign) == parse_plan(text)


def test_every_text_has_its_table() -> None:
    assert sorted(path.stem for path in PLANS.glob("*.yaml")) == NAMES
