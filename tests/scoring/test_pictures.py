"""The pictures of a published result: each says what its table says, and is drawn without a script or a network."""

import pytest
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import GOOD, POOR, make_communes, make_set, published
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.scoring.models import Publication

KEYS = ["xep-hang", "thu-hang-cac-nam", "linh-vuc", "phan-bo", "tu-cham"]


@pytest.fixture
def world(world: World) -> World:
    """It is 1 December 2023."""
    it_is(moment(2023, 12, 1))
    return world


def two_years(world: World) -> Publication:
    """Two units, the better one second the year before; a third was not ranked."""
    first, second, third = make_communes(world, 3)
    published(world, {first: POOR, second: GOOD}, year=2022, at=moment(2022, 11, 29))
    publication = published(world, {first: GOOD, second: POOR, third: {"1.1": {"points": 10}}})
    publication.criteria_set.sheets.filter(unit=second).update(self_entries=GOOD)
    return publication


@starts_with(two_years)
def test_every_picture_has_its_numbers(world: World, start: Publication) -> None:
    path = f"/cham-diem/{start.criteria_set_id}/bieu-do/"
    pictures = browser(world.thuong_truc).get(path).context["pictures"]
    rows = {each.key: [tuple(map(str, row)) for row in each.rows] for each in pictures}
    assert rows == {
        "xep-hang": [("1", "UBND xã Mẫu 01", "95.650"), ("2", "UBND xã Mẫu 02", "50.000")],
        "thu-hang-cac-nam": [("UBND xã Mẫu 01", "2", "1"), ("UBND xã Mẫu 02", "1", "2")],
        "linh-vuc": [("UBND xã Mẫu 01", "95.65"), ("UBND xã Mẫu 02", "50.0")],
        "phan-bo": [("50–55", "1"), *((f"{low}–{low + 5}", "0") for low in range(55, 95, 5)), ("95–100", "1")],
        "tu-cham": [("UBND xã Mẫu 02", "19.13", "10.000000", "9.130000")],
    }


@starts_with(two_years)
def test_every_picture_is_drawn_with_its_words(world: World, start: Publication) -> None:
    client, path = browser(world.thuong_truc), f"/cham-diem/{start.criteria_set_id}/bieu-do/"
    for key in KEYS:
        drawn = client.get(f"{path}{key}/svg/")
        assert drawn["Content-Type"] == "image/svg+xml", key
        assert drawn.text.startswith("<svg"), key
        assert "<script" not in drawn.text, key
        assert ("Số đơn vị" if key == "phan-bo" else "xã Mẫu 02") in drawn.text, key


@starts_with(two_years)
def test_a_picture_is_taken_along_as_png_and_its_numbers_as_a_workbook(world: World, start: Publication) -> None:
    client, path = browser(world.can_bo), f"/cham-diem/{start.criteria_set_id}/bieu-do/phan-bo/"
    png, book = client.get(f"{path}png/?tai-ve"), client.get(f"{path}xlsx/")
    assert png.content.startswith(b"\x89PNG")
    assert png["Content-Disposition"] == 'attachment; filename="phan-bo-cchc-xa-2023.png"'
    assert b"".join(book.streaming_content).startswith(b"PK")


@starts_with(two_years)
def test_self_scores_are_shown_of_sheets_one_may_open_alone(world: World, start: Publication) -> None:
    path = f"/cham-diem/{start.criteria_set_id}/bieu-do/"
    assert [each.key for each in browser(world.can_bo).get(path).context["pictures"]] == KEYS[:4]
    assert browser(world.can_bo).get(f"{path}tu-cham/svg/").status_code == 404


@starts_with(two_years)
def test_what_is_no_picture_is_not_found(world: World, start: Publication) -> None:
    client, path, odd = (
        browser(world.can_bo),
        f"/cham-diem/{start.criteria_set_id}/bieu-do/",
        ("khong-co/svg/", "phan-bo/pdf/"),
    )
    assert {rest: client.get(path + rest).status_code for rest in odd} == dict.fromkeys(odd, 404)


def test_before_publication_there_is_nothing_to_draw(world: World) -> None:
    page = browser(world.can_bo).get(f"/cham-diem/{make_set(world).pk}/bieu-do/")
    assert (page.context["pictures"], "Chưa có kết quả để vẽ" in page.text) == ([], True)


def test_the_page_costs_the_same_with_one_unit_and_with_many(world: World) -> None:
    client, found = browser(world.thuong_truc), set()
    for count, year in ((1, 2021), (4, 2023)):
        publication = published(world, dict.fromkeys(make_communes(world, count), GOOD), year=year)
        publication.criteria_set.sheets.update(self_entries=POOR)
        found.add(statements_of(client, f"/cham-diem/{publication.criteria_set_id}/bieu-do/"))
    assert len(found) == 1
