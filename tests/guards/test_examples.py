"""The movement folder that docs/write-a-movement.md walks through stays sound, whole and worth reading."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.guards.sources import ROOT

from thidua.cli import main
from thidua.core.eligibility import evaluate, parse_facts_file
from thidua.core.json_text import parse_json
from thidua.core.movement import coverage
from thidua.plans import load_movement

FOLDERS = [path.parent for path in (ROOT / "docs" / "examples").rglob("movement.yaml")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_an_example_is_sound_and_binds_every_clause(folder: Path) -> None:
    assert CliRunner().invoke(main, ["movement", "check", str(folder)]).exit_code == 0
    assert [row.clause for row in coverage(load_movement(folder)) if row.is_gap] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_an_example_invites_to_decide_what_is_open(folder: Path) -> None:
    """Of its two nominees one is met; of the other nothing can be said until the office decides a threshold."""
    movement = load_movement(folder)
    facts = parse_facts_file(parse_json((folder / "facts.json").read_bytes()))
    verdicts = [
        evaluate(movement, round_id=movement.definition.rounds[0].id, nominee=nominee).verdict
        for nominee in facts.nominees
    ]
    assert verdicts == ["chua_du_can_cu", "dat"]


def test_there_is_an_example() -> None:
    assert [folder.name for folder in FOLDERS] == ["huong-duong-2026"]
