"""Every address of the site, and what each persona meets there."""

from collections.abc import Callable, Iterable, Iterator
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
    """What one persona met: statuses by address, what is wrong with pages, what changed though it was refused."""

    get: dict[str, int] = field(default_factory=dict)
    post: dict[str, int] = field(default_factory=dict)
    faulty: dict[str, list[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)


def walk(town: Town, persona: str) -> Visit:
    """GET every address, then POST nothing to every address; what a POST did is undone before the next."""
    visit, client = Visit(), browser(town.users[persona])
    cookies = client.cookies.copy()
    paths = {name: reverse(name, kwargs=dict(town.asked.get(name, {}))) for name, _, _ in routes()}
    for name, path in paths.items():
        _get(visit, name, path, client)
    before = fingerprint()
    for name, path in paths.items():
        _post(visit, name, path, client, None if persona in STRANGERS else REFUSED, before)
        client.cookies = cookies.copy()  # whoever signed out is back
    return visit


def taken_without_token(town: Town, persona: str, names: Iterable[str]) -> list[str]:
    """Addresses that do something for a POST that any other site could have made."""
    client = browser(town.users[persona], enforce_csrf_checks=True)
    before = fingerprint()
    paths = {name: reverse(name, kwargs=dict(town.asked.get(name, {}))) for name in names}
    taken = [name for name, path in paths.items() if client.post(path).status_code not in REFUSED]
    return taken if fingerprint() == before else [*taken, "something changed"]


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


def _post(
    visit: Visit,
    name: str,
    path: str,
    client: Client,
    watched: tuple[int, ...] | None,
    before: list[tuple[str, int, int]],
) -> None:
    """`watched`: the answers after which nothing may have changed; None: all of them."""
    with transaction.atomic():
        response = client.post(path)
        if response.status_code != NOT_ANSWERED:
            visit.post[name] = response.status_code
        if (watched is None or response.status_code in watched) and fingerprint() != before:
            visit.changed.append(name)
        transaction.set_rollback(True)


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
