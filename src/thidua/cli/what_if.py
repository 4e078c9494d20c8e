"""`thidua what-if`: what would follow if an item, a rule or a threshold were another; nothing is saved."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from thidua.cli.json_files import read_json_file
from thidua.core.eligibility import Answer, Nominee, Setting, parse_facts_file, prepare
from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.json_text import dump_json, parse_json
from thidua.core.money import award_money, format_dong
from thidua.core.scoring.table import Table, Trial
from thidua.core.what_if import Effect, Money, Place, WhatIf
from thidua.legal import load_law
from thidua.plans import load_movement


@click.command("what-if")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@click.option("--entry", "entries", multiple=True, metavar="ĐƠN_VỊ/TIÊU_CHÍ=JSON", help='Ví dụ xa-1/2.1={"points": 3}.')
@click.option("--criterion", "criteria", multiple=True, metavar="TIÊU_CHÍ=JSON", help='Ví dụ 2.1={"max": 5}.')
@click.option(
    "--weight", "weights", multiple=True, metavar="TIÊU_CHÍ=SỐ", help="Điểm tối đa khác, ai cũng giữ tỷ lệ điểm."
)
@click.option(
    "--points", multiple=True, metavar="ĐƠN_VỊ/TIÊU_CHÍ=SỐ", help="Điểm khác của một đơn vị, ví dụ xa-1/2.1=3."
)
@click.option("--guidance", multiple=True, metavar="KHÓA=GIÁ_TRỊ", help="Ví dụ xep_hang.hang_toi_da=3.")
@click.option("--facts", metavar="FACTS.json", type=click.Path(path_type=Path), help="Dữ kiện của người được đề nghị.")
@click.option("--movement", "slug", metavar="M", help="Tên phong trào hoặc thư mục của phong trào.")
@click.option("--round", "round_id", metavar="ĐỢT", help="Ví dụ hang-nam-2023.")
@click.option("--form", default="giay_khen_huyen", show_default=True, help="Hình thức khen thưởng để tính tiền.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày quyết định, để tính tiền thưởng.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def command(  # noqa: PLR0913, PLR0917 - one for each option
    file: Path,
    entries: tuple[str, ...],
    criteria: tuple[str, ...],
    weights: tuple[str, ...],
    points: tuple[str, ...],
    guidance: tuple[str, ...],
    facts: Path | None,
    slug: str | None,
    round_id: str | None,
    form: str,
    on: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Thử một phương án: đổi số liệu, điểm, cách chấm hay ngưỡng; ai đổi hạng, ai đạt, tốn bao nhiêu."""
    trial = Trial(
        criteria=dict(map(_criterion, criteria)),
        entries=_by_unit(entries, "--entry"),
        weights={code: _number(most, "--weight") for code, most in (_pair(pair, "--weight") for pair in weights)},
        points={
            unit: {code: _number(given, "--points") for code, given in of_unit.items()}
            for unit, of_unit in _by_unit(points, "--points").items()
        },
    )
    nominees, setting = _judged(facts, slug, round_id)
    known = WhatIf(Table.of(read_json_file(file)), nominees, setting, _money(form, on.date() if on else None))
    effect = known.tried(trial, dict(_pair(pair, "--guidance") for pair in guidance))
    click.echo(dump_json(_as_dict(effect)) if as_json else "\n".join(_page(effect)))


def _judged(facts: Path | None, slug: str | None, round_id: str | None) -> tuple[tuple[Nominee, ...], Setting | None]:
    if facts is None:
        return (), None
    if slug is None or round_id is None:
        raise InputError(Problem("--facts", "cần biết phong trào và đợt xét.", "Ghi thêm --movement và --round."))
    known = parse_facts_file(read_json_file(facts))
    setting = prepare(load_movement(slug), round_id=round_id, guidance=known.guidance, as_of=known.as_of)
    return known.nominees, setting


def _money(form: str, on: date | None) -> Money:
    if on is None:
        return lambda _nominee: 0
    return lambda nominee: award_money(load_law(), form=form, kind=nominee.kind, on=on).amount


def _by_unit(pairs: tuple[str, ...], option: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for pair in pairs:
        place, value = _pair(pair, option)
        unit, slash, code = place.rpartition("/")
        if not slash:
            raise InputError(Problem(option, f"“{place}” thiếu mã đơn vị.", "Viết ĐƠN_VỊ/TIÊU_CHÍ=JSON."))
        found.setdefault(unit, {})[code] = value
    return found


def _number(value: Any, option: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InputError(Problem(option, f"“{value}” không phải là số.", "Viết bằng chữ số, ví dụ 5 hoặc 2.5."))
    return Decimal(value)


def _criterion(pair: str) -> tuple[str, dict[str, Any]]:
    code, value = _pair(pair, "--criterion")
    if not isinstance(value, dict):
        raise InputError(Problem("--criterion", f"“{pair}” phải là các cặp khóa và giá trị.", 'Ví dụ 2.1={"max": 5}.'))
    return code, value


def _pair(pair: str, option: str) -> tuple[str, Any]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise InputError(Problem(option, f"“{pair}” thiếu dấu bằng.", "Viết TÊN=GIÁ_TRỊ."))
    try:
        return name, parse_json(value.encode())
    except InputError:
        return name, value  # a word, as guidance has them


def _page(effect: Effect) -> Iterator[str]:
    moved = [unit for unit in effect.units if unit.is_changed]
    yield f"Đổi điểm hoặc hạng: {len(moved)}/{len(effect.units)} đơn vị"
    for unit in sorted(moved, key=lambda unit: unit.now.rank or len(effect.units) + 1):
        yield f"  {unit.name}: {_place(unit.before)} → {_place(unit.now)}"
    if not effect.nominees:
        return
    yield f"Đạt tiêu chuẩn: {effect.qualified_before} → {effect.qualified_now}"
    for one in effect.nominees:
        if one.before.verdict != one.now.verdict or one.changed:
            name = one.nominee.name or one.nominee.id
            by = f" ({', '.join(one.changed)})" if one.changed else ""
            yield f"  {name}: {Answer(one.before.verdict).label} → {Answer(one.now.verdict).label}{by}"
    if effect.cost_before or effect.cost_now:
        yield f"Tiền thưởng: {format_dong(effect.cost_before)} → {format_dong(effect.cost_now)}"


def _place(place: Place) -> str:
    if place.points is None:
        return "chưa xếp hạng"
    return f"{number(place.points)} điểm, " + (f"hạng {place.rank}" if place.rank else "không xếp hạng")


def _as_dict(effect: Effect) -> dict[str, Any]:
    return {
        "units": [
            {"code": unit.code, "changed": unit.is_changed, "before": vars(unit.before), "now": vars(unit.now)}
            for unit in effect.units
        ],
        "nominees": [
            {"id": one.nominee.id, "before": one.before.verdict, "now": one.now.verdict, "changed": list(one.changed)}
            for one in effect.nominees
        ],
        "qualified": {"before": effect.qualified_before, "now": effect.qualified_now},
        "cost": {"before": effect.cost_before, "now": effect.cost_now},
    }
