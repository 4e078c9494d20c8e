"""Planted personal data is found wherever it is, and only who keeps the register meets it (tests/guards/canary.py)."""

import pytest
from django.urls import reverse
from tests.factories.pages import browser, it_is
from tests.factories.world import World, make_person, make_unit, make_user, moment
from tests.guards.canary import KEEPER, MEANT_FOR, leaks, leaks_of, plant
from tests.registers.sheets import exported, workbook

from thidua.audit.models import Event
from thidua.organizations.enums import Role, UnitKind
from thidua.registers.actions.uploads import preview_workbook, write_workbook
from thidua.registers.lists import REGISTERS
from thidua.ui.workbooks import Filled, read_sheets, write_tables

ALL = ["birth date", "identity number", "phone"]
AT = moment(2023, 6, 30)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<td>036085000012</td>", ["identity number"]),
        ("Sinh ngày 29/03/1987", ["birth date"]),
        ('{"birth_date": "1987-03-29"}', ["birth date"]),
        ("sinh ngày 29 tháng 3 năm 1987", ["birth date"]),
        ("ĐT: 0912300012", ["phone"]),
        ("QĐ 12/QĐ-UBND ngày 29/03/2023, số 0360", []),
    ],
)
def test_the_guard_knows_what_was_planted(text: str, found: list[str]) -> None:
    assert leaks(text) == found


def test_who_keeps_the_register_meets_it_where_it_is_meant(world: World) -> None:
    """The known-bad sample of the walk: the very pages it allows do say it, packed in a workbook too."""
    plant()
    it_is(AT)
    arguments = {
        "registers:download_workbook": {"register": "ca-nhan"},
        "organizations:person": {"pk": world.people["officer"].pk},
        "registers:correct_person": {"pk": world.people["officer"].pk},
    }
    client = browser(getattr(world, KEEPER))
    met = {name: leaks_of(client.get(reverse(name, kwargs=said)).content) for name, said in arguments.items()}
    assert met == {name: ALL for persona, name in MEANT_FOR if persona == KEEPER}


def test_the_workbook_of_another_district_holds_its_own_people_alone(world: World) -> None:
    other = make_unit("UBND huyện Xuân Trường", UnitKind.HUYEN)
    keeper = make_user(make_person("Lê Văn Khác", other), "khac", (Role.THUONG_TRUC, other))
    it_is(AT)
    path = reverse("registers:download_workbook", kwargs={"register": "ca-nhan"})
    rows = read_sheets(browser(keeper).get(path).content)["Cá nhân"][3:]
    assert [row[1] for row in rows] == ["Lê Văn Khác"]


def test_no_event_and_no_log_says_it_when_it_comes_in(world: World, caplog: pytest.LogCaptureFixture) -> None:
    plant()
    sheets = exported(world, "ca-nhan")
    assert leaks_of(write_tables([Filled(REGISTERS["ca-nhan"].tables(_scope(world))[0])], title="Sổ")) == []
    sheets["Cá nhân"][3][5] = "0912399999"
    upload, plan = preview_workbook(
        REGISTERS["ca-nhan"], world.huyen, name="a.xlsx", content=workbook(sheets), actor=world.thuong_truc, at=AT
    )
    page = browser(world.thuong_truc).get(reverse("registers:upload", kwargs={"pk": upload.pk}))
    write_workbook(upload, actor=world.thuong_truc, at=AT)
    events = " ".join(f"{event.old} {event.new} {event.reason}" for event in Event.objects.all())
    assert (plan.counts["changed"], leaks(events), leaks(caplog.text), leaks_of(page.content)) == (1, [], [], [])


def _scope(world: World) -> object:
    from thidua.registers.queries import scope_of

    return scope_of(world.huyen, AT)
