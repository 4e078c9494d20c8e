"""One evidence store: a file is kept once, by its content, and cited many times."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.files.enums import UploadState
from thidua.organizations.models import Unit

_SHA256 = r"^[0-9a-f]{64}$"


class StoredFile(models.Model):
    """Bytes under their SHA-256; immutable. The name is shown and never used as a path."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="file_sha256_shape", condition=Q(sha256__regex=_SHA256))]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}"


class Upload(models.Model):
    """A file that a unit brought: its name, its check, and the bytes kept of it. Two units may keep the same bytes.

    `sha256` and `size` are of the file as it came; a picture is kept written anew, so what is kept may differ.
    """

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=255)
    name_folded = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, choices=UploadState.choices, default=UploadState.RECEIVING)
    kept = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="uploads")
    problems = models.JSONField(default=list)
    signatures = models.JSONField(default=list, help_text="what the check read of signatures inside a PDF")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sha256"], condition=Q(state=UploadState.KEPT), name="upload_once_in_a_unit"
            ),
            models.CheckConstraint(name="upload_state_known", condition=Q(state__in=UploadState.values)),
            models.CheckConstraint(
                name="upload_kept_has_bytes",
                condition=~Q(state__in=(UploadState.KEPT, UploadState.SCANNING))
                | Q(kept__isnull=False, settled_at__isnull=False, sha256__regex=_SHA256),
            ),
            models.CheckConstraint(
                name="upload_refused_keeps_nothing", condition=~Q(state=UploadState.REFUSED) | Q(kept=None)
            ),
            models.CheckConstraint(name="upload_not_empty", condition=Q(size__gt=0)),
        ]
        indexes = [models.Index(F("unit"), F("announced_at").desc(), name="upload_of_unit")]

    def __str__(self) -> str:
        return self.name


class Citation(models.Model):
    """A file that proves something of an object (a task, an activity, a criterion): the object names itself."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="citations")
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=500, help_text="the object as it called itself when the file was cited")
    cited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "object_type", "object_id"], name="citation_once"),
        ]
        indexes = [models.Index(fields=["object_type", "object_id"], name="citation_of_object")]

    def __str__(self) -> str:
        return f"{self.upload_id} → {self.object_type}:{self.object_id}"
