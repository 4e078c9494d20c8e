"""Workbooks as offices fill them in: the register's own, changed here and there."""

from io import BytesIO
from typing import Any

import xlsxwriter
from tests.factories.world import World, moment

from thidua.core.errors import InputError
from thidua.registers.lists import REGISTERS
from thidua.registers.plan import Plan, Scope
from thidua.registers.queries import scope_of
from thidua.registers.reading import plan_of, workbook_of
from thidua.ui.workbooks import read_sheets

AT = moment(2023, 6, 30)


def scope(world: World) -> Scope:
    return scope_of(world.huyen, AT)


def exported(world: World, register: str) -> dict[str, list[list[Any]]]:
    """The sheets of the list as it is taken out: title, note, headings, rows."""
    return read_sheets(workbook_of(REGISTERS[register], scope(world)))


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """An office's own workbook: plain cells, a day as Excel has it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def checked(world: World, register: str, sheets: dict[str, list[list[Any]]]) -> Plan:
    return plan_of(REGISTERS[register], workbook(sheets), "so.xlsx", scope(world))


def problems(world: World, register: str, sheets: dict[str, list[list[Any]]]) -> list[str]:
    try:
        return [f"{each.where}: {each.what}" for each in checked(world, register, sheets).problems]
    except InputError as error:
        return [str(each) for each in error.problems]
