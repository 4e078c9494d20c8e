"""Points that offices published (bộ chỉ số 766): our figures must be theirs, to the hundredth."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.core.scoring.files import criterion, field, file, scored, scored_alone, unit

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


def test_a_table_of_sixty_three_units_gives_its_totals_and_its_ranks() -> None:
    """Eight fields of fixed points, as such tables are published; sums and places counted in hundredths, 1, 1, 3."""
    maxima = [10, 10, Decimal("14.5"), 11, 16, 7, 16, Decimal("15.5")]  # QĐ 2948/QĐ-BNV (2017), cấp tỉnh
    table = {
        f"u{at}": [int(most * 100) * (70 + (at * 7 + place * 11) % 29) // 100 for place, most in enumerate(maxima)]
        for at in range(63)
    }
    table["u7"] = table["u5"]  # a tie at the least
    fields = [field(str(place), criterion(f"c{place}", most, {"kind": "fixed"})) for place, most in enumerate(maxima)]
    units = [
        unit(code, {f"c{place}": {"points": Decimal(points).scaleb(-2)} for place, points in enumerate(row)})
        for code, row in table.items()
    ]
    totals = {code: sum(row) for code, row in table.items()}
    for code, answer in scored(file(fields, units)).items():
        assert answer["points"] * 100 == totals[code]
        assert answer["rank"] == 1 + sum(other > totals[code] for other in totals.values())
        for place, points in enumerate(table[code]):
            better = sum(row[place] > points for row in table.values())
            assert answer["fields"][str(place)] == {
                "points": Decimal(points).scaleb(-2),
                "max": maxima[place],
                "rank": 1 + better,
            }
    assert len(set(totals.values())) < len(totals)
