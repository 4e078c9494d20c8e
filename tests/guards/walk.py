"""Every address of the site, and what each persona meets there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.guards.markup import faults
from tests.guards.town import Town

from thidua.accounts.models import User

NOT_ANSWERED = 405
REFUSED = (403, 404)
STRANGERS = ("anonymous", "nguoi_ngoai")


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

    `changed`: what changed though it was refused; `forged`: what was taken from a page of another site.
    """

    get: dict[str, int] = field(default_factory=dict)
    post: dict[str, int] = field(default_factory=dict)
    faulty: dict[str, list[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    forged: list[str] = field(default_factory=list)


def walk(town: Town, persona: str) -> Visit:
    """GET every address, then POST nothing to every address; what a POST did is undone before the next."""
    visit, client = Visit(), browser(town.users[persona])
    paths = {name: reverse(name, kwargs=dict(town.asked.get(name, {}))) for name, _, _ in routes()}
    for name, path in paths.items():
        _get(visit, name, path, client)
    before, cookies = fingerprint(), client.cookies.copy()
    for name, path in paths.items():
        with transaction.atomic():
            _post(visit, name, path, client)
            must_change_nothing = persona in STRANGERS or visit.post.get(name) in REFUSED
            if name in visit.post and must_change_nothing and fingerprint() != before:
                visit.changed.append(name)
            transaction.set_rollback(True)
        client.cookies = cookies.copy()  # whoever signed out is back
    strict = browser(town.users[persona], enforce_csrf_checks=True)
    visit.forged = [name for name in visit.post if strict.post(paths[name]).status_code not in REFUSED]
    return visit


def browser(user: User | None, **kind: bool) -> Client:
    client = Client(**kind)
    if user:
        client.force_login(user)
    return client


def _get(visit: Visit, name: str, path: str, client: Client) -> None:
    response = client.get(path)
    if response.status_code == NOT_ANSWERED:
        return
    visit.get[name] = response.status_code
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and bool(response.content)
    if is_page and (found := faults(response.text, response.headers)):
        visit.faulty[name] = found
    list(response if response.streaming else ())  # a file sent is closed at its end


def _post(visit: Visit, name: str, path: str, client: Client) -> None:
    response = client.post(path)
    if response.status_code != NOT_ANSWERED:
        visit.post[name] = response.status_code


def fingerprint() -> list[tuple[str, int, int]]:
    """How many rows each table of the product holds, and a sum over what they say."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("thidua.")]
    parts = (
        f"SELECT '{table}', count(*), coalesce(sum(hashtext({table}::text)), 0) FROM {table}"  # noqa: S608 - our own names
        for table in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [(str(name), int(rows), int(total)) for name, rows, total in cursor.fetchall()]
