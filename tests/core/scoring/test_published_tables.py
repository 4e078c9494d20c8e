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


def published(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / "published" / name).read_text("utf-8").splitlines()))


def scored_table(rows: list[dict[str, str]], columns: list[str], most: int, places: int) -> dict[str, dict[str, Any]]:
    """The answers for units whose points of each field are entered as they were published."""
    fields = [field(name, criterion(name, most, {"kind": "fixed"})) for name in columns]
    units = [unit(row["unit"], {name: {"points": Decimal(row[name])} for name in columns}) for row in rows]
    return scored(file(fields, units, rounding=places))


def place(value: Decimal, values: list[Decimal]) -> int:
    return 1 + sum(other > value for other in values)


def test_papi_2019_gives_the_index_of_all_sixty_three_provinces() -> None:
    """What could be read keeps single precision: fields and index agree in it to four decimals, no further."""
    rows, columns = published("papi-2019.csv"), [f"D{number}" for number in range(1, 9)]
    answers = scored_table(rows, columns, 10, 6)
    totals = [Decimal(row["total"]) for row in rows]
    assert len(answers) == 63
    for row in rows:
        answer = answers[row["unit"]]
        assert round(answer["points"], 4) == round(Decimal(row["total"]), 4)
        assert answer["rank"] == place(Decimal(row["total"]), totals)
        for name in columns:
            assert answer["fields"][name]["rank"] == place(Decimal(row[name]), [Decimal(each[name]) for each in rows])


def test_par_index_2012_gives_its_index_and_its_ranks() -> None:
    rows, columns = published("par-index-2012.csv"), ["appraisal", "survey"]
    answers, tied = scored_table(rows, columns, 100, 2), 0
    for row in rows:
        answer = answers[row["unit"]]
        assert (answer["points"], answer["rank"]) == (Decimal(row["total"]), int(row["rank"]))
        for name in columns:
            all_points = [Decimal(each[name]) for each in rows]
            assert answer["fields"][name]["rank"] == place(Decimal(row[name]), all_points)
            tied += all_points.count(Decimal(row[name])) > 1
    assert len(rows) == 19
    assert tied == 10


def test_the_ties_of_a_published_table_are_ranked_as_it_ranks_them() -> None:
    rows = published("e-government-2017.csv")
    answers = scored_table(rows, ["total"], 1, 3)
    assert {name: answer["rank"] for name, answer in answers.items()} == {row["unit"]: int(row["rank"]) for row in rows}
    ranks = [int(row["rank"]) for row in rows]
    assert [rank for rank in ranks if ranks.count(rank) > 1] == [17, 17, 32, 32, 40, 40]
