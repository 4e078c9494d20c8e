"""Sign-ins of many people by one workbook: everything wrong at once, each at its cell; all of them, or none."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories.pages import browser, it_is
from tests.factories.sign_in import is_in, sign_in
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, make_user, moment

from thidua.accounts.models import User
from thidua.organizations.enums import Role
from thidua.organizations.models import Account, Person, RoleAssignment
from thidua.portal.sign_in_workbook import COLUMNS, HEAD, PAGE

ADDRESS = "/quan-tri/tai-khoan/lap-theo-bang/"
Row = dict[int, Any]


def listed(world: World) -> tuple[User, list[Person], list[list[Any]]]:
    """The administrator, three people who have no sign-in, and the workbook in which they come."""
    it_is(moment(2023, 6, 1))
    people = [make_person(name, world.co_le) for name in ("Lê Thị Ba", "Lê Thị Hai", "Lê Thị Một")]
    administrator = make_user(make_person("Ngô Văn Tin", world.huyen), "quan_tri", (Role.QUAN_TRI, world.huyen))
    data = b"".join(browser(administrator).get(f"{ADDRESS}mau.xlsx").streaming_content)
    page = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(PAGE)
    return administrator, people, list(page.to_python(skip_empty_area=False))


pytestmark = starts_with(listed)


@pytest.fixture
def signed(start: tuple[User, list[Person], list[list[Any]]]) -> Client:
    return browser(start[0])


@pytest.fixture
def people(start: tuple[User, list[Person], list[list[Any]]]) -> list[Person]:
    return start[1]


@pytest.fixture
def grid(start: tuple[User, list[Person], list[list[Any]]]) -> list[list[Any]]:
    return start[2]


def filled(grid: list[list[Any]], changes: dict[int, Row]) -> SimpleUploadedFile:
    """The workbook as it came, with cells changed: by place from the first person on, by column."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(PAGE), book.add_format({"num_format": "dd/mm/yyyy"})
        for line, cells in enumerate(grid):
            for column, value in enumerate(cells):
                said = changes.get(line - HEAD - 1, {}).get(column, value)
                if isinstance(said, date):
                    sheet.write_datetime(line, column, said, day)
                else:
                    sheet.write(line, column, said)
    return SimpleUploadedFile("a.xlsx", file.getvalue())


def upload(signed: Client, grid: list[list[Any]], changes: dict[int, Row]) -> str:
    return str(signed.post(ADDRESS, {"file": filled(grid, changes)}).text)


def faults(page: str) -> list[str]:
    return re.findall(r"<strong>(Tài khoản!\w+)</strong>", page)


def test_the_workbook_comes_with_whoever_has_none(grid: list[list[Any]], people: list[Person]) -> None:
    assert grid[HEAD] == [heading for heading, _width, _filled in COLUMNS]
    assert [row[1] for row in grid[HEAD + 1 :]] == ["Lê Thị Ba", "Lê Thị Hai", "Lê Thị Một"]
    assert grid[HEAD + 1][5] == f"ba.lt{people[0].pk}"


def test_marked_rows_are_shown_and_then_opened_with_slips(
    client: Client, signed: Client, grid: list[list[Any]], people: list[Person]
) -> None:
    role = {7: Role.CAN_BO.label, 8: date(2023, 6, 1), 9: "31/12/2023", 10: "12/QĐ-UBND"}
    page = upload(
        signed, grid, {0: {4: "x", 5: "ba.lt"} | role, 2: {4: " X ", 5: "mot.lt", 6: "mot.lt@trucninh.example"}}
    )
    assert "Sẽ lập 2 tài khoản" in page
    assert not Account.objects.filter(person__in=people).exists()
    [shown] = re.findall(r'name="shown" value="([^"]+)"', page)
    slips = signed.post(ADDRESS, {"shown": shown}).text
    given = re.findall(r"<code>((?:\w{4}-){2}\w{4})</code>", slips)
    assert len(given) == len(set(given)) == 2
    sign_in(client, "ba.lt", given[0])
    assert is_in(client)
    held = RoleAssignment.objects.get(user__username="ba.lt")
    assert (held.role, held.valid_from, held.last_day, held.basis) == (
        "can_bo",
        date(2023, 6, 1),
        date(2023, 12, 31),
        "12/QĐ-UBND",
    )
    assert "Bản xem trước đã cũ" in signed.post(ADDRESS, {"shown": shown}).text  # they have sign-ins now


def test_everything_wrong_is_named_at_its_cell_in_one_pass(
    signed: Client, grid: list[list[Any]], people: list[Person]
) -> None:
    page = upload(
        signed,
        grid,
        {
            0: {4: "có"},
            1: {4: "x", 5: "hai", 7: "Vua", 8: "hôm nay"},
            2: {4: "x", 5: "HAI", 7: Role.CAN_BO.label, 8: "", 10: ""},
        },
    )
    assert sorted(faults(page)) == [f"{PAGE}!{cell}" for cell in ("E5", "F7", "H6", "I6", "I6", "I7", "K6", "K7")]
    assert "chưa lập tài khoản nào" in page


def test_what_the_register_refuses_is_named_too_and_nobody_is_opened(
    signed: Client, grid: list[list[Any]], people: list[Person]
) -> None:
    chair = {7: Role.CHU_TICH.label, 8: "01/06/2023", 10: "12/QĐ"}
    page = upload(signed, grid, {0: {4: "x", 5: "can_bo"}, 1: {4: "x", 5: "hai.lt"} | chair, 2: {4: "x", 5: "mot.lt"}})
    [shown] = re.findall(r'name="shown" value="([^"]+)"', page)
    refused = signed.post(ADDRESS, {"shown": shown})
    assert (refused.status_code, faults(refused.text)) == (400, [f"{PAGE}!F5", f"{PAGE}!F6"])
    assert not User.objects.filter(username__in=("hai.lt", "mot.lt")).exists()


@pytest.mark.parametrize(
    ("file", "why"),
    [(b"x", "không phải là tệp Excel đọc được"), (b"x" * (10 * 1024 * 1024 + 1), "lớn hơn 10 MB")],
)
def test_a_file_that_is_none_of_ours_is_refused(signed: Client, people: list[Person], file: bytes, why: str) -> None:
    assert why in signed.post(ADDRESS, {"file": SimpleUploadedFile("a.xlsx", file)}).text


def test_headings_and_people_are_those_of_the_workbook(
    signed: Client, grid: list[list[Any]], people: list[Person]
) -> None:
    assert f"{PAGE}!A4" in upload(signed, grid, {-1: {5: "Tên"}})
    assert f"{PAGE}!A5" in upload(signed, grid, {0: {0: "1", 4: "x"}})
    assert "chưa đánh dấu ai" in upload(signed, grid, {})


def test_a_preview_of_somebody_else_is_none(
    signed: Client, grid: list[list[Any]], world: World, people: list[Person]
) -> None:
    page = upload(signed, grid, {0: {4: "x", 5: "ba.lt"}})
    [shown] = re.findall(r'name="shown" value="([^"]+)"', page)
    other = browser(make_user(make_person("Ngô Văn Hai", world.huyen), "quan_tri_2", (Role.QUAN_TRI, world.huyen)))
    assert "Bản xem trước đã cũ" in other.post(ADDRESS, {"shown": shown}).text
