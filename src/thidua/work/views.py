"""Tasks and units' own plans: what is to be done, by when, and who says it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.calendar import local_date
from thidua.files.evidence import evidence_of, prove
from thidua.movements.queries import movement_to_cite
from thidua.organizations.forms import FactFilterForm
from thidua.organizations.history import entered_in_place, history_of
from thidua.organizations.http import ActorRequest, signed_in
from thidua.organizations.permissions import Refusal, require
from thidua.organizations.queries import Roles, overseen_units, own_units, people_of_units, units_visible_to
from thidua.ui.forms import carry_out
from thidua.work import actions
from thidua.work.enums import TaskState
from thidua.work.events import TASK_EVENTS
from thidua.work.forms import CompleteForm, JudgeForm, ReasonForm, TaskFilterForm, TaskForm, UnitPlanForm
from thidua.work.models import Task
from thidua.work.permissions import may_assign_tasks, may_complete_task, may_oversee_tasks, may_plan, open_task
from thidua.work.queries import narrowed, task_totals, task_years, tasks_visible_to, unit_plans_visible_to

PER_PAGE = 25


@dataclass(frozen=True)
class Act:
    """One thing to do with a task: its words, its form, who may, and when."""

    url_name: str
    label: str | Promise
    explains: str | Promise
    done: str | Promise
    form: type[forms.Form]
    may: Callable[[Roles, Task], Refusal]
    do: Callable[..., Task]
    state: str
    kind: str = ""


def _oversees(roles: Roles, task: Task) -> Refusal:
    return may_oversee_tasks(roles, task.unit)


COMPLETE = Act(
    "work:complete_task",
    _("Báo hoàn thành"),
    _("Ghi ngày hoàn thành thực tế. Hoàn thành sau hạn vẫn được tính là hoàn thành, nhưng không đúng hạn."),
    _("Đã ghi nhận nhiệm vụ hoàn thành."),
    CompleteForm,
    may_complete_task,
    actions.complete_task,
    TaskState.PLANNED,
    "go",
)
RETURN = Act(
    "work:return_task",
    _("Trả lại"),
    _("Nhiệm vụ trở về trạng thái đang thực hiện để làm lại. Việc trả lại được tính vào tiêu chuẩn khen thưởng."),
    _("Đã trả lại nhiệm vụ."),
    ReasonForm,
    _oversees,
    actions.return_task,
    TaskState.DONE,
)
JUDGE = Act(
    "work:judge_task",
    _("Đánh giá chất lượng"),
    _("Kết luận đạt hay không đạt chất lượng, kèm lý do. Có thể đánh giá lại; mọi lần đánh giá đều được lưu."),
    _("Đã ghi nhận đánh giá."),
    JudgeForm,
    _oversees,
    actions.judge_task_quality,
    TaskState.DONE,
)
CANCEL = Act(
    "work:cancel_task",
    _("Hủy nhiệm vụ"),
    _("Nhiệm vụ đã hủy không tính vào số được giao. Việc hủy không lấy lại được."),
    _("Đã hủy nhiệm vụ."),
    ReasonForm,
    _oversees,
    actions.cancel_task,
    TaskState.PLANNED,
    "danger",
)


@require_GET
@signed_in
def tasks(request: ActorRequest) -> HttpResponse:
    """Show the tasks one may read, with how many are on time and overdue."""
    today = local_date(request.at)
    visible = tasks_visible_to(request.roles)
    units_on = partial(units_visible_to, request.roles)
    filters = TaskFilterForm(request.GET, years=task_years(visible), units=units_on, today=today)
    found = filters.of_day(narrowed(visible, filters.wanted, today))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "work/tasks.html",
        {
            "filters": filters,
            "page_obj": page,
            "rows": [(task, task.standing(today), task.days_overdue(today)) for task in page],
            "totals": task_totals(found, today),
            "may_assign": may_assign_tasks(request.roles) is None,
            "movement": movement_to_cite(request.roles),
        },
    )


@require_GET
@signed_in
def task(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one task, what may be done with it and what has been done."""
    found = open_task(request.roles, pk)
    today = local_date(request.at)
    acts = [act for act in (COMPLETE, RETURN, JUDGE, CANCEL) if act.state == found.state]
    return render(
        request,
        "work/task.html",
        {
            "task": found,
            "standing": found.standing(today),
            "overdue": found.days_overdue(today),
            "today": today,
            "acts": [act for act in acts if act.may(request.roles, found) is None],
            "steps": history_of(found, TASK_EVENTS),
            "evidence": evidence_of(
                found,
                found.unit,
                url=reverse("work:prove_task", args=[pk]),
                may_add=may_complete_task(request.roles, found) is None,
            ),
            "movement": movement_to_cite(request.roles),
        },
    )


