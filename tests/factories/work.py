"""Tasks, own plans and activities as they stand in the register, made without the acts that lead there."""

from datetime import date
from typing import Any

from thidua.organizations.models import Unit
from thidua.publicity.enums import ActivityForm, ActivityState
from thidua.publicity.models import Activity
from thidua.work.enums import TaskState
from thidua.work.models import Task

DUE = date(2023, 6, 30)


def make_task(unit: Unit, code: str, *, done_on: date | None = None, **fields: Any) -> Task:
    """A task of 2023, due 30/06; done if `done_on` says when."""
    known: dict[str, Any] = {"year": 2023, "due_on": DUE, "title": f"Nhiệm vụ {code}"} | fields
    if done_on is not None:
        known |= {"state": TaskState.DONE, "done_on": done_on}
    return Task.objects.create(authority=unit.authority or unit, unit=unit, code=code, **known)


def make_activity(unit: Unit, held_on: date, **fields: Any) -> Activity:
    """An approved conference."""
    known: dict[str, Any] = {
        "form": ActivityForm.HOI_NGHI,
        "state": ActivityState.APPROVED,
        "title": "Hội nghị tuyên truyền cải cách hành chính",
    } | fields
    return Activity.objects.create(authority=unit.authority or unit, unit=unit, held_on=held_on, **known)
