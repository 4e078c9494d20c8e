"""Units by workbook: new ones and what papers print; what a unit becomes is an act with its own legal basis."""

from datetime import date
from typing import Any

from tests.factories.world import World
from tests.registers.sheets import AT, checked, exported, problems, workbook

from thidua.audit.queries import events_of
from thidua.organizations.models import Unit
from thidua.registers.actions.uploads import preview_workbook, write_workbook
from thidua.registers.lists import REGISTERS

SHEET = "Đơn vị"
SINCE = date(2023, 1, 1)


def new(name: str = "Trạm Y tế", **said: Any) -> list[Any]:
    known = {"code": "", "kind": "Đơn vị sự nghiệp", "under": "UBND xã Trực Chính", "since": SINCE, **said}
    return [
        "",
        known["code"],
        name,
        known["kind"],
        known["under"],
        "Trực Chính",
        "TYT",
        "Trạm trưởng",
        "",
        known["since"],
    ]


def with_rows(world: World, *rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {SHEET: [exported(world, "don-vi")[SHEET][2], *rows]}


def write(world: World, sheets: dict[str, list[list[Any]]]) -> dict[str, int]:
    upload, _plan = preview_workbook(
        REGISTERS["don-vi"], world.huyen, name="don-vi.xlsx", content=workbook(sheets), actor=world.thuong_truc, at=AT
    )
    counts: dict[str, int] = write_workbook(upload, actor=world.thuong_truc, at=AT).counts
    return counts


def test_what_was_taken_out_comes_back_unchanged(world: World) -> None:
    plan = checked(world, "don-vi", exported(world, "don-vi"))
    assert (plan.problems, plan.counts) == ([], {"new": 0, "changed": 0, "same": 5})


def test_a_new_unit_comes_once_under_the_unit_it_names(world: World) -> None:
    rows = with_rows(world, new())
    assert write(world, rows) == {"new": 1, "changed": 0, "same": 0}
    assert write(world, rows) == {"new": 0, "changed": 0, "same": 1}
    unit = Unit.objects.get(name="Trạm Y tế")
    assert (unit.parent, unit.authority, unit.symbol, unit.valid_from) == (world.truc_chinh, world.huyen, "TYT", SINCE)


def test_what_papers_print_is_changed_on_record(world: World) -> None:
    sheets = exported(world, "don-vi")
    line = next(row for row in sheets[SHEET] if row[2] == "Phòng Nội vụ")
    line[6] = "NV"
    assert write(world, sheets) == {"new": 0, "changed": 1, "same": 4}
    event = events_of(world.noi_vu)[0]
    assert (event.verb, event.old, event.new) == ("unit.described", {"symbol": "PNV"}, {"symbol": "NV"})


def test_a_name_is_never_rewritten(world: World) -> None:
    sheets = exported(world, "don-vi")
    line = next(row for row in sheets[SHEET] if row[2] == "Phòng Nội vụ")
    line[2] = "Phòng Tổ chức"
    assert problems(world, "don-vi", sheets) == [
        f"{SHEET}!C{sheets[SHEET].index(line) + 1}: Phòng Nội vụ đã ghi khác ở ô này."
    ]


WRONG = (
    (new("Trạm Một", kind="Huyện"), "D2: tỉnh, huyện là cơ quan quản lý, không thêm ở sổ này."),
    (new("Trạm Hai", under=""), "E3: đơn vị mới trực thuộc đơn vị nào?"),
    (new("Trạm Ba", under="UBND xã Lạ"), "E4: không có đơn vị “UBND xã Lạ” thuộc UBND huyện Trực Ninh."),
    (new("Trạm Bốn", since=date(2020, 1, 1)), "E5: UBND xã Trực Chính không tồn tại ngày 01/01/2020."),
)


def test_a_fault_is_told_at_its_cell(world: World) -> None:
    sheets = with_rows(world, *(row for row, _fault in WRONG))
    assert problems(world, "don-vi", sheets) == [f"{SHEET}!{fault}" for _row, fault in WRONG]
