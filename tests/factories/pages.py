"""What tests of pages share: a clock that stands still, a browser signed in, and the count of statements of a page."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from thidua.accounts.models import User
from thidua.accounts.sessions import SessionStore
from thidua.audit.models import DemoClock


def it_is(moment: datetime) -> None:
    """Set the database's clock; the pages are those of a demonstration from then on."""
    DemoClock.objects.all().delete()
    DemoClock.objects.create(shown_at=moment, set_at=Now())  # the database's own, whatever it showed before


def browser(user: User) -> Client:
    """A browser whose session is somebody's; what signing in itself does is tested in tests/accounts."""
    client, session = Client(), SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save(must_create=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
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
