"""A unit entered by hand, and one made another: renamed, moved, merged, split, dissolved, each by a text."""

from datetime import date
from typing import Any

import pytest
from tests.factories.pages import browser, it_is
from tests.factories.work import make_activity, make_task
from tests.factories.world import World, make_unit, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.queries.facts import gather_facts
from thidua.dossiers.subjects import unit_subject
from thidua.movements.permissions import may_run_round
from thidua.organizations.actions.groups import create_block, join_block
from thidua.organizations.actions.lineage import Act, dissolve_unit, merge_units, move_unit, rename_unit, split_unit
from thidua.organizations.enums import LineageKind, UnitKind
from thidua.organizations.models import BlockMember, LineageLink, Post, Unit
from thidua.organizations.queries import roles_of, units_on
from thidua.work.actions import complete_task

AT = moment(2024, 3, 1)
ON = date(2024, 4, 1)
ACT = Act(ON, "Nghị quyết 12/NQ-HĐND ngày 20/03/2024", "V")
BY = {"effective_on": "01/04/2024", "legal_basis": ACT.legal_basis, "certainty": "V"}


@pytest.fixture
def world(world: World) -> World:
    it_is(AT)
    return world


def path(unit: Unit, act: str) -> str:
    return f"/danh-muc/don-vi/{unit.pk}/{act}/"


def by(world: World) -> dict[str, Any]:
    return {"act": ACT, "actor": world.thuong_truc, "at": AT}


def became(unit: Unit) -> list[tuple[str, str]]:
    rows = LineageLink.objects.filter(predecessor=unit).select_related("successor").order_by("pk")
    return [(link.kind, str(link.successor) if link.successor else "") for link in rows]


def test_a_unit_is_entered_by_hand_and_what_papers_print_of_it_is_corrected_with_a_reason(world: World) -> None:
    client = browser(world.thuong_truc)
    said = {"name": "Trạm Y tế Trực Chính", "kind": "don_vi_su_nghiep", "parent": world.truc_chinh.pk}
    said |= {"valid_from": "01/04/2024", "head_title": "Trạm trưởng", "sort_order": "3", "agency_code": "h42"}
    page = client.post("/danh-muc/don-vi/them/", said)
    assert "mã định danh “h42” sai dạng" in page.text.replace("Mã", "mã")
    assert client.post("/danh-muc/don-vi/them/", said | {"agency_code": "H42.15.7"}).status_code == 302
    made = Unit.objects.get(agency_code="H42.15.7")
    assert (made.parent, made.authority, made.valid_from) == (world.truc_chinh, world.huyen, ON)
    fields = {"place": "Trực Chính", "symbol": "TYT", "head_title": "Trạm trưởng", "sort_order": "3"}
    assert client.post(path(made, "sua"), fields).status_code == 400
    assert client.post(path(made, "sua"), fields | {"reason": "Ghi thiếu ký hiệu."}).status_code == 302
    event = events_of(made)[0]
    assert (event.verb, event.old["symbol"], event.new["symbol"], event.reason) == (
        "unit.described",
        "",
        "TYT",
        "Ghi thiếu ký hiệu.",
    )


def test_a_unit_that_is_renamed_goes_on_with_all_that_lies_under_it(world: World) -> None:
    school = make_unit("Trường mầm non Trực Chính", UnitKind.TRUONG_HOC, parent=world.truc_chinh)
    client = browser(world.thuong_truc)
    assert "đổi tên" in client.get(f"/danh-muc/don-vi/{world.truc_chinh.pk}/").text
    said = BY | {"name": "UBND xã Ninh Giang", "code": "14035", "place": "Ninh Giang"}
    assert "Đang có 2 vị trí công tác, 2 vai trò" in client.get(path(world.truc_chinh, "doi-ten")).text
    response = client.post(path(world.truc_chinh, "doi-ten"), said)
    made = Unit.objects.get(name="UBND xã Ninh Giang")
    assert response["Location"] == f"/danh-muc/don-vi/{made.pk}/"
    assert (made.kind, made.parent, made.head_title, made.place) == (
        "xa",
        world.huyen,
        "Chủ tịch UBND xã",
        "Ninh Giang",
    )
    assert became(world.truc_chinh) == [(LineageKind.RENAME, "UBND xã Ninh Giang")]
    assert became(school) == [(LineageKind.MOVE, "Trường mầm non Trực Chính")]
    names = [[unit.name for unit in units_on(day, under=world.huyen)] for day in (date(2024, 3, 31), ON)]
    assert ("UBND xã Trực Chính" in names[0], "UBND xã Trực Chính" in names[1]) == (True, False)
    assert names[1].count("Trường mầm non Trực Chính") == 1
    assert {post.unit for post in Post.objects.filter(person=world.people["head"])} == {world.truc_chinh, made}
    assert roles_of(world.can_bo, moment(2024, 4, 2)).held[0].unit == made
    with pytest.raises(InputError, match="đã kết thúc ngày 01/04/2024"):
        rename_unit(world.truc_chinh, fields={"name": "X"}, **by(world))


