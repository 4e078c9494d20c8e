"""What is being typed is not lost: a page left, a refused form, no network, two tabs."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched

pytestmark = pytest.mark.e2e

OFFER = "Có nội dung đã gõ mà chưa ghi"


def describe(visitor: Watched) -> str:
    """Sign in as the officer of a unit whose dossier is still being written; return where a nominee is described."""
    visitor.enter_as("Cán bộ đơn vị", "Trực Chính")
    visitor.go("/ho-so/?state=draft")
    visitor.page.locator("tbody a[href^='/ho-so/']").first.click()
    link = visitor.page.get_by_role("link", name=re.compile("(Sửa|Ghi) thành tích")).first
    address = link.get_attribute("href")
    assert address
    visitor.go(address)
    return address


def text(page: Page) -> str:
    return page.locator("textarea[name=achievement]").input_value()


def type_in(page: Page, said: str) -> None:
    page.locator("textarea[name=achievement]").fill(said)
    expect(page.get_by_text("Đã giữ trên máy này những gì đang gõ")).to_be_visible(timeout=9_000)


def test_what_was_typed_is_there_again_after_the_page_was_left_and_gone_once_it_is_recorded(visitor: Watched) -> None:
    address = describe(visitor)
    before = text(visitor.page)
    type_in(visitor.page, "Dẫn đầu khối xã")
    visitor.go("/")
    visitor.go(address)
    expect(visitor.page.get_by_text(OFFER)).to_be_visible()
    assert text(visitor.page) == before
    visitor.page.get_by_role("button", name="Khôi phục vào biểu mẫu").click()
    assert text(visitor.page) == "Dẫn đầu khối xã"
    visitor.page.get_by_role("button", name="Ghi nhận").click()
    visitor.page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    visitor.go(address)
    visitor.page.wait_for_timeout(300)
    assert (text(visitor.page), visitor.page.get_by_text(OFFER).count()) == ("Dẫn đầu khối xã", 0)


def test_without_a_network_the_page_stays_and_two_tabs_keep_a_text_each(visitor: Watched) -> None:
    address, context = describe(visitor), visitor.page.context
    other = context.new_page()
    other.goto(visitor.site.open(address))
    type_in(other, "Lời ở thẻ thứ hai")
    context.set_offline(True)
    visitor.page.locator("textarea[name=achievement]").fill("Lời lúc mất mạng")
    visitor.page.get_by_role("button", name="Ghi nhận").click()
    expect(visitor.page.get_by_text("Đang mất mạng").first).to_be_visible()
    assert text(visitor.page) == "Lời lúc mất mạng"
    context.set_offline(False)
    visitor.go("/")
    visitor.go(address)
    expect(visitor.page.get_by_text(OFFER)).to_have_count(2)
    assert (
        visitor.page.get_by_text("Một thẻ khác của trình duyệt đang mở nội dung này.").locator("visible=true").count()
        == 1
    )
    for said in ("Lời lúc mất mạng", "Lời ở thẻ thứ hai"):  # the latest first
        visitor.page.get_by_role("button", name="Khôi phục vào biểu mẫu").first.click()
        assert text(visitor.page) == said
    visitor.page.get_by_role("button", name="Ghi nhận").click()
    visitor.page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
