"""`thidua movement`: is a movement folder sound?"""

import click

from thidua.core.movement import Movement, coverage
from thidua.plans import load_movement


@click.group(help="Kiểm tra thư mục phong trào.")
def command() -> None:
    pass


@command.command()
@click.argument("folder", metavar="FOLDER")
def check(folder: str) -> None:
    """Kiểm tra plan.txt, movement.yaml, guidance.yaml; báo mọi lỗi kèm tệp và dòng."""
    movement = load_movement(folder)
    click.echo(f"Hợp lệ: {movement.definition.name}")
    for label, value in _summary(movement).items():
        click.echo(f"  {label}: {value}")


def _summary(movement: Movement) -> dict[str, str]:
    definition, guidance = movement.definition, movement.guidance
    criteria = [criterion for standards in definition.standards for criterion in standards.criteria]
    assumed = sum(value.is_assumption for value in guidance.values())
    undecided = sum(value.value is None for value in guidance.values())
    gaps = sum(row.is_gap for row in coverage(movement))
    return {
        "Đợt xét": str(len(definition.rounds)),
        "Tiêu chuẩn": str(len(criteria)),
        "Hướng dẫn": f"{len(guidance)} khóa, {undecided} chưa ai quyết định, {assumed} giả định",
        "Điều khoản chưa gắn với gì": f"{gaps} (xem “thidua plan coverage {movement.slug}”)",
        "Phiên bản": movement.version,
    }
