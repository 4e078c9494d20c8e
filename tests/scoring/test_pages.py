"""The pages of scores: who reads and does what, what a wrong form says, and that lists cost the same at any length."""

import hashlib
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import (
    EVERY_KIND,
    GOOD,
    OPENED,
    POOR,
    SIMPLE,
    appraised,
    become,
    make_communes,
    make_set,
    make_sheet,
    province_user,
    published,
    self_scored,
)
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.cli import main
from thidua.organizations.enums import LineageKind
from thidua.scoring.actions import open_sheets
from thidua.scoring.enums import SheetState
from thidua.scoring.models import ComponentOwner, IndexComponent, Publication, Ranking, Sheet


@pytest.fixture
def world(world: World) -> World:
    """It is 1 December 2023."""
    it_is(moment(2023, 12, 1))
    return world


def typed(**values: str) -> dict[str, str]:
    """A sheet of the simple set as a browser sends it."""
    return {"c0_points": "9,5", "c1_numerator": "79", "c1_denominator": "82"} | values


def test_a_stranger_is_sent_to_sign_in(client: Client, world: World) -> None:
    assert client.get("/cham-diem/").url == "/dang-nhap/?next=/cham-diem/"


def test_the_list_says_how_far_each_set_is(world: World) -> None:
    published(world, {world.truc_chinh: GOOD}, year=2022)
    self_scored(world)
    page = browser(world.can_bo).get("/cham-diem/").context["page_obj"]
    assert [(row.year, row.sheets_count, row.scored_count, row.appraised_count) for row in page] == [
        (2023, 1, 1, 0),
        (2022, 1, 1, 1),
    ]


def ranked(world: World) -> Publication:
    return published(world, {world.truc_chinh: GOOD})


@starts_with(ranked)
def test_a_set_of_another_authority_does_not_exist(world: World, start: Publication) -> None:
    client, pages = browser(province_user(world)), ("phieu/", "xep-hang/", "xep-hang.xlsx", "du-lieu.json")
    answers = {page: client.get(f"/cham-diem/{start.criteria_set_id}/{page}").status_code for page in pages}
    assert answers == dict.fromkeys(pages, 404)
    assert list(client.get("/cham-diem/").context["page_obj"]) == []


@starts_with(appraised)
def test_a_sheet_of_another_unit_does_not_exist(world: World, start: Sheet) -> None:
    client, acts = browser(world.nguoi_ngoai), ("", "tu-cham/", "tham-dinh/", "giai-trinh/")
    answers = {act: client.get(f"/cham-diem/phieu/{start.pk}/{act}").status_code for act in acts}
    assert answers == dict.fromkeys(acts, 404)


@starts_with(appraised)
def test_who_may_see_but_not_do_is_told_why(world: World, start: Sheet) -> None:
    for persona, act, sentence in (
        ("chu_tich", "tu-cham/", "Chỉ cán bộ hoặc thủ trưởng của đơn vị được tự chấm"),
        ("can_bo", "tu-cham/", "Phiếu đang ở trạng thái “Đã thẩm định”"),
        ("can_bo", "tham-dinh/", "Chỉ bộ phận thường trực thuộc UBND huyện Trực Ninh"),
        ("thuong_truc", "giai-trinh/", "Chỉ cán bộ hoặc thủ trưởng của đơn vị được giải trình"),
    ):
        response = browser(getattr(world, persona)).get(f"/cham-diem/phieu/{start.pk}/{act}")
        assert (response.status_code, sentence in response.text) == (403, True), (persona, act)


def test_each_unit_sees_its_own_sheet_and_the_secretariat_all(world: World) -> None:
    criteria_set = make_set(world)
    open_sheets(criteria_set, [world.truc_chinh, world.co_le], actor=world.thuong_truc, at=OPENED)
    seen = {
        persona: [str(row.unit) for row in browser(getattr(world, persona)).get(path).context["page_obj"]]
        for persona in ("can_bo", "nguoi_ngoai", "thuong_truc")
        for path in [reverse("scoring:sheets", args=[criteria_set.pk])]
    }
    assert seen == {
        "can_bo": ["UBND xã Trực Chính"],
        "nguoi_ngoai": ["UBND thị trấn Cổ Lễ"],
        "thuong_truc": ["UBND thị trấn Cổ Lễ", "UBND xã Trực Chính"],
    }


