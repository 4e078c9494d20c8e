"""A movement is launched from its folder; its rounds open, close on the deadline, are decided and published."""

from datetime import date
from typing import Any

import pytest
from tests.factories.starting import starts_with
from tests.factories.world import SLUG, World, make_person, make_unit, make_user, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.movements.actions.movements import launch_movement
from thidua.movements.actions.rounds import (
    close_round_for_appraisal,
    mark_round_decided,
    open_round,
    publish_round,
    register_intention,
    settle_round,
    withdraw_registration,
)
from thidua.movements.enums import MovementState, RoundState
from thidua.movements.models import Movement, Registration, Round
from thidua.organizations.enums import Role, UnitKind
from thidua.plans import load_movement

LAUNCHED_AT = moment(2021, 11, 20)
IN_TIME, TOO_LATE = moment(2023, 12, 9, 23), moment(2023, 12, 10, 0)


def verbs(obj: Any) -> list[str]:
    return [event.verb for event in events_of(obj)]


@pytest.fixture
def unlaunched(world: World) -> World:
    """The world before its movement."""
    Round.objects.all().delete()
    world.movement.delete()
    return world


def launch(world: World, **fields: Any) -> Movement:
    known: dict[str, Any] = {
        "authority": world.huyen,
        "receiver": world.noi_vu,
        "starts_on": date(2021, 11, 15),
        "actor": world.chu_tich,
        "at": LAUNCHED_AT,
    } | fields
    return launch_movement(SLUG, **known)


def launched(world: World) -> Movement:
    Round.objects.all().delete()
    world.movement.delete()
    return launch(world)


def round_in(world: World, state: str, code: str = "hang-nam-2023") -> Round:
    Round.objects.filter(pk=world.rounds[code].pk).update(state=state)
    return Round.objects.get(pk=world.rounds[code].pk)


@starts_with(launched)
def test_the_chair_launches_the_folder_with_the_version_it_has(start: Movement) -> None:
    folder = load_movement(SLUG)
    assert (start.title, start.version) == (folder.definition.name, folder.version)
    assert (start.state, start.ends_on) == (MovementState.LAUNCHED, date(2025, 12, 31))
    assert verbs(start) == ["movement.launched"]


@starts_with(launched)
def test_every_round_of_the_plan_is_planned_with_its_exclusive_deadline(start: Movement) -> None:
    rounds = {round_.code: round_ for round_ in start.rounds.all()}
    assert {code: round_.deadline for code, round_ in rounds.items()} == {
        "hang-nam-2021": moment(2021, 12, 10, 0),
        "hang-nam-2022": moment(2022, 12, 10, 0),
        "hang-nam-2023": moment(2023, 12, 10, 0),
        "hang-nam-2024": moment(2024, 12, 10, 0),
        "hang-nam-2025": moment(2025, 12, 10, 0),
        "tong-ket": moment(2025, 12, 10, 0),
    }
    assert {round_.state for round_ in rounds.values()} == {RoundState.PLANNED}
    assert rounds["hang-nam-2023"].award_form == "giay_khen_huyen"
    assert verbs(rounds["hang-nam-2023"]) == ["round.planned"]


@pytest.mark.parametrize(
    ("code", "is_open"),
    [("hang-nam-2024", False), ("hang-nam-2025", True), ("tong-ket", True)],  # the district ended on 01/07/2025
)
@starts_with(launched)
def test_who_receives_after_the_district_is_gone_stays_an_open_question(
    start: Movement, code: str, is_open: bool
) -> None:
    round_ = start.rounds.get(code=code)
    assert (round_.receiver is None, round_.decider is None) == (is_open, is_open)
    assert ("Cơ quan nào nhận hồ sơ thay UBND huyện" in round_.open_question) is is_open


def test_a_movement_is_not_launched_before_its_plan_is_issued_or_after_its_end(unlaunched: World) -> None:
    with pytest.raises(InputError, match="ngày 21/11/2021 chưa đến"):
        launch(unlaunched, starts_on=date(2021, 11, 21))
    with pytest.raises(InputError, match=r"ngày bắt đầu sau ngày kết thúc 31/12/2025"):
        launch(unlaunched, starts_on=date(2026, 1, 1), at=moment(2026, 1, 2))


@starts_with(launched)
def test_a_movement_is_launched_once(world: World, start: Movement) -> None:
    with pytest.raises(InputError, match="đã được phát động"):
        launch(world)
    assert Movement.objects.get() == start


def test_only_the_chair_of_the_authority_launches(unlaunched: World) -> None:
    for persona in ("can_bo", "thu_truong", "thuong_truc", "van_thu", "nguoi_ngoai"):
        with pytest.raises(NotAllowed, match="Chỉ Chủ tịch UBND huyện Trực Ninh được phát động"):
            launch(unlaunched, actor=getattr(unlaunched, persona))


@starts_with(launched)
def test_a_round_goes_its_way_and_the_movement_runs_from_its_first_round(world: World, start: Movement) -> None:
    movement = start
    round_ = movement.rounds.get(code="hang-nam-2023")
    round_ = open_round(round_, actor=world.thuong_truc, at=moment(2023, 11, 1))
    movement.refresh_from_db()
    assert movement.state == MovementState.RUNNING
    round_ = close_round_for_appraisal(round_, actor=world.thuong_truc, at=TOO_LATE)
    round_ = mark_round_decided(round_, actor=world.chu_tich, at=moment(2023, 12, 20))
    round_ = publish_round(round_, actor=world.thuong_truc, at=moment(2023, 12, 21))
    assert round_.state == RoundState.PUBLISHED
    assert verbs(round_) == [
        "round.published",
        "round.decided",
        "round.closed",
        "round.opened",
        "round.planned",
    ]
    assert verbs(movement) == ["movement.running", "movement.launched"]


