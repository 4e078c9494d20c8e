"""The components of the district's own index: given to offices and communes, scored by the province every year."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from thidua.demo.story import load_yaml
from thidua.demo.world import ASSUMED, Act, World, moment, on
from thidua.scoring.actions.components import define_component, enter_component_score, give_component

PHASE = "Chỉ số thành phần"
_FIRST = 2020
_COMPONENTS: list[list[Any]] = load_yaml("work.yaml")["components"]


def acts() -> Iterator[Act]:
    yield Act(moment(2021, 11, 18, 8), PHASE, _define)
    for year in range(2021, 2025):
        yield Act(moment(year, 11, 18, 9), PHASE, partial(_give, year))
    yield Act(moment(2021, 11, 18, 9, 30), PHASE, partial(_score, _FIRST, date(2021, 5, 20)))
    for year in range(2021, 2025):  # assumed to be told before the dossiers are due (scoring.md: usually it is not)
        yield Act(on(date(year, 11, 26), 15), PHASE, partial(_score, year, date(year, 11, 25)))


def _define(world: World, at: datetime) -> None:
    actor = world.user("thuong_truc")
    world.memory["components"] = {
        code: define_component(
            world.units["huyen"], code=code, name=name, maximum=Decimal(str(maximum)), actor=actor, at=at
        )
        for code, name, maximum, _owner, _points in _COMPONENTS
    }


def _give(year: int, world: World, at: datetime) -> None:
    for code, _name, _maximum, owner, _points in _COMPONENTS:
        give_component(
            world.memory["components"][code],
            world.units[owner],
            year=year,
            decision=f"Phân công năm {year} ({ASSUMED.lower()})",
            actor=world.user("thuong_truc"),
            at=at,
        )


def _score(year: int, published_on: date, world: World, at: datetime) -> None:
    for code, _name, _maximum, _owner, points in _COMPONENTS:
        enter_component_score(
            world.memory["components"][code],
            year=year,
            points=Decimal(str(points[year - _FIRST])),
            published_on=published_on,
            actor=world.user("thuong_truc"),
            at=at,
        )
