"""An office of its own for a measure: an empty database with the small world, and the product's server before it."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
FOR_UPDATE = re.compile(r" FOR UPDATE( OF [\w\", ]+)?")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def server(port: int, *, locks: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    """The product's server in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.dossiers", "serve", "--port", str(port)]
    process = subprocess.Popen([*command, *([] if locks else ["--unlocked"])], cwd=ROOT)
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://{HOST}:{port}/suc-khoe/", timeout=2):
                    break
            except OSError:
                time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait()


def serve(port: int, *, unlocked: bool) -> None:
    from thidua import site

    site.start_django()
    if unlocked:
        plain = site.application()
        site.application = lambda: without_locks(plain)  # type: ignore[assignment]
    site.serve(HOST, port)


def without_locks(application: Callable[..., Any]) -> Callable[..., Any]:
    """The same application with the row locks taken out of every statement it makes."""
    from django.db import connection

    def strip(execute: Any, statement: Any, *rest: Any) -> Any:
        return execute(FOR_UPDATE.sub("", str(statement)), *rest)

    def unlocked(environ: Any, start_response: Any) -> Any:
        with connection.execute_wrapper(strip):
            return application(environ, start_response)

    return unlocked


@contextmanager
def office() -> Iterator[Any]:
    """An empty database of its own with the small world of the tests; its clock is the real one."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THIDUA_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        from thidua import site

        site.start_django()
        site.prepare()
        from tests.factories.world import make_world

        yield make_world()


def session_of(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies["phien"].value