def test_a_round_is_not_closed_before_its_deadline_has_passed(world: World) -> None:
    round_ = world.rounds["hang-nam-2023"]
    with pytest.raises(NotAllowed, match="hết 23:59 thứ Bảy 09/12/2023"):
        close_round_for_appraisal(round_, actor=world.thuong_truc, at=IN_TIME)
    assert close_round_for_appraisal(round_, actor=world.thuong_truc, at=TOO_LATE).state == RoundState.APPRAISING


def test_a_round_is_not_opened_twice(world: World) -> None:
    with pytest.raises(NotAllowed, match="Không thể chuyển từ “Đang nhận hồ sơ” sang “Đang nhận hồ sơ”"):
        open_round(world.rounds["hang-nam-2023"], actor=world.thuong_truc, at=IN_TIME)


def test_a_round_nobody_receives_is_not_opened_and_says_which_question_is_open(world: World) -> None:
    Round.objects.filter(code="tong-ket").update(open_question="Cơ quan nào nhận hồ sơ?")
    with pytest.raises(NotAllowed, match=r"chưa có cơ quan nhận hồ sơ .* Việc còn mở: Cơ quan nào nhận hồ sơ\?"):
        open_round(Round.objects.get(code="tong-ket"), actor=world.thuong_truc, at=moment(2025, 11, 1))


def test_the_chair_who_takes_the_power_settles_the_round_and_names_the_instrument(world: World) -> None:
    commune = make_unit("UBND xã Trực Ninh mới", UnitKind.XA)
    chair = make_user(make_person("Lưu Văn Sơn", commune), "chu_tich_moi", (Role.CHU_TICH, commune))
    Round.objects.filter(code="tong-ket").update(open_question="Cơ quan nào nhận hồ sơ?")
    round_ = Round.objects.get(code="tong-ket")

    def settle(actor: Any, basis: str) -> Round:
        return settle_round(
            round_,
            receiver=commune,
            decider=commune,
            award_form="giay_khen_xa",
            basis=basis,
            actor=actor,
            at=moment(2025, 10, 1),
        )

    with pytest.raises(NotAllowed, match="Chỉ Chủ tịch UBND xã Trực Ninh mới"):
        settle(world.chu_tich, "Văn bản số 1")
    with pytest.raises(InputError, match="chưa nêu căn cứ"):
        settle(chair, " ")
    settled = settle(chair, "Văn bản số 1/UBND ngày 30/9/2025")
    assert (settled.receiver, settled.decider, settled.open_question) == (commune, commune, "")
    event = events_of(settled).get()
    assert (event.verb, event.old, event.reason) == (
        "round.settled",
        {"open_question": "Cơ quan nào nhận hồ sơ?"},
        "Văn bản số 1/UBND ngày 30/9/2025",
    )
    with pytest.raises(NotAllowed, match="đã có cơ quan nhận hồ sơ"):
        settle(chair, "Văn bản số 2")


def test_only_the_secretariat_runs_rounds(world: World) -> None:
    acts = (
        (open_round, RoundState.PLANNED, IN_TIME),
        (close_round_for_appraisal, RoundState.OPEN, TOO_LATE),
        (publish_round, RoundState.DECIDED, TOO_LATE),
    )
    for act, state, at in acts:
        round_ = round_in(world, state)
        for persona in ("can_bo", "thu_truong", "chu_tich", "van_thu", "nguoi_ngoai"):
            with pytest.raises(NotAllowed, match="Chỉ Thường trực thi đua"):
                act(round_, actor=getattr(world, persona), at=at)


def test_who_issues_the_decision_marks_the_round_decided(world: World) -> None:
    for actor in (world.thu_truong, world.nguoi_ngoai):
        with pytest.raises(NotAllowed):
            mark_round_decided(round_in(world, RoundState.APPRAISING), actor=actor, at=TOO_LATE)
    for actor in (world.chu_tich, world.van_thu, world.thuong_truc):
        marked = mark_round_decided(round_in(world, RoundState.APPRAISING), actor=actor, at=TOO_LATE)
        assert marked.state == RoundState.DECIDED, actor


def test_a_unit_and_its_people_register_once_while_the_round_awaits(world: World) -> None:
    round_ = world.rounds["hang-nam-2023"]

    def register(**fields: Any) -> Any:
        known: dict[str, Any] = {
            "unit": world.truc_chinh,
            "registered_on": date(2023, 2, 10),
            "actor": world.can_bo,
            "at": moment(2023, 2, 10),
        } | fields
        return register_intention(Round.objects.get(pk=round_.pk), **known)

    assert verbs(register()) == ["registration.entered"]
    assert register(person=world.people["officer"]).person == world.people["officer"]
    with pytest.raises(InputError, match="UBND xã Trực Chính đã đăng ký thi đua"):
        register()
    with pytest.raises(InputError, match="Nguyễn Thị Ánh không công tác tại UBND xã Trực Chính"):
        register(person=world.people["secretary"])
    with pytest.raises(NotAllowed, match="Chỉ cán bộ hoặc thủ trưởng của đơn vị được đăng ký thi đua"):
        register(unit=world.co_le)
    round_in(world, RoundState.APPRAISING)
    with pytest.raises(NotAllowed, match="không còn nhận đăng ký"):
        register(person=world.people["head"])
    with pytest.raises(NotAllowed, match="không bỏ đăng ký được"):
        withdraw_registration(Registration.objects.all()[0], actor=world.can_bo, at=moment(2023, 12, 11))
