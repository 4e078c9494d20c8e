"""What would follow if a threshold, an item's points or a rule were another."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.core.scoring.files import Raw, criterion, field, file, unit

from thidua.core.eligibility import Nominee, Setting, evaluate, parse_facts, prepare
from thidua.core.errors import InputError
from thidua.core.money import award_money
from thidua.core.movement.guidance import guidance_from
from thidua.core.scoring.table import Table, Trial
from thidua.core.what_if import TRIED, Effect, WhatIf
from thidua.legal import load_law
from thidua.plans import load_movement

ON = date(2023, 12, 20)
JUDGED = {"ket_luan": True, "boi": "Chủ tịch UBND huyện", "ly_do": "Biên bản ngày 08/12/2023"}
MET: Raw = {
    "ke_hoach_don_vi": "2023-01-10",
    "lanh_dao": JUDGED,
    "tuyen_truyen": {"so_hoat_dong": 9, "so_hinh_thuc": 4},
    "tuyen_truyen_danh_gia": JUDGED,
    "nhiem_vu": {"giao": 10, "hoan_thanh": 10, "dung_han": 10, "tra_lai": 0},
    "chi_so_thanh_phan": [],
    "sang_kien": [{"so": "1/QĐ", "ngay_cong_nhan": "2023-10-05", "hoi_dong": "huyen"}],
    "ky_luat": [],
    "dang_xem_xet": [],
}
GUIDANCE = {
    "tuyen_truyen.so_hinh_thuc_toi_thieu": 3,
    "nhiem_vu.ty_le_dung_han_toi_thieu": 90,
    "xep_hang.hang_toi_da": 2,
    "xep_hang.tang_bac_toi_thieu": 3,
}
POINTS = {"a": 95, "b": 90, "c": 85, "d": 80, "e": 75}
BEFORE = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}


def nominee(code: str, **facts: Any) -> Nominee:
    ranking = {"hang_nam_truoc": BEFORE.get(code), "so_sanh_duoc": True}
    raw = {"id": code, "kind": "tap_the", "name": f"Xã {code}", "facts": {**MET, "xep_hang": ranking, **facts}}
    return parse_facts(raw, "")


def setting() -> Setting:
    guidance = guidance_from(GUIDANCE, where="", set_by="Hướng dẫn 1/HD")
    return prepare(load_movement("truc-ninh-2021-2025"), round_id="hang-nam-2023", guidance=guidance)


def money(one: Nominee) -> int:
    return award_money(load_law(), form="giay_khen_huyen", kind=one.kind, on=ON).amount


def what_if(*nominees: Nominee) -> WhatIf:
    units = [unit(code, {"c": {"points": given}, "p": {"value": True}}) for code, given in POINTS.items()]
    fields = [field("I", criterion("c", 100, {"kind": "fixed"}), criterion("p", 5, {"kind": "boolean"}))]
    return WhatIf(Table.of(file(fields, units)), nominees or tuple(map(nominee, POINTS)), setting(), money)


def who(effect: Effect, way: str) -> list[str]:
    return [one.nominee.id for one in effect.nominees if getattr(one, way)]


def test_nothing_tried_changes_nothing() -> None:
    effect = what_if().tried()
    assert (effect.qualified_before, effect.qualified_now) == (2, 2)
    assert effect.cost_before == effect.cost_now == 2 * money(nominee("a"))
    assert [one.is_changed for one in effect.units] == [False] * 5
    assert (who(effect, "gains"), who(effect, "loses")) == ([], [])


def test_a_threshold_moved_says_who_gains_and_what_it_costs() -> None:
    effect = what_if().tried(guidance={"xep_hang.hang_toi_da": 4})
    assert who(effect, "gains") == ["c", "d"]
    assert (effect.qualified_before, effect.qualified_now) == (2, 4)
    assert effect.cost_now - effect.cost_before == 2 * money(nominee("a"))
    gained = effect.nominees[2]
    assert gained.changed == ("tap_the.5",)
    assert gained.now.criteria[4].threshold_source is not None
    assert TRIED in gained.now.criteria[4].threshold_source


@pytest.mark.parametrize(
    ("guidance", "qualified"),
    [({"xep_hang.hang_toi_da": 1}, 1), ({"xep_hang.hang_toi_da": None, "xep_hang.ty_le_toi_da": 60}, 3)],
)
def test_a_share_or_a_rank_can_be_tried(guidance: Raw, qualified: int) -> None:
    assert what_if().tried(guidance=guidance).qualified_now == qualified


def test_points_of_an_item_move_ranks_and_verdicts() -> None:
    effect = what_if().tried(Trial(entries={"e": {"c": {"points": 100}}}))
    assert (who(effect, "gains"), who(effect, "loses")) == (["e"], ["b"])
    moved = {one.code: (one.before.rank, one.now.rank) for one in effect.units if one.is_changed}
    assert moved == {"a": (1, 2), "b": (2, 3), "c": (3, 4), "d": (4, 5), "e": (5, 1)}
    assert (effect.units[4].before.points, effect.units[4].now.points) == (80, 105)


def test_a_leap_counts_as_the_plan_says() -> None:
    """III.2.a/tap-the/5: a high rank or a leap; e climbs from 5 to 2 of last year's five."""
    effect = what_if().tried(Trial(entries={"e": {"c": {"points": 92}}}), {"xep_hang.hang_toi_da": 1})
    assert who(effect, "gains") == ["e"]
    assert effect.nominees[4].now.criteria[4].reason.count("vượt bậc") > 0


