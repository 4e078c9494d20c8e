"""The page of rules says what the rules are, in their order."""

import re

from tests.guards.sources import ROOT

from thidua.files.checks import RULES, finding
from thidua.files.checks.rules import megabytes

ROW = re.compile(r"(?m)^\| `(\w+)` \|")


def rows(page: str) -> list[str]:
    return ROW.findall(page)


def test_every_rule_is_explained() -> None:
    assert rows((ROOT / "docs" / "file-checks.md").read_text(encoding="utf-8")) == list(RULES)


def test_the_guard_knows_a_missing_row() -> None:
    assert rows("| `macro` | a |\n| dde | b |\n| `empty` | |\n") == ["macro", "empty"]


def test_what_a_file_says_of_itself_is_cut_and_made_visible() -> None:
    shown = "\N{REPLACEMENT CHARACTER}" * 2
    assert finding("macro", part="a\u202e\n").what == f"tệp chứa macro (a{shown})."
    assert finding("macro", part="{x}" * 60).what == f"tệp chứa macro ({'{x}' * 26}{{…)."


def test_a_size_is_never_rounded_onto_its_limit() -> None:
    assert [megabytes(size) for size in (25_000_000, 25_000_001, 1, 1_250_000)] == ["25", "25,1", "0,1", "1,3"]
