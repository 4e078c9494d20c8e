"""What the secretariat declares of those it keeps: whom it enters for, and which look-alikes are two people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.organizations.models.period import period_check
from thidua.organizations.models.register import Person, Unit


class StandIn(models.Model):
    """That the secretariat enters for a unit which cannot enter for itself, from when until when, and why.

    `valid_until` is the first day on which it enters no more.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stand_ins")
    reason = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            period_check("stand_in_period"),
            models.CheckConstraint(name="stand_in_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_until=None), name="stand_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.reason}"


class ApartPeople(models.Model):
    """That two people who look alike are two: who said so, when, and how that is known. The lower id stands first."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_once"),
            models.CheckConstraint(name="apart_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="apart_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
