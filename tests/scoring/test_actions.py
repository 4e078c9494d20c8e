"""A sheet's way from the unit to publication: who may, when, and what is refused (II.2.đ, IV.4)."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories.scoring import (
    APPRAISED,
    GOOD,
    OPENED,
    POOR,
    PUBLISHED,
    SCORED,
    SIMPLE,
    appraised,
    make_communes,
    make_set,
    make_sheet,
    published,
)
from tests.factories.world import World

from thidua.audit.queries import events_of
from thidua.core.digest import digest_of
from thidua.core.errors import InputError, NotAllowed
from thidua.core.json_text import exact
from thidua.core.scoring import check_bundle
from thidua.scoring.actions import (
    appraise_sheet,
    create_criteria_set,
    define_component,
    enter_component_score,
    explain_sheet,
    give_component,
    open_sheets,
    publish_results,
    save_self_score,
    self_score,
)
from thidua.scoring.enums import SheetState
from thidua.scoring.models import Ranking, Sheet


def what(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in error.value.problems]


def test_the_whole_way_leaves_one_event_for_each_step(world: World) -> None:
    sheet = save_self_score(make_sheet(world), {"1.1": {"points": 9}}, actor=world.can_bo, at=SCORED)
    sheet = self_score(sheet, GOOD, actor=world.thu_truong, at=SCORED)
    with pytest.raises(NotAllowed) as refused:
        self_score(sheet, POOR, actor=world.can_bo, at=SCORED)
    assert refused.value.reason == "Phiếu đang ở trạng thái “Đã tự chấm” nên không tự chấm được nữa."
    sheet = appraise_sheet(sheet, POOR, note="Thiếu minh chứng.", actor=world.thuong_truc, at=APPRAISED)
    with pytest.raises(InputError) as empty:
        explain_sheet(sheet, explanation=" \n ", actor=world.can_bo, at=APPRAISED)
    assert what(empty) == ["explanation: chưa ghi nội dung giải trình."]
    sheet = explain_sheet(sheet, explanation="Đã bổ sung biên bản.", actor=world.can_bo, at=APPRAISED)
    sheet = appraise_sheet(sheet, GOOD, actor=world.thuong_truc, at=APPRAISED)
    publish_results(sheet.criteria_set, actor=world.thuong_truc, at=PUBLISHED)
    sheet.refresh_from_db()
    assert sheet.state == SheetState.PUBLISHED
    assert [(event.verb, event.reason) for event in reversed(events_of(sheet))] == [
        ("sheet.saved", ""),
        ("sheet.self_scored", ""),
        ("sheet.appraised", "Thiếu minh chứng."),
        ("sheet.explained", "Đã bổ sung biên bản."),
        ("sheet.appraised", ""),
        ("sheet.published", ""),
    ]


def test_the_event_of_an_appraisal_says_what_it_changed(world: World) -> None:
    sheet = appraised(world, dict(GOOD) | {"1.1": {"points": 8}})
    assert events_of(sheet)[0].new["changed"] == {"1.1": {"old": {"points": 9.5}, "new": {"points": 8}}}
    assert sheet.self_entries["1.1"] == {"points": 9.5}


def test_a_set_is_entered_once_a_year_by_the_secretariat_alone(world: World) -> None:
    said = {"definition": SIMPLE, "at": OPENED}
    made = create_criteria_set(world.huyen, year=2023, actor=world.thuong_truc, **said)
    assert [event.verb for event in events_of(made)] == ["criteria_set.created"]
    with pytest.raises(InputError) as twice:
        create_criteria_set(world.huyen, year=2023, actor=world.thuong_truc, **said)
    with pytest.raises(NotAllowed, match="Chỉ bộ phận thường trực"):
        create_criteria_set(world.huyen, year=2024, actor=world.can_bo, **said)
    assert what(twice) == ["year: bộ tiêu chí “cchc-xa” năm 2023 đã có."]


def test_opening_sheets_again_opens_those_that_are_missing(world: World) -> None:
    criteria_set = make_set(world)
    for units in ([world.truc_chinh], [world.truc_chinh, world.co_le]):
        open_sheets(criteria_set, units, actor=world.thuong_truc, at=OPENED)
    assert criteria_set.sheets.count() == 2


def test_only_the_unit_scores_itself(world: World) -> None:
    sheet = make_sheet(world)
    for actor in (world.nguoi_ngoai, world.thuong_truc):
        with pytest.raises(NotAllowed) as refused:
            self_score(sheet, GOOD, actor=actor, at=SCORED)
        assert refused.value.reason == "Chỉ cán bộ hoặc thủ trưởng của đơn vị được tự chấm phiếu của đơn vị."


def test_a_sheet_is_handed_in_with_every_criterion_scored_or_said_not_to_apply(world: World) -> None:
    sheet = make_sheet(world)
    with pytest.raises(InputError) as blank:
        self_score(sheet, {}, actor=world.can_bo, at=SCORED)
    assert what(blank) == ["1.1: chưa chấm.", "1.2: chưa chấm."]
    self_score(sheet, {**GOOD, "1.2": {"not_applicable": True}}, actor=world.can_bo, at=SCORED)


def test_every_entry_that_does_not_fit_is_named_at_once(world: World) -> None:
    with pytest.raises(InputError) as wrong:
        save_self_score(
            make_sheet(world),
            {"1.1": {"points": 11}, "1.2": {"numerator": 3, "denominator": 0}, "9.9": {"points": 1}},
            actor=world.can_bo,
            at=SCORED,
        )
    assert what(wrong) == [
        "units[0].entries.1.1: 11 điểm vượt điểm tối đa 10.",
        "units[0].entries.1.2: mẫu số bằng 0 nhưng tử số khác 0.",
        "units[0].entries.9.9: bộ tiêu chí không có mã “9.9”.",
    ]


def test_a_unit_that_hands_in_nothing_is_appraised_too(world: World) -> None:
    sheet = appraise_sheet(make_sheet(world), POOR, actor=world.thuong_truc, at=APPRAISED)
    assert (sheet.state, sheet.self_entries) == (SheetState.APPRAISED, {})


def test_only_an_appraisal_is_explained(world: World) -> None:
    sheet = make_sheet(world)
    for state in (SheetState.OPEN, SheetState.SELF_SCORED, SheetState.EXPLAINED, SheetState.PUBLISHED):
        Sheet.objects.filter(pk=sheet.pk).update(state=state)
        with pytest.raises(NotAllowed, match="Chỉ giải trình được khi phiếu đã thẩm định"):
            explain_sheet(sheet, explanation="Có minh chứng.", actor=world.can_bo, at=APPRAISED)


def test_nothing_is_published_before_every_sheet_is_appraised(world: World) -> None:
    criteria_set = make_set(world)
    with pytest.raises(InputError) as none:
        publish_results(criteria_set, actor=world.thuong_truc, at=PUBLISHED)
    open_sheets(criteria_set, [world.truc_chinh, world.co_le], actor=world.thuong_truc, at=OPENED)
    with pytest.raises(InputError) as waiting:
        publish_results(criteria_set, actor=world.thuong_truc, at=PUBLISHED)
    assert what(none) == ["sheets: Bộ tiêu chí chưa có phiếu nào."]
    assert what(waiting) == ["sheets: Còn 2 phiếu chưa thẩm định: UBND xã Trực Chính, UBND thị trấn Cổ Lễ."]


def test_publication_happens_once_and_closes_every_sheet(world: World) -> None:
    publication = published(world, {world.truc_chinh: GOOD})
    sheet = publication.criteria_set.sheets.get()
    with pytest.raises(NotAllowed) as twice:
        publish_results(publication.criteria_set, actor=world.thuong_truc, at=PUBLISHED)
    with pytest.raises(NotAllowed) as late:
        appraise_sheet(sheet, POOR, actor=world.thuong_truc, at=PUBLISHED)
    assert twice.value.reason == "Kết quả đã công bố lúc 09:00 29/11/2023."
    assert late.value.reason == "Kết quả đã công bố nên không thẩm định lại được."


def test_the_digest_is_that_of_the_input_as_the_database_keeps_it(world: World) -> None:
    publication = published(world, {world.truc_chinh: GOOD, world.co_le: {**GOOD, "1.1": {"points": 2.0}}})
    publication.refresh_from_db()
    assert digest_of(publication.bundle) == publication.sha256
    check = check_bundle(exact(publication.bundle))
    assert (check.problems, check.published["by"]) == ((), "UBND huyện Trực Ninh")


def test_ties_share_a_rank_and_who_is_not_fully_scored_has_none(world: World) -> None:
    first, second, third, fourth = make_communes(world, 4)
    published(world, {first: GOOD, second: POOR, third: GOOD, fourth: {"1.1": {"points": 10}}})
    lines = {line.unit: line for line in Ranking.objects.select_related("unit")}
    assert {unit.name[-2:]: (line.rank, line.of_units, line.points) for unit, line in lines.items()} == {
        "01": (1, 3, Decimal("19.13")),
        "02": (3, 3, Decimal(10)),
        "03": (1, 3, Decimal("19.13")),
        "04": (None, 3, None),
    }
    assert lines[fourth].detail["reason"] == "Chưa xếp hạng: còn 1 tiêu chí chưa chấm (1.2)."


def test_components_are_named_given_and_scored_by_the_secretariat(world: World) -> None:
    by = {"actor": world.thuong_truc, "at": OPENED}
    component = define_component(world.huyen, code="2.1", name="Chỉ số", maximum=Decimal(4), **by)
    give_component(component, world.van_hoa, year=2023, decision="210/QĐ-UBND", **by)
    score = enter_component_score(component, year=2023, points=Decimal("3.5"), published_on=date(2023, 11, 1), **by)
    assert [event.verb for event in events_of(score)] == ["component.scored"]
    score = enter_component_score(component, year=2023, points=Decimal("3.25"), published_on=date(2023, 11, 1), **by)
    assert component.scores.get().points == Decimal("3.25")  # corrected, with the old figure on record
    assert (events_of(score)[0].old, events_of(score)[0].new["points"]) == ({"points": "3.500"}, "3.25")
    with pytest.raises(InputError) as above:
        enter_component_score(component, year=2022, points=Decimal("4.5"), published_on=date(2023, 11, 1), **by)
    with pytest.raises(InputError) as again:
        give_component(component, world.van_hoa, year=2023, decision="211/QĐ-UBND", **by)
    with pytest.raises(InputError) as same:
        define_component(world.huyen, code="2.1", name="Chỉ số", maximum=Decimal(4), **by)
    assert [what(error) for error in (above, again, same)] == [
        ["points: điểm 4,5 của chỉ số 2.1 nằm ngoài 0–4."],
        ["unit: Phòng Văn hóa và Thông tin đã được giao chỉ số 2.1 năm 2023."],
        ["code: chỉ số 2.1 đã có."],
    ]
