"""A set goes out as a workbook and comes back the same; what is wrong in it is said by sheet and cell."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from thidua.cli import main
from thidua.core.errors import InputError
from thidua.core.scoring.set_table import SetTables, set_from, tables_of
from thidua.criteria import load_criteria_set, shipped_sets
from thidua.criteria.workbook import read_set_workbook, write_set_workbook


@pytest.mark.parametrize("slug", shipped_sets())
def test_every_shipped_set_comes_back_the_same(slug: str) -> None:
    known = load_criteria_set(slug)
    came_back = read_set_workbook("bo.xlsx", write_set_workbook(known.definition))
    assert came_back.criteria_set == known.criteria_set


def problems(change: Any) -> list[str]:
    tables = tables_of(load_criteria_set("chi-so-huyen-trinh-dien").definition)
    facts, criteria = deepcopy([list(row) for row in tables.facts]), deepcopy([list(row) for row in tables.criteria])
    change(facts, criteria)
    with pytest.raises(InputError) as refused:
        set_from(SetTables(facts, criteria), "bo.xlsx")
    return [str(problem) for problem in refused.value.problems]


def put(row: int, title: str, value: Any) -> Any:
    def change(_facts: list[Any], criteria: list[Any]) -> None:
        criteria[row][criteria[0].index(title)] = value

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (put(1, "Điểm tối đa", "ba"), "Tiêu chí!I2: phải là số."),
        (put(1, "Điểm tối đa", None), "Tiêu chí!I2: thiếu mục này."),
        (put(2, "Loại quy tắc", "dem"), "Tiêu chí!J3: không có loại quy tắc “dem”."),
        (put(2, "Tham số", "tiers: ["), "Tiêu chí!K3: không đọc được tham số. Viết như “cap: 90, floor: 60”."),
        (put(1, "Tham số", "cap: 0"), "Tiêu chí!K2"),
        (put(2, "Mã", 1.1), "Tiêu chí!G3: mã tiêu chí “1.1” ghi hai lần."),
        (put(1, "Khi không áp dụng", "bỏ"), "Tiêu chí!M2: giá trị không có trong danh sách cho phép."),
        (lambda facts, _: facts[0].__setitem__(1, None), "Bộ tiêu chí!B1: thiếu mục này."),
        (lambda facts, _: facts[4].__setitem__(1, "hai"), "Bộ tiêu chí!B5: phải là số nguyên."),
        (lambda facts, _: facts.append(["Màu", "đỏ"]), "Bộ tiêu chí!A13: không có mục “Màu”."),
        (lambda _, criteria: criteria[0].__setitem__(8, "Điểm cao nhất"), "Tiêu chí!I1: không có cột “Điểm cao nhất”."),
        (lambda _, criteria: criteria.__delitem__(slice(None)), "Tiêu chí!1:1: thiếu cột “Lĩnh vực”."),
    ],
)
def test_an_error_names_its_cell(change: Any, problem: str) -> None:
    assert problems(change)[0].startswith(problem)


def test_a_row_or_a_title_left_blank_says_nothing() -> None:
    known = load_criteria_set("qd-766-2022")
    tables = tables_of(known.definition)
    facts = [*tables.facts, [None, "ghi chú"]]
    criteria = [tables.criteria[0], [None] * 23, *([*row, "ghi chú"] for row in tables.criteria[1:])]
    assert set_from(SetTables(facts, criteria), "x").criteria_set == known.criteria_set


def test_columns_may_stand_in_any_order() -> None:
    tables = tables_of(load_criteria_set("qd-766-2022").definition)
    turned = [list(reversed(row)) for row in tables.criteria]
    assert set_from(SetTables(tables.facts, turned), "x").criteria_set == load_criteria_set("qd-766-2022").criteria_set


def test_what_is_no_workbook_of_a_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"không phải là tệp Excel đọc được"):
        read_set_workbook("x.xlsx", b"no")
    file = tmp_path / "khac.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("Khác")
    with pytest.raises(InputError, match=r"thiếu trang tính “Bộ tiêu chí”"):
        read_set_workbook("khac.xlsx", file.read_bytes())


def test_the_command_line_writes_one_and_checks_it(tmp_path: Path) -> None:
    out = str(tmp_path / "bo.xlsx")
    assert CliRunner().invoke(main, ["criteria", "workbook", "qd-766-2022", "--out", out]).exit_code == 0
    assert CliRunner().invoke(main, ["criteria", "check", out]).stdout.startswith("Hợp lệ: Bộ chỉ số chỉ đạo")
    refused = CliRunner().invoke(main, ["criteria", "workbook", "qd-766-2022", "--out", str(tmp_path / "a" / "b.xlsx")])
    assert (refused.exit_code, "không ghi được tệp." in refused.stderr) == (1, True)