@starts_with(make_sheet)
def test_a_unit_saves_goes_on_is_told_what_is_blank_and_hands_in(world: World, start: Sheet) -> None:
    client, page = browser(world.can_bo), reverse("scoring:sheet", args=[start.pk])
    assert client.post(f"{page}luu-tam/", {"c0_points": "9,5"}).url == page
    assert 'value="9,5"' in client.get(f"{page}tu-cham/").text
    blank = client.post(f"{page}tu-cham/", typed(c1_numerator="", c1_denominator=""))
    assert blank.context["form"].errors == {"c1_numerator": ["Chưa chấm. Ghi số liệu hoặc chọn “Không áp dụng”."]}
    assert client.post(f"{page}tu-cham/", typed()).url == page
    start.refresh_from_db()
    assert (start.state, start.self_entries) == (SheetState.SELF_SCORED, GOOD)


@starts_with(make_sheet)
def test_what_is_wrong_is_named_by_criterion_and_what_was_typed_stays(world: World, start: Sheet) -> None:
    response = browser(world.can_bo).post(
        reverse("scoring:self_score_sheet", args=[start.pk]), typed(c0_points="mười", c1_denominator="0")
    )
    assert response.status_code == 400
    links = re.findall(r'<li><a href="#(\w+)">(.*?)</a>', response.text)
    assert links == [
        ("id_c0_points", "1.1 – Điểm: Ghi bằng chữ số, phần thập phân sau dấu phẩy, ví dụ 2,5."),
        ("id_c1_numerator", "1.2 – Tử số: Mẫu số bằng 0 nhưng tử số khác 0. Kiểm tra lại hai số liệu này."),
    ]
    assert [f'value="{kept}"' in response.text for kept in ("mười", "79", "0")] == [True, True, True]
    start.refresh_from_db()
    assert start.self_entries == {}


@starts_with(self_scored)
def test_the_secretariat_appraises_beside_the_units_own_figures(world: World, start: Sheet) -> None:
    client, path = browser(world.thuong_truc), reverse("scoring:appraise_sheet", args=[start.pk])
    assert "đơn vị tự chấm: 79/82" in client.get(path).text
    client.post(path, typed(c0_points="8", note="Trừ do chậm báo cáo."))
    shown = browser(world.can_bo).get(reverse("scoring:sheet", args=[start.pk])).text
    assert all(words in shown for words in ("9,5 điểm", "8 điểm", "đã điều chỉnh", "Trừ do chậm báo cáo."))


@starts_with(appraised)
def test_a_unit_explains_and_the_secretariat_reads_it(world: World, start: Sheet) -> None:
    page = reverse("scoring:sheet", args=[start.pk])
    browser(world.can_bo).post(f"{page}giai-trinh/", {"explanation": "Đã có biên bản số 12."})
    assert "Đã có biên bản số 12." in browser(world.thuong_truc).get(page).text


def test_every_kind_of_rule_shows_its_fields_and_its_points(world: World) -> None:
    sheet, client = make_sheet(world, EVERY_KIND), browser(world.can_bo)
    assert client.get(reverse("scoring:self_score_sheet", args=[sheet.pk])).status_code == 200
    entries = {"c0_points": "2,5", "c3_value": "1", "c8_undone": "on", "c12_value": "7"}
    client.post(reverse("scoring:save_sheet", args=[sheet.pk]), entries)
    shown = client.get(reverse("scoring:sheet", args=[sheet.pk])).text
    expected = ("Điểm chấm → 2,50/3", "Đạt → 3,00/3", "Không thực hiện → 0,00/3", "Chưa chấm")
    assert all(words in shown for words in expected)


