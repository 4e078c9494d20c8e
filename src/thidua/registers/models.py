"""Workbooks sent in: kept until they are written or put aside, for they hold personal data."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.files.models import StoredFile
from thidua.organizations.models import Unit
from thidua.registers.enums import UploadState


class Upload(models.Model):
    """One workbook of one list. Once written or put aside only its digest and its counts stay."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40, help_text="ca-nhan, vi-tri, …")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    counts = models.JSONField(help_text='{"new": 3, "changed": 1, "same": 40}')
    state = models.CharField(max_length=20, choices=UploadState.choices, default=UploadState.PREVIEWED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_content_while_it_waits",
                condition=Q(state=UploadState.PREVIEWED, content__isnull=False)
                | (~Q(state=UploadState.PREVIEWED) & Q(content=None)),
            )
        ]
        indexes = [models.Index(fields=["authority", "-uploaded_at"], name="upload_of_authority")]

    def __str__(self) -> str:
        return f"{self.register}: {self.name}"


class UploadedScan(models.Model):
    """A scan sent with a workbook; a row of it names it by its file name."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="scans")
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "name"], name="scan_named_once")]

    def __str__(self) -> str:
        return self.name


class Backfilled(models.Model):
    """That a row of another register was entered later than it happened: by whom, when, and the scan that proves it."""

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object_type", "object_id"], name="backfilled_once")]
        indexes = [models.Index(fields=["authority", "-entered_at"], name="backfilled_of_authority")]

    def __str__(self) -> str:
        return f"{self.object_type}:{self.object_id}"
