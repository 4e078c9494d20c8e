"""What tests of pages share: a clock that stands still, a browser signed in, and the count of statements of a page."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from thidua.accounts.models import User
from thidua.accounts.sessions import BEGAN, SEEN, SessionStore

_SET_CLOCK = """WITH before AS (DELETE FROM audit_democlock)
INSERT INTO audit_democlock (shown_at, set_at) VALUES (%s, statement_timestamp())"""


def it_is(moment: datetime) -> None:
    """Set the database's clock, whatever it showed before; the pages are those of a demonstration from then on."""
    with connection.cursor() as cursor:
        cursor.execute(_SET_CLOCK, [moment])


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
