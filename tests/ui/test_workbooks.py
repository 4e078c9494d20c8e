"""Workbooks both ways: what is written comes back as it was, and what is no workbook is said to be none."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from tests.files.building import pack_zeros

from thidua.core.errors import InputError
from thidua.core.tables import Column, Kind, Table, read_table
from thidua.ui.workbooks import Filled, read_sheets, write_tables

TABLE = Table(
    "Cá nhân",
    "Danh sách",
    (
        Column("ma", "Mã", is_given=True),
        Column("ten", "Họ và tên", required=True),
        Column("sinh", "Ngày sinh", Kind.DAY),
        Column("so", "Số định danh", Kind.DIGITS, lengths=(12,)),
        Column("loai", "Đối tượng", Kind.CHOICE, choices={"can_bo": "Cán bộ"}),
        Column("dau", "Đứng đầu", Kind.FLAG),
        Column("don_vi", "Đơn vị", options=("UBND xã A", "UBND xã B")),
        Column("diem", "Điểm", Kind.NUMBER, high=100),
    ),
)
ROW: dict[str, Any] = {
    "ma": "CN-1",
    "ten": "=cmd|' /C calc'!A0",  # text stays text, whatever it begins with
    "sinh": date(1980, 2, 29),
    "so": "036085001234",
    "loai": "can_bo",
    "dau": False,
    "don_vi": "- UBND xã A",
    "diem": Decimal("85.55"),
}


def test_what_is_written_comes_back_as_it_was() -> None:
    sheets = read_sheets(write_tables([Filled(TABLE, [ROW, {"ten": "B"}])], title="Sổ"))
    assert list(sheets) == ["Cá nhân"]
    found = read_table(TABLE, sheets["Cá nhân"])
    assert found.problems == ()
    assert [row.values[key] for row in found.rows[:1] for key in ROW] == list(ROW.values())
    assert found.rows[1].number == 5


def test_headings_are_locked_and_drop_downs_offered() -> None:
    parts = zipfile.ZipFile(BytesIO(write_tables([Filled(TABLE, [ROW])], title="Sổ")))
    sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<sheetProtection" in sheet
    assert "'Danh mục'!$A$2:$A$2" in sheet
    assert sheet.count("<dataValidation ") == 3  # choice, flag, options
    assert "<f>" not in sheet


def test_a_cell_that_shows_an_error_is_not_lost() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sổ & bảng")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
        sheet.write(1, 2, "c")
    assert read_sheets(file.getvalue())["Sổ & bảng"][1] == ["", "#N/A", "c"]


@pytest.mark.parametrize(("place", "refused"), [((19_999, 99), False), ((20_000, 0), True), ((0, 100), True)])
def test_a_cell_far_from_any_table_is_refused_before_the_sheet_is_held(place: tuple[int, int], refused: bool) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("Sổ").write(*place, "xa")
    if refused:
        with pytest.raises(InputError, match="quá xa bảng"):
            read_sheets(file.getvalue())
    else:
        assert read_sheets(file.getvalue())["Sổ"][-1][-1] == "xa"


def packed(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải là tệp Excel đọc được"),
        (b"<html>Ho so</html>", "không phải là tệp Excel đọc được"),
        (b"PK\x03\x04 cut off", "không phải là tệp Excel đọc được"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "không phải là tệp Excel đọc được"),
        (packed(a=b"1"), "không phải là tệp Excel đọc được"),
        (b"PK\x03\x04" + b"\0" * (10 * 1024 * 1024), "lớn hơn 10 MB"),
    ],
    ids=["empty", "html", "cut", "ole", "no workbook", "large"],
)
def test_what_is_no_workbook_is_said_to_be_none(content: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_sheets(content, "so.xlsx")
    assert said in str(error.value)


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        pack_zeros(archive, "a", 210)
    with pytest.raises(InputError, match="giải nén ra quá lớn"):
        read_sheets(file.getvalue(), "so.xlsx")


def _with_cell(content: bytes, cell: bytes) -> bytes:
    """The same package with one more cell in its first sheet."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            page = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                page = page.replace(b"</sheetData>", cell + b"</sheetData>")
            new.writestr(part, page)
    return out.getvalue()


@pytest.mark.parametrize("cell", [b"<c r='A25000'><v>1</v></c>", b'<x:c r="A25000"><v>1</v></x:c>'])
def test_a_far_cell_is_seen_however_it_is_written(cell: bytes) -> None:
    content = _with_cell(write_tables([Filled(TABLE)], title="Sổ"), cell)
    with pytest.raises(InputError, match="quá xa bảng"):
        read_sheets(content, "so.xlsx")


def test_a_damaged_part_is_no_workbook() -> None:
    content = bytearray(write_tables([Filled(TABLE)], title="Sổ"))
    with zipfile.ZipFile(BytesIO(bytes(content))) as package:
        part = package.getinfo("xl/worksheets/sheet1.xml")
    begin = part.header_offset + 30 + len(part.filename)
    content[begin : begin + 40] = b"\xff" * 40
    with pytest.raises(InputError, match="không phải là tệp Excel đọc được"):
        read_sheets(bytes(content), "so.xlsx")
