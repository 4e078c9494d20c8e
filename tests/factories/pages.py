"""What tests of pages share: a clock that stands still, a browser signed in, and the count of statements of a page."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.utils.crypto import get_random_string

from thidua.accounts.models import User
from thidua.accounts.sessions import BEGAN, SEEN, SessionStore
from thidua.audit.models import DemoClock


def it_is(moment: datetime) -> None:
    """Set the database's clock; the pages are those of a demonstration from then on."""
    shown = {"shown_at": moment, "set_at": Now()}  # the database's own, whatever it showed before
    if not DemoClock.objects.update(**shown):
        DemoClock.objects.create(**shown)


def browser(user: User) -> Client:
    """A browser whose session is somebody's, a row alone; what signing in itself does is tested in tests/accounts."""
    known = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        BEGAN: int(time.time()),
        SEEN: int(time.time()),
    }
    session = Session.objects.create(
        session_key=get_random_string(32),
        session_data=SessionStore().encode(known),
        expire_date=datetime.now(UTC) + timedelta(days=1),
    )
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def statements_of(client: Client, path: str) -> int:
    """How many statements a page costs that answers 200."""
    asked = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*statement)

    with connection.execute_wrapper(count):
        assert client.get(path).status_code == 200
    return asked
