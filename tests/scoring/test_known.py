"""What the system knows of a unit stands on its sheet by itself, with the register it comes from."""

from datetime import date

import pytest
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import SIMPLE, make_sheet
from tests.factories.work import make_activity, make_task
from tests.factories.world import World, moment

from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.publicity.enums import ActivityState
from thidua.scoring.actions import save_self_score
from thidua.scoring.known import known_of
from thidua.scoring.models import Sheet
from thidua.scoring.workbook import read_workbook
from thidua.work.enums import TaskState
from thidua.work.models import UnitPlan

NOW = moment(2023, 11, 20)
ASKED = {
    "1.1": ("nhiem_vu.dung_han", {"kind": "linear"}),
    "1.2": ("tuyen_truyen.so_hinh_thuc", {"kind": "count_unit", "unit": 1}),
    "1.3": ("tuyen_truyen.so_hoat_dong", {"kind": "fixed"}),  # a rule that measures something else
    "1.4": ("khong.ai.biet", {"kind": "fixed"}),
    "1.5": ("sang_kien.duoc_cong_nhan", {"kind": "count_unit", "unit": 1}),
    "1.6": ("ke_hoach.da_ban_hanh", {"kind": "boolean"}),
}


@pytest.fixture
def sheet(world: World) -> Sheet:
    it_is(NOW)
    criteria = [
        {"code": code, "name": code, "max": 10, "rule": rule, "fact": fact} for code, (fact, rule) in ASKED.items()
    ]
    return make_sheet(world, SIMPLE | {"fields": [{"code": "I", "name": "I", "criteria": criteria}]})


def fill(world: World) -> None:
    make_task(world.truc_chinh, "N1", due_on=date(2023, 10, 1), done_on=date(2023, 9, 1), state=TaskState.DONE)
    make_task(world.truc_chinh, "N2", due_on=date(2023, 10, 1), done_on=date(2023, 10, 9), state=TaskState.DONE)
    make_activity(world.truc_chinh, date(2023, 5, 1), state=ActivityState.PUBLISHED)


def test_what_is_known_is_filled_in_and_says_whence(world: World, sheet: Sheet) -> None:
    fill(world)
    known = known_of(sheet, NOW)
    assert {code: (each.entry, each.words) for code, each in known.items()} == {
        "1.1": ({"numerator": 1, "denominator": 2, "note": "Theo sổ nhiệm vụ."}, "sổ nhiệm vụ"),
        "1.2": ({"count": 1, "note": "Theo sổ tuyên truyền."}, "sổ tuyên truyền"),
    }
    page = browser(world.can_bo).get(f"/cham-diem/phieu/{sheet.pk}/tu-cham/")
    assert page.context["form"]["c0_denominator"].value() == "2"
    assert "Theo sổ nhiệm vụ: 1/2." in page.text


def test_recognised_initiatives_and_the_plan_are_filled_in_from_their_registers(world: World, sheet: Sheet) -> None:
    for code, fields in {
        "SK-1": {"recognised_on": date(2023, 5, 2)},
        "SK-2": {"recognised_on": date(2022, 12, 30)},  # another year's
        "SK-3": {"recognised_on": date(2023, 5, 2), "withdrawn_on": date(2023, 9, 1)},
        "SK-4": {"recognised_on": date(2023, 11, 21)},  # tomorrow's
    }.items():
        Initiative.objects.create(
            authority=world.huyen,
            unit=world.truc_chinh,
            code=code,
            year=2023,
            title=code,
            state=InitiativeState.RECOGNISED,
            recognition_number="12/QĐ-UBND",
            **fields,
        )
    UnitPlan.objects.create(unit=world.truc_chinh, year=2023, number="1/KH-UBND", issued_on=date(2023, 1, 10))
    known = known_of(sheet, NOW)
    assert {code: (each.entry, each.path) for code, each in known.items()} == {
        "1.5": (
            {"count": 1, "note": "Theo sổ sáng kiến."},
            f"/sang-kien/?year=2023&unit={world.truc_chinh.pk}",
        ),
        "1.6": (
            {"value": True, "note": "Theo sổ kế hoạch của đơn vị."},
            f"/nhiem-vu/ke-hoach-don-vi/?year=2023&unit={world.truc_chinh.pk}",
        ),
    }
    client = browser(world.can_bo)
    page = client.get(f"/cham-diem/phieu/{sheet.pk}/tu-cham/")
    assert (page.context["form"]["c4_count"].value(), page.context["form"]["c5_value"].value()) == ("1", "1")
    assert client.get(known["1.5"].path).status_code == 200


def test_the_workbook_goes_out_with_it_and_brings_it_back_as_what_the_unit_says(world: World, sheet: Sheet) -> None:
    fill(world)
    page, client = f"/cham-diem/phieu/{sheet.pk}/", browser(world.can_bo)
    reading = read_workbook(client.get(f"{page}phieu.xlsx").content, sheet)
    assert (reading.entries, reading.base) == ({code: each.entry for code, each in known_of(sheet, NOW).items()}, {})


def test_of_what_nothing_is_recorded_nothing_is_filled_in(sheet: Sheet) -> None:
    assert known_of(sheet, NOW) == {}


def test_what_the_unit_has_kept_stays(world: World, sheet: Sheet) -> None:
    fill(world)
    save_self_score(sheet, {"1.2": {"count": 3}}, actor=world.can_bo, at=NOW)
    form = browser(world.can_bo).get(f"/cham-diem/phieu/{sheet.pk}/tu-cham/").context["form"]
    assert (form["c1_count"].value(), form["c0_numerator"].value()) == ("3", "1")


def test_it_costs_the_same_with_one_record_and_with_ten(world: World, sheet: Sheet) -> None:
    client, path = browser(world.can_bo), f"/cham-diem/phieu/{sheet.pk}/tu-cham/"
    fill(world)
    before = statements_of(client, path)
    for place in range(10):
        make_task(world.truc_chinh, f"M{place}", due_on=date(2023, 10, 1))
    assert statements_of(client, path) == before
