"""Databases of the tests: the tables are made once by the migrations, then copied for every worker and for the site."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from thidua.database import ensure_database

ROOT = Path(__file__).resolve().parent.parent
SERVER = ROOT / "var" / "tests" / "postgres"  # unless DATABASE_URL names one
TURN = 30_2020  # of the advisory lock: one makes the tables, the other waits and copies


def address(name: str) -> str:
    """The URL of a database of the tests' server."""
    server = urlsplit(ensure_database(SERVER, "thidua"))
    return server._replace(path=f"/{name}").geturl()


def _template() -> str:
    """Its name says which tables it holds: whatever decides on them makes a new one."""
    made_by = [ROOT / "requirements.lock", *sorted(ROOT.glob("src/thidua/*/migrations/*.py")), *_models()]
    return f"tables_{hashlib.sha256(b''.join(file.read_bytes() for file in made_by)).hexdigest()[:16]}"


def _models() -> list[Path]:
    return sorted({*ROOT.glob("src/thidua/*/models.py"), *ROOT.glob("src/thidua/*/models/*.py")})


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [TURN])
        yield connection


def copy_tables(name: str) -> None:
    """Make the database `name` anew, with all tables and no rows but those the migrations write."""
    with _server() as server:
        template = _make_tables(server)
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _make_tables(server: psycopg.Connection) -> str:
    """Make the tables to be copied, unless they are there; return the name of their database."""
    template = _template()
    if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
        server.execute("DROP DATABASE IF EXISTS tables_unfinished WITH (FORCE)")
        server.execute("CREATE DATABASE tables_unfinished")
        _migrate("tables_unfinished")
        for (old,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tables\\_%'").fetchall():
            if old != "tables_unfinished":
                server.execute(f"DROP DATABASE {old}")
        server.execute(f"ALTER DATABASE tables_unfinished RENAME TO {template}")
    return template


def _migrate(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    use(name)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def use(name: str) -> None:
    """Let Django's connection lead to this database."""
    from django.db import connection
    from environ import Env

    connection.close()
    connection.settings_dict.update(Env.db_url_config(address(name)))


if __name__ == "__main__":  # while the workers still read the tests (tests/conftest.py)
    import django

    django.setup()
    with _server() as made_on:
        _make_tables(made_on)
