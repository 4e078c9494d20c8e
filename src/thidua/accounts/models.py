"""Users and nothing else: what a user may do is a role held at a unit (`thidua.organizations`)."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A sign-in. `first_name`, `last_name` stay empty: names of people live in the register of people."""

    def __str__(self) -> str:
        return self.username
