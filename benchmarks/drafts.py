"""How many seconds of typing a killed browser loses: typed for a while, killed (kill -9), opened again, restored."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.dossiers import far
from benchmarks.office import HOST, free_port, office, server, session_of

TYPING = 15.0
WORDS = "Dẫn đầu khối xã. "
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")


def seconds_lost() -> float:
    from playwright.sync_api import sync_playwright

    with office() as world, tempfile.TemporaryDirectory() as profile:
        address, session, port = _nominee(world), session_of(world.can_bo), free_port()
        with server(port), sync_playwright() as playwright:
            url = f"http://{HOST}:{port}{address}"
            box = _open(playwright, profile, url, session)
            began, typed = time.monotonic(), ""
            box.fill("")
            while time.monotonic() - began < TYPING:
                box.type(WORDS, delay=15)
                typed += WORDS
            rate = len(typed) / (time.monotonic() - began)
            _kill(profile)
            box = _open(playwright, profile, url, session)
            box.page.get_by_role("button", name="Khôi phục vào biểu mẫu").first.click()
            lost = len(typed) - len(box.input_value())
    return lost / rate


def _nominee(world: Any) -> str:
    from tests.factories.dossiers import drafted

    from thidua.movements.models import Round

    row = drafted(world).nominations.get(unit=None)
    Round.objects.filter(pk=row.dossier.round_id).update(deadline=far())
    return f"/ho-so/de-cu/{row.pk}/sua/"


def _open(playwright: Any, profile: str, url: str, session: str) -> Any:
    """Open the page in a browser whose profile outlives it; return the box one types in."""
    for left in Path(profile).glob("Singleton*"):
        left.unlink()
    path = next(found for name in CHROMIUM if (found := shutil.which(name)))
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=path, args=["--no-sandbox", "--disable-gpu"], locale="vi-VN"
    )
    context.add_cookies([{"name": "phien", "value": session, "url": url}])
    page = context.new_page()
    page.goto(url)
    return page.locator("textarea[name=achievement]")


def _kill(profile: str) -> None:
    """Kill every process of this browser, and no other: those that name its profile."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if profile.encode() in (entry / "cmdline").read_bytes() and int(entry.name) != os.getpid():
                os.kill(int(entry.name), signal.SIGKILL)
        except OSError:
            continue
    time.sleep(1)


if __name__ == "__main__":
    print(round(seconds_lost(), 1))
