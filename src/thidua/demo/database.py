"""The demonstration's own database, emptied for every build; one that holds anything else is refused."""

import os

import psycopg

from thidua.core.errors import InputError, Problem
from thidua.database import VAR, ensure_database

NAME = "thidua_demo"
WORK = ("accounts_user", "organizations_unit", "movements_movement")  # what an office begins with
BEGINNINGS = {"audit_democlock", "audit_event", *WORK}


def fresh_database() -> str:
    """Return the address of an empty database: DATABASE_URL, or an embedded one in var/demo/postgres."""
    is_own = "DATABASE_URL" not in os.environ
    url = ensure_database(VAR / "demo" / "postgres", NAME)
    with psycopg.connect(url, autocommit=True) as connection:
        if not is_own and (problem := refusal(connection)):
            raise InputError(problem)
        if not is_bare(connection):
            connection.execute("SET lock_timeout TO '20s'")
            connection.execute("SET client_min_messages TO warning")
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    return url


def is_bare(connection: psycopg.Connection) -> bool:
    """Tell whether the tables were made and nothing was ever done in them: what was done left an event."""
    return _tables(connection) >= BEGINNINGS and not any(_holds(connection, table) for table in sorted(BEGINNINGS))


def refusal(connection: psycopg.Connection) -> Problem | None:
    """Say why the database must not be emptied: it holds what no demonstration made."""
    tables = _tables(connection)
    if not tables:
        return None
    fix = (
        "Trỏ DATABASE_URL tới một cơ sở dữ liệu trống, hoặc bỏ biến này để dùng cơ sở dữ liệu riêng của bản trình diễn."
    )
    if "audit_democlock" not in tables:
        return Problem("DATABASE_URL", "cơ sở dữ liệu đang chứa dữ liệu không phải của phần mềm này.", fix)
    if _holds(connection, "audit_democlock"):
        return None
    if any(_holds(connection, table) for table in WORK):
        return Problem("DATABASE_URL", "cơ sở dữ liệu đang chứa phong trào, đơn vị hoặc tài khoản thật.", fix)
    return None


def _tables(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}


def _holds(connection: psycopg.Connection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None  # noqa: S608 - fixed names
