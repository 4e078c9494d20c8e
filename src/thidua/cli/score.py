"""`thidua score`: criteria set and sheets from a file → points, index, ranks, changes."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click

from thidua.cli.json_files import read_json_file
from thidua.core.format import number
from thidua.core.json_text import dump_json
from thidua.core.scoring import CriteriaSet, UnitScore, parse_scoring, result_as_dict, score


@click.command("score")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON, kèm lý do từng tiêu chí.")
def command(file: Path, *, as_json: bool) -> None:
    """Chấm điểm, tính chỉ số, xếp hạng và so với kỳ trước từ một tệp."""
    scoring = parse_scoring(read_json_file(file))
    scores = score(scoring)
    if as_json:
        click.echo(dump_json(result_as_dict(scores)))
    else:
        click.echo("\n".join(_page(scoring.criteria_set, scores)))


def _page(criteria_set: CriteriaSet, scores: tuple[UnitScore, ...]) -> Iterator[str]:
    yield criteria_set.name
    yield ""
    yield _line("Hạng", "Đổi", "Điểm", "Tối đa", "Chỉ số", "Đơn vị")
    ranked = sorted((unit for unit in scores if unit.rank), key=lambda unit: unit.rank or 0)
    for unit in ranked:
        yield _line(
            str(unit.rank),
            _signed(unit.change.rank),
            _written(unit.points, criteria_set.rounding),
            number(unit.max),
            _written(unit.index, 2),
            unit.name,
        )
    for unit in scores:
        if not unit.rank:
            yield f"   –  {unit.name}: {unit.reason}"


def _line(*cells: str) -> str:
    *figures, name = cells
    return "".join(cell.rjust(width) for cell, width in zip(figures, (4, 6, 12, 10, 9), strict=True)) + f"  {name}"


def _written(value: Decimal | None, places: int) -> str:
    return "–" if value is None else number(value, places)


def _signed(places_up: int | None) -> str:
    return "–" if places_up is None else f"{places_up:+d}" if places_up else "0"
