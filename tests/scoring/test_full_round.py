"""A whole round through the pages: opened, scored (half by workbook), appraised twice, explained, published.

The same for the 21 communes of a district in a browser: tests/e2e/test_full_round.py.
"""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.pages import browser, it_is
from tests.factories.scoring import SIMPLE
from tests.factories.world import World, make_person, make_user, moment
from tests.scoring.test_workbooks import TABLE, rewritten

from thidua.cli import main
from thidua.organizations.enums import Role
from thidua.scoring.enums import SheetState
from thidua.scoring.models import CriteriaSet, Ranking, Sheet

FIXED, LINEAR = SIMPLE["fields"][0]["criteria"]
SET: dict[str, Any] = SIMPLE | {
    "fields": [
        {"code": "I", "name": "Chỉ đạo", "criteria": [FIXED]},
        {"code": "II", "name": "Thủ tục hành chính", "criteria": [LINEAR | {"evidence": "Báo cáo một cửa"}]},
    ]
}
DAYS = ("17/11/2023", "22/11/2023", "25/11/2023", "27/11/2023", "28/11/2023")
STEPS = ("self_scoring_from", "self_scoring_until", "appraisal_until", "explanation_until", "reappraisal_until")
FIGURE, NOTE = 5, 7


def figures(place: int) -> tuple[float, int]:
    """What a unit says of itself; the later the better."""
    return 5 + place / 5, 60 + place


def typed(form: Any, **changed: str) -> dict[str, str]:
    """A form as the browser holds it, with some of its fields typed anew."""
    held = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in held.items() if value not in (None, "", False)} | {
        "base": form.base_text
    } | changed  # fmt: skip


def opened(office: Client, world: World) -> CriteriaSet:
    file = SimpleUploadedFile("bo.json", json.dumps(SET).encode())
    office.post("/cham-diem/lap/", {"authority": world.huyen.pk, "year": "2023", "file": file})
    made = CriteriaSet.objects.get()
    page = f"/cham-diem/{made.pk}/"
    office.post(f"{page}dot-cham/lich/", dict(zip(STEPS, DAYS, strict=True)))
    office.post(f"{page}dot-cham/giao-linh-vuc/", {"field": "II", "unit": world.van_hoa.pk})
    assert office.post(f"{page}mo-phieu/").status_code == 302
    return made


def scores_on_the_page(client: Client, page: str, place: int) -> None:
    points, in_time = figures(place)
    form = client.get(f"{page}tu-cham/").context["form"]
    said = {"c0_points": f"{points:g}".replace(".", ","), "c1_numerator": str(in_time), "c1_denominator": "100"}
    assert client.post(f"{page}tu-cham/", typed(form, **said, c1_note="BC 12")).url == page


def scores_offline(client: Client, page: str, place: int) -> None:
    """A first workbook has points over the maximum and changes nothing; the second is kept and handed in."""
    points, in_time = figures(place)
    out = client.get(f"{page}phieu.xlsx").content
    cells = {
        (TABLE, 5, FIGURE): points,
        (TABLE, 6, FIGURE): in_time,
        (TABLE, 7, FIGURE): 100,
        (TABLE, 6, NOTE): "BC 12",
    }
    broken = client.post(f"{page}nap-excel/", sent(rewritten(out, cells | {(TABLE, 5, FIGURE): 11})))
    assert (broken.status_code, "ô F6 (1.1 – Điểm): 11 điểm vượt điểm tối đa 10." in broken.text) == (400, True)
    preview = client.post(f"{page}nap-excel/", sent(rewritten(out, cells)))
    client.post(f"{page}nap-excel/ghi/", {"noi-dung": preview.context["signed"]})
    form = client.get(f"{page}tu-cham/").context["form"]
    assert client.post(f"{page}tu-cham/", typed(form)).url == page


def sent(data: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("phieu.xlsx", BytesIO(data).read())}


def at(when: datetime) -> None:
    it_is(when)


@pytest.mark.django_db
def test_a_round_runs_from_opening_to_publication(world: World, tmp_path: Path) -> None:
    at(moment(2023, 11, 16))
    people, office = {world.truc_chinh: world.can_bo, world.co_le: world.nguoi_ngoai}, browser(world.thuong_truc)
    made = opened(office, world)
    sheets = {sheet.unit: f"/cham-diem/phieu/{sheet.pk}/" for sheet in Sheet.objects.select_related("unit")}
    assert set(sheets) == set(people)

    at(moment(2023, 11, 20))
    for place, (unit, person) in enumerate(people.items()):
        scores = scores_offline if place % 2 else scores_on_the_page
        scores(browser(person), sheets[unit], place)
    assert {sheet.state for sheet in Sheet.objects.all()} == {SheetState.SELF_SCORED}

    at(moment(2023, 11, 24))
    owner = browser(make_user(make_person("Trần Thị Văn", world.van_hoa), "van_hoa", (Role.CAN_BO, world.van_hoa)))
    best = list(people)[-1]
    for unit, page in sheets.items():
        lowered = {"c0_numerator": "50"} if unit == best else {}
        owner.post(
            f"{page}tham-dinh-linh-vuc/", typed(owner.get(f"{page}tham-dinh-linh-vuc/").context["form"], **lowered)
        )
        office.post(f"{page}tham-dinh/", typed(office.get(f"{page}tham-dinh/").context["form"]))
    assert {sheet.state for sheet in Sheet.objects.all()} == {SheetState.APPRAISED}

    at(moment(2023, 11, 26))
    browser(people[best]).post(f"{sheets[best]}giai-trinh/", {"explanation": "Có xác nhận của Cổng dịch vụ công."})
    at(moment(2023, 11, 28))
    again = typed(office.get(f"{sheets[best]}tham-dinh/").context["form"], c1_numerator=str(figures(1)[1]))
    office.post(f"{sheets[best]}tham-dinh/", again)
    assert office.post(f"/cham-diem/{made.pk}/cong-bo/").url == f"/cham-diem/{made.pk}/xep-hang/"

    lines = list(Ranking.objects.select_related("unit").order_by("rank"))
    assert [line.unit for line in lines] == list(reversed(people))  # the later the better
    assert [line.rank for line in lines] == [1, 2]
    assert [float(line.points or 0) for line in lines] == [
        round(sum((figures(place)[0], figures(place)[1] / 10)), 2) for place in (1, 0)
    ]
    file = tmp_path / "cong-bo.json"
    file.write_bytes(office.get(f"/cham-diem/{made.pk}/du-lieu.json").content)
    again = json.loads(CliRunner().invoke(main, ["score", str(file), "--json"], catch_exceptions=False).output)
    assert [unit["points"] for unit in again["units"]] == [
        line.detail["points"] for line in Ranking.objects.order_by("pk")
    ]
    assert lines[0].publication.published_at.date() == date(2023, 11, 28)
