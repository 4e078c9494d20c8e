"""Components, their owners and the points of two years in one workbook: all or nothing, every fault by its cell."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.pages import browser, it_is
from tests.factories.world import World, moment
from tests.scoring.test_workbooks import rewritten

from thidua.audit.models import Event
from thidua.scoring.component_workbook import NAME
from thidua.scoring.models import ComponentOwner, ComponentScore, IndexComponent
from thidua.scoring.queries import component_changes

PAGE = "/cham-diem/chi-so-thanh-phan/"
NOW = moment(2023, 12, 1)
FIRST = ("2.1", "Rà soát văn bản", 4, "Phòng Văn hóa và Thông tin; UBND xã Trực Chính", "210/QĐ-UBND", "15/02/2023")
POINTS = (3.25, "20/01/2023", 3.5, "30/11/2023")


@pytest.fixture
def office(world: World) -> Client:
    it_is(NOW)
    return browser(world.thuong_truc)


def sheet(office: Client, *rows: tuple[Any, ...]) -> bytes:
    """The template of 2023 with rows typed under its headings."""
    cells = {(NAME, 3 + line, column): value for line, row in enumerate(rows) for column, value in enumerate(row)}
    return rewritten(office.get(f"{PAGE}bang.xlsx?nam=2023").content, cells)


def sent(office: Client, world: World, data: bytes) -> Any:
    file = SimpleUploadedFile("chi-so.xlsx", data)
    return office.post(f"{PAGE}nap/", {"authority": world.huyen.pk, "year": "2023", "file": file})


def test_components_owners_and_points_of_two_years_come_in_at_once(world: World, office: Client) -> None:
    data = sheet(office, FIRST + POINTS, ("2.2", "Công khai", 3, None, None, None, None, None, None, None))
    assert sent(office, world, data).url == PAGE
    owners = ComponentOwner.objects.order_by("unit__name").values_list("unit__name", "decision", "decided_on")
    assert list(owners) == [
        (name, "210/QĐ-UBND", date(2023, 2, 15)) for name in ("Phòng Văn hóa và Thông tin", "UBND xã Trực Chính")
    ]
    assert list(ComponentScore.objects.order_by("year").values_list("year", "points", "published_on")) == [
        (2022, Decimal("3.25"), date(2023, 1, 20)),
        (2023, Decimal("3.5"), date(2023, 11, 30)),
    ]
    [fact] = component_changes([world.truc_chinh], 2023, NOW.date())[world.truc_chinh.pk]
    assert fact == {"ma": "2.1", "nam_nay": 3.5, "nam_truoc": 3.25, "toi_da": 4}  # III.2.a/tap-the/4
    assert "210/QĐ-UBND, 15/02/2023" in office.get(f"{PAGE}?nam=2023").text

    before = Event.objects.count()
    assert sent(office, world, office.get(f"{PAGE}bang.xlsx?nam=2023").content).url == PAGE  # as it went out
    assert (Event.objects.count() - before, IndexComponent.objects.count()) == (1, 2)

    corrected = rewritten(office.get(f"{PAGE}bang.xlsx?nam=2023").content, {(NAME, 3, 8): 3.75})
    sent(office, world, corrected)
    assert ComponentScore.objects.get(year=2023).points == Decimal("3.75")


def test_every_fault_is_told_by_its_cell_and_nothing_is_kept(world: World, office: Client) -> None:
    sent(office, world, sheet(office, FIRST + POINTS))
    kept = ComponentScore.objects.count()
    data = sheet(
        office,
        ("2.1", "Tên khác", 5, "Phòng Lạ", None, None, 9, "20/01/2023", 3.5, "30/11/2023"),
        ("2.2", None, "bốn", world.co_le.name, None, None, 1, None, None, "30/11/2023"),
        ("2.2", "Trùng mã", 3, None, None, "32/01/2023", None, None, None, None),
    )
    refused = sent(office, world, data)
    assert refused.status_code == 400
    assert sorted(each.where.removeprefix(f"{NAME}!") for each in refused.context["problems"]) == sorted(
        ["B4", "C4", "D4", "G4", "B5", "C5", "E5", "H5", "I5", "A6", "F6"]
    )
    assert "điểm 9 vượt điểm tối đa 4." in refused.text
    assert "mã 2.2 đã ghi ở hàng 5." in refused.text
    assert (IndexComponent.objects.count(), ComponentScore.objects.count()) == (1, kept)


def test_nobody_else_enters_them(world: World, office: Client) -> None:
    for path in ("nap/", "bang.xlsx"):
        assert browser(world.can_bo).get(f"{PAGE}{path}").status_code == 403
