"""A survey: results by workbook with every fault at its cell, or by slips answered once by nobody knows whom."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import OPENED, SIMPLE, make_communes, make_set
from tests.factories.starting import starts_with
from tests.factories.world import World, moment
from tests.scoring.test_workbooks import rewritten

from thidua.audit.models import Event
from thidua.core.errors import InputError, NotAllowed
from thidua.scoring.actions import (
    answer_survey,
    close_survey,
    enter_survey_counts,
    extend_survey,
    make_invitations,
    open_sheets,
    self_score,
    start_survey,
)
from thidua.scoring.known import known_of
from thidua.scoring.models import Invitation, Sheet, Survey, SurveyCount
from thidua.scoring.permissions import open_invitation
from thidua.scoring.queries.surveys import counts_by_unit
from thidua.scoring.scorecards import scored
from thidua.scoring.survey_workbook import NAME, read_counts, write_counts

RULE = {"kind": "survey", "weights": {"Hài lòng": 100, "Bình thường": 60, "Không": 0}, "ignored": ["Không ý kiến"]}
ASKED = {
    "code": "2.1",
    "name": "Mức độ hài lòng",
    "max": 10,
    "evidence": "Phiếu",
    "rule": RULE | {"no_survey": "rescale"},
}
FIXED = SIMPLE["fields"][0]["criteria"][0]  # type: ignore[index]
SET: dict[str, Any] = SIMPLE | {"fields": [{"code": "I", "name": "Chung", "criteria": [FIXED, ASKED]}]}
LAST, NOW = date(2023, 11, 20), moment(2023, 11, 18)
AFTER = moment(2023, 11, 21)
COUNTS = {"Hài lòng": 30, "Bình thường": 15, "Không": 5, "Không ý kiến": 9}


def begun(world: World) -> Survey:
    """Asked about the two communes of the world, to the end of 20 November 2023."""
    criteria_set = make_set(world, SET)
    open_sheets(criteria_set, [world.truc_chinh, world.co_le], actor=world.thuong_truc, at=OPENED)
    return start_survey(
        criteria_set, criterion="2.1", question="Ông/bà có hài lòng?", closes_on=LAST, actor=world.thuong_truc, at=NOW
    )


pytestmark = starts_with(begun)


@pytest.fixture
def survey(start: Survey) -> Survey:
    it_is(NOW)
    cache.clear()
    return start


@pytest.fixture
def acts(world: World) -> dict[str, Any]:
    return {"actor": world.thuong_truc, "at": NOW}


def sheet_of(world: World, survey: Survey) -> Sheet:
    return Sheet.objects.select_related("criteria_set", "unit").get(unit=world.truc_chinh)


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.reason


def test_a_survey_asks_what_the_frozen_set_weighs(world: World, survey: Survey, acts: dict[str, Any]) -> None:
    again: dict[str, Any] = {"question": "?", "closes_on": LAST, **acts}
    for code, what in (("1.1", "không chấm bằng khảo sát"), ("2.1", "đã có khảo sát")):
        with pytest.raises(InputError, match=what):
            start_survey(survey.criteria_set, criterion=code, **again)
    unopened = make_set(world, SET, year=2024)
    assert "Mở phiếu trước" in refusal_of(lambda: start_survey(unopened, criterion="2.1", **again))
    stranger = acts | {"actor": world.can_bo}
    assert "Chỉ bộ phận thường trực" in refusal_of(
        lambda: make_invitations(survey, units=[world.co_le], each=1, **stranger)
    )


def test_a_slip_is_answered_once_and_nothing_ties_the_answer_to_it(
    world: World, survey: Survey, acts: dict[str, Any]
) -> None:
    slips = make_invitations(survey, units=[world.truc_chinh, world.co_le], each=3, **acts)
    assert len({token for _unit, token in slips}) == 6
    kept = " ".join(str(row) for row in Invitation.objects.values())
    assert not any(token in kept for _unit, token in slips)

    visitor, (_unit, first) = Client(), slips[0]
    page = visitor.get(f"/khao-sat/{first}/")
    assert all(words in page.text for words in ("UBND xã Trực Chính", "Ông/bà có hài lòng?", *COUNTS))
    assert (page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == ("noindex", True)
    assert visitor.post(f"/khao-sat/{first}/", {"answer": "Rất tệ"}).status_code == 400
    assert "Cảm ơn bạn đã trả lời" in visitor.post(f"/khao-sat/{first}/", {"answer": "Bình thường"}).text
    again = visitor.post(f"/khao-sat/{first}/", {"answer": "Không"})
    assert (again.status_code, "Mỗi phiếu chỉ trả lời một lần" in again.text) == (410, True)
    assert counts_by_unit(survey)[world.truc_chinh.pk] == dict.fromkeys(COUNTS, 0) | {"Bình thường": 1}

    told = Event.objects.get(verb="survey.answered")
    assert (told.actor, told.object_id, told.new) == (None, survey.pk, {"unit": "UBND xã Trực Chính"})
    watched = browser(world.thuong_truc).get(f"/cham-diem/khao-sat/{survey.pk}/")
    assert (watched.context["answered"], watched.context["invited"]) == (1, 6)
    assert "Bình thường" not in watched.text  # what people answer is not watched while they answer
    path = f"/cham-diem/khao-sat/{survey.pk}/ket-qua.xlsx"
    assert browser(world.thuong_truc).get(path).status_code == 403
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Invitation.objects.filter(is_used=True).update(is_used=False)


def test_a_slip_is_worth_nothing_after_its_day_or_once_the_survey_is_closed(
    world: World, survey: Survey, acts: dict[str, Any]
) -> None:
    [(_, one), (_, two)] = make_invitations(survey, units=[world.truc_chinh], each=2, **acts)
    late = refusal_of(
        lambda: answer_survey(open_invitation(one), answer="Không", actor=None, at=moment(2023, 11, 21, 0))
    )
    assert "đã hết hạn ngày 20/11/2023" in late
    answer_survey(open_invitation(one), answer="Không", actor=None, at=moment(2023, 11, 20, 23))
    close_survey(survey, **acts)
    assert Client().get(f"/khao-sat/{two}/").status_code == 410
    with pytest.raises(DatabaseError, match="the survey is closed"), transaction.atomic():
        SurveyCount.objects.update(count=100)
    assert "Khảo sát đã đóng" in refusal_of(lambda: close_survey(survey, **acts))


def test_guesses_and_answers_from_one_place_are_numbered(
    world: World, survey: Survey, acts: dict[str, Any], settings: Any
) -> None:
    assert {"survey_guess", "survey_answer"} <= settings.ACCOUNT_RATE_LIMITS.keys()
    settings.ACCOUNT_RATE_LIMITS = {"survey_guess": "2/15m/ip", "survey_answer": "1/15m/ip"}
    stranger = Client()
    assert [stranger.get(f"/khao-sat/doan-{place}/").status_code for place in range(3)] == [404, 404, 429]
    slips = make_invitations(survey, units=[world.truc_chinh], each=2, **acts)
    pages = [f"/khao-sat/{token}/" for _unit, token in slips]
    assert [stranger.post(page, {"answer": "Không"}).status_code for page in pages] == [200, 429]
    assert stranger.get(pages[1]).status_code == 200  # read, as often as one likes
    assert counts_by_unit(survey)[world.truc_chinh.pk]["Không"] == 1


def test_results_stand_on_the_sheet_by_themselves_with_a_link(
    world: World, survey: Survey, acts: dict[str, Any]
) -> None:
    enter_survey_counts(survey, counts={world.truc_chinh.pk: COUNTS}, **acts)
    sheet = sheet_of(world, survey)
    assert known_of(sheet, NOW) == {}  # people may still answer
    close_survey(survey, **acts)
    found = known_of(sheet, NOW)["2.1"]
    assert found.entry == {"answers": COUNTS, "note": "Theo kết quả khảo sát."}
    assert found.path == f"/cham-diem/khao-sat/{survey.pk}/"

    page = browser(world.can_bo).get(f"/cham-diem/phieu/{sheet.pk}/tu-cham/")
    form = page.context["form"]
    assert [form[f"c1_answer{at}"].value() for at in range(4)] == ["30", "15", "5", "9"]
    assert f'href="{found.path}"' in page.text
    handed = self_score(sheet, {"1.1": {"points": 9}, "2.1": found.entry}, actor=world.can_bo, at=NOW)
    line = scored(handed, handed.self_entries).criteria[1]
    assert (float(line.points or 0), float(line.max)) == (7.8, 10)  # (30 + 15 × 60 %)/50 of 10


def test_where_nobody_was_asked_the_rest_stands_for_it_as_the_set_says(
    world: World, survey: Survey, acts: dict[str, Any]
) -> None:
    sheet = sheet_of(world, close_survey(survey, **acts))
    found = scored(sheet, {"1.1": {"points": 9}, "2.1": known_of(sheet, NOW)["2.1"].entry})
    assert (float(found.points or 0), float(found.max)) == (18, 20)
    assert found.criteria[1].reason.startswith("Không có phiếu điều tra")


def test_results_come_from_a_workbook_all_or_nothing_with_every_fault_at_its_cell(world: World, survey: Survey) -> None:
    office, page = browser(world.thuong_truc), f"/cham-diem/khao-sat/{survey.pk}/"
    out = office.get(f"{page}ket-qua.xlsx").content
    grid = CalamineWorkbook.from_filelike(BytesIO(out)).get_sheet_by_name(NAME).to_python()
    assert [row[0] for row in grid[3:]] == ["UBND thị trấn Cổ Lễ", "UBND xã Trực Chính"]
    filled = {(NAME, line, column): number for line in (3, 4) for column, number in enumerate(COUNTS.values(), start=1)}
    wrong = filled | {
        (NAME, 3, 1): "ba mươi",
        (NAME, 3, 2): -1,
        (NAME, 4, 0): "UBND xã Lạ",
        (NAME, 4, 3): 2.5,
        (NAME, 4, 4): None,
    }

    refused = office.post(f"{page}nap-ket-qua/", {"file": SimpleUploadedFile("a.xlsx", rewritten(out, wrong))})
    assert refused.status_code == 400
    assert [each.where for each in refused.context["problems"]] == [
        *(f"{NAME}!{cell}" for cell in ("B4", "C4", "D5", "E5", "A5", "A6"))
    ]
    assert "“UBND xã Lạ” không có phiếu theo bộ tiêu chí này." in refused.text
    assert not SurveyCount.objects.exists()
    with pytest.raises(InputError, match="đã ghi ở hàng 4"):
        read_counts(survey, rewritten(out, filled | {(NAME, 4, 0): "UBND thị trấn Cổ Lễ"}), "a.xlsx")

    office.post(f"{page}nap-ket-qua/", {"file": SimpleUploadedFile("a.xlsx", rewritten(out, filled))})
    assert counts_by_unit(survey) == {world.truc_chinh.pk: COUNTS, world.co_le.pk: COUNTS}
    assert read_counts(survey, write_counts(survey), "a.xlsx") == counts_by_unit(survey)  # what goes out comes back
    answered = office.get(f"{page}phieu-moi/")
    assert (answered.status_code, "Kết quả đã nạp từ bảng tính" in answered.text) == (403, True)


def test_the_secretariat_opens_invites_and_closes_on_pages(world: World, survey: Survey) -> None:
    office = browser(world.thuong_truc)
    listed = office.get(f"/cham-diem/{survey.criteria_set_id}/khao-sat/")
    assert ("2.1 Mức độ hài lòng" in listed.text, listed.context["may_start"]) == (True, False)
    page = f"/cham-diem/khao-sat/{survey.pk}/"
    slips = office.post(f"{page}phieu-moi/", {"unit": "", "each": "2", "out": "phieu"})
    assert len(slips.context["slips"]) == 4
    address = slips.context["slips"][0].address
    assert address.startswith("http://testserver/khao-sat/")
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    book = office.post(f"{page}phieu-moi/", {"unit": str(world.co_le.pk), "each": "5", "out": "bang"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(book))).get_sheet_by_index(0).to_python()  # type: ignore[call-overload]
    assert [row[1] for row in rows[3:]] == ["UBND thị trấn Cổ Lễ"] * 5
    assert "nhiều nhất" not in slips.text
    too_many = office.post(f"{page}phieu-moi/", {"unit": "", "each": "501", "out": "phieu"})
    assert too_many.status_code == 400
    entered = office.get(f"{page}nap-ket-qua/")
    assert "Đã làm phiếu mời" in entered.text
    assert office.post(f"{page}dong/").url == page
    assert all(answer in office.get(page).text for answer in COUNTS)


def test_it_costs_the_same_with_two_units_and_with_five(world: World, survey: Survey, acts: dict[str, Any]) -> None:
    make_invitations(survey, units=[world.truc_chinh], each=1, **acts)
    office = browser(world.thuong_truc)
    paths = [f"/cham-diem/khao-sat/{survey.pk}/", f"/cham-diem/{survey.criteria_set_id}/khao-sat/"]
    before = [statements_of(office, path) for path in paths]
    more = make_communes(world, 3)
    open_sheets(survey.criteria_set, more, **acts)
    make_invitations(survey, units=more, each=2, **acts)
    assert [statements_of(office, path) for path in paths] == before


def test_who_may_still_answer_is_given_more_days_with_a_reason_and_nobody_once_the_counts_are_seen(
    world: World, survey: Survey, acts: dict[str, Any]
) -> None:
    [(_unit, slip)] = make_invitations(survey, units=[world.co_le], each=1, **acts)
    client, page = browser(world.thuong_truc), f"/cham-diem/khao-sat/{survey.pk}/"
    assert f"{page}gia-han/" in client.get(page).text
    assert client.post(f"{page}gia-han/", {"closes_on": "25/11/2023", "reason": ""}).status_code == 400
    refused = client.post(f"{page}gia-han/", {"closes_on": "20/11/2023", "reason": "Mưa lũ"})
    assert (refused.status_code, "Phải sau hạn đang đặt" in refused.text) == (400, True)
    assert client.post(f"{page}gia-han/", {"closes_on": "25/11/2023", "reason": "Mưa lũ"}).status_code == 302
    assert Event.objects.get(verb="survey.extended").reason == "Mưa lũ"
    it_is(moment(2023, 11, 25))
    assert Client().get(f"/khao-sat/{slip}/").status_code == 200
    it_is(moment(2023, 11, 26))
    survey.refresh_from_db()
    again = {"closes_on": date(2023, 12, 1), "reason": "Ít phiếu", "actor": world.thuong_truc}
    assert "không gia hạn nữa" in refusal_of(lambda: extend_survey(survey, **again, at=moment(2023, 11, 26)))
