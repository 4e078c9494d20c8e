"""One embedded PostgreSQL for the whole run, started while the workers read; the network is blocked for tests."""

import atexit
import gc
import os
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.prepared import ROOT, SERVER, address, copy_tables, use
from thidua.database import ensure_database, load_server

if TYPE_CHECKING:
    from tests.factories.world import World

settings.register_profile("full", max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", settings.get_profile("full"), max_examples=10)  # all: `make targets ONLY=P1`
settings.load_profile("suite")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's own loop runs beside the tests


TESTS_IN = ROOT / "tests"
SITE = "tests/e2e/"
READ_ONCE = "tests/guards/"  # most of them look at the same files of the product
LONGEST = ("test_routes.py",)
SHORTEST = "tests/core/"
TABLES = pytest.StashKey[Future[None]]()  # what makes them, while the tests are still read


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        atexit.register(os._exit, 0)  # after all else: to take apart what a worker holds, piece by piece, takes seconds
    else:
        load_server()
        config.stash[TABLES] = made = ThreadPoolExecutor(1).submit(_make_tables)
        if not config.getoption("numprocesses"):
            made.result()  # tests in this very process ask for the server too


def _make_tables() -> None:
    """The server of all workers and the tables they copy (tests/prepared.py)."""
    embedded = "DATABASE_URL" not in os.environ
    url = ensure_database(SERVER, "thidua")
    if embedded:
        _write_without_waiting(url)
    subprocess.run([sys.executable, "-m", "tests.prepared"], cwd=ROOT, check=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    if TABLES in config.stash:
        config.stash[TABLES].result()


def _write_without_waiting(url: str) -> None:
    """Tell our own server that what tests write need not outlive a power cut, nor a plan over a few rows be weighed."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        for setting in ("join_collapse_limit", "from_collapse_limit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = 1")
        connection.execute("SELECT pg_reload_conf()")


class _OneSite(LoadFileScheduling):
    """A file stays on one worker; so does all that visits the site, which is built once, and all that guards."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        together = (scope for scope in (SITE, READ_ONCE) if file.startswith(scope) and not file.endswith(LONGEST))
        return next(together, file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return _OneSite(config, log)


_asked_for = defaultdict[str, set[str]](set)  # the fixtures that the tests of a module ask for


class _FromTheEnd(pytest.Package):
    """The folder of the tests, read backwards: each of two workers finds half of the files compiled by the other."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        return list(super().collect())[::-1]


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    is_second = os.environ.get("PYTEST_XDIST_WORKER") == "gw1" and parent.config.pluginmanager.hasplugin("randomly")
    return _FromTheEnd.from_parent(parent, path=path) if is_second and path == TESTS_IN else None  # the order is drawn


def pytest_collection_finish() -> None:
    gc.freeze()  # what was read stays to the end: no round of the collector need look at it


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest first, after the shuffle, and the shortest last: no worker ends long after the other."""
    for item in items:
        if isinstance(item, pytest.Function):
            _asked_for[item.module.__name__].update(item.fixturenames)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    is_longest = item.nodeid.startswith(SITE) or item.path.name in LONGEST
    return -1 if is_longest else int(item.nodeid.startswith(SHORTEST))


@pytest.fixture(scope="session", autouse=True)
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    from django.conf import settings

    address("thidua")  # whatever a test starts finds the server too
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    settings.STATIC_ROOT = str(tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Every worker's own database: copied, since the migrations take longer than most files of tests."""
    name = f"tests_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        copy_tables(name)
        use(name)


@pytest.fixture(scope="session", autouse=True)
def _plain_parts(_files_apart: None) -> Iterator[None]:
    from django.test import override_settings

    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers):
        yield


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of a module that begin with the same state run one after the other, and it is made once for them."""
    mark = metafunc.definition.get_closest_marker("starts_with")
    if mark:
        make, arguments = mark.kwargs["make"], mark.kwargs["arguments"]
        metafunc.parametrize("_beginning", [(make, *arguments)], ids=[make.__name__], indirect=True, scope="module")


@contextmanager
def _undone_afterwards(blocker: DjangoDbBlocker) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Undo at the end what is written meanwhile; yield what opens the database, which stays closed otherwise."""
    from django.db import transaction

    with ExitStack() as kept:
        with blocker.unblock():
            kept.enter_context(transaction.atomic())
        yield blocker.unblock
        with blocker.unblock():
            transaction.set_rollback(True)
            kept.close()


@contextmanager
def _straight_on() -> Iterator[None]:
    """Make a state without the savepoints of its acts: where one fails, everything that begins with it does."""
    from django.db import connection

    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


@pytest.fixture(scope="module", autouse=True)
def _made_world(request: pytest.FixtureRequest) -> Iterator["World | None"]:
    """The small world of a module whose tests ask for it, made once: every test begins with it and leaves it so."""
    asked = _asked_for[request.module.__name__]
    if "real_world" in asked or not {"db", "world"} <= asked:
        yield None  # none is asked for, or others are committed beside it
        return
    from tests.factories.world import make_world

    request.getfixturevalue("django_db_setup")
    with _undone_afterwards(request.getfixturevalue("django_db_blocker")) as opened:
        with opened(), _straight_on():
            made = make_world()
        yield made


@pytest.fixture(scope="module", autouse=True)
def _beginning(request: pytest.FixtureRequest, _made_world: "World | None") -> Iterator[bytes]:
    """The world of a module with what its tests now begin with (`starts_with`), if anything: pickled, to be copied."""
    if not hasattr(request, "param"):
        yield pickle.dumps((_made_world, None))
        return
    make, *arguments = request.param
    assert _made_world is not None, "What is begun with once cannot stand beside what is committed."
    with _undone_afterwards(request.getfixturevalue("django_db_blocker")) as opened:
        begun = pickle.loads(pickle.dumps(_made_world))  # noqa: S301 - what this process wrote
        with opened(), _straight_on():
            made = make(begun, *arguments)
            pickled = pickle.dumps((begun, made))
        yield pickled


@pytest.fixture
def _own(db: None, _beginning: bytes) -> tuple["World | None", Any]:
    own: tuple[World | None, Any] = pickle.loads(_beginning)  # noqa: S301 - what this process wrote
    return own


@pytest.fixture
def world(_own: tuple["World | None", Any]) -> "World":
    """The small world with its personas (tests/factories/world.py), a copy that a test may change."""
    from tests.factories.world import make_world

    return _own[0] or make_world()


@pytest.fixture
def start(world: "World", _own: tuple["World | None", Any]) -> Any:
    """What the test starts with (tests/factories/starting.py), a copy that goes with that of the world."""
    return _own[1]
