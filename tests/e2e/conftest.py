"""The real command, a real server, a real browser: `thidua demo` builds the world and serves it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.prepared import address, copy_tables

STAGE = "bo-phieu" if "WALK_WHOLE" in os.environ else "nam-dau"  # the quickest to build
DATABASE = f"thidua_e2e_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"  # two workers, two sites
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Site:
    url: str
    papers: Path
    database: str

    def open(self, path: str) -> str:
        return f"{self.url}{path}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            pytest.fail(f"the demonstration ended by itself: {said.read_text(encoding='utf-8')[-3000:]}")
        try:
            with urllib.request.urlopen(f"{url}/suc-khoe/", timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the demonstration did not answer in 120 s")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, built and served by the product's own command."""
    var = tmp_path_factory.mktemp("site")
    copy_tables(DATABASE)
    environment = {**os.environ, "DATABASE_URL": address(DATABASE), "THIDUA_VAR": str(var)}
    port = _free_port()
    command = [sys.executable, "-m", "thidua", "demo", "--stage", STAGE, "--port", str(port)]
    with (var / "said.txt").open("w", encoding="utf-8") as said:
        server = subprocess.Popen(command, env=environment, cwd=var, stdout=said, stderr=said)
    try:
        _wait_for(f"http://127.0.0.1:{port}", server, var / "said.txt")
        yield Site(f"http://127.0.0.1:{port}", var / "demo-out", environment["DATABASE_URL"])
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the tests fail and say what to run."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium here. Run: sudo apt-get install --no-install-recommends chromium-headless-shell")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


class Watched:
    """A page that remembers what it complained of."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site, self.complaints = page, site, list[str]()
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        answer = self.page.goto(self.site.open(path))
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def enter_as(self, role: str, unit: str) -> None:
        """Take the sign-in link of a role at a unit, as a newcomer would."""
        self.page.context.clear_cookies()
        self.go("/vai/")
        card = self.page.locator("section, article").filter(has=self.page.get_by_role("heading", name=role, exact=True))
        card.locator("tbody tr", has_text=unit).first.get_by_role("link").first.click()
        self.page.wait_for_url(self.site.open("/"))


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Watched]:
    """A fresh browser window at 1366×768 that fails the test if the page complained."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    watched = Watched(context.new_page(), site)
    yield watched
    context.close()
    assert watched.complaints == []
