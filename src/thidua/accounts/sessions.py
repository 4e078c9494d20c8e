"""Sessions that know since when they are signed in and when they were last used; both end them (`portal.sign_in`)."""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

BEGAN, SEEN = "began", "seen"


class SessionStore(db.SessionStore):
    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        if SESSION_KEY in self and BEGAN not in self:
            self[BEGAN] = self[SEEN] = int(time.time())
        super().save(must_create)
