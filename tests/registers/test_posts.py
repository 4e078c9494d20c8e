"""Posts over time by workbook: a transfer is an end and a beginning; what was entered is never rewritten."""

from datetime import date
from typing import Any

from tests.factories.world import World
from tests.registers.sheets import AT, checked, exported, problems, workbook

from thidua.organizations.models import Post
from thidua.organizations.queries import posts_of
from thidua.registers.actions.uploads import preview_workbook, write_workbook
from thidua.registers.lists import REGISTERS

SHEET = "Vị trí công tác"


def line_of(sheets: dict[str, list[list[Any]]], name: str) -> list[Any]:
    return next(row for row in sheets[SHEET] if row[2] == name)


def write(world: World, sheets: dict[str, list[list[Any]]]) -> dict[str, int]:
    upload, _plan = preview_workbook(
        REGISTERS["vi-tri"], world.huyen, name="vi-tri.xlsx", content=workbook(sheets), actor=world.thuong_truc, at=AT
    )
    counts: dict[str, int] = write_workbook(upload, actor=world.thuong_truc, at=AT).counts
    return counts


def new(name: str, unit: str = "UBND thị trấn Cổ Lễ", **said: Any) -> list[Any]:
    known = {"title": "Công chức", "whom": "Công chức", "head": "", "since": date(2023, 3, 1), "until": "", **said}
    return ["", said.get("code", ""), name, unit, *(known[key] for key in ("title", "whom", "head", "since", "until"))]


def test_what_was_taken_out_comes_back_unchanged(world: World) -> None:
    plan = checked(world, "vi-tri", exported(world, "vi-tri"))
    assert (plan.problems, plan.counts) == ([], {"new": 0, "changed": 0, "same": 6})


def test_a_transfer_ends_one_post_and_begins_another(world: World) -> None:
    sheets = exported(world, "vi-tri")
    line = line_of(sheets, "Đỗ Văn Ân")
    line[8:10] = [date(2023, 2, 28), "Chuyển công tác"]
    sheets[SHEET].append(new("Đỗ Văn Ân"))
    assert write(world, sheets) == {"new": 1, "changed": 1, "same": 5}
    officer = world.people["officer"]
    before, after = (posts_of([officer.pk], day)[officer.pk] for day in (date(2023, 2, 28), date(2023, 3, 1)))
    assert (before.unit, before.end_reason, after.unit) == (world.truc_chinh, "chuyen_cong_tac", world.co_le)
    assert write(world, exported(world, "vi-tri")) == {"new": 0, "changed": 0, "same": 7}


def test_who_takes_over_as_head_comes_after_who_held_it(world: World) -> None:
    sheets = exported(world, "vi-tri")
    sheets[SHEET].append(new("Đỗ Văn Ân", "UBND xã Trực Chính", title="Chủ tịch UBND xã", head="Có"))
    row = len(sheets[SHEET])
    assert problems(world, "vi-tri", sheets) == [
        f"{SHEET}!G{row}: UBND xã Trực Chính đã có người đứng đầu: Vũ Thị Hạnh."
    ]
    line_of(sheets, "Vũ Thị Hạnh")[8:10] = [date(2023, 2, 28), "Nghỉ hưu"]
    assert write(world, sheets) == {"new": 1, "changed": 1, "same": 5}


REWRITTEN: tuple[tuple[int, object, str], ...] = (
    (4, "Công chức khác", "E{n}: vị trí {code} đã ghi là “Công chức Văn phòng – Thống kê”, không sửa đè được."),
    (3, "UBND thị trấn Cổ Lễ", "D{n}: vị trí {code} đã ghi là “UBND xã Trực Chính”, không sửa đè được."),
    (8, date(2020, 1, 1), "I{n}: trước ngày bắt đầu 01/01/2021."),
    (9, "Nghỉ hưu", "I{n}: có lý do mà chưa có ngày."),
    (0, "VT-0", "A{n}: không có vị trí mang mã “VT-0”."),
)


def test_a_post_that_was_entered_is_ended_and_never_rewritten(world: World) -> None:
    sheets = exported(world, "vi-tri")
    line = line_of(sheets, "Đỗ Văn Ân")
    kept, number = list(line), sheets[SHEET].index(line) + 1
    for place, value, fault in REWRITTEN:
        line[:] = kept
        line[place] = value
        assert problems(world, "vi-tri", sheets) == [f"{SHEET}!{fault.format(n=number, code=kept[0])}"]


WRONG = (
    (new("Đỗ Văn An"), "C2: không có ai tên “Đỗ Văn An”."),  # Ân is somebody else
    (new("Không Ai"), "C3: không có ai tên “Không Ai”."),
    (new("Đỗ Văn Ân", code="CN-0"), "B4: không có cá nhân mang mã “CN-0”."),
    (new("Đỗ Văn Ân", until=date(2023, 2, 1)), "I5: trước ngày bắt đầu."),
)


def test_a_new_post_needs_somebody_known_and_days_that_fit(world: World) -> None:
    headings = exported(world, "vi-tri")[SHEET][2]
    rows = [row for row, _fault in WRONG]
    assert problems(world, "vi-tri", {SHEET: [headings, *rows]}) == [f"{SHEET}!{fault}" for _row, fault in WRONG]
    assert Post.objects.count() == 6
