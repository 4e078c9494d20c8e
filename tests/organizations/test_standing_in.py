"""The secretariat enters for a unit without computers: declared with its reason, recorded with every entry, shown."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.dossiers import NOVEMBER, decide_thresholds
from tests.factories.pages import browser, it_is
from tests.factories.work import make_task
from tests.factories.world import SLUG, World

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.actions.dossiers import confirm_dossier, start_dossier
from thidua.organizations.actions.standing_in import begin_standing_in, end_standing_in
from thidua.organizations.enums import Role
from thidua.organizations.models import StandIn
from thidua.organizations.permissions import in_place
from thidua.organizations.queries import HeldRole, Roles, roles_of
from thidua.work.actions import complete_task
from thidua.work.models import UnitPlan

WHY = "Đơn vị chưa có máy tính nối mạng."
SHOWN = f"Thường trực nhập thay UBND xã Trực Chính: {WHY}"


@pytest.fixture
def world(world: World) -> World:
    it_is(NOVEMBER)
    return world


def begin(world: World, **fields: Any) -> StandIn:
    said = {"reason": WHY, "valid_from": date(2023, 11, 1), "actor": world.thuong_truc, "at": NOVEMBER} | fields
    return begin_standing_in(world.truc_chinh, **said)


def test_what_is_entered_for_a_unit_is_recorded_and_shown_as_such(world: World) -> None:
    task = make_task(world.truc_chinh, "N1", due_on=date(2023, 12, 31))
    client = browser(world.thuong_truc)
    done = {"done_on": "24/11/2023"}
    assert client.post(f"/nhiem-vu/{task.pk}/hoan-thanh/", done).status_code == 403
    unit = f"/danh-muc/don-vi/{world.truc_chinh.pk}/"
    assert client.post(f"{unit}nhap-thay/", {"reason": WHY, "valid_from": "01/11/2023"}).status_code == 302
    assert f"Thường trực nhập thay: {WHY} (Nguyễn Thị Ánh)" in client.get(unit).text
    assert client.post(f"/nhiem-vu/{task.pk}/hoan-thanh/", done).status_code == 302
    event = events_of(task)[0]
    said = {"unit": world.truc_chinh.pk, "name": "UBND xã Trực Chính", "reason": WHY}
    assert (event.actor, event.new["nhap_thay"]) == (world.thuong_truc, said)
    page = client.get(f"/nhiem-vu/{task.pk}/").text
    assert SHOWN in page
    assert "Nguyễn Thị Ánh, nhập thay" in page
    plan = {"unit": world.truc_chinh.pk, "year": 2023, "number": "05/KH-UBND", "issued_on": "02/02/2023"}
    assert client.post("/nhiem-vu/ke-hoach-don-vi/dang-ky/", plan).status_code == 302
    assert UnitPlan.objects.get().unit == world.truc_chinh
    assert SHOWN in client.get("/nhiem-vu/ke-hoach-don-vi/").text
    joined = {"unit": world.truc_chinh.pk, "collective": "on", "registered_on": "24/11/2023"}
    assert client.post(f"/ke-hoach/{SLUG}/dot-xet/hang-nam-2023/dang-ky/them/", joined).status_code == 302
    assert SHOWN in client.get(f"/ke-hoach/{SLUG}/dot-xet/hang-nam-2023/dang-ky/").text


def test_the_head_alone_confirms_and_nothing_is_said_of_what_the_unit_does_itself(world: World) -> None:
    begin(world)
    decide_thresholds(world)
    dossier = start_dossier(world.rounds["hang-nam-2023"], world.truc_chinh, actor=world.thuong_truc, at=NOVEMBER)
    assert events_of(dossier)[0].new["nhap_thay"]["reason"] == WHY
    with pytest.raises(NotAllowed, match="Chỉ thủ trưởng đơn vị trình khen được xác nhận"):
        confirm_dossier(dossier, actor=world.thuong_truc, at=NOVEMBER)
    task = make_task(world.truc_chinh, "N2")
    complete_task(task, done_on=date(2023, 6, 1), actor=world.can_bo, at=NOVEMBER)
    assert "nhap_thay" not in events_of(task)[0].new
    own = HeldRole(Role.CAN_BO, world.truc_chinh)
    assert in_place(Roles((own, HeldRole(Role.CAN_BO, world.truc_chinh, stands_in=WHY))), world.truc_chinh) == {}


def test_it_holds_for_its_time_and_its_unit_and_is_declared_by_the_secretariat(world: World) -> None:
    row = begin(world)
    stands = [held.unit for held in roles_of(world.thuong_truc, NOVEMBER).held if held.stands_in]
    assert stands == [world.truc_chinh]
    with pytest.raises(InputError, match="đã nhập thay"):
        begin(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandIn.objects.create(unit=row.unit, reason="X", valid_from=date(2023, 1, 1), entered_at=NOVEMBER)
    with pytest.raises(InputError, match="không sau ngày bắt đầu"):
        end_standing_in(row, ended_on=row.valid_from, actor=world.thuong_truc, at=NOVEMBER)
    end_standing_in(row, ended_on=date(2023, 11, 24), actor=world.thuong_truc, at=NOVEMBER)
    assert not any(held.stands_in for held in roles_of(world.thuong_truc, NOVEMBER).held)
    with pytest.raises(InputError, match="chưa ghi lý do"):
        begin(world, reason=" ", valid_from=date(2023, 11, 24))
    for persona in (world.can_bo, world.thu_truong, world.chu_tich):
        with pytest.raises(NotAllowed):
            begin(world, actor=persona)
