"""`thidua movement`: is a movement folder sound?"""

from typing import Any

import click

from thidua.core.json_text import dump_json
from thidua.core.movement import Movement, coverage
from thidua.plans import load_movement


@click.group(help="Kiểm tra thư mục phong trào.")
def command() -> None:
    pass


@command.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def check(folder: str, *, as_json: bool) -> None:
    """Kiểm tra plan.txt, movement.yaml, guidance.yaml; báo mọi lỗi kèm tệp và dòng."""
    movement = load_movement(folder)
    found = _summary(movement)
    click.echo(dump_json(found) if as_json else _page(movement.slug, found))


def _summary(movement: Movement) -> dict[str, Any]:
    definition, guidance = movement.definition, movement.guidance
    return {
        "name": definition.name,
        "version": movement.version,
        "rounds": len(definition.rounds),
        "criteria": sum(len(standards.criteria) for standards in definition.standards),
        "guidance": {
            "keys": len(guidance),
            "undecided": sum(value.value is None for value in guidance.values()),
            "assumed": sum(value.is_assumption for value in guidance.values()),
        },
        "unbound_clauses": sum(row.is_gap for row in coverage(movement)),
    }


def _page(slug: str, found: dict[str, Any]) -> str:
    keys, undecided, assumed = found["guidance"].values()
    return "\n".join(
        [
            f"Hợp lệ: {found['name']}",
            f"  Đợt xét: {found['rounds']}",
            f"  Tiêu chuẩn: {found['criteria']}",
            f"  Hướng dẫn: {keys} khóa, {undecided} chưa ai quyết định, {assumed} giả định",
            f"  Điều khoản chưa gắn với gì: {found['unbound_clauses']} (xem “thidua plan coverage {slug}”)",
            f"  Phiên bản: {found['version']}",
        ]
    )
