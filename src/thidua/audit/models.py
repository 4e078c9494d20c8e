"""The append-only record of who did what, when and why, and the clock everything is decided by."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models


class Event(models.Model):
    """One change of state. Written in the same transaction as the change; never updated, never deleted."""

    act = models.UUIDField(default=uuid.uuid4, help_text="ties together all events of one user action")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    authority_id = models.BigIntegerField(null=True)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="event_of_object"),
            models.Index(fields=["authority_id", "-id"], name="event_of_authority"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the record of events is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"


class DemoClock(models.Model):
    """Present only in a demonstration: the moment shown instead of the real one, running on from there."""

    shown_at = models.DateTimeField()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.shown_at}"