@starts_with(self_scored)
def test_publishing_waits_for_every_appraisal_and_says_which(world: World, start: Sheet) -> None:
    client, publish = browser(world.thuong_truc), reverse("scoring:publish_results", args=[start.criteria_set_id])
    assert "Công bố kết quả" not in client.get(reverse("scoring:sheets", args=[start.criteria_set_id])).text
    assert "Còn 1 phiếu chưa thẩm định: UBND xã Trực Chính." in client.post(publish, follow=True).text
    assert browser(world.can_bo).post(publish).status_code == 403


@starts_with(appraised)
def test_the_secretariat_publishes_and_every_unit_reads_the_ranking(world: World, start: Sheet) -> None:
    path = reverse("scoring:ranking", args=[start.criteria_set_id])
    assert "Kết quả chưa công bố" in browser(world.nguoi_ngoai).get(path).text
    sheets = browser(world.thuong_truc).get(reverse("scoring:sheets", args=[start.criteria_set_id])).text
    assert "Công bố kết quả" in sheets
    browser(world.thuong_truc).post(reverse("scoring:publish_results", args=[start.criteria_set_id]))
    response = browser(world.nguoi_ngoai).get(path)
    assert [(row.line.rank, str(row.line.unit), row.is_tied) for row in response.context["rows"]] == [
        (1, "UBND xã Trực Chính", False)
    ]


def rows_of(world: World, criteria_set_id: int) -> list[tuple[Any, ...]]:
    response = browser(world.can_bo).get(reverse("scoring:ranking", args=[criteria_set_id]))
    return [
        (row.line.rank, row.line.unit.name[-2:], row.is_tied, row.points_change, row.rank_change, row.note)
        for row in response.context["rows"]
    ]


def test_the_ranking_shows_ties_changes_merged_units_and_who_has_no_rank(world: World) -> None:
    up, down, merged, new, blank = make_communes(world, 5)
    published(world, {up: POOR, down: GOOD, blank: POOR}, year=2022, at=moment(2022, 11, 29))
    become(LineageKind.MERGE, date(2023, 7, 1), world.co_le, merged)
    now = published(world, {up: GOOD, down: POOR, merged: GOOD, new: POOR, blank: {"1.1": {"points": 1}}})
    assert rows_of(world, now.criteria_set_id) == [
        (1, "01", True, Decimal("9.13"), 1, ""),
        (1, "03", True, None, None, "không so sánh được với năm trước: sáp nhập 01/07/2023"),
        (3, "02", True, Decimal("-9.13"), -2, ""),
        (3, "04", True, None, None, "không có kết quả năm trước"),
        (None, "05", False, None, None, "Chưa xếp hạng: còn 1 tiêu chí chưa chấm (1.2)."),
    ]
    page = browser(world.can_bo).get(reverse("scoring:ranking", args=[now.criteria_set_id])).text
    assert all(words in page for words in ("đồng hạng", "tăng 1 bậc", "giảm 2 bậc", now.sha256))


def test_the_file_scores_again_to_the_published_answer_and_its_digest_is_the_published_one(
    world: World, tmp_path: Path
) -> None:
    units = make_communes(world, 3)
    published(world, dict(zip(units, (POOR, GOOD, GOOD), strict=True)), year=2022)
    now = published(world, dict(zip(units, (GOOD, POOR, {**GOOD, "1.2": {"not_applicable": True}}), strict=True)))
    sent = browser(world.can_bo).get(reverse("scoring:bundle", args=[now.criteria_set_id])).content
    file = tmp_path / "cham-diem.json"
    file.write_bytes(sent)
    answer = json.loads(CliRunner().invoke(main, ["score", str(file), "--json"], catch_exceptions=False).output)
    assert answer["units"] == [line.detail for line in Ranking.objects.filter(publication=now).order_by("pk")]
    assert hashlib.sha256(sent).hexdigest() == now.sha256


