"""Points that offices published (bộ chỉ số 766): our figures must be theirs, to the hundredth."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.core.scoring.files import scored_alone

ROWS = list(csv.DictReader(Path(__file__).with_name("766-worked-examples.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['unit']} {row['metric']}" for row in ROWS])
def test_the_published_points_come_out(row: dict[str, str]) -> None:
    rule: dict[str, Any] = {
        "kind": "linear",
        "cap": Decimal(row["threshold_percent_used"] or 100),
        "zero_denominator": "full",  # as published for 4.5b, 5.2 and 5.3
    }
    entry = {"numerator": int(row["numerator"]), "denominator": int(row["denominator"])}
    answer = scored_alone(Decimal(row["max_points"]), rule, entry)
    assert answer["criteria"]["c"]["points"] == Decimal(row["published_score"])


def test_all_seventeen_published_examples_are_here() -> None:
    assert len(ROWS) == 17
