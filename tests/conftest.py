"""One embedded PostgreSQL for the whole run, started before any worker; the network is blocked for tests."""

import os
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
settings.register_profile("suite", settings.get_profile("full"), max_examples=30)  # all: `make targets ONLY=P1`
settings.load_profile("suite")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's own loop runs beside the tests


SITE = "tests/e2e/"
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
    """A file stays on one worker, and all that visits the site on one too: the site is built once."""

    def _split_scope(self, nodeid: str) -> str:
        return SITE if nodeid.startswith(SITE) else nodeid.split("::", 1)[0]


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


@pytest.fixture
def world(db: None) -> "World":
    """The small world with its personas (tests/factories/world.py)."""
    from tests.factories.world import make_world

    return make_world()
