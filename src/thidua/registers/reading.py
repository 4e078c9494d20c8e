"""From the bytes of a workbook to a plan, and from a list to the bytes of a workbook."""

from typing import Any

from thidua.core.errors import Problem
from thidua.core.tables import Row, find_table, read_table
from thidua.registers.plan import Plan, Register, Scope
from thidua.ui.workbooks import Filled, read_sheets, write_tables


def plan_of(register: Register, content: bytes, name: str, scope: Scope) -> Plan:
    """Check a whole workbook; every problem in one pass. Raises `InputError` where it is no workbook at all."""
    sheets: dict[str, Any] = read_sheets(content, name)
    rows: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    for table in register.tables(scope):
        sheet = find_table(table, sheets)
        if sheet is None:
            problems.append(Problem(name, f"không có trang tính “{table.name}”.", "Dùng tệp mẫu tải về."))
            continue
        read = read_table(table, sheets.pop(sheet), sheet)
        rows[table.name] = read.rows
        problems += read.problems
    for title, cells in sheets.items():
        if any(cell not in ("", None) for line in cells for cell in line):
            fix = "Xóa trang này, hoặc chuyển nội dung sang trang của mẫu."
            problems.append(Problem(title, "trang tính này không có trong mẫu nên không có chỗ ghi.", fix))
    plan = register.check(rows, scope)
    plan.problems = sorted({*problems, *plan.problems}, key=_in_order)
    return plan


def _in_order(problem: Problem) -> tuple[str, int, str]:
    sheet, _bang, cell = problem.where.partition("!")
    digits = "".join(sign for sign in cell if sign.isdigit())
    return sheet, int(digits or 0), cell


def workbook_of(register: Register, scope: Scope) -> bytes:
    """Return the list as a workbook that comes back unchanged."""
    tables = register.tables(scope)
    filled = [Filled(table, rows) for table, rows in zip(tables, register.rows(scope), strict=True)]
    return write_tables(filled, title=f"{register.label}: {scope.authority.name}", guide=register.guide)
