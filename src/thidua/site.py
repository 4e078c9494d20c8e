"""Bringing the site up: the database, its tables, the secret, the static files. Used by the commands and the tests."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from thidua.database import VAR, ensure_database

# Of htmx a page may ask for one build (docs/ui.md); to pack the others too took most of the time of a start.
NOT_SERVED = ["ext", "htmax-*", "htmx-4*", "htmx-2.js"]


def start_django() -> None:
    """Start the database where needed and load Django; a secret is kept in var/ unless one is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    os.environ.setdefault("THIDUA_SECRET_KEY", _kept_secret(VAR / "secret-key"))
    ensure_database()
    import django

    django.setup()


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


def prepare() -> None:
    """Bring tables and static files up to date."""
    make_tables()
    collect_static()


def make_tables() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def collect_static() -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=NOT_SERVED)


def application() -> Callable[..., Any]:
    from thidua.wsgi import application as wsgi

    return wsgi


def serve(host: str, port: int, *, threads: int = 8) -> None:
    """Serve until interrupted, under a server that buffers slow bodies."""
    import waitress

    waitress.serve(
        application(), host=host, port=port, threads=threads, ident="thidua", clear_untrusted_proxy_headers=True
    )
