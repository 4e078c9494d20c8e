"""Pages for when something is not there, not allowed or broken, each with what to do; and whether the site is well."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from tests.factories.pages import browser
from tests.factories.work import make_task
from tests.factories.world import World

from thidua.portal.views.errors import bad_request, server_error, unavailable


@contextmanager
def database_away() -> Iterator[None]:
    """Every statement fails as it does when the server is gone."""

    def fail(*given: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(fail):
        yield


def test_what_is_not_there_says_so_in_vietnamese(client: Client, world: World) -> None:
    response = client.get("/khong-co/")
    assert (response.status_code, "Không tìm thấy trang" in response.text) == (404, True)


def test_what_is_not_allowed_says_why(world: World) -> None:
    task = make_task(world.truc_chinh, "1")
    response = browser(world.can_bo).get(f"/nhiem-vu/{task.pk}/huy/")
    assert (response.status_code, 'class="why"' in response.text) == (403, True)


def test_a_form_from_elsewhere_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/dang-nhap/", {"username": "can_bo"})
    assert (response.status_code, "Trang đã mở quá lâu" in response.text) == (403, True)


def test_what_is_broken_says_what_became_of_the_work(rf: RequestFactory) -> None:
    """Without the database, which may be what is broken."""
    broken = server_error(rf.get("/"))
    assert (broken.status_code, "Hệ thống gặp lỗi" in broken.content.decode()) == (500, True)


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_says_so(rf: RequestFactory) -> None:
    assert bad_request(rf.get("/")).status_code == 400


def test_without_the_database_what_was_typed_is_given_back(client: Client, world: World) -> None:
    typed = {"reason": "Chưa có biên bản\nnghiệm thu.", "password": "bí mật", "csrfmiddlewaretoken": "dấu"}
    with database_away():
        response = client.post("/nhiem-vu/1/huy/", typed)
    text = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert [word in text for word in ("Chưa có biên bản\nnghiệm thu.", "bí mật", "dấu")] == [True, False, False]


def test_nothing_typed_is_nothing_kept(rf: RequestFactory) -> None:
    assert "<pre>" not in unavailable(rf.get("/")).content.decode()


def test_health_asks_the_database_and_nothing_else(client: Client, world: World) -> None:
    assert client.get("/suc-khoe/").status_code == 200
    with database_away():
        assert client.get("/suc-khoe/").status_code == 503
