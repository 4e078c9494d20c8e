"""Administrative papers by NĐ 30/2020: the leader signs; the clerk numbers, dates and issues."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.documents.enums import PaperKind, PaperState
from thidua.files.models import StoredFile
from thidua.organizations.models import Person, Unit


class Register(models.Model):
    """One series of numbers per issuer, kind and year, from 01 (NĐ 30/2020, Điều 15). Taken under a lock."""

    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "kind", "year"], name="register_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} @ {self.issuer_id}"


class Paper(models.Model):
    """A paper with its frozen content (`data` is what the builder of its kind is given) and its files."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    title = models.CharField(max_length=500)
    data = models.JSONField()
    state = models.CharField(max_length=20, choices=PaperState.choices, default=PaperState.DRAFTED)
    symbol = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    dated = models.DateField(null=True)
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "year", "number"],
                condition=Q(number__isnull=False),
                name="paper_number_unique",
            ),
            models.CheckConstraint(
                name="paper_numbered_with_date",
                condition=Q(number=None) | Q(dated__isnull=False, year__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_signed_has_signer",
                condition=Q(state=PaperState.DRAFTED) | Q(signer__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """Return number and sign as papers cite it: 08/QĐ-UBND (a number under 10 gets a leading 0)."""
        return f"{self.number:02d}/{self.symbol}" if self.number else f"…/{self.symbol}"


class OfficeTemplate(models.Model):
    """An office's own .docx for its papers of one kind; one at a time, those before it are kept."""

    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind"], condition=Q(retired_at=None), name="office_template_one_in_use"
            ),
            models.CheckConstraint(
                name="office_template_period", condition=Q(retired_at=None) | Q(retired_at__gte=models.F("adopted_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} @ {self.issuer_id}"
