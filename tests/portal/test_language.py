"""Vietnamese first, English second: the reader's choice, kept for every page after it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.pages import browser
from tests.factories.world import World


@pytest.fixture
def client(world: World) -> Client:
    return browser(world.can_bo)


def home(client: Client) -> str:
    return client.get(reverse("portal:home")).text


def test_pages_are_vietnamese_until_somebody_asks_otherwise(client: Client) -> None:
    page = client.get(reverse("portal:home"), headers={"Accept-Language": "en-US,en"}).text
    assert '<html lang="vi">' in page
    assert "Việc của tôi" in page
    assert "Đăng xuất" in page


def test_the_switch_turns_the_whole_frame_to_english_and_comes_back_to_the_page(client: Client) -> None:
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/ho-so/"})
    assert (answer.status_code, answer["Location"]) == (302, "/ho-so/")
    page = home(client)
    assert '<html lang="en">' in page
    for label in ("My tasks", "Award dossiers", "Scores and rankings", "Assessment", "Sign out", "Skip to content"):
        assert label in page
    for label in ("Việc của tôi", "Hồ sơ khen thưởng", "Đăng xuất"):
        assert label not in page


def test_the_choice_is_a_cookie_and_can_be_taken_back(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert '<html lang="en">' in home(client)
    client.post(reverse("set_language"), {"language": "vi", "next": "/"})
    assert '<html lang="vi">' in home(client)


def test_a_language_nobody_speaks_here_is_vietnamese(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zz"
    assert '<html lang="vi">' in home(client)


def test_the_way_back_is_named_in_its_own_language(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Tiếng Việt" in home(client)
