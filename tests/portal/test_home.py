"""Việc của tôi: what awaits each persona, the soonest due first, at a constant cost (III.4, IV.4)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.factories import awards
from tests.factories.councils import make_chamber
from tests.factories.dossiers import NOVEMBER
from tests.factories.initiatives import submitted as submitted_initiative
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import GOOD, make_communes, make_set, make_sheet
from tests.factories.work import make_task
from tests.factories.world import World, moment

from thidua.accounts.models import User
from thidua.awards.enums import DecisionState
from thidua.awards.models import Decision
from thidua.documents.enums import PaperKind
from thidua.documents.models import Paper
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Extension
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.models import RoleAssignment
from thidua.organizations.queries import remembered_roles, roles_of
from thidua.portal.queries.to_do import ToDo, to_do
from thidua.scoring.actions import appraise_sheet, open_sheets, self_score

AT = moment(2023, 11, 28)
SENT: dict[str, Any] = {"submitted_at": NOVEMBER, "receipt": "HS-1", "seal": "0" * 64}


@pytest.fixture
def world(world: World) -> World:
    """It is 28 November 2023, and only the round of 2023 is open."""
    Round.objects.exclude(code="hang-nam-2023").update(state=RoundState.PLANNED)
    it_is(AT)
    return world


def awaiting(user: User, at: datetime = AT) -> list[ToDo]:
    return to_do(user, roles_of(user, at), at)


def titles(user: User, at: datetime = AT) -> list[str]:
    return [item.title for item in awaiting(user, at)]


def way_of_a_dossier(world: World) -> Iterator[str]:
    """A dossier in one state after the other, as it stands in the database; the acts between are tests/dossiers."""
    yield "none"
    Dossier.objects.create(authority=world.huyen, round=world.rounds["hang-nam-2023"], unit=world.truc_chinh)
    yield "draft"
    for state in (DossierState.CONFIRMED, DossierState.SUBMITTED, DossierState.RETURNED, DossierState.ACCEPTED):
        Dossier.objects.update(state=state, **(SENT if state in DossierState.received else {}))
        yield state.value


@remembered_roles()
def test_a_dossier_awaits_whose_turn_it_is(world: World) -> None:
    waits = {
        step: (
            titles(world.can_bo),
            titles(world.thu_truong),
            [title.rpartition(" ")[0] for title in titles(world.thuong_truc)],
        )
        for step in way_of_a_dossier(world)
    }
    assert waits == {
        "none": (["Lập hồ sơ đề nghị khen thưởng"], ["Lập hồ sơ đề nghị khen thưởng"], []),
        "draft": (["Hoàn thiện, trình thủ trưởng xác nhận"], ["Kiểm tra, xác nhận hồ sơ"], []),
        "confirmed": (["Gửi hồ sơ đã xác nhận"], ["Gửi hồ sơ đã xác nhận"], []),
        "submitted": ([], [], ["Tiếp nhận hồ sơ"]),
        "returned": (["Bổ sung hồ sơ bị trả lại"], ["Bổ sung hồ sơ bị trả lại"], []),
        "accepted": ([], [], ["Thẩm định hồ sơ"]),
    }


def test_a_dossier_is_due_on_the_last_day_before_the_deadline_and_then_the_round_awaits_its_closing(
    world: World,
) -> None:
    assert [(item.due, item.unit) for item in awaiting(world.can_bo)] == [(date(2023, 12, 9), "UBND xã Trực Chính")]
    over = moment(2023, 12, 10)
    assert (titles(world.can_bo, over), titles(world.thuong_truc, over)) == ([], ["Khóa nhận hồ sơ"])
    Extension.objects.create(  # moves the last day of its unit alone
        round=world.rounds["hang-nam-2023"], unit=world.truc_chinh, until=moment(2023, 12, 16, 0), reason="Bão."
    )
    late = moment(2023, 12, 12)
    assert [item.due for item in awaiting(world.can_bo, late)] == [date(2023, 12, 15)]
    assert awaiting(world.nguoi_ngoai, late) == []


def test_a_sheet_awaits_its_unit_alone_then_the_secretariat(world: World) -> None:
    world.rounds["hang-nam-2023"].state = RoundState.PLANNED
    world.rounds["hang-nam-2023"].save()
    sheet = make_sheet(world)
    assert (titles(world.can_bo), titles(world.thuong_truc)) == (["Tự chấm điểm năm 2023"], [])
    sheet = self_score(sheet, GOOD, actor=world.can_bo, at=AT)
    assert titles(world.thuong_truc) == ["Thẩm định phiếu chấm điểm năm 2023"]
    appraise_sheet(sheet, GOOD, actor=world.thuong_truc, at=AT)
    assert titles(world.thuong_truc) == ["Công bố kết quả xếp hạng năm 2023"]


def test_initiatives_await_their_examination(world: World) -> None:
    row = submitted_initiative(world)
    assert [(item.title, item.detail) for item in awaiting(world.thuong_truc)] == [
        (f"Thẩm định sáng kiến {row.code}", row.title)
    ]


def test_a_ballot_awaits_who_is_present_and_has_not_voted(world: World) -> None:
    chamber = make_chamber(world)
    session = chamber.opened(present=("chair", "secretary", "an", "binh"))
    chamber.cast(session, "an")
    waits = {name: bool(titles(chamber.users[name])) for name in ("an", "binh", "cuong")}
    assert waits == {"an": False, "binh": True, "cuong": False}


def test_tasks_overdue_await_the_unit_the_longest_overdue_first(world: World) -> None:
    make_task(world.truc_chinh, "1", title="Công khai thủ tục", due_on=date(2023, 11, 20))
    make_task(world.truc_chinh, "2", title="Số hóa hồ sơ", due_on=date(2023, 11, 1))
    make_task(world.truc_chinh, "3", due_on=date(2023, 11, 28))
    assert titles(world.can_bo) == ["Số hóa hồ sơ", "Công khai thủ tục", "Lập hồ sơ đề nghị khen thưởng"]


def way_of_a_decision(world: World) -> Iterator[str]:
    """A decision in one state after the other, as it stands in the database; the acts between are tests/awards."""
    round_ = Round.objects.filter(code="hang-nam-2023")
    round_.update(state=RoundState.APPRAISING)
    [row] = awards.latecomers(world, world.rounds["hang-nam-2023"])
    yield "closed"
    decision = Decision.objects.create(authority=world.huyen, round=row.dossier.round, form="giay_khen_huyen")
    decision.nominations.add(row)
    yield "proposed"
    of_district = {"authority": world.huyen, "issuer": world.huyen, "kind": PaperKind.QUYET_DINH, "data": {}}
    decision.paper = Paper.objects.create(**of_district, title="Quyết định", drafted_at=awards.PROPOSED)
    decision.state, decision.decided_on = DecisionState.DECIDED, awards.SIGNED
    decision.save()
    round_.update(state=RoundState.DECIDED)
    yield "signed"
    decision.state = DecisionState.ISSUED
    decision.save()
    yield "issued"
    round_.update(state=RoundState.PUBLISHED)
    yield "published"


@remembered_roles()
def test_a_decision_awaits_whose_turn_it_is(world: World) -> None:
    personas = {"secretariat": world.thuong_truc, "chair": world.chu_tich, "clerk": world.van_thu}
    waits = {
        step: {name: found for name, user in personas.items() if (found := titles(user, awards.PUBLISHED))}
        for step in way_of_a_decision(world)
    }
    assert waits == {
        "closed": {"secretariat": ["Trình danh sách khen thưởng"]},
        "proposed": {"chair": ["Ký quyết định khen thưởng"]},
        "signed": {"clerk": ["Cấp số, ban hành quyết định"]},
        "issued": {"secretariat": ["Công khai kết quả"]},
        "published": {},
    }


def test_the_page_counts_what_is_overdue_and_what_is_due_within_a_week(world: World) -> None:
    make_task(world.truc_chinh, "1", due_on=date(2023, 11, 20))
    it_is(moment(2023, 12, 3))
    response = browser(world.can_bo).get("/")
    shown = {key: response.context[key] for key in ("total", "overdue", "soon")}
    assert shown == {"total": 2, "overdue": 1, "soon": 1}
    assert "còn 6 ngày" in response.text
    assert "quá hạn 13 ngày" in response.text


def test_the_round_says_how_many_have_sent_and_when_it_stopped_receiving(world: World) -> None:
    sent = {"state": DossierState.SUBMITTED, **SENT}
    Dossier.objects.create(authority=world.huyen, round=world.rounds["hang-nam-2023"], unit=world.truc_chinh, **sent)
    [card] = browser(world.can_bo).get("/").context["rounds"]
    assert (card.sent, card.participants, card.is_receiving) == (1, 4, True)
    it_is(moment(2023, 12, 11))
    assert "Đã hết hạn gửi hồ sơ, đang xét" in browser(world.can_bo).get("/").text


def test_whoever_sits_on_a_council_and_holds_no_role_is_called_by_the_seat(world: World) -> None:
    chamber = make_chamber(world)
    text = browser(chamber.users["secretary"]).get("/").text
    assert "Thư ký · Hội đồng Khoa học và Công nghệ huyện" in text
    assert "Chưa có vai trò" not in text


def test_nothing_awaits_who_holds_no_role(client: Client, world: World) -> None:
    RoleAssignment.objects.filter(user=world.can_bo).delete()
    response = browser(world.can_bo).get("/")
    assert list(response.context["page_obj"]) == []
    assert "Chưa có vai trò" in response.text
    assert client.get("/").url == "/dang-nhap/?next=/"


def test_the_page_costs_the_same_with_one_thing_and_with_many(world: World) -> None:
    unit_costs, office_costs = set(), set()
    for count, year in ((1, 2022), (5, 2023)):
        communes = make_communes(world, count)
        for place in range(count):
            make_task(world.truc_chinh, f"{year}-{place}", due_on=date(2023, 11, 1))
        held = {"user": world.can_bo, "role": "can_bo", "valid_from": date(2021, 1, 1)}
        RoleAssignment.objects.bulk_create(RoleAssignment(unit=unit, **held) for unit in communes)
        begun = {"authority": world.huyen, "round": world.rounds["hang-nam-2023"]}
        Dossier.objects.bulk_create(Dossier(unit=unit, **begun) for unit in communes)
        open_sheets(make_set(world, year=year), communes, actor=world.thuong_truc, at=AT)
        awards.latecomers(world, world.rounds[f"hang-nam-{year - 1}"], count)
        unit_costs.add(statements_of(browser(world.can_bo), "/"))
        office_costs.add(statements_of(browser(world.thuong_truc), "/"))
    assert (len(unit_costs), len(office_costs)) == (1, 1)
