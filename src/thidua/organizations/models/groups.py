"""Blocks of units that are judged together, and what is compared across a merger: both declared, dated, kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.organizations.enums import Comparison
from thidua.organizations.models.period import period_check


class Block(models.Model):
    """Khối, cụm thi đua: units of an authority judged among themselves."""

    authority = models.ForeignKey("organizations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    sort_order = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "name", "valid_from"], name="block_once"),
            period_check("block_period"),
        )

    def __str__(self) -> str:
        return self.name


class BlockMember(models.Model):
    """A unit in a block, for a time; it is in one at a time."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey("organizations.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_until=None), name="block_one_at_a_time"),
            period_check("block_member_period"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.block_id}"


class BlockHead(models.Model):
    """Who leads the block in a year (khối trưởng, cụm trưởng)."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="heads")
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organizations.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["block", "year"], name="block_one_head_a_year"),)

    def __str__(self) -> str:
        return f"{self.year}: {self.unit_id}"


class ComparisonRule(models.Model):
    """What stands beside a result from before the day: declared for one unit, or for all of an authority.

    A later entry replaces an earlier one and overwrites nothing; without any, nothing is compared.
    """

    authority = models.ForeignKey("organizations.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organizations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField(help_text="the day of the acts it is about")
    rule = models.CharField(max_length=20, choices=Comparison.choices)
    basis = models.CharField(max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["authority", "effective_on"], name="comparison_of_authority"),)
        constraints = (models.CheckConstraint(name="comparison_has_basis", condition=~Q(basis="")),)

    def __str__(self) -> str:
        return f"{self.effective_on}: {self.rule}"
