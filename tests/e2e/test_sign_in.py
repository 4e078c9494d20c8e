"""From a slip to a passkey, in a real browser: the way of somebody who has just been given an account."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Site, Watched

pytestmark = pytest.mark.e2e
OWN = "một câu dài của riêng tôi"


@pytest.fixture
def stranger(site: Site, browser: Browser) -> Iterator[Page]:
    """Another window with a passkey in its machine; keys belong to names, so the site is called by one."""
    context = browser.new_context(locale="vi-VN", base_url=site.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    machine = context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": kind | able})
    yield page
    context.close()


def slip_of(visitor: Watched) -> list[str]:
    """Let the administrator give a password; return the user name and the password on the slip."""
    visitor.enter_as("Quản trị tài khoản", "")
    visitor.go("/quan-tri/tai-khoan/")
    visitor.page.locator("tbody th a").nth(3).click()
    visitor.page.get_by_role("link", name="Cấp lại mật khẩu").click()
    visitor.page.locator("dialog[open] button").first.click()
    visitor.page.wait_for_url(re.compile("/mat-khau/$"))
    return visitor.page.locator(".slip code").all_inner_texts()


def sign_in(page: Page, login: str, password: str) -> None:
    page.goto("/dang-nhap/")
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/cong-khai/")


def test_a_slip_becomes_a_password_and_a_passkey_that_opens(visitor: Watched, stranger: Page) -> None:
    login, given = slip_of(visitor)
    sign_in(stranger, login, given)
    stranger.wait_for_url("**/tai-khoan/mat-khau/")
    for field, text in (("oldpassword", given), ("password1", OWN), ("password2", OWN)):
        stranger.fill(f"#id_{field}", text)
    stranger.get_by_role("button", name="Đổi mật khẩu").click()
    stranger.wait_for_url(re.compile(r":\d+/$"))
    stranger.goto("/tai-khoan/hai-lop/khoa/them/")
    stranger.fill("#id_password", OWN)
    stranger.get_by_role("button", name="Xác nhận").click()
    stranger.check("#id_passwordless")
    stranger.get_by_role("button", name="Thêm khóa").click()
    stranger.wait_for_url("**/ma-du-phong/")
    sign_out(stranger)
    stranger.goto("/dang-nhap/")
    stranger.get_by_role("button", name="Đăng nhập bằng khóa (passkey)").click()
    stranger.wait_for_url(re.compile(r":\d+/$"))
    sign_out(stranger)
    sign_in(stranger, login, OWN)
    stranger.wait_for_url("**/dang-nhap/hai-lop/")
    stranger.get_by_role("button", name="Dùng khóa").click()
    stranger.wait_for_url(re.compile(r":\d+/$"))
