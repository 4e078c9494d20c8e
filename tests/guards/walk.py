"""Every address of the site, and what each persona meets there."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.guards.asked import SECRET
from tests.guards.canary import MEANT_FOR, leaks_of
from tests.guards.markup import faults
from tests.guards.town import CONDUCT, JUDGES, STRANGERS, Town

from thidua.accounts.models import User
from thidua.organizations.queries import remembered_roles
from thidua.portal.sign_in import USED

NOT_ANSWERED = 405
REFUSED = (403, 404)
REFUSALS = {"400.html", "403.html", "403_csrf.html", "404.html"}  # read as pages in tests/portal/test_errors.py
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
OURS = ("thidua.", "allauth.")  # modules whose tables a refusal leaves alone; sessions come and go


def routes(
    resolver: URLResolver | None = None, space: str = "", before: str = ""
) -> Iterator[tuple[str, str, Callable[..., HttpResponseBase]]]:
    """Name, pattern and view of every address."""
    for found in (resolver or get_resolver()).url_patterns:
        pattern = f"{before}{found.pattern}"
        if isinstance(found, URLPattern):
            yield f"{space}{found.name}", pattern, found.callback
        else:
            yield from routes(found, f"{space}{found.namespace}:" if found.namespace else space, pattern)


@dataclass
class Visit:
    """What one persona met: statuses by address, what is wrong with pages.

    `changed`: what changed though it was refused; `leaked`: pages that hold what this persona may not read.
    """

    get: dict[str, int] = field(default_factory=dict)
    post: dict[str, int] = field(default_factory=dict)
    faulty: dict[str, list[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)

    @property
    def is_unsound(self) -> bool:
        return bool(self.faulty or self.changed or self.leaked)


def paths_in(town: Town, names: Iterable[str]) -> dict[str, str]:
    return {name: reverse(name, kwargs=dict(town.asked.get(name, {}))) for name in names}


def look(visit: Visit, town: Town, persona: str, names: Iterable[str]) -> None:
    """GET these addresses and read the pages. Those of refusal are the same for all: not built."""
    client = browser(town.users[persona])
    with pages_built(read=True), remembered_roles():
        for name, path in paths_in(town, names).items():
            visit.get[name] = _get(visit, persona, name, path, client)


def act(visit: Visit, town: Town, persona: str, names: Iterable[str]) -> None:
    """POST nothing to these addresses; what a POST did is undone before the next."""
    client = browser(town.users[persona])
    before, cookies = fingerprint(), client.cookies.copy()
    with pages_built(read=False), remembered_roles():
        for name, path in paths_in(town, names).items():
            with transaction.atomic(), written() as tables:
                visit.post[name] = client.post(path).status_code
                must_change_nothing = persona in STRANGERS or visit.post[name] in REFUSED
                if must_change_nothing and tables and fingerprint() != before:
                    visit.changed.append(name)
                transaction.set_rollback(True)
            client.cookies = cookies.copy()  # whoever signed out is back


def forged(town: Town, persona: str, names: Iterable[str]) -> list[str]:
    """Those of these addresses that take a POST which came from a page of another site."""
    strict = browser(town.users[persona], enforce_csrf_checks=True)
    with pages_built(read=False):
        return [name for name, path in paths_in(town, names).items() if strict.post(path).status_code not in REFUSED]


def browser(user: User | None, **kind: bool) -> Client:
    """A browser signed in with a second factor: whether one is owed is not what is asked here."""
    client = Client(**kind)
    if user:
        client.force_login(user)
        session = client.session
        session[USED] = [{"method": "mfa"}]
        session.save()
    return client


def _get(visit: Visit, persona: str, name: str, path: str, client: Client) -> int:
    response = client.get(path)
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and bool(response.content)
    if is_page:
        if found := faults(response.text, response.headers):
            visit.faulty[name] = found
        if leaks(persona, response.text):
            visit.leaked.append(name)
    content = b"".join(response) if response.streaming else response.content  # a file sent is closed at its end
    if (persona, name) not in MEANT_FOR and (found := leaks_of(content)):
        visit.leaked.append(f"{name}: {', '.join(found)}")
    return response.status_code


def leaks(persona: str, text: str) -> bool:
    return (persona in STRANGERS and SECRET in text) or (persona not in JUDGES and CONDUCT in text)


@contextmanager
def pages_built(*, read: bool) -> Iterator[None]:
    """Leave out what costs most and decides nothing: the building of pages that are not read."""
    build = Template.render

    def render(self: Template, context: Any = None, request: Any = None) -> str:
        return build(self, context, request) if read and self.template.name not in REFUSALS else ""  # type: ignore[return-value]

    with patch.object(Template, "render", render):
        yield


@contextmanager
def written() -> Iterator[set[str]]:
    """The product's tables that statements inside write to, rolled back or not."""
    known, tables = {model._meta.db_table for model in _ours()}, set[str]()

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if (found := WRITES.match(sql)) and found[1] in known:
            tables.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield tables


def _ours() -> Iterator[Any]:
    return (model for model in apps.get_models() if model.__module__.startswith(OURS))


def fingerprint() -> list[tuple[str, int, int]]:
    """How many rows each table of the product holds, and a sum over what they say."""
    parts = (
        f"SELECT '{table}', count(*), coalesce(sum(hashtext({table}::text)), 0) FROM {table}"  # noqa: S608 - our own names
        for table in sorted(model._meta.db_table for model in _ours())
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [(str(name), int(rows), int(total)) for name, rows, total in cursor.fetchall()]
