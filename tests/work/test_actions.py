"""Every change of a task: who may, what it leads to, what stays on record."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from tests.factories.work import DUE, make_task
from tests.factories.world import World, make_person, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.queries import remembered_roles
from thidua.work.actions import (
    assign_task,
    cancel_task,
    complete_task,
    issue_unit_plan,
    judge_task_quality,
    return_task,
)
from thidua.work.enums import TaskState
from thidua.work.models import Task

AT = moment(2023, 6, 30)
TODAY = date(2023, 6, 30)


def assign(world: World, **fields: Any) -> Task:
    known: dict[str, Any] = {"year": 2023, "code": "1", "title": "Công khai thủ tục hành chính", "due_on": DUE}
    return assign_task(world.truc_chinh, **(known | {"actor": world.thuong_truc, "at": AT} | fields))


def verbs(obj: Any) -> list[str]:
    return [event.verb for event in events_of(obj)]


def test_the_secretariat_gives_a_unit_a_task(world: World) -> None:
    task = assign(world)
    assert (task.authority, task.unit, task.state) == (world.huyen, world.truc_chinh, TaskState.PLANNED)
    assert verbs(task) == ["task.assigned"]


def test_a_task_may_be_given_to_a_person_of_the_unit_only(world: World) -> None:
    assert assign(world, person=world.people["officer"]).person == world.people["officer"]
    with pytest.raises(InputError, match="không công tác tại UBND xã Trực Chính"):
        assign(world, code="2", person=world.people["secretary"])


def test_a_code_is_used_once_in_a_year(world: World) -> None:
    assign(world)
    with pytest.raises(InputError, match="đã có nhiệm vụ mã 1 trong năm 2023"):
        assign(world, code=" 1 ")
    assert assign(world, year=2024).year == 2024


def test_the_units_officer_completes_it_and_the_record_says_when(world: World) -> None:
    task = complete_task(make_task(world.truc_chinh, "1"), done_on=TODAY, actor=world.can_bo, at=AT)
    assert (task.state, task.done_on) == (TaskState.DONE, TODAY)
    event = events_of(task).get()
    assert (event.verb, event.actor, event.authority_id) == ("task.completed", world.can_bo, world.huyen.pk)
    assert event.new == {"state": "done", "done_on": "2023-06-30"}


def test_nothing_is_done_tomorrow(world: World) -> None:
    with pytest.raises(InputError, match="ngày 01/07/2023 chưa đến"):
        complete_task(make_task(world.truc_chinh, "1"), done_on=date(2023, 7, 1), actor=world.can_bo, at=AT)


def test_a_returned_task_is_to_be_done_again_and_remembers_it(world: World) -> None:
    task = make_task(world.truc_chinh, "1", done_on=TODAY, is_good=True)
    for times in (1, 2):
        task = return_task(task, reason="Thiếu phụ lục.", actor=world.thuong_truc, at=AT)
        assert (task.state, task.done_on, task.is_good) == (TaskState.PLANNED, None, None)
        assert task.times_returned == times
        task = complete_task(task, done_on=TODAY, actor=world.can_bo, at=AT)
    assert verbs(task) == ["task.completed", "task.returned"] * 2
    assert events_of(task)[1].reason == "Thiếu phụ lục."


def test_a_cancelled_task_stays_cancelled_and_a_finished_one_cannot_be(world: World) -> None:
    task = cancel_task(make_task(world.truc_chinh, "1"), reason="Giao trùng.", actor=world.thuong_truc, at=AT)
    assert (task.state, verbs(task)) == (TaskState.CANCELLED, ["task.cancelled"])
    with pytest.raises(NotAllowed, match="Không thể chuyển từ “Hủy” sang “Hoàn thành”"):
        complete_task(task, done_on=TODAY, actor=world.can_bo, at=AT)
    task = make_task(world.truc_chinh, "2", done_on=TODAY)
    with pytest.raises(NotAllowed, match="Không thể chuyển từ “Hoàn thành” sang “Hủy”"):
        cancel_task(task, reason="Giao trùng.", actor=world.thuong_truc, at=AT)


def test_quality_is_judged_once_done_and_may_be_judged_anew(world: World) -> None:
    task = make_task(world.truc_chinh, "1")
    with pytest.raises(NotAllowed, match="Chỉ đánh giá chất lượng nhiệm vụ đã hoàn thành"):
        judge_task_quality(task, is_good=True, reason="Đủ.", actor=world.thuong_truc, at=AT)
    task = complete_task(task, done_on=TODAY, actor=world.can_bo, at=AT)
    judge_task_quality(task, is_good=False, reason="Sai thể thức.", actor=world.thuong_truc, at=AT)
    task = judge_task_quality(task, is_good=True, reason="Đã sửa.", actor=world.thuong_truc, at=AT)
    latest = events_of(task).first()
    assert latest is not None
    assert (task.is_good, latest.old, latest.new) == (True, {"is_good": False}, {"is_good": True})


@remembered_roles()
def test_what_goes_against_a_unit_is_said_with_a_reason(world: World) -> None:
    done, planned = make_task(world.truc_chinh, "1", done_on=TODAY), make_task(world.truc_chinh, "2")
    judge = partial(judge_task_quality, is_good=False)
    for act, task in ((return_task, done), (cancel_task, planned), (judge, done)):
        with pytest.raises(InputError, match="chưa ghi lý do"):
            act(task, reason="  ", actor=world.thuong_truc, at=AT)
        task.refresh_from_db()
        assert (task.times_returned, task.is_good, verbs(task)) == (0, None, []), act


@remembered_roles()
def test_only_the_secretariat_gives_returns_cancels_and_judges(world: World) -> None:
    task = make_task(world.truc_chinh, "1", done_on=TODAY)
    acts = (
        partial(assign, world, code="2"),
        partial(return_task, task, reason="Thiếu.", at=AT),
        partial(cancel_task, task, reason="Trùng.", at=AT),
        partial(judge_task_quality, task, is_good=True, reason="Đủ.", at=AT),
    )
    why = r"Chỉ Thường trực thi đua \(Phòng Nội vụ\) được giao, trả lại, hủy hoặc đánh giá nhiệm vụ"
    for persona in ("can_bo", "thu_truong", "chu_tich", "van_thu", "nguoi_ngoai"):
        for act in acts:
            with pytest.raises(NotAllowed, match=why):
                act(actor=getattr(world, persona))


@remembered_roles()
def test_only_the_unit_itself_completes_and_plans(world: World) -> None:
    complete = partial(complete_task, make_task(world.truc_chinh, "1"), done_on=TODAY, at=AT)
    plan = partial(issue_unit_plan, world.truc_chinh, year=2023, number="1/KH-UBND", issued_on=TODAY, at=AT)
    for persona in ("thuong_truc", "chu_tich", "van_thu", "nguoi_ngoai"):
        with pytest.raises(NotAllowed, match="Chỉ cán bộ hoặc thủ trưởng của đơn vị được giao"):
            complete(actor=getattr(world, persona))
        with pytest.raises(NotAllowed, match="được đăng ký kế hoạch của đơn vị"):
            plan(actor=getattr(world, persona))


def test_a_unit_registers_one_plan_a_year_not_before_it_is_issued(world: World) -> None:
    def issue(issued_on: date) -> Any:
        return issue_unit_plan(
            world.truc_chinh, year=2023, number=" 05/KH-UBND ", issued_on=issued_on, actor=world.thu_truong, at=AT
        )

    with pytest.raises(InputError, match="ngày 01/07/2023 chưa đến"):
        issue(date(2023, 7, 1))
    plan = issue(TODAY)
    assert (plan.number, verbs(plan)) == ("05/KH-UBND", ["unit_plan.issued"])
    with pytest.raises(InputError, match="đã đăng ký kế hoạch năm 2023"):
        issue(TODAY)


def test_an_officer_elsewhere_is_told_no_even_with_the_same_role(world: World) -> None:
    make_person("Lê Văn Sáu", world.co_le)
    with pytest.raises(NotAllowed):
        complete_task(make_task(world.truc_chinh, "1"), done_on=TODAY, actor=world.nguoi_ngoai, at=AT)
