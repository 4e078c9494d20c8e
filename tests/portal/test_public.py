"""The public site: what was published, found with or without diacritics, and nothing beyond the decision."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.awards import issued, publish, register
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.awards.actions.revocations import revoke_award
from thidua.awards.models import Award, Decision
from thidua.movements.enums import RoundState
from thidua.movements.models import Round


@pytest.fixture
def world(world: World) -> World:
    """It is 1 February 2024."""
    it_is(moment(2024, 2, 1))
    return world


def issued_with_a_birthday(world: World) -> Decision:
    person = world.people["officer"]
    person.birth_date = date(1987, 3, 14)
    person.save()
    return issued(world)


@pytest.fixture
def decision(start: Decision) -> Decision:
    return start


def found(client: Client, asked: str = "") -> list[str]:
    return [award.recipient for award in client.get(f"/cong-khai/?{asked}").context["page_obj"]]


SEARCHES = {
    "": ["UBND xã Trực Chính", "Đỗ Văn Ân"],
    "tim=do+van+an": ["Đỗ Văn Ân"],
    "tim=%C4%90%E1%BB%97+V%C4%83n": ["Đỗ Văn Ân"],
    "tim=truc+chinh": ["UBND xã Trực Chính", "Đỗ Văn Ân"],
    "tim=khong+co+ai": [],
    "nam=2023": ["UBND xã Trực Chính", "Đỗ Văn Ân"],
    "nam=2022": [],
    "nam=x&page=99": ["UBND xã Trực Chính", "Đỗ Văn Ân"],
}


@starts_with(issued_with_a_birthday)
def test_nothing_is_shown_before_the_round_is_published_and_then_everybody_finds_who_was_commended(
    client: Client, world: World, decision: Decision
) -> None:
    award = decision.awards.order_by("pk")[0]
    page = client.get("/cong-khai/")
    assert (list(page.context["page_obj"]), "Không có kết quả" in page.text) == ([], True)
    assert client.get(f"/cong-khai/{award.pk}/").status_code == 404
    publish(world, decision)
    assert {asked: found(client, asked) for asked in SEARCHES} == SEARCHES


@starts_with(issued_with_a_birthday)
def test_one_award_shows_what_the_decision_says_and_no_more_and_stays_once_revoked(
    client: Client, world: World, decision: Decision
) -> None:
    award = publish(world, decision).awards.get(person=world.people["officer"])
    text = client.get(f"/cong-khai/{award.pk}/").text
    assert all(said in text for said in ("Đỗ Văn Ân", "01/QĐ-UBND, 20/12/2023", "UBND huyện Trực Ninh", "Còn hiệu lực"))
    assert not any(kept in text for kept in ("1987", "14/03", "540.000", "/danh-muc/", "/ho-so/"))
    revoke_award(award, reason="Khai sai.", basis="Kết luận 12/KL-TTr", actor=world.chu_tich, at=moment(2024, 1, 15))
    assert "Đã thu hồi" in client.get("/cong-khai/?tim=do+van+an").text
    text = client.get(f"/cong-khai/{award.pk}/").text
    assert "Đã thu hồi ngày 15/01/2024" in text
    assert "Khai sai" not in text


def test_visitors_find_the_public_site_and_the_way_in(client: Client, world: World) -> None:
    text = client.get("/cong-khai/").text
    assert 'aria-current="page">Kết quả khen thưởng' in text
    assert 'href="/dang-nhap/"' in text
    assert "Việc của tôi" not in text
    assert "Việc của tôi" in browser(world.can_bo).get("/cong-khai/").text


def test_the_list_costs_the_same_at_one_row_and_at_many(client: Client, world: World) -> None:
    costs = set()
    for year, count in ((2021, 1), (2022, 5)):
        register(world, count, round_=world.rounds[f"hang-nam-{year}"], on=date(year, 12, 20))
        Round.objects.filter(code=f"hang-nam-{year}").update(state=RoundState.PUBLISHED)
        costs.add(statements_of(client, f"/cong-khai/?nam={year}"))
    assert Award.objects.count() == 6
    assert len(costs) == 1
