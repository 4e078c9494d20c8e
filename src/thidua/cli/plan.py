"""`thidua plan`: any Kế hoạch as a tree of clauses."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from thidua.cli.plan_files import read_plan_file
from thidua.core.errors import InputError
from thidua.core.plan import Clause, Plan, parse_plan, plan_as_dict

_PLACES = {
    "superior": "cơ quan chủ quản",
    "motto": "quốc hiệu, tiêu ngữ",
    "number": "số để trống",
    "date": "ngày chưa rõ",
    "kind": "tên loại",
    "preamble": "lời dẫn",
    "closing": "lời kết",
    "signature": "chữ ký",
    "page_number": "số trang",
    "rule": "đường kẻ",
    "unknown": "chưa rõ là gì",
}
_NOT_STATED = "(văn bản không ghi)"


class _Group(click.Group):
    """What coverage needs (movements, the law) is not waited for where a plan is only shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["show", "coverage"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "coverage":
            return super().get_command(ctx, cmd_name)
        from thidua.cli import plan_coverage

        return plan_coverage.command


@click.group(cls=_Group, help="Đọc kế hoạch; đối chiếu điều khoản với phần mềm.")
def command() -> None:
    pass


@command.command(help="In cây điều khoản của một kế hoạch (.txt hoặc .docx).")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON thay cho bản đọc.")
def show(file: Path, as_json: bool) -> None:  # noqa: FBT001 - click's flag
    source = read_plan_file(file)
    for note in source.notes:
        click.echo(f"Lưu ý: {file}: {note}", err=True)
    try:
        plan = parse_plan(source.text)
    except InputError as error:
        raise InputError(*(replace(problem, where=str(file)) for problem in error.problems)) from error
    if not plan.clauses:
        click.echo(f"Lưu ý: {file}: không tìm thấy điều khoản nào có đánh số.", err=True)
    if as_json:
        click.echo(json.dumps(plan_as_dict(plan), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_page(plan)))


def _page(plan: Plan) -> Iterator[str]:
    yield from _header(plan)
    for clause in plan.clauses:
        yield ""
        yield from _tree(clause, depth=0)
    if plan.unplaced:
        yield ""
        yield "Ngoài các điều khoản:"
    for rest in plan.unplaced:
        yield _wrapped(f"  dòng {rest.line} ({_PLACES[rest.place]}): ", rest.text)


def _header(plan: Plan) -> Iterator[str]:
    fields = {
        "Tên": plan.title,
        "Số": plan.number,
        "Nơi ban hành": plan.place,
        "Ngày": plan.date and "/".join(reversed(plan.date.split("-"))),
        "Cơ quan": plan.issuer,
        "Người ký": plan.signer,
        "Nơi nhận": "; ".join(plan.recipients),
    }
    for name, value in fields.items():
        yield _wrapped(f"{name}: ".ljust(14), value or _NOT_STATED)


def _tree(clause: Clause, depth: int) -> Iterator[str]:
    start = "  " * depth
    said = [part for part in (clause.heading, *clause.text.split("\n")) if part] or [""]
    yield _wrapped(f"{start}{clause.id}  ", said[0])
    for paragraph in said[1:]:
        yield _wrapped(f"{start}    ", paragraph)
    for child in clause.children:
        yield from _tree(child, depth + 1)


def _wrapped(start: str, text: str) -> str:
    """Broken to the width of a terminal; in a pipe a paragraph stays one line, so that it can be searched."""
    if not sys.stdout.isatty():
        return f"{start}{text}".rstrip()
    indent = " " * (len(start) - len(start.lstrip()) + 4)
    return textwrap.fill(
        text,
        shutil.get_terminal_size().columns,
        initial_indent=start,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
