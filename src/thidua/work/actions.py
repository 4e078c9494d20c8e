"""Every change of tasks and of units' own plans."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import change_state, lock, record
from thidua.core.calendar import local_date
from thidua.core.errors import InputError, NotAllowed, Problem
from thidua.core.format import day as written
from thidua.core.text import clean
from thidua.files.actions import cite_upload, withdraw_citation
from thidua.files.models import Citation, Upload
from thidua.organizations.models import Person, Unit
from thidua.organizations.permissions import in_place, require
from thidua.organizations.queries import posts_of, roles_of
from thidua.work.enums import TASK_TRANSITIONS, TaskKind, TaskState
from thidua.work.models import Task, UnitPlan
from thidua.work.permissions import may_complete_task, may_issue_unit_plan, may_oversee_tasks


@transaction.atomic
def issue_unit_plan(unit: Unit, *, year: int, number: str, issued_on: date, actor: User, at: datetime) -> UnitPlan:
    """Register the unit's own plan for a year (IV.1); a unit has one a year."""
    require(may_issue_unit_plan(roles := roles_of(actor, at), unit))
    lock(unit)
    if UnitPlan.objects.filter(unit=unit, year=year).exists():
        what = f"{unit.name} đã đăng ký kế hoạch năm {year}."
        raise InputError(Problem("year", what, "Mỗi năm đơn vị đăng ký một kế hoạch."))
    _refuse_future("issued_on", issued_on, at)
    plan = UnitPlan.objects.create(unit=unit, year=year, number=clean(number), issued_on=issued_on)
    new = {"year": year, "number": plan.number, "issued_on": issued_on.isoformat(), **in_place(roles, unit)}
    record(plan, "unit_plan.issued", actor=actor, at=at, new=new)
    return plan


@transaction.atomic
def assign_task(  # noqa: PLR0913 - one per field of the record
    unit: Unit,
    *,
    year: int,
    code: str,
    title: str,
    due_on: date,
    actor: User,
    at: datetime,
    kind: str = TaskKind.NHIEM_VU,
    person: Person | None = None,
) -> Task:
    """Give a unit, or one person in it, a task of the year's reform plan."""
    require(may_oversee_tasks(roles_of(actor, at), unit))
    code = clean(code)
    _check_task(unit, year=year, code=code, person=person, at=at)
    task = Task.objects.create(
        authority=unit.authority or unit,
        unit=unit,
        person=person,
        kind=kind,
        year=year,
        code=code,
        title=clean(title),
        due_on=due_on,
    )
    new = {"unit": unit.pk, "code": code, "title": task.title, "due_on": due_on.isoformat()}
    record(task, "task.assigned", actor=actor, at=at, new=new)
    return task


@transaction.atomic
def complete_task(task: Task, *, done_on: date, actor: User, at: datetime) -> Task:
    """Report a task done; what is done after `due_on` stays late."""
    task = lock(task)
    require(may_complete_task(roles := roles_of(actor, at), task))
    _refuse_future("done_on", done_on, at)
    task.done_on = done_on
    new = {"done_on": done_on.isoformat(), **in_place(roles, task.unit)}
    change_state(task, TaskState.DONE, table=TASK_TRANSITIONS, verb="task.completed", actor=actor, at=at, new=new)
    return task


@transaction.atomic
def return_task(task: Task, *, reason: str, actor: User, at: datetime) -> Task:
    """Send a finished task back to be done again, with the reason; that it was returned is never forgotten."""
    task = lock(task)
    require(may_oversee_tasks(roles_of(actor, at), task.unit))
    task.times_returned += 1
    task.done_on = task.is_good = None
    change_state(
        task,
        TaskState.PLANNED,
        table=TASK_TRANSITIONS,
        verb="task.returned",
        actor=actor,
        at=at,
        reason=_given(reason),
        new={"times_returned": task.times_returned},
    )
    return task


@transaction.atomic
def cancel_task(task: Task, *, reason: str, actor: User, at: datetime) -> Task:
    """Take a task back before it is done, with the reason; it counts for nothing from then on."""
    task = lock(task)
    require(may_oversee_tasks(roles_of(actor, at), task.unit))
    change_state(
        task,
        TaskState.CANCELLED,
        table=TASK_TRANSITIONS,
        verb="task.cancelled",
        actor=actor,
        at=at,
        reason=_given(reason),
    )
    return task


@transaction.atomic
def judge_task_quality(task: Task, *, is_good: bool, reason: str, actor: User, at: datetime) -> Task:
    """Say whether a finished task is of the quality asked (III.2.a/ca-nhan/2), with the reason."""
    task = lock(task)
    require(may_oversee_tasks(roles_of(actor, at), task.unit))
    if task.state != TaskState.DONE:
        raise NotAllowed("Chỉ đánh giá chất lượng nhiệm vụ đã hoàn thành.")
    old = task.is_good
    task.is_good = is_good
    task.save(update_fields=["is_good"])
    record(
        task,
        "task.judged",
        actor=actor,
        at=at,
        old={"is_good": old},
        new={"is_good": is_good},
        reason=_given(reason),
    )
    return task


@transaction.atomic
def prove_task(task: Task, *, uploads: Sequence[Upload], actor: User, at: datetime) -> Task:
    """Let kept files of the unit prove the task."""
    task = lock(task)
    require(may_complete_task(roles := roles_of(actor, at), task))
    for upload in uploads:
        cite_upload(upload, task, actor=actor, at=at)
    record(
        task,
        "task.proved",
        actor=actor,
        at=at,
        new={"uploads": [upload.pk for upload in uploads], **in_place(roles, task.unit)},
    )
    return task


@transaction.atomic
def withdraw_proof_of_task(task: Task, *, citation: Citation, actor: User, at: datetime) -> Task:
    """Let a file no longer prove the task."""
    task = lock(task)
    require(may_complete_task(roles := roles_of(actor, at), task))
    record(
        task,
        "task.proof_withdrawn",
        actor=actor,
        at=at,
        old={"upload": citation.upload_id},
        new=in_place(roles, task.unit),
    )
    withdraw_citation(citation, actor=actor, at=at)
    return task


def _given(reason: str) -> str:
    if not (said := clean(reason, lines=True)):
        raise InputError(Problem("reason", "chưa ghi lý do.", "Ghi ngắn gọn lý do để đơn vị biết phải làm gì."))
    return said


def _refuse_future(where: str, day: date, at: datetime) -> None:
    if day > local_date(at):
        raise InputError(Problem(where, f"ngày {written(day)} chưa đến.", "Ghi ngày thực tế, không muộn hơn hôm nay."))


def _check_task(unit: Unit, *, year: int, code: str, person: Person | None, at: datetime) -> None:
    if Task.objects.filter(unit=unit, year=year, code=code).exists():
        what = f"{unit.name} đã có nhiệm vụ mã {code} trong năm {year}."
        raise InputError(Problem("code", what, "Dùng mã khác."))
    if person is not None:
        post = posts_of([person.pk], local_date(at)).get(person.pk)
        if post is None or not post.unit.path.startswith(unit.path):
            what = f"{person.full_name} không công tác tại {unit.name}."
            raise InputError(Problem("person", what, "Chọn người của đơn vị."))
