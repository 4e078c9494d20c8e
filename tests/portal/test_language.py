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


def a_page(client: Client, **headers: str) -> str:
    """A page of everybody, with the whole frame."""
    return client.get(reverse("portal:search"), headers=headers).text


def test_pages_are_vietnamese_until_somebody_asks_otherwise_in_a_language_that_is_spoken_here(client: Client) -> None:
    page = a_page(client, **{"Accept-Language": "en-US,en"})
    assert '<html lang="vi">' in page
    assert "Việc của tôi" in page
    assert "Đăng xuất" in page
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zz"
    assert '<html lang="vi">' in a_page(client)


def test_the_switch_turns_the_whole_frame_to_english_comes_back_to_the_page_and_can_be_taken_back(
    client: Client,
) -> None:
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/ho-so/"})
    assert (answer.status_code, answer["Location"]) == (302, "/ho-so/")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    page = a_page(client)
    assert '<html lang="en">' in page
    for label in ("My tasks", "Award dossiers", "Scores and rankings", "Assessment", "Sign out", "Skip to content"):
        assert label in page
    for label in ("Việc của tôi", "Hồ sơ khen thưởng", "Đăng xuất"):
        assert label not in page
    assert "Tiếng Việt" in page  # the way back is named in its own language
    client.post(reverse("set_language"), {"language": "vi", "next": "/"})
    assert '<html lang="vi">' in a_page(client)
