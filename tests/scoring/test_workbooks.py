"""A sheet filled in offline: what goes out comes back, and a wrong workbook says which cell, and changes nothing."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook
from tests.factories.pages import browser, it_is
from tests.factories.scoring import EVERY_ENTRY, EVERY_KIND, GOOD, SIMPLE, make_set, make_sheet
from tests.factories.world import World, moment

from thidua.core.errors import InputError
from thidua.scoring.actions import save_self_score
from thidua.scoring.models import Sheet
from thidua.scoring.workbook import read_workbook, write_workbook

Cells = Mapping[tuple[str, int, int], Any]
TABLE = "Phiếu chấm"
FIGURE, EXCUSE, NOTE = 5, 6, 7


@pytest.fixture
def world(world: World) -> World:
    """It is 20 November 2023."""
    it_is(moment(2023, 11, 20))
    return world


def fresh(sheet: Sheet) -> Sheet:
    return Sheet.objects.select_related("criteria_set", "unit").get(pk=sheet.pk)


def rewritten(data: bytes, cells: Cells) -> bytes:
    """The workbook as another program saves it, with some cells changed and without its locks."""
    book, file = CalamineWorkbook.from_filelike(BytesIO(data)), BytesIO()
    grids = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    with xlsxwriter.Workbook(file, {"in_memory": True}) as out:
        for name, rows in grids.items():
            page = out.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    page.write(at, column, value)
            for (sheet, at, column), value in cells.items():
                if sheet == name:
                    page.write(at, column, value)
    return file.getvalue()


def sent(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("phieu.xlsx", data)}


def test_what_goes_out_comes_back_for_every_kind_of_rule(world: World) -> None:
    sheet = fresh(
        save_self_score(make_sheet(world, EVERY_KIND), EVERY_ENTRY, actor=world.can_bo, at=moment(2023, 11, 20))
    )
    data = write_workbook(sheet, sheet.self_entries)
    for came_back in (data, rewritten(data, {})):
        reading = read_workbook(came_back, sheet)
        assert (reading.entries, reading.base) == (EVERY_ENTRY, EVERY_ENTRY)


def test_an_empty_sheet_goes_out_whole_and_comes_back_empty(world: World) -> None:
    sheet = fresh(make_sheet(world, EVERY_KIND))
    data = write_workbook(sheet, {})
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(TABLE).to_python(skip_empty_area=False)
    assert {row[0] for row in rows[5:]} == set(EVERY_ENTRY)
    reading = read_workbook(data, sheet)
    assert (reading.entries, reading.base) == ({}, {})


def test_the_cells_are_locked_but_where_figures_go_and_say_what_may_be_chosen(world: World) -> None:
    sheet = fresh(make_sheet(world, EVERY_KIND))
    with zipfile.ZipFile(BytesIO(write_workbook(sheet, {}))) as packed:
        page, book = (packed.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))
    assert "<sheetProtection" in page
    assert 'state="veryHidden"' in book
    assert page.count('type="list"') == 10 + 23 - 1  # of the table: choices, marks; "không áp dụng" of all but one
    assert page.count('type="decimal"') == 28


WRONG: tuple[tuple[Cells, list[str]], ...] = (
    (
        {(TABLE, 4, 4): "Số liệu", (TABLE, 4, 5): "Cần ghi"},
        [
            "ô E5: cột này phải là “Cần ghi”, tệp ghi “Số liệu”.",
            "ô F5: cột này phải là “Số liệu”, tệp ghi “Cần ghi”.",
        ],
    ),
    ({(TABLE, 5, FIGURE): 11}, ["ô F6 (1.1 – Điểm): 11 điểm vượt điểm tối đa 10."]),
    ({(TABLE, 5, FIGURE): "mười"}, ["ô F6 (1.1 – Điểm): Ghi bằng chữ số, phần thập phân sau dấu phẩy, ví dụ 2,5."]),
    ({(TABLE, 5, 3): 100}, ["ô D6: ô khóa đã bị sửa: phải là “10”, tệp ghi “100”."]),
    ({(TABLE, 6, 0): "1.9"}, ["ô A7: ô khóa đã bị sửa: phải là “1.2”, tệp ghi “1.9”."]),
    (
        {(TABLE, 6, FIGURE): 3, (TABLE, 7, FIGURE): 0},
        ["ô F7 (1.2 – Tử số): Mẫu số bằng 0 nhưng tử số khác 0. Kiểm tra lại hai số liệu này."],
    ),
    ({(TABLE, 5, EXCUSE): "không"}, ["ô G6 (1.1 – Điểm): chỉ ghi x hoặc để trống, tệp ghi “không”."]),
    ({(TABLE, 7, NOTE): "Báo cáo"}, ["ô H8 (1.2 – Mẫu số): hàng này không ghi ở cột này."]),
    ({(TABLE, 8, 2): "thêm"}, ["hàng 9: có dữ liệu ngoài bảng."]),
    ({("thidua", 0, 3): "2022"}, ["file: tệp của năm 2022, phiếu này của năm 2023."]),
    ({("thidua", 0, 1): "khác"}, ["file: tệp theo mẫu cũ hoặc không phải phiếu chấm."]),
    ({("thidua", 5, 1): "{"}, ["file: trang ẩn của tệp đã bị sửa."]),
    ({(TABLE, 9000, 0): "xa"}, ["hàng 9001: có dữ liệu ngoài bảng."]),
)


def test_a_wrong_workbook_names_the_cell_and_the_reason(world: World) -> None:
    sheet = fresh(make_sheet(world))
    out = write_workbook(sheet, {})
    for cells, problems in WRONG:
        with pytest.raises(InputError) as wrong:
            read_workbook(rewritten(out, cells), sheet)
        assert [f"{problem.where}: {problem.what}" for problem in wrong.value.problems] == problems


def test_a_workbook_of_another_unit_or_of_last_year_is_refused(world: World) -> None:
    this, last = make_set(world), make_set(world, year=2022)
    opened = ((this, world.truc_chinh), (this, world.co_le), (last, world.truc_chinh))
    mine, *others = (fresh(criteria_set.sheets.create(unit=unit)) for criteria_set, unit in opened)
    said = []
    for other in others:
        with pytest.raises(InputError) as wrong:
            read_workbook(write_workbook(other, {}), mine)
        said.append(wrong.value.problems[0].what)
    assert said == [
        "tệp của UBND thị trấn Cổ Lễ, phiếu này của UBND xã Trực Chính.",
        "tệp của năm 2022, phiếu này của năm 2023.",
    ]


def test_what_is_no_workbook_is_refused(world: World) -> None:
    sheet = fresh(make_sheet(world))
    for data in (b"", b"khong phai", b"PK\x03\x04hong", b"x" * 2_000_001):
        with pytest.raises(InputError):
            read_workbook(data, sheet)


def test_a_unit_sees_what_the_workbook_changes_and_keeps_it_and_what_is_wrong_changes_nothing(world: World) -> None:
    sheet, client = fresh(make_sheet(world)), browser(world.can_bo)
    page = f"/cham-diem/phieu/{sheet.pk}/"
    out = client.get(f"{page}phieu.xlsx").content
    response = client.post(f"{page}nap-excel/", sent(rewritten(out, {(TABLE, 5, FIGURE): 11, (TABLE, 6, FIGURE): 3})))
    assert response.status_code == 400
    assert "ô F6 (1.1 – Điểm): 11 điểm vượt điểm tối đa 10." in response.text
    made_up = client.post(f"{page}nap-excel/ghi/", {"noi-dung": "[1,{}]"})  # a preview is of one sheet
    assert (made_up.url, fresh(sheet).self_entries) == (f"{page}nap-excel/", {})

    filled = rewritten(out, {(TABLE, 5, FIGURE): 9.5, (TABLE, 6, FIGURE): 79, (TABLE, 7, FIGURE): 82})
    preview = client.post(f"{page}nap-excel/", sent(filled))
    assert preview.context["counts"] == {"taken": 2, "theirs": 0, "clashes": 0, "same": 0}
    assert fresh(sheet).self_entries == {}
    applied = client.post(f"{page}nap-excel/ghi/", {"noi-dung": preview.context["signed"]})
    assert applied.url == f"{page}tu-cham/"
    assert fresh(sheet).self_entries == GOOD


def test_where_both_changed_a_criterion_the_person_chooses(world: World) -> None:
    sheet, client = fresh(make_sheet(world)), browser(world.can_bo)
    out = rewritten(write_workbook(sheet, {}), {(TABLE, 5, FIGURE): 8})
    save_self_score(sheet, {"1.1": {"points": 7}}, actor=world.thu_truong, at=moment(2023, 11, 20))
    page = f"/cham-diem/phieu/{sheet.pk}/nap-excel/"
    preview = client.post(page, sent(out))
    assert preview.context["counts"]["clashes"] == 1
    assert re.findall(r'name="chon-0" value="(\w+)"', preview.text) == ["mang", "tep"]
    for chosen, points in (({}, 7), ({"chon-0": "mang"}, 7), ({"chon-0": "tep"}, 8)):
        client.post(f"{page}ghi/", {"noi-dung": preview.context["signed"], **chosen})
        assert fresh(sheet).self_entries == {"1.1": {"points": points}}


def test_the_regulation_stands_beside_the_item_on_the_page_and_in_the_workbook(world: World) -> None:
    told = {"text": "Đủ hồ sơ: 10 điểm.", "evidence": "Báo cáo quý IV", "clause": "Điều 5 QĐ 11"}
    criteria = [SIMPLE["fields"][0]["criteria"][0] | told]
    definition = SIMPLE | {"fields": [SIMPLE["fields"][0] | {"criteria": criteria}]}
    sheet = fresh(make_sheet(world, definition))
    for page in ("", "tu-cham/"):
        text = browser(world.can_bo).get(f"/cham-diem/phieu/{sheet.pk}/{page}").text
        assert [words in text for words in told.values()] == [True] * 3
    grid = CalamineWorkbook.from_filelike(BytesIO(write_workbook(sheet, {}))).get_sheet_by_name(TABLE)
    assert grid.to_python(skip_empty_area=False)[5][2] == "Đủ hồ sơ: 10 điểm.\nMinh chứng: Báo cáo quý IV"
