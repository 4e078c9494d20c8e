"""`thidua tally`: roster, ballots and threshold from a file → the outcome of each item."""

from pathlib import Path

import click

from thidua.cli.json_files import read_json_file
from thidua.core.json_text import dump_json
from thidua.core.voting import Outcome, parse_tally, result_as_dict, tally

_WORDS = {
    Outcome.PASSED: "Thông qua",
    Outcome.FAILED: "Không thông qua",
    Outcome.AWAITING_WRITTEN: "Chờ ý kiến bằng văn bản",
    Outcome.NO_QUORUM: "Không đủ điều kiện biểu quyết",
}


@click.command("tally")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def command(file: Path, *, as_json: bool) -> None:
    """Kiểm phiếu: túc số, tỷ lệ, kết quả từng nội dung."""
    results = tally(parse_tally(read_json_file(file)))
    if as_json:
        click.echo(dump_json(result_as_dict(results)))
        return
    for result in results:
        votes = f"đồng ý {result.in_favour}, không đồng ý {result.against}, phiếu trắng {result.blank}"
        click.echo(f"{result.item}: {_WORDS[result.outcome]} ({votes})\n    {result.reason}")
