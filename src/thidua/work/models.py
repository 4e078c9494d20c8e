"""Units' own plans (IV.1) and the tasks of the yearly reform plan (III.2.a/tap-the/3, /ca-nhan/1, /ca-nhan/2)."""

from datetime import date

from django.db import models
from django.db.models import Q

from thidua.organizations.models import Person, Unit
from thidua.work.enums import TaskKind, TaskState


class UnitPlan(models.Model):
    """A unit's own plan to carry out the movement (IV.1)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="unit_plan_once_a_year")]

    def __str__(self) -> str:
        return self.number


class Task(models.Model):
    """A task of a unit, or of one person in it. Late is derived: done after `due_on`, or not done by then."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tasks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="tasks")
    kind = models.CharField(max_length=20, choices=TaskKind.choices, default=TaskKind.NHIEM_VU)
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    times_returned = models.PositiveSmallIntegerField(default=0)
    is_good = models.BooleanField(null=True, help_text="đạt chất lượng; null: not judged")
    state = models.CharField(max_length=20, choices=TaskState.choices, default=TaskState.PLANNED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_done_has_date",
                condition=(Q(state=TaskState.DONE, done_on__isnull=False) | ~Q(state=TaskState.DONE)),
            ),
            models.UniqueConstraint(fields=["unit", "year", "code"], name="task_code_once"),
        ]
        indexes = [
            models.Index(fields=["unit", "year"], name="task_of_unit"),
            models.Index(fields=["person", "year"], name="task_of_person"),
        ]

    def __str__(self) -> str:
        return self.title

    def days_overdue(self, day: date) -> int:
        """Days past `due_on`: until done, or until `day` while it is not; 0 for what is in time or cancelled."""
        if self.state == TaskState.CANCELLED:
            return 0
        return max(((self.done_on or day) - self.due_on).days, 0)

    def standing(self, day: date) -> str:
        """How it stands on that day, as an id of `thidua.ui.states`."""
        late = self.days_overdue(day) > 0
        if self.state == TaskState.DONE:
            return "done_late" if late else "done"
        if self.state == TaskState.CANCELLED:
            return "cancelled"
        if late:
            return "late"
        return "returned" if self.times_returned else "planned"
