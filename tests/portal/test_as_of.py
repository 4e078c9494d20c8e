"""Every list answers as of a day: the district and its communes show on 30/06/2025, and on 01/07/2025 no more.

A fact keeps the name its unit had: what was awarded in 2023 prints the name of 2023.
"""

import ast
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.factories import files
from tests.factories.awards import published
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import SLUG, World, make_person, make_unit, make_user, moment
from tests.guards.sources import dotted_name, functions, modules_named
from tests.guards.walk import routes

from thidua.awards.models import Award, Decision
from thidua.movements.models import Registration
from thidua.organizations.actions.conduct import open_review
from thidua.organizations.actions.groups import create_block, join_block
from thidua.organizations.actions.units import Heir, create_unit, record_lineage
from thidua.organizations.enums import LineageKind, Role, UnitKind
from thidua.organizations.models import Discipline, LineageAct, Unit
from thidua.organizations.queries import remembered_roles
from thidua.registers.models import Backfilled
from thidua.scoring.models import CriteriaSet, Sheet
from thidua.ui.workbooks import read_sheets

NIGHT, MORNING = "30/06/2025", "01/07/2025"
ON = date(2025, 7, 1)
DISTRICT, COMMUNE, PERSON = "UBND huyện Trực Ninh", "UBND xã Trực Chính", "Đỗ Văn Ân"
LISTS: Mapping[str, tuple[str, str]] = {  # by address: who asks, and what shows as long as the district does
    "organizations:units": ("thuong_truc", DISTRICT),
    "organizations:people": ("thuong_truc", PERSON),
    "organizations:blocks": ("thuong_truc", COMMUNE),
    "portal:sign_ins": ("quan_tri", COMMUNE),
    "registers:conduct": ("thuong_truc", PERSON),
    "registers:backfilled": ("thuong_truc", COMMUNE),
    "work:tasks": ("thuong_truc", COMMUNE),
    "work:unit_plans": ("thuong_truc", COMMUNE),
    "publicity:activities": ("thuong_truc", COMMUNE),
    "initiatives:list": ("thuong_truc", COMMUNE),
    "files:uploads": ("thuong_truc", COMMUNE),
    "dossiers:list": ("thuong_truc", COMMUNE),
    "dossiers:standing": ("thuong_truc", COMMUNE),
    "scoring:sets": ("thuong_truc", DISTRICT),
    "scoring:sheets": ("thuong_truc", COMMUNE),
    "movements:registrations": ("thuong_truc", COMMUNE),
    "awards:list": ("thuong_truc", DISTRICT),
    "awards:export_register": ("thuong_truc", COMMUNE),
    "dossiers:export_standing": ("thuong_truc", COMMUNE),
    "registers:download_workbook don-vi": ("thuong_truc", COMMUNE),
    "registers:download_workbook ca-nhan": ("thuong_truc", PERSON),
    "registers:download_workbook vi-tri": ("thuong_truc", PERSON),
    "registers:download_workbook ky-luat": ("thuong_truc", PERSON),
}
NO_DAY = {  # lists that stay what they are on whatever day, and why
    "awards:decision": "the lines of one decision, as it was signed",
    "councils:sessions": "sessions of councils, as they were held",
    "portal:home": "what awaits one now",
    "portal:public": "awards, as they were decided",
    "registers:upload": "what one workbook would change now",
    "ui:components": "invented rows",
}


def tell_apart(world: World) -> None:
    """What the lists show of UBND xã Trực Chính, beside the chain from its facts to its award."""
    acts: dict[str, Any] = {"actor": world.thuong_truc, "at": moment(2024, 1, 9)}
    officer = world.people["officer"]
    files.brought(world)
    join_block(
        create_block(world.huyen, name="Khối các xã", valid_from=date(2021, 1, 1), **acts),
        unit=world.truc_chinh,
        valid_from=date(2021, 1, 1),
        **acts,
    )
    Discipline.objects.create(
        person=officer,
        unit=world.truc_chinh,
        category="cong_chuc",
        acted_on=date(2021, 2, 1),
        form="khien_trach",
        breaks_order=False,
        entered_at=acts["at"],
    )
    open_review(officer, kind="to_cao", began_on=date(2024, 1, 8), **acts)
    Registration.objects.create(
        round=world.rounds["hang-nam-2024"], unit=world.truc_chinh, registered_on=date(2024, 1, 9)
    )
    Sheet.objects.create(criteria_set=CriteriaSet.objects.get(year=2023), unit=world.truc_chinh)
    award = Award.objects.get(kind="tap_the")
    Backfilled.objects.create(
        authority=world.huyen,
        object_type="organizations.commendation",
        object_id=award.commendation_id,
        scan=files.brought(world).kept,
        entered_by=world.thuong_truc,
        entered_at=acts["at"],
    )
    world.quan_tri = make_user(make_person("Lê Văn Quản", world.huyen), "quan_tri", (Role.QUAN_TRI, world.huyen))  # type: ignore[attr-defined]


