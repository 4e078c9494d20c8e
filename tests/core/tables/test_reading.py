"""A grid of cells, as offices send them: headings anywhere, merged, in any order; every fault at its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.tables import Column, Kind, Reading, Table, find_table, letter, read_table

PEOPLE = Table(
    "Cá nhân",
    "Danh sách",
    (
        Column("ho_ten", "Họ và tên", required=True),
        Column("ngay_sinh", "Ngày sinh", Kind.DAY),
        Column("don_vi", "Đơn vị", required=True),
    ),
)


def read(*rows: list[object]) -> Reading:
    return read_table(PEOPLE, rows)


def said(reading: Reading) -> list[str]:
    return [f"{problem.where} {problem.what}" for problem in reading.problems]


def test_rows_are_read_by_their_headings_in_any_order() -> None:
    found = read(["Đơn vị *", "HỌ VÀ TÊN", "ngày  sinh"], ["UBND xã A", "Lê An", "01/02/1990"])
    assert [row["ho_ten"] for row in found.rows] == ["Lê An"]
    assert (found.rows[0].at("ngay_sinh"), found.problems) == ("Cá nhân!C2", ())


def test_headings_are_found_under_a_title_and_in_merged_cells() -> None:
    found = read(
        ["DANH SÁCH CÁN BỘ", None, None, None],
        ["(Kèm theo Công văn số 12)", "", "", ""],
        ["STT", "Họ và tên", "Lý lịch", ""],
        ["", "", "Ngày sinh", "Đơn vị"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, "Lê An", "01/02/1990", "UBND xã A"],
        ["", "", "", ""],
        [2, "Lê Ba", "", "UBND xã B"],
    )
    assert [(row.number, row["ho_ten"], row["don_vi"]) for row in found.rows] == [
        (6, "Lê An", "UBND xã A"),
        (8, "Lê Ba", "UBND xã B"),
    ]
    assert found.problems == ()


def test_every_fault_is_told_at_its_cell_in_one_pass() -> None:
    found = read(["Họ và tên", "Ngày sinh", "Đơn vị"], ["", "31/02/1990", "UBND xã A"], ["Lê Ba", "x", ""])
    assert said(found) == [
        "Cá nhân!B2 Ngày sinh: “31/02/1990” không phải là một ngày có thật.",
        "Cá nhân!A2 chưa ghi “Họ và tên”.",
        "Cá nhân!B3 Ngày sinh: “x” không phải là một ngày có thật.",
        "Cá nhân!C3 chưa ghi “Đơn vị”.",
    ]
    assert [row.faulty for row in found.rows] == [{"ho_ten", "ngay_sinh"}, {"ngay_sinh", "don_vi"}]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([["Tên", "Tuổi"], ["Lê An", 30]], "Cá nhân!A1 không tìm thấy dòng tiêu đề trong 15 dòng đầu."),
        ([["Họ và tên", "Ngày sinh"], ["Lê An", ""]], "Cá nhân!A1 thiếu cột “Đơn vị”."),
        (
            [["Họ và tên", "Đơn vị", "Ghi chú"], ["Lê An", "A", "mới"]],
            "Cá nhân!C1 cột “Ghi chú” không có trong sổ nên nội dung cột này không có chỗ ghi.",
        ),
        ([["Họ và tên", "Đơn vị", "Đơn vị"], ["Lê An", "A", "B"]], "Cá nhân!C1 cột “Đơn vị” có hai lần."),
        (
            [["Họ và tên", "Đơn vị", ""], ["Lê An", "A", "lạc"]],
            "Cá nhân!C2 “lạc” nằm ngoài các cột có tiêu đề.",
        ),
    ],
)
def test_what_has_no_place_is_never_left_out_in_silence(rows: list[list[object]], fault: str) -> None:
    assert said(read(*rows)) == [fault]


def test_a_heading_without_content_is_no_fault() -> None:
    assert read(["Họ và tên", "Đơn vị", "Ghi chú"], ["Lê An", "A", " "]).problems == ()


def test_the_sheet_is_found_by_its_name_else_by_its_headings() -> None:
    good: list[list[object]] = [["Họ và tên", "Đơn vị"]]
    assert find_table(PEOPLE, {"Sheet1": good, "CA NHAN": []}) == "CA NHAN"
    assert find_table(PEOPLE, {"Sheet1": [], "Sheet2": good}) == "Sheet2"
    assert find_table(PEOPLE, {"Sheet1": []}) is None


@given(st.integers(0, 20_000))
def test_letters_are_those_of_excel(place: int) -> None:
    number = 0
    for sign in letter(place):
        number = number * 26 + ord(sign) - ord("A") + 1
    assert number == place + 1


@given(
    st.lists(st.lists(st.one_of(st.none(), st.text(max_size=6), st.integers(), st.floats()), max_size=5), max_size=6)
)
def test_no_grid_breaks_the_reader(rows: list[list[object]]) -> None:
    read_table(PEOPLE, [["Họ và tên", "Ngày sinh", "Đơn vị"], *rows])
    read_table(PEOPLE, rows)
