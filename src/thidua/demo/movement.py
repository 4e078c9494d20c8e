"""The movement launched, guided and its rounds opened, closed and published."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from thidua.core.movement.guidance import Value
from thidua.demo.world import ASSUMED, Act, World, moment
from thidua.movements.actions.guidance import set_guidance
from thidua.movements.actions.movements import launch_movement
from thidua.movements.actions.rounds import close_round_for_appraisal, open_round
from thidua.movements.queries import rounds_of

SLUG = "truc-ninh-2021-2025"
PHASE = "Phong trào, hướng dẫn"
ISSUED_ON = date(2021, 11, 15)  # the paper gives the month alone

GUIDANCE: tuple[tuple[date, str, Value], ...] = (
    (date(2021, 11, 22), "tuyen_truyen.so_hinh_thuc_toi_thieu", 4),
    (date(2021, 11, 22), "nhiem_vu.ty_le_dung_han_toi_thieu", Decimal(90)),
    (date(2021, 11, 22), "van_ban.ty_le_dung_han_toi_thieu", Decimal(90)),
    (date(2021, 11, 22), "xep_hang.hang_toi_da", 5),
    (date(2021, 11, 22), "xep_hang.tang_bac_toi_thieu", 5),
    (date(2021, 11, 22), "xep_hang.khong_xep_thi_bo_qua", True),
    (date(2021, 11, 22), "chi_so.nam_danh_gia", "nam_nay"),
    (date(2024, 1, 15), "chi_so_thanh_phan.toi_da_coi_la_dat", True),
    (date(2025, 6, 20), "tong_ket.hinh_thuc", "bang_khen_tinh"),
)


def acts() -> Iterator[Act]:
    yield Act(moment(2021, 11, 15, 8), PHASE, launch)
    for valid_from, key, value in GUIDANCE:
        yield Act(moment(valid_from.year, valid_from.month, valid_from.day, 9), PHASE, partial(_guide, key, value))
    for year in range(2021, 2025):
        yield Act(moment(year, 11, 24, 8), PHASE, partial(_open, f"hang-nam-{year}"))
        yield Act(moment(year, 12, 10, 8), PHASE, partial(_close, f"hang-nam-{year}"))


def launch(world: World, at: datetime) -> None:
    world.movement = launch_movement(
        SLUG,
        authority=world.units["huyen"],
        receiver=world.units["noi_vu"],
        starts_on=ISSUED_ON,
        actor=world.user("chu_tich"),
        at=at,
    )
    world.log("movement.starts_on_assumed", at=at, by="chu_tich", starts_on=ISSUED_ON.isoformat(), why=ASSUMED)
    world.rounds = {round_.code: round_ for round_ in rounds_of(world.movement)}


def _guide(key: str, value: Value, world: World, at: datetime) -> None:
    if world.movement is not None:
        set_guidance(
            world.movement,
            key,
            value,
            set_by=ASSUMED,
            valid_from=at.date(),
            actor=world.user("thuong_truc"),
            at=at,
            is_assumption=True,
        )


def _open(code: str, world: World, at: datetime) -> None:
    world.rounds[code] = open_round(world.rounds[code], actor=world.user("thuong_truc"), at=at)


def _close(code: str, world: World, at: datetime) -> None:
    world.rounds[code] = close_round_for_appraisal(world.rounds[code], actor=world.user("thuong_truc"), at=at)
