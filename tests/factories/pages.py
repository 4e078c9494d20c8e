"""What tests of pages share: a clock that stands still, a browser signed in, and the count of statements of a page."""

from datetime import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thidua.accounts.models import User
from thidua.audit.actions import set_demo_clock
from thidua.audit.models import DemoClock
from thidua.audit.queries import now


def it_is(moment: datetime) -> None:
    """Set the database's clock; the pages are those of a demonstration from then on."""
    DemoClock.objects.all().delete()  # what stands in for the time is not the time it was set at
    set_demo_clock(moment, set_at=now())


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def statements_of(client: Client, path: str) -> int:
    """How many statements a page costs that answers 200."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
