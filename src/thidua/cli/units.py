"""`thidua units`: the country's administrative units, and what became of a district on 1 July 2025."""

from datetime import date, datetime

import click

from thidua.core.errors import InputError, Problem
from thidua.core.json_text import dump_json
from thidua.country import CHANGED_ON, Family, Place, families, family_of

_SHARES = {"toan_bo": "", "mot_phan": " (một phần)", "phan_chinh": " (phần chính)"}


@click.group("units")
def command() -> None:
    """Đơn vị hành chính cả nước: nạp vào danh mục, xem kế tục."""


@command.command("load")
@click.option("--province", "code", metavar="MÃ", help="Mã tỉnh, trước hoặc từ 01/07/2025: 36.")
@click.option("--all", "every", is_flag=True, help="Cả nước.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2021-01-01",
    show_default=True,
    help="Ngày bắt đầu danh mục: đơn vị cũ hiện từ ngày này.",
)
def load(code: str | None, since: datetime, *, every: bool) -> None:
    """Nạp một tỉnh hoặc cả nước, trước và từ 01/07/2025, cùng việc sắp xếp; nạp lại không đổi gì."""
    if bool(code) == every:
        raise click.UsageError("Chọn --province MÃ hoặc --all.")
    if since.date() >= CHANGED_ON:
        raise InputError(Problem("--since", "danh mục phải bắt đầu trước 01/07/2025.", "Chọn ngày sớm hơn."))
    chosen = families() if every else (family_of(code or ""),)
    _load(chosen, since.date())


def _load(chosen: tuple[Family, ...], since: date) -> None:
    from thidua.site import make_tables, start_django

    start_django()
    make_tables()
    from thidua.audit.queries import now
    from thidua.organizations.actions.country import Loaded, load_family

    loaded = Loaded()
    with click.progressbar(length=sum(map(_size, chosen)), label="Nạp đơn vị") as bar:
        for family in chosen:
            loaded += load_family(family, since=since, actor=None, at=now(), watch=bar.update)
    before = sum(len(family.communes) for family in chosen)
    after = sum(len(family.new_communes) for family in chosen)
    for family in chosen if len(chosen) == 1 else ():
        came = ", ".join(f"{row.proper} ({row.code})" for row in family.provinces)
        click.echo(f"{family.after.name} ({family.after.code}) từ: {came}.")
    click.echo(
        f"{_number(before)} đơn vị cấp xã trước 01/07/2025 thành {_number(after)} từ 01/07/2025. "
        + (
            f"Thêm {_number(loaded.units)} đơn vị, {_number(loaded.acts)} việc sắp xếp, {_number(loaded.links)} kế tục."
            if loaded != Loaded()
            else "Không có gì mới: danh mục đã có đủ."
        )
    )


def _size(family: Family) -> int:
    """How many places the bar counts: each level of before, the province, its communes."""
    return sum(map(len, (family.provinces, family.districts, family.communes, family.new_communes))) + 1


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


@command.command("lineage")
@click.argument("code", metavar="MÃ")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def lineage(code: str, *, as_json: bool) -> None:
    """Xã, phường của một huyện trước 01/07/2025 đã thành đơn vị nào (không cần cơ sở dữ liệu)."""
    family, district = _district(code)
    new = {row.code: row for row in family.new_communes}
    rows = [
        (row, [(new[step.after], step.share) for step in family.became[row.code]])
        for row in family.communes_of(district.code)
    ]
    if as_json:
        said = {
            "district": _plain(district),
            "province": _plain(family.after),
            "successors": [_plain(new[code]) for code in family.successors_of(district.code)],
            "communes": [
                _plain(row) | {"became": [_plain(to) | {"share": share} for to, share in became]}
                for row, became in rows
            ],
        }
        click.echo(dump_json(said))
        return
    successors = family.successors_of(district.code)
    click.echo(f"{district.name} ({code}): {len(rows)} đơn vị cấp xã thành {len(successors)}, {family.after.name}.")
    for to in successors:
        came = (f"{row.name}{_SHARES[share]}" for row, became in rows for each, share in became if each.code == to)
        click.echo(f"  {to} {new[to].name} ← {', '.join(came)}{_elsewhere(family, to, district)}")


def _elsewhere(family: Family, code: str, district: Place) -> str:
    """Name how many came from other districts."""
    own = {row.code for row in family.communes_of(district.code)}
    others = sum(step.before not in own for step in family.came_from[code])
    return f", và {others} đơn vị của huyện khác" if others else ""


def _district(code: str) -> tuple[Family, Place]:
    for family in families():
        for row in family.districts:
            if row.code == code:
                return family, row
    raise InputError(
        Problem("MÃ", f"không có huyện mang mã {code}.", "Nêu mã ba chữ số của huyện trước 01/07/2025: 363.")
    )


def _plain(place: Place) -> dict[str, str]:
    return {"code": place.code, "kind": place.kind, "name": place.name}
