"""One evidence store: a file is kept once, by its content, and cited many times."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """Bytes under their SHA-256; immutable. The name is shown and never used as a path."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="file_sha256_shape", condition=Q(sha256__regex=r"^[0-9a-f]{64}$"))]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}"
