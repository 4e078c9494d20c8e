"""Files go up in a real browser: each with its own result, and what broke off goes on where it stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.factories import pages
from tests.factories.committed import committed_rows
from tests.factories.dossiers import NOVEMBER
from tests.factories.world import make_world
from tests.files.building import changed, word

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(django_db_setup: None, django_db_blocker: DjangoDbBlocker, browser: Browser) -> Iterator[Page]:
    """The officer of the commune, at the page that takes files."""
    with committed_rows(django_db_blocker):
        world = make_world()
        pages.it_is(NOVEMBER)
        session = pages.browser(world.can_bo).cookies["phien"].value
        server, context = LiveServer("127.0.0.1"), browser.new_context(viewport={"width": 1366, "height": 768})
        context.add_cookies([{"name": "phien", "value": session, "url": server.url}])
        opened = context.new_page()
        opened.goto(f"{server.url}/minh-chung/tai-len/")
        yield opened
        context.close()
        server.stop()


def faults(page: Page) -> list[str]:
    return [fault["id"] for fault in Axe().run(page).response["violations"]]


def files(folder: Path, **contents: bytes) -> list[Path]:
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    return [folder / f"{name}.docx" for name in contents]


def test_each_file_has_its_own_result(page: Page, tmp_path: Path) -> None:
    bad = changed(word(), {"word/vbaProject.bin": b"x"})
    page.locator("#id_evidence").set_input_files(files(tmp_path, tot=word(), macro=bad))
    page.get_by_role("button", name="Tải lên", exact=True).click()
    rows = page.locator("[data-board] tbody tr")
    expect(rows.nth(0)).to_contain_text("Đã nhận", timeout=20_000)
    expect(rows.nth(1)).to_contain_text("Lưu lại tệp không có macro", timeout=20_000)
    assert faults(page) == []
    rows.nth(0).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("tot.docx")
    assert faults(page) == []


def test_what_broke_off_goes_on_where_it_stopped(page: Page, tmp_path: Path) -> None:
    large = changed(word(), {"word/media/a.png": bytes(range(256)) * 5_000}, compressed=False)
    sent: list[str] = []

    def break_the_second(route: Route) -> None:
        sent.append(route.request.url.partition("from=")[2])
        route.abort() if len(sent) == 2 else route.continue_()

    page.route("**/phan/*", break_the_second)
    page.locator("#id_evidence").set_input_files(files(tmp_path, lon=large))
    page.get_by_role("button", name="Tải lên", exact=True).click()
    page.get_by_role("button", name="Tải tiếp").click(timeout=20_000)
    expect(page.locator("[data-board] tbody tr")).to_contain_text("Đã nhận", timeout=20_000)
    assert sent[:3] == ["0", "512000", "512000"]