def reorganise(world: World) -> Unit:
    """What is entered in June: on 01/07/2025 the district ends, and its communes become one."""
    at = moment(2025, 6, 14)
    merged = create_unit(name="UBND xã Cổ Lễ", kind=UnitKind.XA, parent=None, valid_from=ON, actor=None, at=at)
    ended = (world.huyen, world.noi_vu, world.van_hoa)
    heirs = [Heir(unit, merged, LineageKind.DISSOLVE) for unit in ended]
    act(LineageKind.MERGE, [*heirs, Heir(world.truc_chinh, merged), Heir(world.co_le, merged)], at)
    it_is(moment(2025, 6, 15))
    return merged


def act(kind: str, heirs: list[Heir], at: Any, on: date = ON) -> LineageAct:
    return record_lineage(
        kind, effective_on=on, legal_basis="Nghị quyết", certainty="M", links=heirs, actor=None, at=at
    )


def addresses(world: World) -> dict[str, str]:
    asked = {
        "scoring:sheets": {"pk": CriteriaSet.objects.get(year=2023).pk},
        "movements:registrations": {"slug": SLUG, "code": "hang-nam-2024"},
    }
    paths = {}
    for name in LISTS:
        route, _, register = name.partition(" ")
        paths[name] = reverse(route, kwargs=asked.get(name) or ({"register": register} if register else {}))
    return paths


def words_of(response: Any) -> str:
    """What the tables of a page say, or the cells of a workbook."""
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):
        return str(read_sheets(content))
    return " ".join(
        re.sub(r"<[^>]+>", " ", table) for table in re.findall(r"<table.*?</table>", content.decode(), re.DOTALL)
    )


@pytest.mark.django_db
@starts_with(published)
def test_on_the_last_day_of_the_district_every_list_shows_it_and_on_the_next_none(world: World) -> None:
    tell_apart(world)
    merged = reorganise(world)
    askers = {who: browser(getattr(world, who)) for who, _ in LISTS.values()}
    met = {}
    with remembered_roles():
        for name, path in addresses(world).items():
            who, what = LISTS[name]
            met[name] = tuple(what in words_of(askers[who].get(f"{path}?ngay={day}")) for day in (NIGHT, MORNING))
    assert met == dict.fromkeys(LISTS, (True, False))
    units = words_of(askers["thuong_truc"].get(f"/danh-muc/don-vi/?ngay={MORNING}"))
    assert merged.name in units


@pytest.mark.django_db
@starts_with(published)
def test_an_award_of_2023_prints_the_name_the_unit_had_in_2023(world: World, start: Decision) -> None:
    make_unit("Trường mầm non Cổ Lễ", UnitKind.DON_VI_SU_NGHIEP, parent=world.co_le)
    renamed = create_unit(
        name="UBND xã Ninh Giang",
        kind=UnitKind.XA,
        parent=world.huyen,
        valid_from=ON,
        actor=None,
        at=moment(2025, 6, 1),
    )
    act(LineageKind.RENAME, [Heir(world.truc_chinh, renamed)], moment(2025, 6, 1))
    it_is(moment(2025, 8, 1))
    asker = browser(world.thuong_truc)
    award = start.awards.get(kind="tap_the")
    pages = (
        f"/khen-thuong/quyet-dinh/{start.pk}/",
        "/khen-thuong/so-khen-thuong.xlsx",
        f"/khen-thuong/quyet-dinh/{start.pk}/danh-sach.xlsx",
        f"/cong-khai/{award.pk}/",
    )
    for said in (*(words_or_page(asker, path) for path in pages), *papers_of(start, award)):
        assert COMMUNE in said
        assert renamed.name not in said


def words_or_page(asker: Any, path: str) -> str:
    response = asker.get(path)
    return words_of(response) or response.content.decode()


def papers_of(decision: Decision, award: Award) -> list[str]:
    """The decision and the certificate, as they were signed."""
    return [str(paper.data) for paper in (decision.paper, award.certificate) if paper]


def lists(trees: Mapping[str, ast.Module]) -> list[str]:
    """Addresses whose view parts its rows into pages."""
    paging = {
        f"{module}.{function.name}"
        for module, tree in trees.items()
        for function in functions(tree)
        if any(isinstance(node, ast.Call) and dotted_name(node) == "Paginator" for node in ast.walk(function))
    }
    return sorted(name for name, _, view in routes() if f"{view.__module__}.{view.__name__}" in paging)


def test_no_list_is_forgotten() -> None:
    assert [name for name in lists(modules_named("views")) if name not in {*LISTS, *NO_DAY}] == []
    sample = {"thidua.work.views": ast.parse("def tasks(request): return Paginator([], 9)")}
    assert lists(sample) == ["work:tasks"]