@require_POST
@signed_in
def prove_task(request: ActorRequest, pk: int) -> HttpResponse:
    """Let files prove the task, or no longer."""
    found = open_task(request.roles, pk)
    require(may_complete_task(request.roles, found))
    prove(request, found, found.unit, cite=actions.prove_task, withdraw=actions.withdraw_proof_of_task)
    return redirect("work:task", pk)


def _act(request: ActorRequest, pk: int, act: Act) -> HttpResponse:
    """Show the act's form, and carry it out."""
    found = open_task(request.roles, pk)
    require(act.may(request.roles, found))
    form = act.form(request.POST or None, initial={"done_on": local_date(request.at)})
    if request.method == "POST" and carry_out(form, act.do, task=found, actor=request.user, at=request.at):
        messages.success(request, str(act.done))
        return redirect("work:task", pk)
    return render(request, "work/act.html", {"task": found, "act": act, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def complete_task(request: ActorRequest, pk: int) -> HttpResponse:
    return _act(request, pk, COMPLETE)


@require_http_methods(["GET", "POST"])
@signed_in
def return_task(request: ActorRequest, pk: int) -> HttpResponse:
    return _act(request, pk, RETURN)


@require_http_methods(["GET", "POST"])
@signed_in
def judge_task(request: ActorRequest, pk: int) -> HttpResponse:
    return _act(request, pk, JUDGE)


@require_http_methods(["GET", "POST"])
@signed_in
def cancel_task(request: ActorRequest, pk: int) -> HttpResponse:
    return _act(request, pk, CANCEL)


@require_http_methods(["GET", "POST"])
@signed_in
def assign_task(request: ActorRequest) -> HttpResponse:
    """Give a unit, or a person in it, a task."""
    require(may_assign_tasks(request.roles))
    today = local_date(request.at)
    units = overseen_units(request.roles, today)
    form = TaskForm(
        request.POST or None, units=units, people=people_of_units(units, today), initial={"year": today.year}
    )
    if request.method == "POST" and carry_out(form, actions.assign_task, actor=request.user, at=request.at):
        messages.success(request, _("Đã giao nhiệm vụ."))
        return redirect("work:tasks")
    return render(request, "work/assign_task.html", {"form": form})


@require_GET
@signed_in
def unit_plans(request: ActorRequest) -> HttpResponse:
    """Show which units issued their own plans, by year (IV.1)."""
    filters = FactFilterForm(request.GET)
    page = Paginator(filters.of_day(unit_plans_visible_to(request.roles)), PER_PAGE).get_page(request.GET.get("page"))
    in_place = entered_in_place(page)
    context: dict[str, Any] = {
        "filters": filters,
        "page_obj": page,
        "rows": [(plan, in_place.get(plan.pk, "")) for plan in page],
        "may_plan": may_plan(request.roles) is None,
        "movement": movement_to_cite(request.roles),
    }
    return render(request, "work/unit_plans.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def issue_unit_plan(request: ActorRequest) -> HttpResponse:
    """Register a unit's own plan for a year."""
    require(may_plan(request.roles))
    today = local_date(request.at)
    form = UnitPlanForm(request.POST or None, units=own_units(request.roles, today), initial={"year": today.year})
    if request.method == "POST" and carry_out(form, actions.issue_unit_plan, actor=request.user, at=request.at):
        messages.success(request, _("Đã đăng ký kế hoạch của đơn vị."))
        return redirect("work:unit_plans")
    return render(request, "work/issue_unit_plan.html", {"form": form, "movement": movement_to_cite(request.roles)})
