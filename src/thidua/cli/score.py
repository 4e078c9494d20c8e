"""`thidua score`: criteria set and sheets from a file → points, index, ranks, changes; bundles made and checked."""

from collections.abc import Iterator
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from thidua.cli.json_files import read_json_file
from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.json_text import dump_json
from thidua.core.scoring import (
    BundleCheck,
    CriteriaSet,
    UnitScore,
    check_bundle,
    is_bundle,
    make_bundle,
    parse_scoring,
    result_as_dict,
    score,
)
from thidua.criteria import load_criteria_set


@click.command("score")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON, kèm lý do từng tiêu chí.")
@click.option("--set", "set_name", metavar="BỘ", help="Bộ tiêu chí có sẵn hoặc tệp YAML, thay cho “set” trong tệp.")
@click.option(
    "--bundle", "out", metavar="OUT.json", type=click.Path(path_type=Path), help="Ghi gói kết quả để đối chiếu."
)
@click.pass_context
def command(context: click.Context, file: Path, *, as_json: bool, set_name: str | None, out: Path | None) -> None:
    """Chấm điểm, tính chỉ số, xếp hạng và so với kỳ trước từ một tệp; gói đã công bố thì tính lại và đối chiếu."""
    raw = read_json_file(file)
    if set_name is not None and isinstance(raw, dict):
        raw = {**raw, "set": load_criteria_set(set_name).definition}
    check = check_bundle(raw) if is_bundle(raw) and set_name is None else None
    scoring = check.scoring if check else parse_scoring(raw)
    scores = check.scores if check else score(scoring)
    if out is not None:
        _write(out, make_bundle(raw, version=version("thidua"), published=raw.get("published")))
    if as_json:
        verdict = {"bundle": _verdict(check)} if check else {}
        click.echo(dump_json(result_as_dict(scores) | verdict))
    else:
        click.echo("\n".join(_page(scoring.criteria_set, scores)))
        if check:
            click.echo(_checked(check))
    if check and check.problems:
        click.echo("\n".join(f"Lỗi: {problem}" for problem in check.problems), err=True)
        context.exit(1)


def _write(out: Path, bundle: dict[str, Any]) -> None:
    try:
        out.write_text(dump_json(bundle) + "\n", encoding="utf-8")
    except OSError as error:
        problem = Problem(str(out), "không ghi được tệp.", "Kiểm tra thư mục và quyền ghi.")
        raise InputError(problem) from error


def _verdict(check: BundleCheck) -> dict[str, Any]:
    return {
        "matches": not check.problems,
        "version": check.version,
        "sha256": check.sha256,
        "problems": [str(problem) for problem in check.problems],
    }


def _checked(check: BundleCheck) -> str:
    by = f"phiên bản đã công bố {check.version or 'không ghi'}, phiên bản tính lại {version('thidua')}"
    if check.problems:
        return f"\nKhông khớp với kết quả đã công bố ({by})."
    return f"\nTính lại khớp với kết quả đã công bố, từng con số ({by}).\nSHA-256 {check.sha256}"


def _page(criteria_set: CriteriaSet, scores: tuple[UnitScore, ...]) -> Iterator[str]:
    yield criteria_set.name
    if criteria_set.about.demonstration:
        yield "(Bộ tiêu chí trình diễn, không phải quy định của cơ quan nào.)"
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
            unit.name + (f" · {unit.band.name}" if unit.band else "") + (" · đồng hạng" if unit.tied else ""),
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
