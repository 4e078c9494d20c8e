"""`thidua eligibility`: facts from a file → verdicts, each with its reasons."""

from collections.abc import Iterator
from pathlib import Path

import click

from thidua.cli.json_files import read_json_file
from thidua.core.eligibility import (
    Answer,
    Nominee,
    Outcome,
    Setting,
    Verdict,
    judge,
    parse_facts_file,
    prepare,
    verdict_as_dict,
)
from thidua.core.format import day
from thidua.core.json_text import dump_json
from thidua.plans import load_movement


@click.command("eligibility")
@click.argument("file", metavar="FACTS.json", type=click.Path(path_type=Path))
@click.option("--movement", "slug", required=True, metavar="M", help="Tên phong trào hoặc thư mục của phong trào.")
@click.option("--round", "round_id", required=True, metavar="ĐỢT", help="Ví dụ hang-nam-2023, tong-ket.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def command(file: Path, slug: str, round_id: str, *, as_json: bool) -> None:
    """Xét điều kiện khen thưởng: từng tiêu chuẩn, số liệu, ngưỡng, điều khoản và lý do."""
    movement = load_movement(slug)
    movement.round(round_id)  # a wrong round is said before the file is read
    facts = parse_facts_file(read_json_file(file))
    setting = prepare(movement, round_id=round_id, guidance=facts.guidance, as_of=facts.as_of)
    verdicts = [judge(setting, nominee) for nominee in facts.nominees]
    if as_json:
        click.echo(dump_json({"nominees": [verdict_as_dict(verdict) for verdict in verdicts]}))
    else:
        click.echo("\n".join(_page(setting, facts.nominees, verdicts)))


def _page(setting: Setting, nominees: tuple[Nominee, ...], verdicts: list[Verdict]) -> Iterator[str]:
    yield f"{setting.movement.definition.name} · {setting.round.label} · tính đến hết ngày {day(setting.day)}"
    for nominee, verdict in zip(nominees, verdicts, strict=True):
        yield ""
        yield f"{nominee.name or nominee.id}: {Answer(verdict.verdict).label.upper()}"
        for bar in verdict.bars:
            yield f"  ! {bar.reason}"
            yield f"      Căn cứ: {bar.source}"
        for criterion in verdict.criteria:
            yield f"  {criterion.id}  {Outcome(criterion.outcome).label}  ({setting.cite(criterion.clause)})"
            yield f"      {criterion.reason}"
            yield from (f"      → {sentence}" for sentence in criterion.missing)
