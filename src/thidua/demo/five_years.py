"""2025: who takes over is settled by assumption, and the new communes send their five-year dossiers (III.2.b)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from thidua.demo.dossiers import achievement_of, meeting_of
from thidua.demo.story import Story
from thidua.demo.world import ASSUMED, Act, World, minutes, moment, on
from thidua.dossiers.actions.dossiers import accept_dossier, confirm_dossier, start_dossier
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.nominations import nominate
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.subjects import Nominee
from thidua.movements.actions.rounds import open_round, settle_round

ROUND = "tong-ket"
PHASE = "Tổng kết 5 năm"
BASIS = (
    f"{ASSUMED}: Sở Nội vụ tỉnh Ninh Bình nhận hồ sơ, Chủ tịch UBND tỉnh Ninh Bình quyết định, "
    "trong khi chờ văn bản của cấp có thẩm quyền."
)


def acts(story: Story) -> Iterator[Act]:
    yield Act(moment(2025, 10, 15, 9), PHASE, _settle)
    yield Act(moment(2025, 11, 3, 8), PHASE, _open)
    for key, told in story.raw["five_years"].items():
        if (day := told.get("nop")) is None:
            yield Act(moment(2025, 12, 4, 15), PHASE, partial(_start, key, told))
            continue
        yield Act(on(day - timedelta(days=1), 9), PHASE, partial(_start, key, told))
        yield Act(on(day, 8, 30), PHASE, partial(_judge, told))
        yield Act(on(day, 9), PHASE, partial(_send, key))
        yield Act(on(day, 15), PHASE, partial(_accept, key))


def _settle(world: World, at: datetime) -> None:
    world.rounds[ROUND] = settle_round(
        world.rounds[ROUND],
        receiver=world.units["so_noi_vu"],
        decider=world.units["tinh_moi"],
        award_form="bang_khen_tinh",
        basis=BASIS,
        actor=world.user("chu_tich_tinh"),
        at=at,
    )


def _open(world: World, at: datetime) -> None:
    world.rounds[ROUND] = open_round(world.rounds[ROUND], actor=world.user("thuong_truc"), at=at)


def _start(key: str, told: dict[str, Any], world: World, at: datetime) -> None:
    unit, actor = world.units[key], world.head(key)
    dossier = start_dossier(world.rounds[ROUND], unit, actor=actor, at=at)
    nominees: list[Nominee] = [unit] if told.get("tap_the") else []
    nominees += [world.person(who) for who in told["ca_nhan"]]
    for nominee in nominees:
        nominate(dossier, nominee, achievement=achievement_of(world, 2025, nominee, unit), actor=actor, at=at)
    draft_papers(dossier, actor=actor, at=at)
    world.memory["five years", key] = dossier


def _judge(told: dict[str, Any], world: World, at: datetime) -> None:
    """The chair concludes on some; on the others nobody has yet."""
    for who in told.get("ket_luan", ()):
        record_judgement(
            world.rounds[ROUND],
            world.person(who),
            key="thanh_tich_5_nam",
            conclusion=True,
            reason="Nhiều năm liền có kết quả nổi bật, là nòng cốt trong công tác CCHC của đơn vị giai đoạn 2021–2025.",
            actor=world.user("chu_tich_tinh"),
            at=at,
        )


def _send(key: str, world: World, at: datetime) -> None:
    dossier, actor = world.memory["five years", key], world.head(key)
    draft_papers(dossier, actor=actor, at=at)
    record_minutes(dossier, meeting_of(dossier, world.team[key], at.date()), actor=actor, at=at + minutes(5))
    dossier = confirm_dossier(dossier, actor=actor, at=at + minutes(20))
    world.memory["five years", key] = submit_dossier(dossier, actor=actor, at=at + minutes(30))


def _accept(key: str, world: World, at: datetime) -> None:
    dossier = world.memory["five years", key]
    world.memory["five years", key] = accept_dossier(dossier, actor=world.user("thuong_truc"), at=at)
