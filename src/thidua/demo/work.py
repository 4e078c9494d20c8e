"""A year's work in the register: registrations, own plans, tasks done month by month, communication held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from django.db import connection

from thidua.demo.story import load_yaml
from thidua.demo.world import Act, World, moment
from thidua.movements.models import Registration
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Person, Unit
from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.models import Activity
from thidua.work.enums import TaskKind, TaskState
from thidua.work.models import Task, UnitPlan

_TITLES = {UnitKind.CO_QUAN_CHUYEN_MON: "phong", UnitKind.DON_VI_SU_NGHIEP: "su_nghiep"}
_SHARE_LATE = 0.15
_WORK = load_yaml("work.yaml")


@dataclass(frozen=True)
class Season:
    """A stretch of a year in which units work: its units' keys, first and last month."""

    year: int
    units: tuple[str, ...]
    first: int
    last: int


@dataclass
class Outcome:
    """What will have become of a task."""

    task: Task
    done_on: date
    is_good: bool | None = None
    returned: int = 0


def acts(
    season: Season, *, plans_at: datetime, registered_at: datetime | None, by: str = "thuong_truc"
) -> Iterator[Act]:
    """Plans, registrations, then tasks: given out at the beginning, reported month by month."""
    phase = f"Công việc năm {season.year}"
    yield Act(plans_at, phase, partial(_issue_plans, season))
    if registered_at is not None:
        yield Act(registered_at, phase, partial(_register, season))
    yield Act(moment(season.year, season.first, 8 if season.first > 1 else 15, 10), phase, partial(_assign, season, by))
    for month in range(season.first, season.last + 1):
        yield Act(moment(season.year, month, 28, 17), phase, partial(_report, season, month, by))


def _issue_plans(season: Season, world: World, at: datetime) -> None:
    missing = world.story.raw["no_plan"].get(season.year, ())
    chance = world.rng("plans", season.year, season.first)
    plans = UnitPlan.objects.bulk_create(
        UnitPlan(
            unit=world.units[key],
            year=season.year,
            number=f"{chance.randint(2, 40):02d}/KH-{world.units[key].symbol}",
            issued_on=at.date() - timedelta(days=chance.randint(0, 9)),
        )
        for key in season.units
        if key not in missing
    )
    world.log("unit_plans.loaded", at=at, of=_authority(world, season), year=season.year, plans=len(plans))


def _authority(world: World, season: Season) -> Unit:
    unit = world.units[season.units[0]]
    return unit.authority or unit


def _register(season: Season, world: World, at: datetime) -> None:
    round_ = world.rounds[f"hang-nam-{season.year}"]
    people = [(sent.unit, who) for sent in world.story.dossiers(season.year) for who in sent.people]
    rows: list[tuple[str, Person | None]] = [(key, None) for key in season.units]
    rows += [(unit, world.person(who)) for unit, who in people]
    Registration.objects.bulk_create(
        Registration(round=round_, unit=world.units[key], person=person, registered_on=at.date())
        for key, person in rows
    )
    world.log("registrations.loaded", at=at, year=season.year, registrations=len(rows))


def _assign(season: Season, by: str, world: World, at: datetime) -> None:
    outcomes = [outcome for key in season.units for outcome in _tasks_of(world, season, key)]
    Task.objects.bulk_create([outcome.task for outcome in outcomes], batch_size=500)
    world.memory["tasks", season] = outcomes
    world.memory["activities", season] = [held for key in season.units for held in _activities_of(world, season, key)]
    world.log("tasks.loaded", at=at, by=by, of=_authority(world, season), year=season.year, tasks=len(outcomes))


def _tasks_of(world: World, season: Season, key: str) -> Iterator[Outcome]:
    """Return a unit's tasks with their end: in order where it is put forward, here and there late elsewhere."""
    unit, year = world.units[key], season.year
    chance = world.rng("tasks", year, season.first, key)
    faults = world.story.faults(year, key)
    in_order = world.story.is_put_forward(year, key)
    titles = _WORK["tasks"][_TITLES.get(UnitKind(unit.kind), "xa")]
    late = _late_places(chance, len(titles), faults, in_order=in_order)
    for place, title in enumerate(titles):
        task = _task(unit, None, season, f"NV-{place + 1:02d}", title, chance, TaskKind.NHIEM_VU)
        yield _outcome(task, chance, is_late=place in late, returned=int("tra_lai" in faults and place == 2))  # noqa: PLR2004 - any
    for index, person in enumerate(world.team[key]):
        yield from _tasks_of_person(world, season, key, index, person, chance, careless=not in_order)


