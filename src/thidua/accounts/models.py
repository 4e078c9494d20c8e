"""Users and what was done to their sign-ins; what a user may do is a role held at a unit (`thidua.organizations`)."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class User(AbstractUser):
    """A sign-in. `first_name`, `last_name` stay empty: names of people live in the register of people."""

    temporary_until = models.DateTimeField(
        null=True,
        help_text="the password was given by an administrator and opens until then; its holder must change it",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_once"),
            models.UniqueConstraint(Lower("email"), name="email_once", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return self.username


class Notice(models.Model):
    """What was done to a sign-in by somebody else, told to its holder until he has read it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    verb = models.CharField(max_length=80)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user"], name="notice_unread", condition=Q(read_at=None))]

    def __str__(self) -> str:
        return f"{self.verb} {self.user_id}"
