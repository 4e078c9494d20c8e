"""`thidua criteria`: criteria sets as YAML files, checked and shown; two years compared."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.json_text import dump_json
from thidua.core.scoring import CriteriaSet, Criterion, SetFile, compare_sets
from thidua.core.scoring.kinds import KINDS
from thidua.core.scoring.succession import Comparison
from thidua.criteria import load_criteria_set, shipped_sets
from thidua.criteria.workbook import write_set_workbook

_KIND_OF = {rule: kind for kind, rule in KINDS.items()}
_MATCHES = {"same": "giữ nguyên", "changed": "đã đổi", "new": "mới", "dropped": "bỏ"}


@click.group(help="Bộ tiêu chí: danh sách, kiểm tra, so hai năm.")
def command() -> None:
    pass


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def list_sets(*, as_json: bool) -> None:
    """Các bộ tiêu chí có sẵn trong phần mềm."""
    found = [_summary(slug, load_criteria_set(slug)) for slug in shipped_sets()]
    click.echo(dump_json(found) if as_json else "\n".join(_row(one) for one in found))


@command.command()
@click.argument("file", metavar="FILE.yaml")
@click.option("--json", "as_json", is_flag=True, help="In JSON: định nghĩa như “set” của tệp chấm điểm.")
def check(file: str, *, as_json: bool) -> None:
    """Kiểm tra một bộ tiêu chí; báo mọi lỗi kèm tệp và dòng, hoặc in từng tiêu chí."""
    known = load_criteria_set(file)
    click.echo(dump_json(known.definition) if as_json else "\n".join(_page(known)))


@command.command()
@click.argument("file", metavar="FILE.yaml")
@click.option("--out", required=True, metavar="OUT.xlsx", type=click.Path(path_type=Path), help="Tệp bảng tính.")
def workbook(file: str, *, out: Path) -> None:
    """Viết một bộ tiêu chí thành bảng tính để sửa hoặc soạn bộ mới; criteria check đọc lại được."""
    data = write_set_workbook(load_criteria_set(file).definition)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise InputError(Problem(str(out), "không ghi được tệp.", "Kiểm tra thư mục và quyền ghi.")) from error


@command.command()
@click.argument("before", metavar="NĂM_TRƯỚC.yaml")
@click.argument("now", metavar="NĂM_NAY.yaml")
@click.option("--code", "codes", multiple=True, metavar="CŨ=MỚI", help="Mã năm trước và mã năm nay, nếu đã đổi.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def compare(before: str, now: str, *, codes: tuple[str, ...], as_json: bool) -> None:
    """So bộ tiêu chí hai năm: tiêu chí nào nối tiếp tiêu chí nào, tổng điểm có so được không."""
    found = compare_sets(load_criteria_set(before).criteria_set, load_criteria_set(now).criteria_set, _pairs(codes))
    if as_json:
        rows = [{"before": row.before, "now": row.now, "match": str(row.match), "why": row.why} for row in found.rows]
        click.echo(dump_json({"comparable": found.is_comparable, "rows": rows}))
    else:
        click.echo("\n".join(_compared(found)))


def _pairs(codes: tuple[str, ...]) -> dict[str, str]:
    if unclear := [pair for pair in codes if pair.count("=") != 1]:
        raise InputError(*(Problem("--code", f"“{pair}” không đúng dạng.", "Viết CŨ=MỚI.") for pair in unclear))
    return dict(pair.split("=") for pair in codes)


def _compared(found: Comparison) -> Iterator[str]:
    for row in found.rows:
        yield f"{row.before or '–'} → {row.now or '–'}: {_MATCHES[row.match]}" + (f" ({row.why})" if row.why else "")
    yield "Tổng điểm hai năm so sánh được." if found.is_comparable else "Tổng điểm hai năm không so sánh được."


def _summary(slug: str, known: SetFile) -> dict[str, Any]:
    of_file = known.criteria_set
    return {
        "slug": slug,
        "name": of_file.name,
        "year": of_file.about.year,
        "criteria": len(of_file.criteria),
        "max": of_file.max,
        "demonstration": of_file.about.demonstration,
        "sha256": known.sha256,
    }


def _row(one: dict[str, Any]) -> str:
    invented = " (trình diễn)" if one["demonstration"] else ""
    return f"{one['slug']}: {one['name']}{invented} – {one['criteria']} tiêu chí, {number(one['max'])} điểm"


def _page(known: SetFile) -> Iterator[str]:
    of_file = known.criteria_set
    yield f"Hợp lệ: {of_file.name}"
    yield f"  Tiêu chí: {len(of_file.criteria)}; điểm tối đa {number(of_file.max)}; {_kinds(of_file)} loại quy tắc"
    yield from (f"  {words}: {text}" for words, text in _about(of_file) if text)
    yield f"  SHA-256: {known.sha256}"
    for field in of_file.fields:
        yield f"{field.code}  {field.name}"
        yield from (f"    {_criterion(criterion)}" for criterion in field.criteria)


def _about(of_file: CriteriaSet) -> tuple[tuple[str, str], ...]:
    invented = "bộ trình diễn, không phải quy định của cơ quan nào" if of_file.about.demonstration else ""
    return (("Lưu ý", invented), ("Nguồn", of_file.about.source), ("Cần biết", of_file.about.caution))


def _criterion(criterion: Criterion) -> str:
    most = f"{number(criterion.max)}{' (điểm thưởng)' if criterion.is_bonus else ''}"
    doubt = " · chỗ chưa rõ: " + criterion.about.ambiguity if criterion.about.ambiguity else ""
    return f"{criterion.code}  {criterion.name} – {most}, {_KIND_OF[type(criterion.rule)]}{doubt}"


def _kinds(of_file: CriteriaSet) -> int:
    return len({type(criterion.rule) for criterion in of_file.criteria})