def _late_places(chance: Random, count: int, faults: Sequence[str], *, in_order: bool) -> set[int]:
    if "cham" in faults:
        return set(chance.sample(range(count), 4))
    if in_order:
        return set(chance.sample(range(count), chance.choice((0, 0, 1))))
    return {place for place in range(count) if chance.random() < _SHARE_LATE}


def _tasks_of_person(
    world: World, season: Season, key: str, index: int, person: Person, chance: Random, *, careless: bool
) -> Iterator[Outcome]:
    unit, who = world.units[key], world.key_of(person)
    faults = world.story.faults(season.year, who)
    careless = careless and not world.story.is_put_forward(season.year, who)
    for place, title in enumerate(chance.sample(_WORK["person_tasks"], 3), start=1):
        task = _task(unit, person, season, f"CN{index}-{place}", title, chance, TaskKind.NHIEM_VU)
        yield _outcome(task, chance, is_late=careless and chance.random() < _SHARE_LATE)
    for place, title in enumerate(chance.sample(_WORK["documents"], 2), start=1):
        task = _task(unit, person, season, f"VB{index}-{place}", title, chance, TaskKind.VAN_BAN)
        is_late = (careless and chance.random() < _SHARE_LATE) or ("cham_van_ban" in faults and place == 1)
        if "khong_van_ban" not in faults:
            yield _outcome(task, chance, is_late=is_late, is_good=not ("van_ban_kem" in faults and place == 1))


def _task(
    unit: Unit, person: Person | None, season: Season, code: str, title: str, chance: Random, kind: TaskKind
) -> Task:
    month = chance.randint(min(season.first + 2, season.last), season.last)
    return Task(
        authority=unit.authority or unit,
        unit=unit,
        person=person,
        kind=kind,
        year=season.year,
        code=code,
        title=title,
        due_on=date(season.year, month, chance.choice((10, 15, 20))),
    )


def _outcome(task: Task, chance: Random, *, is_late: bool, is_good: bool | None = None, returned: int = 0) -> Outcome:
    """A late task is done in the season all the same, so that it counts as finished."""
    if is_late:
        task.due_on = task.due_on - timedelta(days=31)
        return Outcome(task, task.due_on + timedelta(days=chance.randint(3, 21)), is_good, returned)
    return Outcome(task, task.due_on - timedelta(days=chance.randint(0, 9)), is_good, returned)


def _report(season: Season, month: int, by: str, world: World, at: datetime) -> None:
    """Report what was done and held up to the end of the month."""
    waiting: list[Outcome] = world.memory["tasks", season]
    done = [each for each in waiting if each.done_on <= at.date()]
    world.memory["tasks", season] = [each for each in waiting if each.done_on > at.date()]
    _finish(done)
    held = [each for each in world.memory["activities", season] if each.held_on.month == month]
    Activity.objects.bulk_create(held)
    authority = _authority(world, season)
    world.log(
        "work.reported",
        at=at,
        by=by,
        of=authority,
        month=f"{month:02d}/{season.year}",
        tasks=len(done),
        activities=len(held),
    )


_FINISH = """UPDATE work_task
SET state = %s, done_on = done.done_on, is_good = done.is_good, times_returned = done.times
FROM unnest(%s::bigint[], %s::date[], %s::boolean[], %s::int[]) AS done (id, done_on, is_good, times)
WHERE work_task.id = done.id"""


def _finish(done: Sequence[Outcome]) -> None:
    rows = [(each.task.pk, each.done_on, each.is_good, each.returned) for each in done]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_FINISH, [TaskState.DONE.value, *map(list, zip(*rows, strict=True))])


def _activities_of(world: World, season: Season, key: str) -> Iterator[Activity]:
    unit, chance = world.units[key], world.rng("activities", season.year, season.first, key)
    faults = world.story.faults(season.year, key)
    if "khong_tuyen_truyen" in faults:
        return
    forms = list(ActivityForm)
    kinds = 3 if "it_hinh_thuc" in faults else chance.randint(5, 7)
    if not faults and not world.story.is_put_forward(season.year, key):
        kinds = chance.randint(2, 6)
    chosen = chance.sample(forms, kinds)
    for form in (*chosen, *chance.choices(chosen, k=chance.randint(1, 4))):
        yield Activity(
            authority=unit.authority or unit,
            unit=unit,
            held_on=date(season.year, chance.randint(season.first, season.last), chance.randint(2, 26)),
            form=form,
            title=chance.choice(_WORK["activities"][form.value]),
            state=ActivityState.PUBLISHED if chance.random() < 0.3 else ActivityState.APPROVED,  # noqa: PLR2004 - any
        )
