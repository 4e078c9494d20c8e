"""Reads of units' own plans and tasks: lists, and the facts that verdicts rest on.

Facts: a subject of which nothing is recorded is absent from the answer (unknown), never zero. Cancelled tasks
count nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from thidua.organizations.queries import Roles, visible_units
from thidua.work.enums import TaskKind, TaskState
from thidua.work.models import Task, UnitPlan

_NOT_CANCELLED = ~Q(state=TaskState.CANCELLED)


@dataclass(frozen=True)
class TaskFilter:
    """What a list of tasks is narrowed to; None is "any". `overdue`: not done, and due before the day asked."""

    year: int | None = None
    unit: int | None = None
    state: str | None = None
    kind: str | None = None
    overdue: bool = False


def tasks_visible_to(roles: Roles) -> QuerySet[Task]:
    """Return the tasks these roles may read, soonest due first, with unit and person. One statement."""
    rows = Task.objects.filter(visible_units(roles, "unit__")).select_related("unit", "person")
    return rows.order_by("due_on", "unit__sort_order", "code", "pk")


def narrowed(tasks: QuerySet[Task], to: TaskFilter, on: date) -> QuerySet[Task]:
    """Return the tasks that pass the filter."""
    wanted = {"year": to.year, "unit": to.unit, "state": to.state, "kind": to.kind}
    rows = tasks.filter(**{name: value for name, value in wanted.items() if value is not None})
    return rows.filter(_overdue(on)) if to.overdue else rows


def task_totals(tasks: QuerySet[Task], on: date) -> dict[str, int]:
    """Return how many tasks there are, done, done in time, and overdue on that day; cancelled apart. One statement."""
    done = Q(state=TaskState.DONE)
    found: dict[str, int] = tasks.order_by().aggregate(
        tong=Count("pk", filter=_NOT_CANCELLED),
        hoan_thanh=Count("pk", filter=done),
        dung_han=Count("pk", filter=done & Q(done_on__lte=F("due_on"))),
        qua_han=Count("pk", filter=_overdue(on)),
        huy=Count("pk", filter=Q(state=TaskState.CANCELLED)),
    )
    return found


def task_years(tasks: QuerySet[Task]) -> list[int]:
    """Return the years there are tasks of, latest first. One statement."""
    return list(tasks.order_by("-year").values_list("year", flat=True).distinct())


def overdue_tasks(unit_ids: Iterable[int], on: date) -> QuerySet[Task]:
    """Return the units' tasks not done though due before that day, the longest overdue first. One statement."""
    rows = Task.objects.filter(_overdue(on), unit_id__in=list(unit_ids))
    return rows.select_related("unit", "person").order_by("due_on", "pk")


def unit_plans_visible_to(roles: Roles) -> QuerySet[UnitPlan]:
    """Return the units' own plans these roles may read, latest first, with their units. One statement."""
    rows = UnitPlan.objects.filter(visible_units(roles, "unit__")).select_related("unit")
    return rows.order_by("-year", "unit__sort_order", "unit__name_folded")


def unit_plan_dates(unit_ids: Iterable[int], year: int) -> dict[int, date]:
    """Return the day each unit issued its own plan for the year (IV.1), by unit id. One statement."""
    rows = UnitPlan.objects.filter(unit_id__in=list(unit_ids), year=year)
    return dict(rows.values_list("unit_id", "issued_on"))


def unit_task_counts(unit_ids: Iterable[int], year: int, as_of: date) -> dict[int, dict[str, int]]:
    """Return `nhiem_vu` of docs/facts-file.md for collectives (III.2.a/tap-the/3), by unit id. One statement.

    All tasks of the year count as given, of the unit and of anyone in it; finished and on time by `as_of`.
    `tra_lai` counts tasks ever returned, redone since or not: what stands returned is unfinished anyway, so
    "none returned" says more than "every task finished" only when read so.
    """
    rows = _of_year(year).filter(unit_id__in=list(unit_ids), kind=TaskKind.NHIEM_VU).values("unit_id")
    counted: Iterable[Mapping[str, Any]] = rows.annotate(**_counts(as_of))
    return {row["unit_id"]: _counted(row) for row in counted}


def person_counts(
    person_ids: Iterable[int], year: int, as_of: date
) -> tuple[dict[int, dict[str, int]], dict[int, dict[str, int | None]]]:
    """Return `nhiem_vu` and `van_ban_tham_muu` of docs/facts-file.md (III.2.a/ca-nhan/1 and 2), each by person id.

    `dat_chat_luong` is None ("no record") while a finished document is unjudged and none has been judged bad;
    one judged bad settles it. One statement.
    """
    finished = _finished(as_of)
    rows = _of_year(year).filter(person_id__in=list(person_ids)).values("person_id", "kind")
    counted: Iterable[Mapping[str, Any]] = rows.annotate(
        **_counts(as_of),
        good=Count("pk", filter=finished & Q(is_good=True)),
        bad=Count("pk", filter=finished & Q(is_good=False)),
        unjudged=Count("pk", filter=finished & Q(is_good=None)),
    )
    tasks: dict[int, dict[str, int]] = {}
    documents: dict[int, dict[str, int | None]] = {}
    for row in counted:
        if row["kind"] == TaskKind.VAN_BAN:
            good = None if row["unjudged"] and not row["bad"] else row["good"]
            documents[row["person_id"]] = {"giao": row["giao"], "dung_han": row["dung_han"], "dat_chat_luong": good}
        else:
            tasks[row["person_id"]] = _counted(row)
    return tasks, documents


def tasks_behind(unit_ids: Iterable[int], person_ids: Iterable[int], year: int) -> QuerySet[Task]:
    """Return the tasks and documents that the counts of these units and people rest on. One statement."""
    of_any = Q(unit_id__in=list(unit_ids)) | Q(person_id__in=list(person_ids))
    return Task.objects.filter(_NOT_CANCELLED, of_any, year=year).order_by("code", "pk")


def _overdue(on: date) -> Q:
    return Q(state=TaskState.PLANNED, due_on__lt=on)


def _finished(as_of: date) -> Q:
    return Q(state=TaskState.DONE, done_on__lte=as_of)


def _of_year(year: int) -> QuerySet[Task]:
    return Task.objects.filter(_NOT_CANCELLED, year=year).order_by()


def _counted(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] for name in ("giao", "hoan_thanh", "dung_han", "tra_lai")}


def _counts(as_of: date) -> dict[str, Count]:
    finished = _finished(as_of)
    return {
        "giao": Count("pk"),
        "hoan_thanh": Count("pk", filter=finished),
        "dung_han": Count("pk", filter=finished & Q(done_on__lte=F("due_on"))),
        "tra_lai": Count("pk", filter=Q(times_returned__gt=0)),
    }
