"""The units of 2021: the district with its offices and its 21 communes, under the province."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from thidua.core.text import clean
from thidua.demo.story import load_csv, load_yaml
from thidua.demo.world import Act, World, moment
from thidua.organizations.actions.units import create_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit

REGISTER_BEGINS = date(2021, 1, 1)
_PREFIX = {"Xã": ("UBND xã", UnitKind.XA), "Thị trấn": ("UBND thị trấn", UnitKind.THI_TRAN)}


def acts() -> Iterator[Act]:
    yield Act(moment(2021, 1, 4, 8), "Đơn vị", enter_units)


def enter_units(world: World, at: datetime) -> None:
    world.units["tinh"] = enter_committee("UBND tỉnh Nam Định", UnitKind.TINH, None, at, code="36", place="Nam Định")
    world.units["huyen"] = huyen = enter_committee(
        "UBND huyện Trực Ninh", UnitKind.HUYEN, world.units["tinh"], at, code="363", place="Trực Ninh", own=True
    )
    _enter_offices(world, huyen, at)
    rows = {row["commune_code"]: row for row in load_csv("units-before-2025-07.csv")}
    for order, (key, told) in enumerate(world.story.raw["communes"].items(), start=101):
        prefix, kind = _PREFIX[rows[told["code"]]["kind"]]
        place = _place(rows[told["code"]]["commune"], rows[told["code"]]["kind"])
        world.units[key] = enter_committee(
            f"{prefix} {place}", kind, huyen, at, code=told["code"], place=place, sort_order=order
        )


def _place(name: str, kind: str) -> str:
    return clean(name.removeprefix(kind))


def office_keys() -> tuple[str, ...]:
    """Return the short names of the district's offices and service units, in official order."""
    return tuple(key for offices in load_yaml("offices.yaml").values() for key in offices)


def commune_names() -> dict[str, str]:
    """Return the names of the seven communes of 1 July 2025 by their codes."""
    return {row["commune_code"]: _place(row["commune"], row["kind"]) for row in load_csv("units-after-2025-07.csv")}


def _enter_offices(world: World, huyen: Unit, at: datetime) -> None:
    order = 0
    for kind, offices in load_yaml("offices.yaml").items():
        for key, told in offices.items():
            order += 1
            world.units[key] = create_unit(
                name=told["name"],
                kind=kind,
                parent=huyen,
                valid_from=REGISTER_BEGINS,
                actor=None,
                at=at,
                symbol=told["symbol"],
                head_title=told["head"],
                place=huyen.place,
                sort_order=order,
                is_assumed=key != "noi_vu" and key not in {"van_hoa", "tt_van_hoa"},  # named by the plan (IV.2, IV.4)
            )


def enter_committee(
    name: str,
    kind: str,
    parent: Unit | None,
    at: datetime,
    *,
    valid_from: date = REGISTER_BEGINS,
    own: bool = False,
    **details: Any,
) -> Unit:
    """Enter a People's Committee, which signs as UBND and is led by its chair."""
    return create_unit(
        name=name,
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        actor=None,
        at=at,
        is_authority=own,
        symbol="UBND",
        head_title=f"Chủ tịch {' '.join(name.split()[:2]) if kind != UnitKind.THI_TRAN else 'UBND thị trấn'}",
        **details,
    )
