"""Initiatives at any stage of their way, as they stand there or brought there by the acts that lead there."""

from datetime import date
from typing import Any

from tests.factories.councils import AT, NAMES, Chamber
from tests.factories.world import World, moment
from thidua.councils.models import Session
from thidua.initiatives.actions import (
    Description,
    apply_council_results,
    draft_initiative,
    put_to_council,
    submit_initiative,
)
from thidua.initiatives.enums import InitiativeState
from thidua.initiatives.models import Initiative
from thidua.organizations.models import Unit
from thidua.organizations.queries import remembered_roles

DRAFTED_AT = moment(2023, 10, 2)
TITLE = "Ứng dụng mã QR trong thực hiện thủ tục hành chính"


def describe(world: World, **fields: Any) -> Description:
    known: dict[str, Any] = {
        "year": 2023,
        "title": TITLE,
        "authors": [world.people["officer"]],
        "novelty": "Lần đầu áp dụng tại xã.",
        "effect": "Giảm một nửa thời gian tra cứu; nhân rộng được cho mọi xã.",
        "applied_from": date(2023, 3, 1),
    }
    return Description(**(known | fields))


def drafted(world: World, **fields: Any) -> Initiative:
    return draft_initiative(world.truc_chinh, description=describe(world, **fields), actor=world.can_bo, at=DRAFTED_AT)


@remembered_roles()
def submitted(world: World, **fields: Any) -> Initiative:
    return submit_initiative(drafted(world, **fields), actor=world.can_bo, at=DRAFTED_AT)


def entered(world: World, state: InitiativeState, **fields: Any) -> Initiative:
    """An initiative as it stands in the register in this state, with the next code, without the acts to there."""
    said = describe(world, **fields)
    code = f"SK-{said.year}-{Initiative.objects.filter(year=said.year).count() + 1:03d}"
    of = {"authority": world.huyen, "unit": world.truc_chinh}
    initiative = Initiative.objects.create(code=code, state=state, **of, **said.fields())
    initiative.authors.set(said.authors)
    return initiative


def examined(world: World, **fields: Any) -> Initiative:
    return entered(world, InitiativeState.EXAMINED, **fields)


@remembered_roles()
def judged(
    world: World,
    chamber: Chamber,
    *initiatives: Initiative,
    present: tuple[str, ...] = tuple(NAMES),
    against: tuple[str, ...] = (),
) -> Session:
    """A closed session that voted on the initiatives: for, but for the members who are `against`."""
    session = put_to_council(initiatives, session=chamber.empty(), actor=world.thuong_truc, at=AT)
    return chamber.close(chamber.vote(chamber.open(session, present), against))


@remembered_roles()
def recognised(world: World, chamber: Chamber, **fields: Any) -> Initiative:
    initiative = examined(world, **fields)
    session = judged(world, chamber, initiative)
    [initiative] = apply_council_results(
        session, number="12/QĐ-UBND", decided_on=date(2023, 12, 1), actor=world.thuong_truc, at=AT
    )
    return initiative


def register(unit: Unit, count: int) -> None:
    """Rows for lists, as they stand in the register."""
    Initiative.objects.bulk_create(
        Initiative(
            authority=unit.authority or unit,
            unit=unit,
            code=f"SK-2022-{place + 1:03d}",
            year=2022,
            title=f"Sáng kiến {place}",
        )
        for place in range(count)
    )