def test_the_workbook_holds_the_ranking_as_numbers_and_text(world: World) -> None:
    world.truc_chinh.name = "=HYPERLINK(1)"
    world.truc_chinh.save()
    now = published(world, {world.truc_chinh: GOOD})
    response = browser(world.can_bo).get(reverse("scoring:export_ranking", args=[now.criteria_set_id]))
    assert response["Content-Disposition"] == 'attachment; filename="xep-hang-cchc-xa-2023.xlsx"'
    with zipfile.ZipFile(BytesIO(response.getvalue())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert [part in sheet for part in ("=HYPERLINK(1)", "<v>19.130000</v>", "<v>95.650</v>")] == [True, True, True]


def test_there_is_no_file_before_publication(world: World) -> None:
    client, files, known = browser(world.can_bo), ("xep-hang.xlsx", "du-lieu.json"), make_set(world).pk
    answers = {file: client.get(f"/cham-diem/{known}/{file}").status_code for file in files}
    assert answers == dict.fromkeys(files, 404)


def make_components(world: World, count: int, prefix: str = "2") -> None:
    for place in range(count):
        component = IndexComponent.objects.create(
            authority=world.huyen, code=f"{prefix}.{place:02}", name="Chỉ số", maximum=Decimal(4)
        )
        ComponentOwner.objects.create(component=component, unit=world.van_hoa, year=2023, decision="210/QĐ-UBND")
        for year, points in ((2022, 3), (2023, 2 + place % 3)):
            component.scores.create(year=year, points=points, published_on=date(year, 11, 25))


def test_owners_of_components_see_both_years_and_whether_it_rose_for_a_year_that_is_known(world: World) -> None:
    make_components(world, 3)
    IndexComponent.objects.create(authority=world.huyen, code="3.1", name="Chưa giao", maximum=Decimal(4))
    client, expected = browser(world.can_bo), {"": 2023, "nam=2022": 2022, "nam=abc": 2023, "nam=1999": 2023}
    shown = {asked: client.get(f"/cham-diem/chi-so-thanh-phan/?{asked}") for asked in expected}
    assert {asked: page.context["year"] for asked, page in shown.items()} == expected
    response = shown[""]
    assert [(row.component.code, row.has_risen) for row in response.context["rows"]] == [
        ("2.00", False),
        ("2.01", False),
        ("2.02", True),
        ("3.1", None),
    ]
    text = response.text
    assert [word in text for word in ("Giảm điểm", "Giữ điểm", "Tăng điểm", "Chưa có điểm", "chưa giao")] == [True] * 5


def test_components_of_another_authority_are_not_shown(world: World) -> None:
    make_components(world, 1)
    assert browser(province_user(world)).get("/cham-diem/chi-so-thanh-phan/").context["rows"] == []


@starts_with(ranked)
def test_lists_cost_the_same_at_one_row_and_at_many(world: World, start: Publication) -> None:
    client, made = browser(world.thuong_truc), start.criteria_set
    known = f"/cham-diem/{made.pk}"
    paths = ("/cham-diem/", f"{known}/phieu/", f"{known}/xep-hang/", "/cham-diem/chi-so-thanh-phan/")
    make_components(world, 1)
    at_1 = [statements_of(client, path) for path in paths]
    line = Ranking.objects.get()
    for number, unit in enumerate(make_communes(world, 3)):
        make_set(world, year=1900 + number)
        made.sheets.create(unit=unit, state=SheetState.PUBLISHED, appraised_entries=GOOD)
        line.pk, line.unit = None, unit
        line.save(force_insert=True)
    make_components(world, 3, "3")
    assert [len(client.get(path).context["page_obj"]) for path in paths[:2]] == [4, 4]
    assert [statements_of(client, path) for path in paths] == at_1


def test_a_sheet_costs_the_same_with_two_criteria_and_with_thirteen(world: World) -> None:
    client = browser(world.can_bo)
    costs = {
        statements_of(client, reverse("scoring:sheet", args=[make_sheet(world, definition).pk]))
        for definition in (SIMPLE, EVERY_KIND)
    }
    assert len(costs) == 1
