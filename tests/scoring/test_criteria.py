"""A criteria set: read with its own words, tried, entered anew until a sheet is opened, compared with last year's."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from tests.factories.pages import browser, it_is
from tests.factories.scoring import EVERY_ENTRY, EVERY_KIND, GOOD, OPENED, POOR, SIMPLE, make_set, make_sheet, published
from tests.factories.world import World, moment
from tests.guards.walk import fingerprint

from thidua.core.errors import InputError, NotAllowed
from thidua.core.json_text import exact
from thidua.core.scoring import check_bundle
from thidua.core.scoring.set_table import set_from, tables_of
from thidua.criteria import shipped_sets
from thidua.scoring.actions import revise_criteria_set, self_score
from thidua.scoring.models import CriteriaSet, Publication, Ranking
from thidua.scoring.queries import rankings_of
from thidua.scoring.scorecards import scored_by

YAML = """
code: cchc-xa
name: Bộ tiêu chí mới
fields:
  - code: I
    name: Chỉ đạo
    criteria:
      - {code: "1.1", name: Kế hoạch, max: 10, rule: {kind: fixed}}
"""
HEAVIER: dict[str, Any] = SIMPLE | {
    "fields": [
        SIMPLE["fields"][0]
        | {"criteria": [SIMPLE["fields"][0]["criteria"][0] | {"max": 20}, SIMPLE["fields"][0]["criteria"][1]]}
    ]
}


@pytest.fixture
def world(world: World) -> World:
    """It is 16 November 2023."""
    it_is(OPENED)
    return world


def file_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("bo-tieu-chi.yaml", text.encode())


def test_a_set_is_entered_as_yaml_and_an_error_has_its_line(world: World) -> None:
    client, said = browser(world.thuong_truc), {"authority": world.huyen.pk, "year": "2023"}
    wrong = client.post("/cham-diem/lap/", said | {"file": file_of(YAML.replace("fixed", "fixde"))})
    assert (wrong.status_code, "bo-tieu-chi.yaml:8: không có loại quy tắc “fixde”." in wrong.text) == (400, True)
    client.post("/cham-diem/lap/", said | {"file": file_of(YAML)})
    assert CriteriaSet.objects.get().name == "Bộ tiêu chí mới"


def test_every_set_shipped_with_the_product_serves_and_is_read_whole(world: World) -> None:
    client, seen = browser(world.thuong_truc), list[int]()
    for shipped in shipped_sets():
        client.post("/cham-diem/lap/", {"authority": world.huyen.pk, "year": "2023", "shipped": shipped})
        made = CriteriaSet.objects.exclude(pk__in=seen).get()
        seen.append(made.pk)
        page = client.get(f"/cham-diem/{made.pk}/bo-tieu-chi/")
        parts = page.context["parts"]
        shown = [criterion.code for _field, _owner, criteria in parts for criterion, _words, _group in criteria]
        assert shown == [criterion.code for criterion in page.context["parsed"].criteria], shipped
        assert client.get(f"/cham-diem/{made.pk}/bo-tieu-chi.json").json() == made.definition, shipped


def test_the_words_of_a_criterion_stand_above_its_components(world: World) -> None:
    of_group = {"code": "1", "name": "Bồi dưỡng kiến thức", "text": "Chấm theo số lớp và số người dự."}
    of_group |= {"guide": "Đếm theo danh sách.", "clause": "khoản 1", "reading": "Cả lớp trực tuyến."}
    components = [each | {"text": f"Chữ của {each['code']}."} for each in SIMPLE["fields"][0]["criteria"]]
    definition = SIMPLE | {"fields": [{"code": "I", "criteria": [of_group | {"components": components}]}]}
    sheet = make_sheet(world, definition)
    client = browser(world.can_bo)
    for path in (
        f"{sheet.criteria_set_id}/bo-tieu-chi/",
        f"{sheet.criteria_set_id}/bo-tieu-chi/thu/",
        f"phieu/{sheet.pk}/",
        f"phieu/{sheet.pk}/tu-cham/",
    ):
        text = client.get(f"/cham-diem/{path}").text
        told = (of_group["name"], of_group["text"], "Chữ của 1.1.", "Chữ của 1.2.")
        assert [text.count(words) for words in told] == [1, 1, 1, 1], path
    there_and_back = set_from(tables_of(definition), "bo.xlsx").criteria_set
    about = there_and_back.fields[0].groups[0].about
    assert (about.text, about.guide, about.clause, about.reading) == tuple(
        of_group[key] for key in ("text", "guide", "clause", "reading")
    )


def test_a_set_is_tried_on_sample_values_and_nothing_is_kept(world: World) -> None:
    path, client = f"/cham-diem/{make_set(world).pk}/bo-tieu-chi/thu/", browser(world.thuong_truc)
    client.get(path)
    before = fingerprint()
    page = client.post(path, {"c0_points": "9,5", "c1_numerator": "79", "c1_denominator": "82"})
    assert [(each.code, str(each.points)) for each in page.context["total"].criteria] == [
        ("1.1", "9.50"),
        ("1.2", "9.63"),
    ]
    assert "79/82 = 96,34 % &lt; 100 % → 9,63/10" in page.text
    assert client.post(path, {"c0_points": "11"}).status_code == 400
    assert fingerprint() == before


def test_a_set_is_entered_anew_until_a_sheet_is_opened(world: World) -> None:
    criteria_set, by = make_set(world), {"actor": world.thuong_truc, "at": OPENED}
    path = f"/cham-diem/{criteria_set.pk}/bo-tieu-chi/"
    response = browser(world.thuong_truc).post(f"{path}thay/", {"file": file_of(YAML)})
    assert response.url == path
    with pytest.raises(InputError, match="đang thay bộ “cchc-xa”"):
        revise_criteria_set(criteria_set, definition=EVERY_KIND, **by)
    criteria_set.sheets.create(unit=world.truc_chinh)
    with pytest.raises(NotAllowed, match="Đã mở phiếu theo bộ tiêu chí này"):
        revise_criteria_set(criteria_set, definition=SIMPLE, **by)
    with pytest.raises(ProgrammingError, match="the set is frozen"), transaction.atomic():
        CriteriaSet.objects.filter(pk=criteria_set.pk).update(definition=SIMPLE)


def test_last_years_set_is_copied_with_the_codes_that_changed(world: World) -> None:
    last, client = make_set(world, year=2022), browser(world.thuong_truc)
    said = {"authority": world.huyen.pk, "year": "2023", "source": last.pk}
    wrong = client.post("/cham-diem/lap/", said | {"codes": "1.2 thành 1.3"})
    assert "Dòng “1.2 thành 1.3” không phải dạng" in wrong.text
    client.post("/cham-diem/lap/", said | {"codes": "1.2 = 1.3"})
    made = CriteriaSet.objects.get(year=2023)
    assert [each["code"] for each in made.definition["fields"][0]["criteria"]] == ["1.1", "1.3"]
    assert client.get(f"/cham-diem/{made.pk}/bo-tieu-chi/").context["comparison"].is_comparable


def test_where_the_set_has_changed_the_years_are_not_compared(world: World) -> None:
    published(world, {world.truc_chinh: POOR, world.co_le: GOOD}, year=2022, at=moment(2022, 11, 29))
    published(world, {world.truc_chinh: GOOD, world.co_le: POOR}, definition=HEAVIER)
    why = "bộ tiêu chí đã đổi: 1.1: điểm tối đa từ 10 thành 20"
    lines = Ranking.objects.filter(publication__criteria_set__year=2023)
    assert {(line.incomparable, line.detail["change"]["rank"]) for line in lines} == {(why, None)}
    fact = rankings_of([world.truc_chinh], 2023, moment(2023, 12, 1).date())[world.truc_chinh.pk]
    assert (fact["hang"], fact["so_sanh_duoc"]) == (1, False)


def test_a_publication_is_a_bundle_that_recomputes_and_cannot_be_changed(world: World) -> None:
    publication = published(world, {world.truc_chinh: GOOD, world.co_le: POOR})
    publication.refresh_from_db()
    check = check_bundle(exact(publication.bundle))
    assert (check.problems, check.published["year"]) == ((), 2023)
    for rows in (Publication.objects.all(), Ranking.objects.all()):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            rows.update(**({"sha256": "0"} if rows.model is Publication else {"rank": 1}))


def test_what_asks_for_evidence_is_handed_in_with_it_or_with_an_explanation(world: World) -> None:
    criterion = SIMPLE["fields"][0]["criteria"][0] | {"evidence": "Báo cáo"}
    definition = SIMPLE | {"fields": [{"code": "I", "name": "I", "criteria": [criterion]}]}
    sheet = make_sheet(world, definition)
    with pytest.raises(InputError) as bare:
        self_score(sheet, {"1.1": {"points": 9}}, actor=world.can_bo, at=OPENED)
    [problem] = bare.value.problems
    assert str(problem).startswith("1.1: chưa nêu tài liệu kiểm chứng. Đính tệp minh chứng hoặc ghi tên, số tài liệu;")
    self_score(sheet, {"1.1": {"points": 9, "note": "Báo cáo 12/BC-UBND"}}, actor=world.can_bo, at=OPENED)


def test_a_sample_of_every_kind_is_scored_with_its_reason(world: World) -> None:
    total = scored_by(make_set(world, EVERY_KIND), EVERY_ENTRY)
    assert all(each.reason for each in total.criteria)
    assert total.points is not None
