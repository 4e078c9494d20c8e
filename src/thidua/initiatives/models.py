"""Initiatives and their recognition (II.2.c; III.2.a/tap-the/6, /ca-nhan/3)."""

from django.db import models
from django.db.models import F, Q

from thidua.initiatives.enums import InitiativeState, Level
from thidua.organizations.models import Person, Unit


class Initiative(models.Model):
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    authors = models.ManyToManyField(Person, related_name="initiatives")
    code = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    applied_from = models.DateField(null=True, help_text="first applied, or tried out, at the unit (NĐ 13/2012 Đ3)")
    novelty = models.TextField(blank=True, help_text="tính mới")
    effect = models.TextField(blank=True, help_text="hiệu quả, khả năng nhân rộng")
    state = models.CharField(max_length=20, choices=InitiativeState.choices, default=InitiativeState.DRAFT)
    level = models.CharField(
        max_length=10,
        choices=Level.choices,
        default=Level.HUYEN,
        help_text="level of the council that recognises",
    )
    recognition_number = models.CharField(max_length=60, blank=True)
    recognised_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="initiative_code_once"),
            models.CheckConstraint(
                name="initiative_recognised_has_number",
                condition=~Q(state=InitiativeState.RECOGNISED)
                | Q(recognised_on__isnull=False) & ~Q(recognition_number=""),
            ),
            models.CheckConstraint(
                name="initiative_withdrawn_was_recognised",
                condition=Q(withdrawn_on=None)
                | Q(state=InitiativeState.RECOGNISED, withdrawn_on__gte=F("recognised_on")),
            ),
        ]
        indexes = [models.Index(fields=["unit", "year"], name="initiative_of_unit")]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"
