"""Building the world up to a stage: the agenda carried out act by act."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from time import perf_counter

from django.db import connection, transaction

from thidua.audit.actions import events_together, one_act, set_demo_clock
from thidua.demo import (
    commune,
    components,
    conduct,
    council,
    decisions,
    dossiers,
    evidence,
    five_years,
    initiatives,
    movement,
    people,
    scores,
    successors,
    units,
    work,
)
from thidua.demo.stages import STAGES
from thidua.demo.story import Story, load_story
from thidua.demo.world import Act, World, moment
from thidua.organizations.queries import remembered_roles

SEED = 2021


@dataclass
class Built:
    """The world at its stage, and how long each phase took (seconds)."""

    world: World
    shown: datetime
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def all_acts(story: Story) -> Iterator[Act]:
    """Return everything that ever happens, in no order."""
    return chain(
        units.acts(),
        people.acts(),
        council.acts(),
        movement.acts(),
        conduct.acts(story),
        components.acts(),
        _seasons(story),
        evidence.acts(),
        scores.acts(story),
        initiatives.acts(story),
        dossiers.acts(story),
        decisions.acts(story),
        successors.acts(),
        five_years.acts(story),
        commune.acts(),
    )


def _seasons(story: Story) -> Iterator[Act]:
    """Return the work of every year; that of 2025 in two stretches, by the old units and by the new."""
    everyone = (*units.office_keys(), *story.raw["communes"])
    for year in (*story.years, 2025):
        first = year == story.years[0]
        yield from work.acts(
            work.Season(year, everyone, 1, 6 if year not in story.years else 11),
            plans_at=moment(year, 11, 30, 16) if first else moment(year, 1, 22, 16),
            registered_at=moment(year, 11, 25, 10) if first else moment(year, 2, 14, 10),
        )
    season = work.Season(2025, tuple(story.raw["successors"]), 7, 11)
    yield from work.acts(season, plans_at=moment(2025, 7, 25, 16), registered_at=None)


def history(until: datetime) -> list[Act]:
    """Return the acts up to a moment, in their order."""
    acts = (act for act in all_acts(load_story()) if act.at <= until)
    return sorted(acts, key=lambda act: act.at)


def build(stage: str, *, set_at: datetime, seed: int = SEED, watch: Callable[[Act], None] = lambda _act: None) -> Built:
    """Write the history up to the stage into an empty database, and set the clock of the demonstration.

    `set_at` is the real moment; `watch` is told of each act before it is done.
    """
    built = Built(World(seed, load_story()), STAGES[stage])
    set_demo_clock(built.shown, set_at=set_at)  # from the first row on this database is a demonstration
    with _in_haste():
        carry_out(built, history(built.shown), watch)
    return built


def carry_out(built: Built, acts: Iterable[Act], watch: Callable[[Act], None] = lambda _act: None) -> None:
    """Do one act after another, each a transaction and one act of the record."""
    with remembered_roles():
        for act in acts:
            watch(act)
            began = perf_counter()
            with transaction.atomic(), one_act(), events_together():
                act.do(built.world, act.at)
            built.seconds[act.phase] += perf_counter() - began


@contextmanager
def _in_haste() -> Iterator[None]:
    """Spare what only a world that must outlive an error needs: a demonstration that fails is built again.

    Commits need not reach the disk at once; the first error ends everything, so nothing goes back to a savepoint;
    the same few hundred statements come again and again, so the server prepares each once.
    """
    options, features = connection.settings_dict["OPTIONS"], connection.features
    kept, saved = dict(options), features.uses_savepoints
    connection.close()
    options |= {"server_side_binding": True, "prepare_threshold": 3, "options": "-c synchronous_commit=off"}
    features.uses_savepoints = False
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        features.uses_savepoints = saved
        connection.close()
        options.clear()
        options.update(kept)