def test_units_are_merged_split_dissolved_and_moved_by_a_text(world: World) -> None:
    client = browser(world.thuong_truc)
    fields = {"others": [world.co_le.pk], "name": "UBND xã Cổ Lễ", "kind": "xa", "main": str(world.co_le.pk)}
    assert client.post(path(world.truc_chinh, "sap-nhap"), BY | fields).status_code == 302
    merged = Unit.objects.get(name="UBND xã Cổ Lễ")
    assert became(world.co_le) == became(world.truc_chinh) == [(LineageKind.MERGE, "UBND xã Cổ Lễ")]
    assert LineageLink.objects.get(is_main=True).predecessor == world.co_le
    moved = client.post(path(world.van_hoa, "chuyen-co-quan"), BY | {"parent": world.noi_vu.pk})
    assert moved.status_code == 302
    assert Unit.objects.get(name=world.van_hoa.name, valid_from=ON).parent == world.noi_vu
    it_is(moment(2024, 5, 1))
    later = BY | {"effective_on": "01/06/2024"}
    split = client.post(path(merged, "chia-tach"), later | {"into": "UBND xã A; 14101\nUBND xã B"})
    assert split.status_code == 302
    assert became(merged) == [(LineageKind.SPLIT, "UBND xã A"), (LineageKind.SPLIT, "UBND xã B")]
    one = Unit.objects.get(code="14101")
    it_is(moment(2024, 7, 1))
    gone = BY | {"effective_on": "01/08/2024", "heir": Unit.objects.get(name="UBND xã B").pk}
    assert client.post(path(one, "giai-the"), gone).status_code == 302
    assert became(one) == [(LineageKind.DISSOLVE, "UBND xã B")]
    assert "giải thể 01/08/2024, nhiệm vụ chuyển cho UBND xã B" in client.get("/danh-muc/don-vi/?ten=UBND xã A").text


def test_an_act_has_a_basis_and_is_whole_and_entered_by_who_keeps_the_register(world: World) -> None:
    make_unit("Trường mầm non Cổ Lễ", UnitKind.TRUONG_HOC, parent=world.co_le)
    for what, why in (
        (lambda: rename_unit(world.co_le, fields={"name": "X"}, **by(world) | {"act": Act(ON, " ", "V")}), "căn cứ"),
        (lambda: rename_unit(world.co_le, fields={"name": world.co_le.name}, **by(world)), "giống tên cũ"),
        (lambda: merge_units([world.co_le], fields={"name": "X"}, **by(world)), "ít nhất một đơn vị nữa"),
        (lambda: split_unit(world.truc_chinh, into=[{"name": "X"}], **by(world)), "ít nhất hai đơn vị"),
        (lambda: dissolve_unit(world.co_le, heir=None, **by(world)), "Trường mầm non Cổ Lễ còn trực thuộc"),
        (lambda: move_unit(world.co_le, parent=world.huyen, **by(world)), "đã trực thuộc nơi này"),
    ):
        with pytest.raises(InputError, match=why):
            what()
    with pytest.raises(NotAllowed, match="là cơ quan quản lý"):
        rename_unit(world.huyen, fields={"name": "X"}, **by(world))
    for persona in (world.can_bo, world.thu_truong, world.chu_tich, world.van_thu):
        with pytest.raises(NotAllowed):
            rename_unit(world.co_le, fields={"name": "X"}, **by(world) | {"actor": persona})
    assert Unit.objects.count() == 6


def test_what_a_renamed_unit_had_begun_is_finished_and_counts_under_the_new_name(world: World) -> None:
    task = make_task(world.truc_chinh, "N1", year=2024, due_on=date(2024, 12, 31))
    make_task(world.truc_chinh, "N2", year=2024, done_on=date(2024, 2, 1))
    make_activity(world.truc_chinh, date(2024, 2, 1))
    block = create_block(world.huyen, name="Khối xã", valid_from=date(2024, 1, 1), actor=world.thuong_truc, at=AT)
    join_block(block, unit=world.truc_chinh, valid_from=date(2024, 1, 1), actor=world.thuong_truc, at=AT)
    made = rename_unit(world.truc_chinh, fields={"name": "UBND xã Ninh Giang"}, **by(world))
    rename_unit(world.noi_vu, fields={"name": "Phòng Nội vụ – Lao động"}, **by(world))
    later = moment(2024, 6, 1)
    complete_task(task, done_on=date(2024, 5, 30), actor=world.can_bo, at=later)
    make_task(made, "N3", year=2024, due_on=date(2024, 12, 31))
    make_activity(made, date(2024, 5, 1))
    facts = gather_facts(world.rounds["hang-nam-2024"], [unit_subject(made.pk)], later)[unit_subject(made.pk)]
    assert (facts["nhiem_vu"]["giao"], facts["nhiem_vu"]["hoan_thanh"]) == (3, 2)
    assert facts["tuyen_truyen"] == {"so_hoat_dong": 2, "so_hinh_thuc": 1}
    assert may_run_round(roles_of(world.thuong_truc, later), world.rounds["hang-nam-2024"]) is None
    members = {str(row.unit): (row.valid_from, row.valid_until) for row in BlockMember.objects.all()}
    assert members == {"UBND xã Trực Chính": (date(2024, 1, 1), ON), "UBND xã Ninh Giang": (ON, None)}


def test_what_moved_to_another_authority_brings_no_power_over_where_it_was(world: World) -> None:
    other = make_unit("UBND huyện Xuân Trường", UnitKind.HUYEN, code="365")
    move_unit(world.noi_vu, parent=other, **by(world))
    roles = roles_of(world.thuong_truc, moment(2024, 6, 1))
    assert {held.authority for held in roles.held} == {other.pk}
    assert may_run_round(roles, world.rounds["hang-nam-2024"]) is not None
