"""The five-year award seen early: who holds 0, 1 or 2 Giấy khen, and who can still make it (III.2.b)."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from tests.factories.dossiers import NOVEMBER
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import SLUG, World, make_person

from thidua.dossiers.five_years import FiveYears
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.models import Commendation, Person

LIST = "/ho-so/dieu-kien/?round=tong-ket&kind=ca_nhan"


def commend(person: Person, *years: int) -> Person:
    for year in years:
        Commendation.objects.create(
            person=person,
            form="giay_khen_huyen",
            level="huyen",
            decision_code=f"{year}/QĐ-UBND",
            decided_on=date(year, 12, 20),
            movement_slug=SLUG,
        )
    return person


def three_people(world: World) -> None:
    """In November 2023 the rounds of 2021 and 2022 are over; three are left."""
    it_is(NOVEMBER)
    Round.objects.filter(code__in=("hang-nam-2021", "hang-nam-2022")).update(state=RoundState.PUBLISHED)
    commend(make_person("Lê Văn Một", world.truc_chinh), 2021)
    commend(make_person("Lê Văn Hai", world.truc_chinh), 2021, 2022)


@pytest.mark.parametrize(
    ("held", "needed", "left", "short_of", "within_reach", "words"),
    [
        (0, 2, 2, 2, True, "0/2 Giấy khen; còn 2 đợt, còn có thể đạt"),
        (0, 2, 1, 2, False, "0/2 Giấy khen; còn 1 đợt, không còn đủ đợt để đạt"),
        (1, 2, 1, 1, True, "1/2 Giấy khen; còn 1 đợt, còn có thể đạt"),
        (1, 2, 0, 1, False, "1/2 Giấy khen; còn 0 đợt, không còn đủ đợt để đạt"),
        (2, 2, 0, 0, True, "2/2 Giấy khen"),
        (None, 2, 3, None, None, "chưa rõ"),
    ],
)
def test_what_is_held_and_what_is_left_say_whether_it_can_be_reached(
    held: int | None, needed: int, left: int, short_of: int | None, within_reach: bool | None, words: str
) -> None:
    counted = FiveYears(held, needed, left)
    assert (counted.short_of, counted.is_within_reach, counted.words) == (short_of, within_reach, words)


@starts_with(three_people)
def test_the_secretariat_sees_how_many_hold_how_many(world: World) -> None:
    context = browser(world.thuong_truc).get(LIST).context
    counts = {key: count for key, _label, count in context["counts"]}
    assert (counts["1"], counts["2"], counts["con"]) == (1, 1, counts["0"] + 1)
    assert counts["0"] == context["page_obj"].paginator.count - 2


@starts_with(three_people)
def test_the_list_narrows_to_who_holds_so_many(world: World) -> None:
    client = browser(world.thuong_truc)
    for held, name in (("1", "Lê Văn Một"), ("2", "Lê Văn Hai")):
        assert [row.standing.name for row in client.get(f"{LIST}&held={held}").context["rows"]] == [name]


@starts_with(three_people)
def test_the_workbook_has_the_count_too(world: World) -> None:
    response = browser(world.thuong_truc).get("/ho-so/dieu-kien/xuat/?round=tong-ket&kind=ca_nhan&held=1")
    content = b"".join(response) if response.streaming else response.content
    with zipfile.ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert ("1/2 Giấy khen; còn 3 đợt, còn có thể đạt" in sheet, "Lê Văn Hai" in sheet) == (True, False)


@starts_with(three_people)
def test_a_yearly_round_asks_for_none_of_this(world: World) -> None:
    context = browser(world.thuong_truc).get("/ho-so/dieu-kien/?round=hang-nam-2023").context
    assert (context["counts"], "held" in context["filters"].fields) == ([], False)