def test_a_rule_can_be_tried_for_everybody() -> None:
    effect = what_if().tried(Trial(criteria={"p": {"max": 20}}))
    assert {one.now.points for one in effect.units} == {115, 110, 105, 100, 95}
    assert effect.units[0].now.index == Decimal("95.83")


def test_another_weight_of_an_item_keeps_everybodys_share_of_its_points() -> None:
    effect = what_if().tried(Trial(weights={"c": Decimal("33.3")}, points={"e": {"c": Decimal(33)}}))
    assert [one.now.points for one in effect.units] == [Decimal(n) for n in ("36.64", "34.97", "33.31", "31.64", "38")]
    assert {one.now.maximum for one in effect.units} == {Decimal("38.3")}
    assert (effect.units[4].now.rank, who(effect, "gains")) == (1, ["e"])


@pytest.mark.parametrize(
    ("trial", "where"),
    [
        (Trial(weights={"x": Decimal(1)}), "x: bộ tiêu chí không có mã này"),
        (Trial(weights={"c": Decimal(0)}), "c: điểm tối đa cũ và mới phải lớn hơn 0"),
        (Trial(points={"e": {"x": Decimal(1)}}), "x: bộ tiêu chí không có mã này"),
        (Trial(points={"x": {"c": Decimal(1)}}), "x: không có đơn vị nào mã như vậy"),
    ],
)
def test_what_is_not_there_cannot_be_tried(trial: Trial, where: str) -> None:
    with pytest.raises(InputError) as refused:
        what_if().tried(trial)
    assert [str(problem).startswith(where) for problem in refused.value.problems] == [True]


def test_what_is_tried_is_what_would_be_judged_for_good() -> None:
    guidance = guidance_from({**GUIDANCE, "xep_hang.hang_toi_da": 3}, where="", set_by=TRIED)
    effect = what_if().tried(guidance={"xep_hang.hang_toi_da": 3})
    ranking = {"hang": 3, "so_don_vi": 5, "hang_nam_truoc": 3, "so_sanh_duoc": True}
    movement = load_movement("truc-ninh-2021-2025")
    alone = evaluate(movement, round_id="hang-nam-2023", nominee=nominee("c", xep_hang=ranking), guidance=guidance)
    assert effect.nominees[2].now.verdict == alone.verdict
    assert effect.nominees[2].now.criteria[4].reason == alone.criteria[4].reason


def test_nothing_is_saved_and_a_second_try_starts_from_the_same() -> None:
    known = what_if()
    first = known.tried(Trial(entries={"e": {"c": {"points": 100}}}))
    assert known.tried().units == tuple(type(one)(one.code, one.name, one.before, one.before) for one in first.units)


def test_a_nominee_whom_no_set_ranks_is_judged_as_it_was() -> None:
    office = nominee("phong", xep_hang={"khong_xep": True, "ly_do": "không có bộ tiêu chí"})
    stranger = nominee("z")
    effect = what_if(office, stranger).tried(Trial(entries={"e": {"c": {"points": 100}}}))
    assert [one.before == one.now for one in effect.nominees] == [True, True]


def test_scores_alone_can_be_tried_without_a_round() -> None:
    known = what_if()
    effect = WhatIf(known.table).tried(Trial(entries={"e": {"c": None}}), {"xep_hang.hang_toi_da": 1})
    assert (effect.nominees, effect.cost_now) == ((), 0)
    assert effect.units[4].now == type(effect.units[4].now)(None, None, None, Decimal(105))


def test_a_threshold_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(InputError, match=r"xep_hang\.hang_toi_da"):
        what_if().tried(guidance={"xep_hang.hang_toi_da": "ba"})
