"""Initiatives: written and submitted by units, examined, put to the council, voted on in secret, recognised."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from thidua.demo.council import Sitting, close, finish_votes, hold, vote
from thidua.demo.story import Idea, Story, load_csv, load_yaml
from thidua.demo.world import Act, World, on
from thidua.initiatives.actions import (
    Description,
    apply_council_results,
    draft_initiative,
    examine_initiative,
    put_to_council,
    submit_initiative,
)
from thidua.initiatives.models import Initiative

SITTINGS = {  # 2021 the movement began in November: one sitting
    2021: (date(2021, 12, 1),),
    2022: (date(2022, 10, 14), date(2022, 12, 2)),
    2023: (date(2023, 10, 13), date(2023, 12, 1)),
    2024: (date(2024, 10, 11), date(2024, 12, 6)),
}
_ELSEWHERE = re.compile(r"\(|iHanoi|quận|Sơn Lĩnh|phường")  # a description, or tied to another place
_PUBLISHED_FROM = 2023
_EFFECTS = (
    "Giảm thời gian đi lại, chờ đợi của người dân; có thể áp dụng tại các đơn vị khác trong huyện.",
    "Tỷ lệ hồ sơ trễ hạn giảm rõ rệt; chi phí thực hiện thấp, dễ nhân rộng.",
    "Người dân theo dõi được tiến độ giải quyết; công chức chủ động hơn trong xử lý hồ sơ.",
)
_NOVELTY = (
    "Lần đầu áp dụng tại đơn vị; kết hợp dữ liệu sẵn có với quy trình giải quyết hồ sơ.",
    "Thay cách theo dõi trên giấy bằng công cụ dùng chung, cập nhật hằng ngày.",
    "Đưa việc hướng dẫn, tiếp nhận về gần nơi ở của người dân, điều trước đây đơn vị chưa làm.",
)


def acts(story: Story) -> Iterator[Act]:
    for year in story.years:
        phase = f"Sáng kiến năm {year}"
        ideas = story.ideas(year)
        for order, day in enumerate(SITTINGS[year]):
            heard = [idea for idea in ideas if _is_heard(idea, order, len(SITTINGS[year]))]
            yield from _sitting(phase, year, Sitting(year, order, day), ideas, heard)


def _is_heard(idea: Idea, order: int, sittings: int) -> bool:
    """The first sitting hears what was ready; the second the rest, and again what the first left open."""
    if idea.fate == "nhap":
        return False
    if sittings == 1:
        return True
    return idea.is_second_sitting == bool(order) or (idea.fate == "cho_y_kien" and order == 1)


def _sitting(phase: str, year: int, sitting: Sitting, ideas: Sequence[Idea], heard: Sequence[Idea]) -> Iterator[Act]:
    day = sitting.day
    fresh = [idea for idea in heard if idea.fate != "cho_y_kien" or sitting.order == 0]
    fresh += [idea for idea in ideas if idea.fate == "nhap" and sitting.order]
    for place, idea in enumerate(fresh):
        written = on(day - timedelta(days=14), 9 + place // 10, 5 * (place % 10))
        yield Act(written, phase, partial(_submit, year, idea))
    yield Act(on(day - timedelta(days=4), 15), phase, partial(_call, sitting, heard))
    yield Act(on(day, 13, 30), phase, partial(hold, sitting))
    yield Act(on(day, 13, 45), phase, partial(vote, sitting, heard, first=True))
    yield Act(on(day, 14, 30), phase, partial(vote, sitting, heard, first=False))
    yield Act(on(day, 15), phase, partial(finish_votes, sitting))
    yield Act(on(day, 16), phase, partial(close, sitting, heard))
    yield Act(on(day, 16, 30), phase, partial(_apply, sitting))


def _title(world: World, year: int) -> str:
    """Return a title nobody has used: invented ones, from 2023 on those that were really published first."""
    if "titles" not in world.memory:
        published = [row["title"] for row in load_csv("initiative-titles.csv") if not _ELSEWHERE.search(row["title"])]
        world.memory["titles"] = (published, list(load_yaml("work.yaml")["initiatives"]))
    published, invented = world.memory["titles"]
    titles: list[str] = published if published and year >= _PUBLISHED_FROM else invented
    return titles.pop(0)


def _submit(year: int, idea: Idea, world: World, at: datetime) -> None:
    unit, head, chance = world.units[idea.unit], world.head(idea.unit), world.rng("idea", year, idea.authors)
    description = Description(
        year=year,
        title=_title(world, year),
        authors=[world.person(who) for who in idea.authors],
        novelty=chance.choice(_NOVELTY),
        effect=chance.choice(_EFFECTS),
        applied_from=at.date() - timedelta(days=chance.randint(60, 200)),
    )
    initiative = draft_initiative(unit, description=description, actor=head, at=at)
    if idea.fate != "nhap":
        initiative = submit_initiative(initiative, actor=head, at=at)
    world.memory["initiative", year, idea] = initiative


def _call(sitting: Sitting, heard: Sequence[Idea], world: World, at: datetime) -> None:
    """Examine what was submitted, then call the council with all of it."""
    actor = world.user("thuong_truc")
    for idea in heard:
        initiative: Initiative = world.memory["initiative", sitting.year, idea]
        if initiative.state == "submitted":
            opinion = "Đủ điều kiện trình Hội đồng xét: có tính mới tại đơn vị, đã áp dụng, có hiệu quả."
            world.memory["initiative", sitting.year, idea] = examine_initiative(
                initiative, opinion=opinion, actor=actor, at=at
            )
    session = sitting.call(world, at)
    put = [world.memory["initiative", sitting.year, idea] for idea in heard]
    world.memory["session", sitting.key] = put_to_council(put, session=session, actor=actor, at=at)


def _apply(sitting: Sitting, world: World, at: datetime) -> None:
    number = f"{world.rng('recognition', sitting.key).randint(120, 480)}/QĐ-UBND"
    session = world.memory["session", sitting.key]
    apply_council_results(session, number=number, decided_on=at.date(), actor=world.user("thuong_truc"), at=at)
