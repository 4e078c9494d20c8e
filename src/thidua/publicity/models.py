"""Communication about reform, and the exemplary (II.2.a, IV.2)."""

from django.db import models

from thidua.organizations.models import Unit
from thidua.publicity.enums import ActivityForm, ActivityState


class Activity(models.Model):
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="activities")
    held_on = models.DateField()
    form = models.CharField(max_length=20, choices=ActivityForm.choices)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=ActivityState.choices, default=ActivityState.DRAFT)

    class Meta:
        indexes = [models.Index(fields=["unit", "held_on"], name="activity_of_unit")]

    def __str__(self) -> str:
        return self.title
