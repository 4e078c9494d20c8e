"""A workbook of 5.000 people: 200 planted errors told by their cells, nothing written; corrected, how fast it loads.

Prints JSON: `missed` (cells told wrongly or not at all), `written` (people written though something was wrong),
`seconds` and `cpu` (the corrected workbook, looked through and written), `entered`, `again` (new people when it is
sent again).
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

PEOPLE, ERRORS, SEED = 5_000, 200, 2021
UNITS = 40
Line = dict[str, Any]


def _lines() -> list[Line]:
    chance = random.Random(SEED)
    surnames, middles, given = (
        ("Nguyễn", "Trần", "Lê", "Vũ"),
        ("Văn", "Thị", "Đức"),
        ("An", "Bình", "Ánh", "Dũng", "Hà"),
    )
    return [
        {
            "ho_ten": f"{chance.choice(surnames)} {chance.choice(middles)} {chance.choice(given)} {number}",
            "ngay_sinh": date(1965, 1, 1) + timedelta(days=chance.randrange(12_000)),
            "gioi_tinh": "nu" if number % 2 else "nam",
            "so_dinh_danh": f"036{number:09}",
            "dien_thoai": f"09{number:08}",
            "don_vi": f"UBND xã Số {number % UNITS}",
            "chuc_vu": "Chuyên viên",
            "doi_tuong": "cong_chuc",
            "dung_dau": number < UNITS,
            "tu_ngay": date(2022, 1, 1),
        }
        for number in range(PEOPLE)
    ]


# What is planted, and the column its fault is told at.
_FAULTS: tuple[tuple[str, Any, str], ...] = (
    ("ngay_sinh", "31/02/1980", "C"),
    ("gioi_tinh", "không rõ", "D"),
    ("so_dinh_danh", "123", "E"),
    ("dien_thoai", "12", "F"),
    ("don_vi", "UBND xã Không Có", "G"),
    ("chuc_vu", None, "H"),
    ("doi_tuong", "Bộ đội", "I"),
    ("dung_dau", "có lẽ", "J"),
    ("tu_ngay", "2022", "K"),
    ("ma_ca_nhan", "a code nobody has", "A"),
    ("ho_ten", None, "B"),
)


def _plant(lines: list[Line], first_row: int) -> tuple[list[Line], set[str]]:
    chance = random.Random(SEED)
    wrong = [dict(line) for line in lines]
    cells = set()
    for turn, place in enumerate(sorted(chance.sample(range(UNITS, PEOPLE), ERRORS))):
        key, value, column = _FAULTS[turn % len(_FAULTS)]
        wrong[place][key] = f"CN-{10**9 + place}" if key == "ma_ca_nhan" else value
        cells.add(f"Cá nhân!{column}{first_row + place}")
    return wrong, cells


def _authority() -> tuple[Any, Any]:
    from thidua.accounts.models import User
    from thidua.organizations.enums import Role, UnitKind
    from thidua.organizations.models import RoleAssignment, Unit

    since = date(2021, 1, 1)
    district = Unit.objects.create(name="UBND huyện Thử", kind=UnitKind.HUYEN, valid_from=since)
    for number in range(UNITS):
        name = f"UBND xã Số {number}"
        Unit.objects.create(name=name, kind=UnitKind.XA, parent=district, authority=district, valid_from=since)
    keeper = User.objects.create_user("thuong-truc")
    RoleAssignment.objects.create(user=keeper, unit=district, role=Role.THUONG_TRUC, valid_from=since)
    return district, keeper


def _measure() -> dict[str, Any]:
    from thidua.audit.queries import now
    from thidua.core.errors import InputError
    from thidua.organizations.models import Person
    from thidua.registers.actions.uploads import preview_workbook, write_workbook
    from thidua.registers.lists import REGISTERS
    from thidua.registers.queries import scope_of
    from thidua.ui.workbooks import HEAD_ROW, Filled, write_tables

    district, keeper = _authority()
    register, at = REGISTERS["ca-nhan"], now()
    (table,) = register.tables(scope_of(district, at))

    def workbook(lines: list[Line]) -> bytes:
        return write_tables([Filled(table, lines)], title="Sổ")

    def send(content: bytes, watch: Callable[[int], object]) -> dict[str, int]:
        upload, _plan = preview_workbook(register, district, name="ca-nhan.xlsx", content=content, actor=keeper, at=at)
        counts: dict[str, int] = write_workbook(upload, actor=keeper, at=at, watch=watch).counts
        return counts

    lines = _lines()
    wrong, planted = _plant(lines, HEAD_ROW + 2)
    told: list[str] = []
    try:
        send(workbook(wrong), lambda _count: None)
    except InputError as error:
        told = [problem.where for problem in error.problems]
    written = Person.objects.count()
    progress: list[int] = []
    content = workbook(lines)
    began, worked = time.perf_counter(), time.process_time()
    counts = send(content, progress.append)
    seconds, own = time.perf_counter() - began, time.process_time() - worked
    again = send(content, lambda _count: None)
    return {
        "told": len(told),
        "missed": len(planted ^ set(told)) + len(told) - len(set(told)),
        "written": written,
        "seconds": round(seconds, 2),
        "cpu": round(own, 2),
        "entered": counts["new"],
        "steps": len(progress),
        "again": again["new"],
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THIDUA_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        from thidua.site import make_tables, start_django

        start_django()
        make_tables()
        json.dump(_measure(), sys.stdout)


if __name__ == "__main__":
    main()
