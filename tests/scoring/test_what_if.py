"""Trying a threshold or the points of an item: who would meet III.2.a/tap-the/5, and nothing is kept."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import GOOD, POOR, SIMPLE, make_communes, make_set, published
from tests.factories.starting import starts_with
from tests.factories.world import World, moment
from tests.guards.walk import fingerprint

from thidua.core.json_text import exact
from thidua.core.scoring import parse_scoring, score
from thidua.core.scoring.table import Table, Trial
from thidua.scoring.models import Publication, Ranking
from thidua.scoring.what_if import answer

DAY = moment(2023, 12, 1)


@pytest.fixture
def world(world: World) -> World:
    """It is 1 December 2023."""
    it_is(DAY)
    return world


def three(world: World) -> Publication:
    """Ranks 1, 2, 3 this year; the second was third the year before."""
    first, second, third = make_communes(world, 3)
    middle = {"1.1": {"points": 8}, "1.2": {"numerator": 1, "denominator": 2}}
    published(world, {first: GOOD, second: POOR, third: middle}, year=2022, at=moment(2022, 11, 29))
    return published(world, {first: GOOD, second: middle, third: POOR})


def tried(world: World, publication: Publication, **asked: Any) -> Any:
    """What is answered, without the page around it."""
    path, part = f"/cham-diem/{publication.criteria_set_id}/neu-nhu/", {"X-Requested-With": "part"}
    return browser(world.thuong_truc).get(path, asked, headers=part)


def outcomes(response: Any) -> list[tuple[str, int | None, str]]:
    return [
        (line.line.unit.name[-2:], line.then.place.rank, line.then.outcome) for line in response.context["answer"].lines
    ]


@starts_with(three)
def test_without_a_threshold_decided_nobody_is_said_to_meet_the_standard(world: World, start: Publication) -> None:
    answer = tried(world, start).context["answer"]
    assert (answer.met_now, answer.met_then) == (0, 0)
    assert {line.now.outcome for line in answer.lines} == {"chua_du_can_cu"}


@starts_with(three)
def test_a_threshold_says_at_once_who_would_meet_the_standard(world: World, start: Publication) -> None:
    thresholds: tuple[tuple[dict[str, Any], list[str]], ...] = (
        ({"hang_toi_da": 2, "tang_bac_toi_thieu": 5}, ["dat", "dat", "khong_dat"]),
        ({"ty_le_toi_da": "34", "tang_bac_toi_thieu": 5}, ["dat", "khong_dat", "khong_dat"]),
        ({"hang_toi_da": 1, "tang_bac_toi_thieu": 1}, ["dat", "dat", "khong_dat"]),
    )
    for asked, found in thresholds:
        response = tried(world, start, **asked)
        assert [outcome for _name, _rank, outcome in outcomes(response)] == found
        answer = response.context["answer"]
        assert answer.cost_then == answer.met_then * answer.money > 0


@starts_with(three)
def test_another_weight_of_a_criterion_makes_sums_and_ranks_anew_and_nothing_is_kept(
    world: World, start: Publication
) -> None:
    """1.2 at 30 instead of 10: 9.63 → 28.89 of the first, 5 → 15 of the others."""
    before = fingerprint()
    response = tried(world, start, hang_toi_da=1, tieu_chi="1.2", toi_da="30")
    assert fingerprint() == before
    points = [line.then.place.points for line in response.context["answer"].lines]
    assert points == [Decimal("38.39"), 23, 20]
    assert response.context["answer"].lines[0].then.place.maximum == 40


@starts_with(three)
def test_other_points_of_one_unit_move_it_and_those_it_passes(world: World, start: Publication) -> None:
    last = Ranking.objects.get(publication=start, rank=3).unit_id
    response = tried(world, start, tieu_chi="1.1", don_vi=last, diem="10")
    assert [(name, rank) for name, rank, _outcome in outcomes(response)] == [("01", 1), ("03", 2), ("02", 3)]
    assert [line.moved for line in response.context["answer"].lines] == [0, 1, -1]


@starts_with(three)
def test_what_cannot_be_tried_is_said(world: World, start: Publication) -> None:
    client = browser(world.thuong_truc)
    for asked, sentence in (
        ({"toi_da": "5"}, "Chọn tiêu chí cần thử."),
        ({"tieu_chi": "1.1", "toi_da": "0"}, "Điểm tối đa phải lớn hơn 0."),
        ({"tieu_chi": "1.1", "diem": "1"}, "Chọn đơn vị cần thử."),
        ({"hang_toi_da": "0"}, "1"),
    ):
        response = client.get(f"/cham-diem/{start.criteria_set_id}/neu-nhu/", asked)
        assert (response.status_code, sentence in response.text) == (400, True), asked


@starts_with(three)
def test_the_page_asks_for_the_answer_alone(world: World, start: Publication) -> None:
    path = f"/cham-diem/{start.criteria_set_id}/neu-nhu/?hang_toi_da=2"
    part = browser(world.chu_tich).get(path, headers={"X-Requested-With": "part"}).text
    assert ("<html" in part, "UBND xã Mẫu 01" in part) == (False, True)


@starts_with(three)
def test_who_neither_prepares_nor_decides_the_guidance_tries_nothing(world: World, start: Publication) -> None:
    response = browser(world.can_bo).get(f"/cham-diem/{start.criteria_set_id}/neu-nhu/")
    assert (response.status_code, "Chỉ bộ phận thường trực và Chủ tịch UBND" in response.text) == (403, True)


def test_before_publication_there_is_nothing_to_try(world: World) -> None:
    page = browser(world.thuong_truc).get(f"/cham-diem/{make_set(world).pk}/neu-nhu/")
    assert "Tính thử được sau khi kết quả được công bố." in page.text


def test_the_page_costs_the_same_with_one_unit_and_with_many(world: World) -> None:
    client, found = browser(world.thuong_truc), set()
    for count, year in ((1, 2021), (4, 2023)):
        known = published(world, dict.fromkeys(make_communes(world, count), GOOD), year=year).criteria_set_id
        found.add(statements_of(client, f"/cham-diem/{known}/neu-nhu/?hang_toi_da=2"))
    assert len(found) == 1


POINTS = st.lists(st.integers(0, 1000).map(lambda cents: cents / 100), min_size=2, max_size=2)


@given(st.lists(POINTS, min_size=1, max_size=8), st.integers(1, 4000))
def test_a_trial_agrees_with_scoring_everything_again(sheets: list[list[float]], cents: int) -> None:
    """Fixed points: another maximum and scaled points, scored by the whole engine."""
    fixed = [{"code": code, "max": 10, "rule": {"kind": "fixed"}} for code in ("1.1", "1.2")]
    definition = SIMPLE | {"fields": [{"code": "I", "criteria": fixed}]}
    units = [
        {
            "code": str(at),
            "entries": {code: {"points": points} for code, points in zip(("1.1", "1.2"), sheet, strict=True)},
        }
        for at, sheet in enumerate(sheets)
    ]
    lines = [Ranking(unit_id=at) for at in range(len(units))]
    table = Table.of(exact({"set": definition, "units": units}))
    found = answer(table, lines, Trial(weights={"1.2": Decimal(cents) / 100}), {}, None)
    again = SIMPLE | {"fields": [{"code": "I", "criteria": [fixed[0], fixed[1] | {"max": cents / 100}]}]}
    for unit in units:
        share = Decimal(str(unit["entries"]["1.2"]["points"])) * Decimal(cents) / 1000
        unit["entries"]["1.2"] = {"points": float(share.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP"))}
    whole = score(parse_scoring(exact({"set": again, "units": units})))
    assert {int(each.code): (each.points, each.max, each.index, each.rank) for each in whole} == {
        line.line.unit_id: (place.points, place.maximum, place.index, place.rank)
        for line in found.lines
        for place in (line.then.place,)
    }
