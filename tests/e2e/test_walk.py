"""Every page a role comes to by its links: it answers, says nothing on the console, and axe finds no fault."""

import os
import random
import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from tests.e2e.conftest import Watched

pytestmark = pytest.mark.e2e

ROLES = (
    ("Cán bộ đơn vị", "Trực Chính"),
    ("Thường trực thi đua (Nội vụ)", "Phòng Nội vụ"),
    ("Chủ tịch UBND", "UBND huyện Trực Ninh"),
    ("Thành viên Hội đồng", ""),
)
WHOLE = "WALK_WHOLE" in os.environ  # every page of every role: `make targets ONLY=A1`
FIRST = ("/", "/cong-khai/", "/thanh-phan/")
MOST, FEWEST = (1000, 9) if WHOLE else (2, 2)
NO_PAGE = re.compile(
    r"/(png|svg|xlsx|pdf|docx|xuat|du-kien|phu-luc|ban-quet|tep|tai-ve)/|\.(xlsx|json|pdf)$|^/(dang-xuat|vao|ngon-ngu)/"
)


def shape(path: str) -> str:
    """One address stands for all of its kind."""
    return re.sub(r"/\d+(?=/|$)|/hang-nam-\d+", "/N", path)


def links(visitor: Watched) -> list[str]:
    found = visitor.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return [urlsplit(url).path for url in found if url.startswith(visitor.site.url)]


looked_at = set[str]()  # in this run, by any role: each goes on to what none has seen, unless the walk is whole


def axe_faults(visitor: Watched) -> list[str]:
    answer = Axe().run(visitor.page)
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in answer.response["violations"]]


@pytest.mark.parametrize(("role", "unit"), ROLES)
def test_pages_are_sound_for_everyone(visitor: Watched, role: str, unit: str) -> None:
    visitor.enter_as(role, unit)
    faults: dict[str, list[str]] = {}
    waiting, seen = deque(FIRST), set(FIRST)
    visited = 0
    while waiting and visited < MOST:
        if visited and not WHOLE:
            random.shuffle(waiting)
        path = waiting.popleft()
        if not WHOLE and path != "/" and shape(path) in looked_at:
            continue
        try:
            visitor.go(path)
        except Error as said:
            if "Download is starting" in str(said):  # a file, not a page
                continue
            raise
        visited += 1
        if found := axe_faults(visitor):
            faults[path] = found
        looked_at.add(shape(path))
        for link in links(visitor):
            if shape(link) not in seen and not NO_PAGE.search(link):
                seen.add(shape(link))
                waiting.append(link)
    assert visited >= FEWEST
    assert faults == {}


def test_axe_knows_a_bad_page(visitor: Watched) -> None:
    visitor.page.set_content("<title>Trang</title><button></button>")
    assert {fault.split(":")[0] for fault in axe_faults(visitor)} >= {"button-name", "html-has-lang"}


def test_nothing_is_wider_than_a_phone(visitor: Watched) -> None:
    visitor.enter_as("Thường trực thi đua (Nội vụ)", "Phòng Nội vụ")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    wide = {}
    for path in (
        "/",
        "/ho-so/",
        "/ho-so/dieu-kien/",
        "/cham-diem/",
        "/khen-thuong/",
        "/hoi-dong/",
        "/nhiem-vu/",
        "/vai/",
    ):
        visitor.go(path)
        width = visitor.page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[path] = width
    assert wide == {}
