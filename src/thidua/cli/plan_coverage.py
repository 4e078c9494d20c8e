"""`thidua plan coverage`: every clause of a movement's plan, and what carries it out."""

from collections.abc import Iterator
from typing import Any

import click

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import dump_json
from thidua.core.movement import Coverage, coverage, part_labels
from thidua.plans import load_movement


@click.command("coverage")
@click.argument("slug", metavar="MOVEMENT")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def command(slug: str, *, as_json: bool) -> None:
    """Từng điều khoản của kế hoạch và phần thực hiện nó; báo lỗi nếu có điều khoản không gắn với gì."""
    rows = coverage(load_movement(slug))
    click.echo(dump_json([_row(row) for row in rows]) if as_json else "\n".join(_page(rows)))
    if gaps := [row for row in rows if row.is_gap]:
        raise InputError(*(_gap(row) for row in gaps))


def _row(row: Coverage) -> dict[str, Any]:
    return {
        "clause": row.clause,
        "cite": row.address.cite,
        "heading": row.address.is_heading,
        "carriers": [
            {"name": carrier.name, "how": carrier.how, "parts": [str(part) for part in carrier.parts]}
            for carrier in row.carriers
        ],
        "narrative": row.narrative,
    }


def _page(rows: tuple[Coverage, ...]) -> Iterator[str]:
    for row in rows:
        yield f"{row.clause}  {_short(row.address.text)}"
        for carrier in row.carriers:
            how = f": {carrier.how}" if carrier.how else ""
            yield f"    ← {carrier.name}{how} [{'; '.join(part_labels([carrier]))}]"
        if row.narrative:
            yield f"    – chỉ tường thuật: {row.narrative}"
        if row.is_gap:
            yield "    ✗ chưa gắn với gì"
    yield ""
    yield _total(rows)


def _total(rows: tuple[Coverage, ...]) -> str:
    headings = sum(row.address.is_heading and not row.carriers for row in rows)
    carried = sum(bool(row.carriers) for row in rows)
    narrative = sum(row.narrative is not None for row in rows)
    gaps = sum(row.is_gap for row in rows)
    return (
        f"{len(rows)} mục: {carried} được thực hiện, {headings} là tiêu đề của mục bên trong, "
        f"{narrative} chỉ tường thuật, {gaps} chưa gắn với gì."
    )


def _short(text: str, width: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def _gap(row: Coverage) -> Problem:
    return Problem(
        row.clause,
        f"điều khoản không gắn với phần nào thực hiện ({row.address.cite}).",
        "Gắn nó trong movement.yaml, hoặc ghi vào “narratives” kèm lý do.",
    )
