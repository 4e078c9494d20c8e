"""The shell around a page, on the page that shows every component."""

import re
from collections import Counter

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from thidua.ui import FONTS, STATIC
from thidua.ui.views import components

PAGE_LIMIT = 150_000


@pytest.fixture(scope="module")
def page() -> str:
    from thidua.ui.views import SampleForm, _samples

    shell = {
        "nav": [
            {"label": None, "items": [{"label": "Việc của tôi", "url": "/", "badge": "14", "current": True}]},
            {"label": "Phong trào", "items": [{"label": "Nhiệm vụ", "url": "/nhiem-vu/", "badge": None}]},
        ],
        "who": {"initials": "PN", "name": "Phòng Nội vụ", "role": "Thường trực Hội đồng"},
        "notice": "Dữ liệu trình diễn.",
        "sign_out_url": "/ra/",
        "search_url": "/tim/",
        "home_url": "/",
    }
    request = RequestFactory().get("/thanh-phan/")
    form = SampleForm({"name": "x"})
    return render_to_string(
        "ui/components.html", {"shell": shell, "request": request, "form": form, **_samples(request)}
    )


def test_the_title_is_the_one_heading_and_says_when_something_is_wrong(page: str) -> None:
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Thành phần giao diện"]
    assert "<title>Lỗi: Thành phần giao diện – Thi Đua</title>" in page


def test_the_current_place_is_marked_and_the_first_link_skips_to_the_content(page: str) -> None:
    assert '<a href="/" aria-current="page">Việc của tôi <span>14</span></a>' in page
    assert re.findall(r'<a [^>]*href="([^"]+)"', page)[0] == "#noi-dung"
    assert '<main id="noi-dung"' in page


def test_ids_are_unique_and_labels_point_at_one(page: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', page))
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(re.findall(r'\sfor="([^"]+)"', page)) <= set(ids)


def test_no_hostile_text_survives_as_markup(page: str) -> None:
    assert '<script>alert("x")' not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in page


def test_the_heaviest_page_with_all_it_loads_stays_under_its_limit(page: str) -> None:
    assets = [*STATIC.glob("*.css"), *STATIC.glob("*.js"), *STATIC.glob("*.svg"), *FONTS.glob("*.woff2")]
    assert len(page.encode()) + sum(path.stat().st_size for path in assets) < PAGE_LIMIT


def test_only_reading_is_answered() -> None:
    assert components(RequestFactory().post("/thanh-phan/")).status_code == 405
