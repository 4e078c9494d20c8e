"""One embedded PostgreSQL for the whole run, started before any worker; the network is blocked for tests."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.prepared import copy_tables, use

if TYPE_CHECKING:
    from tests.factories.world import World

settings.register_profile("full", max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", settings.get_profile("full"), max_examples=15)  # all: `make targets ONLY=P1`
settings.load_profile("suite")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's own loop runs beside the tests


SITE = "tests/e2e/"
READ_ONCE = "tests/guards/"  # most of them look at the same files of the product
LONGEST = ("test_routes.py",)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the controller starts it; workers inherit its address
        from thidua.database import ensure_database

        embedded = "DATABASE_URL" not in os.environ
        url = ensure_database(Path(__file__).resolve().parent.parent / "var" / "tests" / "postgres", "thidua")
        if embedded:
            _write_without_waiting(url)


def _write_without_waiting(url: str) -> None:
    """What tests write need not outlive a power cut; only our own server of the tests is told so."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


class _OneSite(LoadFileScheduling):
    """A file stays on one worker; so does all that visits the site, which is built once, and all that guards."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        together = (scope for scope in (SITE, READ_ONCE) if file.startswith(scope) and not file.endswith(LONGEST))
        return next(together, file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return _OneSite(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest first, after the shuffle, so that no worker ends long after the other."""
    items.sort(key=lambda item: not (item.nodeid.startswith(SITE) or item.path.name in LONGEST))


@pytest.fixture(scope="session", autouse=True)
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    from django.conf import settings

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    settings.STATIC_ROOT = str(tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Every worker's own database: copied, since the migrations take longer than most files of tests."""
    name = f"tests_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        copy_tables(name)
        use(name)


@pytest.fixture(autouse=True)
def _plain_static(settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(scope="module", autouse=True)
def _made_world(request: pytest.FixtureRequest) -> Iterator["World | None"]:
    """The small world of a module whose tests ask for it, made once: every test begins with it and leaves it so."""
    of_module = [item for item in request.session.items if getattr(item, "module", None) is request.module]
    asked = {name for item in of_module for name in getattr(item, "fixturenames", ())}
    if "real_world" in asked or not {"db", "world"} <= asked:
        yield None  # none is asked for, or others are committed beside it
        return
    from django.db import transaction

    from tests.factories.world import make_world

    request.getfixturevalue("django_db_setup")
    opened = request.getfixturevalue("django_db_blocker").unblock
    with ExitStack() as kept:
        with opened():
            kept.enter_context(transaction.atomic())
            made = make_world()
        yield made
        with opened():
            transaction.set_rollback(True)
            kept.close()


@pytest.fixture
def world(db: None, _made_world: "World | None") -> "World":
    """The small world with its personas (tests/factories/world.py), a copy that a test may change."""
    from tests.factories.world import make_world

    return deepcopy(_made_world) or make_world()
