"""Letters on their way out: written in the transaction of what they tell of, sent later, tried again."""

from django.db import models
from django.db.models import Q

from thidua.mail.enums import MailState
from thidua.organizations.models import Unit


class Mail(models.Model):
    """One letter to one address; `object_type`, `object_id`: what it tells of."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    state = models.CharField(max_length=20, choices=MailState.choices, default=MailState.WAITING)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mail_state_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(
                name="mail_sent_has_time", condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="mail_waiting", condition=Q(state=MailState.WAITING)),
            models.Index(fields=["object_type", "object_id"], name="mail_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
