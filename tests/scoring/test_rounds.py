"""A round: five dates for each block, offices that own fields, sheets locked and opened by hand with a reason."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import OPENED, SIMPLE, make_set, make_sheet
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, make_user, moment

from thidua.accounts.models import User
from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.enums import Role
from thidua.scoring.actions import (
    appraise_fields,
    appraise_sheet,
    charge_office,
    explain_sheet,
    extend_appraisal,
    lock_sheet,
    save_self_score,
    self_score,
    set_timetable,
    unlock_sheet,
)
from thidua.scoring.enums import SheetState
from thidua.scoring.models import AppraisalExtension, Sheet, Timetable
from thidua.scoring.rounds import steps_of

DATES = {
    "self_scoring_from": date(2023, 11, 17),
    "self_scoring_until": date(2023, 11, 22),
    "appraisal_until": date(2023, 11, 25),
    "explanation_until": date(2023, 11, 27),
    "reappraisal_until": date(2023, 11, 28),
}
TWO_FIELDS: dict[str, Any] = SIMPLE | {
    "fields": [
        {"code": "I", "name": "Chỉ đạo", "criteria": [SIMPLE["fields"][0]["criteria"][0]]},
        {"code": "II", "name": "Thủ tục", "criteria": [SIMPLE["fields"][0]["criteria"][1]]},
    ]
}
GOOD = {"1.1": {"points": 9.5}, "1.2": {"numerator": 79, "denominator": 82}}
FIRST_DAY, LAST_DAY, TOO_LATE = moment(2023, 11, 17), moment(2023, 11, 22, 23), moment(2023, 11, 23, 0)


def timed(world: World, definition: Any = SIMPLE, block: str = "") -> Sheet:
    sheet = make_sheet(world, definition)
    Timetable.objects.create(criteria_set=sheet.criteria_set, block=block, **DATES)
    return sheet


def officer(world: World) -> User:
    """Somebody at Phòng Văn hóa và Thông tin, which owns field II."""
    return make_user(make_person("Trần Thị Văn", world.van_hoa), "van_hoa", (Role.CAN_BO, world.van_hoa))


@starts_with(timed)
def test_a_sheet_is_scored_from_the_first_day_to_the_end_of_the_last(world: World, start: Sheet) -> None:
    with pytest.raises(NotAllowed) as early:
        save_self_score(start, GOOD, actor=world.can_bo, at=moment(2023, 11, 16))
    save_self_score(start, GOOD, actor=world.can_bo, at=FIRST_DAY)
    save_self_score(start, GOOD, actor=world.can_bo, at=LAST_DAY)
    with pytest.raises(NotAllowed) as late:
        self_score(start, GOOD, actor=world.can_bo, at=TOO_LATE)
    assert [early.value.reason, late.value.reason] == [
        "Đợt tự chấm mở từ ngày 17/11/2023.",
        "Hạn tự chấm đã hết ngày 22/11/2023. Đề nghị bộ phận thường trực mở khóa phiếu, nêu lý do.",
    ]


def test_a_block_goes_by_its_own_dates_the_rest_by_the_general_ones(world: World) -> None:
    sheet = timed(world, block="xa")
    later = {name: day.replace(month=12) for name, day in DATES.items()}
    set_timetable(sheet.criteria_set, block="", actor=world.thuong_truc, at=OPENED, **later)
    with pytest.raises(NotAllowed, match="Hạn tự chấm đã hết ngày 22/11/2023"):
        save_self_score(sheet, GOOD, actor=world.can_bo, at=TOO_LATE)
    Timetable.objects.filter(block="xa").update(block="thi_tran")
    with pytest.raises(NotAllowed, match="Đợt tự chấm mở từ ngày 17/12/2023"):
        save_self_score(sheet, GOOD, actor=world.can_bo, at=TOO_LATE)


@starts_with(timed)
def test_a_sheet_not_handed_in_is_appraised_when_its_time_is_over(world: World, start: Sheet) -> None:
    with pytest.raises(NotAllowed, match="Đơn vị còn tự chấm đến hết ngày 22/11/2023"):
        appraise_sheet(start, GOOD, actor=world.thuong_truc, at=LAST_DAY)
    assert appraise_sheet(start, GOOD, actor=world.thuong_truc, at=TOO_LATE).state == SheetState.APPRAISED


def test_an_appraisal_is_answered_until_its_day(world: World) -> None:
    sheet = self_score(timed(world), GOOD, actor=world.can_bo, at=FIRST_DAY)
    sheet = appraise_sheet(sheet, GOOD, actor=world.thuong_truc, at=TOO_LATE)
    with pytest.raises(NotAllowed, match="Hạn giải trình đã hết ngày 27/11/2023"):
        explain_sheet(sheet, explanation="Có biên bản.", actor=world.can_bo, at=moment(2023, 11, 28))
    explain_sheet(sheet, explanation="Có biên bản.", actor=world.can_bo, at=moment(2023, 11, 27, 23))


def test_each_appraisal_ends_with_its_day_unless_a_later_one_was_given_with_a_reason(world: World) -> None:
    sheet = self_score(timed(world, TWO_FIELDS), GOOD, actor=world.can_bo, at=FIRST_DAY)
    charge_office(sheet.criteria_set, field="II", unit=world.van_hoa, actor=world.thuong_truc, at=OPENED)
    office, owner, of_set = {"actor": world.thuong_truc}, {"actor": officer(world)}, sheet.criteria_set
    after_first, after_second = moment(2023, 11, 26), moment(2023, 11, 29)
    for act in (
        lambda: appraise_sheet(sheet, GOOD, at=after_first, **office),
        lambda: appraise_fields(sheet, {"1.2": GOOD["1.2"]}, at=after_first, **owner),
    ):
        with pytest.raises(
            NotAllowed, match=r"Hạn thẩm định lần 1 đã hết ngày 25/11/2023\. Bộ phận thường trực gia hạn"
        ):
            act()
    first = {"step": "appraisal", "until": date(2023, 11, 26), "reason": "Chờ số liệu của tỉnh."}
    extend_appraisal(of_set, unit=world.co_le, at=after_first, **first, **office)
    with pytest.raises(NotAllowed, match="Hạn thẩm định lần 1"):  # another unit's
        appraise_sheet(sheet, GOOD, at=after_first, **office)
    row = extend_appraisal(of_set, unit=world.truc_chinh, at=after_first, **first, **office)
    assert events_of(row)[0].reason == "Chờ số liệu của tỉnh."
    appraise_fields(sheet, {"1.2": GOOD["1.2"]}, at=after_first, **owner)
    sheet = appraise_sheet(sheet, GOOD, at=after_first, **office)

    sheet = appraise_sheet(sheet, GOOD, at=moment(2023, 11, 28, 23), **office)
    with pytest.raises(NotAllowed, match="Hạn thẩm định lần 2 đã hết ngày 28/11/2023"):
        appraise_sheet(sheet, GOOD, at=after_second, **office)
    it_is(after_second)
    client, page = browser(world.thuong_truc), f"/cham-diem/{of_set.pk}/dot-cham/"
    said = {"unit": "", "step": "reappraisal", "until": "30/11/2023", "reason": " "}
    assert client.post(f"{page}gia-han/", said).status_code == 400
    assert client.post(f"{page}gia-han/", said | {"reason": "Đơn vị kiến nghị."}).url == page
    assert "Đơn vị kiến nghị." in client.get(page).text
    assert appraise_sheet(sheet, GOOD, at=after_second, **office).state == SheetState.APPRAISED
    with pytest.raises(InputError, match="ngày 28/11/2023 đã qua"):
        extend_appraisal(of_set, unit=None, at=after_second, **(first | {"until": date(2023, 11, 28)}), **office)
    with pytest.raises(NotAllowed, match="Chỉ bộ phận thường trực"):
        extend_appraisal(of_set, unit=None, at=after_second, **first, **owner)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        AppraisalExtension.objects.update(until=date(2024, 1, 1))


def test_dates_follow_each_other_in_the_action_and_in_the_database(world: World) -> None:
    criteria_set = make_set(world)
    wrong = DATES | {"explanation_until": DATES["appraisal_until"]}
    with pytest.raises(InputError) as refused:
        set_timetable(criteria_set, actor=world.thuong_truc, at=OPENED, **wrong)
    assert [str(each) for each in refused.value.problems] == [
        "explanation_until: ngày 25/11/2023 phải sau ngày 25/11/2023 của bước trước. Sửa một trong hai ngày."
    ]
    with pytest.raises(IntegrityError, match="timetable_in_order"), transaction.atomic():
        Timetable.objects.create(criteria_set=criteria_set, **wrong)


@starts_with(timed)
def test_changed_dates_leave_the_old_ones_on_record(world: World, start: Sheet) -> None:
    row = set_timetable(
        start.criteria_set, actor=world.thuong_truc, at=OPENED, **(DATES | {"self_scoring_until": date(2023, 11, 23)})
    )
    event = events_of(row)[0]
    assert (event.old["self_scoring_until"], event.new["self_scoring_until"]) == ("2023-11-22", "2023-11-23")


@starts_with(timed)
def test_a_sheet_is_opened_past_its_day_and_locked_with_a_reason(world: World, start: Sheet) -> None:
    sheet, by = start, {"actor": world.thuong_truc, "at": TOO_LATE}
    unlock_sheet(sheet, open_until=date(2023, 11, 24), reason="Mất điện ngày 22/11.", **by)
    save_self_score(sheet, GOOD, actor=world.can_bo, at=moment(2023, 11, 24, 22))
    with pytest.raises(NotAllowed, match="Hạn tự chấm đã hết"):
        save_self_score(sheet, GOOD, actor=world.can_bo, at=moment(2023, 11, 25))
    lock_sheet(sheet, reason="Đơn vị đề nghị dừng.", **by)
    with pytest.raises(NotAllowed, match="đã khóa phiếu"):
        save_self_score(sheet, GOOD, actor=world.can_bo, at=moment(2023, 11, 24))
    with pytest.raises(InputError, match="chưa ghi lý do"):
        unlock_sheet(sheet, open_until=date(2023, 11, 24), reason=" ", **by)
    with pytest.raises(NotAllowed, match="Chỉ bộ phận thường trực"):
        unlock_sheet(sheet, open_until=date(2023, 11, 24), reason="Tự mở.", actor=world.can_bo, at=TOO_LATE)
    told = {event.verb: event.reason for event in events_of(sheet)}
    assert (told["sheet.locked"], told["sheet.unlocked"]) == ("Đơn vị đề nghị dừng.", "Mất điện ngày 22/11.")


def charged(world: World) -> Sheet:
    """A sheet handed in, of whose two fields Phòng Văn hóa và Thông tin owns the second."""
    sheet = make_sheet(world, TWO_FIELDS)
    charge_office(sheet.criteria_set, field="II", unit=world.van_hoa, actor=world.thuong_truc, at=OPENED)
    return self_score(sheet, GOOD, actor=world.can_bo, at=FIRST_DAY)


@starts_with(charged)
def test_the_office_that_owns_a_field_appraises_it_and_nothing_else(world: World, start: Sheet) -> None:
    sheet, by = start, {"actor": officer(world), "at": TOO_LATE}
    half = {"numerator": 41, "denominator": 82}
    sheet = appraise_fields(sheet, {"1.2": half}, note="Theo Cổng dịch vụ công.", **by)
    assert sheet.state == SheetState.SELF_SCORED
    assert sheet.appraised_entries == GOOD | {"1.2": half}
    assert events_of(sheet)[0].reason == "II. Theo Cổng dịch vụ công."
    with pytest.raises(InputError, match="không thuộc lĩnh vực được giao"):
        appraise_fields(sheet, {"1.1": {"points": 1}}, **by)
    with pytest.raises(NotAllowed, match="Chỉ cơ quan được giao lĩnh vực"):
        appraise_fields(sheet, {"1.2": half}, actor=world.nguoi_ngoai, at=TOO_LATE)


def test_an_office_appraises_only_what_was_handed_in(world: World) -> None:
    sheet = make_sheet(world, TWO_FIELDS)
    charge_office(sheet.criteria_set, field="II", unit=world.van_hoa, actor=world.thuong_truc, at=OPENED)
    with pytest.raises(NotAllowed, match="Đơn vị chưa nộp phiếu"):
        appraise_fields(sheet, {}, actor=officer(world), at=TOO_LATE)
    with pytest.raises(InputError, match="không có lĩnh vực “III”"):
        charge_office(sheet.criteria_set, field="III", unit=world.van_hoa, actor=world.thuong_truc, at=OPENED)


@starts_with(charged)
def test_the_office_does_so_on_a_page_that_shows_its_field_alone(world: World, start: Sheet) -> None:
    it_is(TOO_LATE)
    client, page = browser(officer(world)), f"/cham-diem/phieu/{start.pk}/"
    form = client.get(f"{page}tham-dinh-linh-vuc/")
    assert [criterion.code for criterion in form.context["form"].criteria_set.criteria] == ["1.2"]
    typed = {"base": form.context["form"].base_text, "c0_numerator": "41", "c0_denominator": "82"}
    assert client.post(f"{page}tham-dinh-linh-vuc/", typed).url == page
    [line] = browser(world.thuong_truc).get(page).context["fields"]
    assert (line.code, line.office, line.at.date()) == (
        "II",
        "Phòng Văn hóa và Thông tin",
        date(2023, 11, 22),
    )  # in UTC


def test_the_secretariat_sets_up_a_round_on_the_pages(world: World) -> None:
    it_is(OPENED)
    criteria_set, client = make_set(world, TWO_FIELDS), browser(world.thuong_truc)
    page = f"/cham-diem/{criteria_set.pk}/dot-cham/"
    dates = {name: day.strftime("%d/%m/%Y") for name, day in DATES.items()}
    assert client.post(f"{page}lich/", dates | {"block": "xa"}).url == page
    assert client.post(f"{page}giao-linh-vuc/", {"field": "II", "unit": world.van_hoa.pk}).url == page
    wrong = client.post(f"{page}lich/", dates | {"explanation_until": "01/11/2023"})
    assert (wrong.status_code, "phải sau ngày 25/11/2023" in wrong.text) == (400, True)
    shown = browser(world.can_bo).get(page)
    [(table, steps)] = shown.context["tables"]
    assert (table.block, [step.state for step in steps]) == ("xa", ["round.planned"] * 4)
    assert [line.office for line in shown.context["fields"]] == ["", "Phòng Văn hóa và Thông tin"]


@starts_with(timed)
def test_a_step_begins_when_the_one_before_is_over(start: Sheet) -> None:
    expected = {
        date(2023, 11, 17): ["running", "round.planned", "round.planned", "round.planned"],
        date(2023, 11, 23): ["done", "running", "round.planned", "round.planned"],
        date(2023, 11, 28): ["done", "done", "done", "running"],
        date(2023, 11, 29): ["done", "done", "done", "done"],
    }
    timetable = start.criteria_set.timetables.get()
    assert {day: [step.state for step in steps_of(timetable, day)] for day in expected} == expected


@starts_with(timed)
def test_the_page_of_a_round_costs_the_same_with_one_block_and_with_three(world: World, start: Sheet) -> None:
    it_is(OPENED)
    client = browser(world.thuong_truc)
    page = f"/cham-diem/{start.criteria_set_id}/dot-cham/"
    before = statements_of(client, page)
    for block in ("xa", "thi_tran"):
        Timetable.objects.create(criteria_set=start.criteria_set, block=block, **DATES)
    charge_office(start.criteria_set, field="I", unit=world.van_hoa, actor=world.thuong_truc, at=OPENED)
    assert statements_of(client, page) == before
