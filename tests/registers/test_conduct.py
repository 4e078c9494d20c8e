"""Discipline and matters under review by workbook: entered, ended, never rewritten."""

from datetime import date
from typing import Any

import pytest
from tests.factories.world import World
from tests.registers.sheets import AT, checked, exported, problems, workbook

from thidua.organizations.actions.conduct import open_review, record_discipline, strike_conduct
from thidua.organizations.models import Discipline, Review
from thidua.organizations.queries import disciplines_of, reviews_of
from thidua.registers.actions.uploads import preview_workbook, write_workbook
from thidua.registers.lists import REGISTERS

DISCIPLINES, REVIEWS = "Kỷ luật", "Vụ việc đang xem xét"


@pytest.fixture
def world(world: World) -> World:
    """The officer was disciplined in April, and a complaint about the commune is open."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": AT}
    record_discipline(
        world.people["officer"],
        unit=world.truc_chinh,
        category="cong_chuc",
        acted_on=date(2023, 4, 1),
        form="khien_trach",
        breaks_order=True,
        decision_number="12/QĐ",
        **acts,
    )
    open_review(world.truc_chinh, kind="khieu_nai", began_on=date(2023, 5, 1), **acts)
    return world


def write(world: World, sheets: dict[str, list[list[Any]]]) -> dict[str, int]:
    upload, _plan = preview_workbook(
        REGISTERS["ky-luat"], world.huyen, name="kl.xlsx", content=workbook(sheets), actor=world.thuong_truc, at=AT
    )
    counts: dict[str, int] = write_workbook(upload, actor=world.thuong_truc, at=AT).counts
    return counts


def test_what_was_taken_out_comes_back_unchanged(world: World) -> None:
    plan = checked(world, "ky-luat", exported(world, "ky-luat"))
    assert (plan.problems, plan.counts) == ([], {"new": 0, "changed": 0, "same": 2})


def test_new_lines_are_entered_and_open_ones_ended(world: World) -> None:
    sheets = exported(world, "ky-luat")
    sheets[DISCIPLINES][3][9] = date(2024, 4, 1)
    sheets[DISCIPLINES].append(
        ["", "", "Vũ Thị Hạnh", "UBND xã Trực Chính", "Cán bộ", "Phê bình", "", date(2023, 6, 1), "Không"]
    )
    sheets[REVIEWS][3][6] = date(2023, 6, 15)
    sheets[REVIEWS].append(["", "", "Đỗ Văn Ân", "", "Tố cáo", date(2023, 6, 1), ""])
    assert write(world, sheets) == {"new": 2, "changed": 2, "same": 0}
    assert Discipline.objects.get(form="khien_trach").in_force_until == date(2024, 4, 1)
    assert [(row.kind, row.ended_on) for row in Review.objects.order_by("pk")] == [
        ("khieu_nai", date(2023, 6, 15)),
        ("to_cao", None),
    ]
    assert write(world, exported(world, "ky-luat")) == {"new": 0, "changed": 0, "same": 4}


def test_twice_is_as_once(world: World) -> None:
    headings = exported(world, "ky-luat")
    rows = {
        DISCIPLINES: [
            headings[DISCIPLINES][2],
            ["", "", "Vũ Thị Hạnh", "UBND xã Trực Chính", "Cán bộ", "Phê bình", "", date(2023, 6, 1), "Không"],
        ],
        REVIEWS: [headings[REVIEWS][2], ["", "", "", "UBND xã Trực Chính", "Thanh tra, kiểm tra", date(2023, 6, 2)]],
    }
    assert [write(world, rows)["new"] for _ in range(2)] == [2, 0]


def test_a_fault_is_told_at_its_cell(world: World) -> None:
    head = ["", "", "Vũ Thị Hạnh", "UBND xã Trực Chính", "Cán bộ"]
    officer = ["", "", "Đỗ Văn Ân", ""]
    wrong = {
        DISCIPLINES: [
            ([*head, "Phạt", "", date(2023, 6, 1), "x"], "F2"),
            ([*head, "Phê bình", "", date(2023, 7, 1), "x"], "H3"),
        ],
        REVIEWS: [
            (["", "", "Đỗ Văn Ân", "UBND xã Trực Chính", "Tố cáo", date(2023, 6, 1)], "C2"),
            ([*officer, "Tố cáo", date(2020, 6, 1)], "F3"),
            ([*officer, "Tố cáo", date(2023, 6, 1), date(2023, 5, 1)], "G4"),
            (["VV-0", *officer[1:], "Tố cáo", date(2023, 6, 1)], "A5"),
        ],
    }
    sheets = {name: [rows[2]] for name, rows in exported(world, "ky-luat").items()}
    for sheet, rows in wrong.items():
        sheets[sheet] += [row for row, _fault in rows]
    said = [each.partition(": ")[0] for each in problems(world, "ky-luat", sheets)]
    assert said == [f"{sheet}!{fault}" for sheet, rows in wrong.items() for _row, fault in rows]


def test_what_was_entered_is_not_rewritten_but_struck_with_a_reason(world: World) -> None:
    sheets = exported(world, "ky-luat")
    sheets[DISCIPLINES][3][5] = "Cảnh cáo"
    assert problems(world, "ky-luat", sheets) == [f"{DISCIPLINES}!F4: khác với điều đã ghi."]
    row = Discipline.objects.get()
    strike_conduct(row, reason="Ghi nhầm người.", actor=world.thuong_truc, at=AT)
    strike_conduct(Review.objects.get(), reason="Ghi nhầm xã.", actor=world.thuong_truc, at=AT)
    row.refresh_from_db()
    assert (row.struck_at, row.struck_reason) == (AT, "Ghi nhầm người.")
    assert list(disciplines_of(people=[world.people["officer"].pk])) == []
    assert list(reviews_of(units=[world.truc_chinh.pk])) == []
    assert exported(world, "ky-luat")[DISCIPLINES][3:] == []
