"""Who sees a dossier, who may act on it, and what the others are told."""

import pytest
from tests.factories.dossiers import LAST_MOMENT, NOVEMBER, begun, ready, sent
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, make_user

from thidua.core.errors import NotVisible
from thidua.dossiers import permissions as may
from thidua.dossiers.actions.dossiers import accept_dossier
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.organizations.enums import Role
from thidua.organizations.queries import Roles, roles_of

NOT_OFFICER = "Chỉ cán bộ hoặc thủ trưởng của đơn vị"
NOT_HEAD = "Chỉ thủ trưởng đơn vị trình khen được xác nhận hồ sơ (điểm b khoản 3 mục III)."
NOT_SECRETARIAT = "Chỉ bộ phận thường trực của nơi nhận"


def roles(world: World, persona: str) -> Roles:
    return roles_of(getattr(world, persona), NOVEMBER)


@starts_with(begun)
def test_its_unit_and_the_authority_see_a_dossier(world: World, dossier: Dossier) -> None:
    for persona in ("can_bo", "thu_truong", "thuong_truc", "chu_tich", "van_thu"):
        assert may.open_dossier(roles(world, persona), dossier.pk) == dossier, persona


@starts_with(sent)
def test_for_another_unit_it_does_not_exist_and_a_kept_verdict_is_seen_by_who_sees_its_dossier(
    world: World, dossier: Dossier
) -> None:
    nomination = dossier.nominations.first()
    assert nomination is not None
    kept, outside = nomination.verdicts.get(), roles(world, "nguoi_ngoai")
    for opening, pk in (
        (may.open_dossier, dossier.pk),
        (may.open_nomination, nomination.pk),
        (may.open_kept_verdict, kept.pk),
    ):
        with pytest.raises(NotVisible):
            opening(outside, pk)
    assert may.open_kept_verdict(roles(world, "can_bo"), kept.pk) == kept


def test_the_standing_of_another_units_people_and_of_another_unit_is_not_there(world: World) -> None:
    outside = roles(world, "nguoi_ngoai")
    for kind, pk in (("tap_the", world.truc_chinh.pk), ("ca_nhan", world.people["officer"].pk), ("gi_do", 1)):
        with pytest.raises(NotVisible):
            may.open_nominee(outside, kind, pk)


def refusals(dossier: Dossier, held: Roles) -> dict[str, str | None]:
    at = NOVEMBER
    return {
        "edit": may.may_edit(held, dossier, at),
        "confirm": may.may_confirm(held, dossier, at),
        "submit": may.may_submit(held, dossier, at),
        "recall": may.may_recall(held, dossier, at),
        "accept": may.may_accept(held, dossier),
        "return": may.may_return(held, dossier),
        "appraise": may.may_appraise(held, dossier),
    }


def allowed(dossier: Dossier, held: Roles) -> list[str]:
    return [name for name, refusal in refusals(dossier, held).items() if refusal is None]


@starts_with(ready)
def test_each_state_offers_each_persona_what_is_theirs_and_no_more_and_says_why_not(
    world: World, dossier: Dossier
) -> None:
    personas = ("can_bo", "thu_truong", "thuong_truc", "chu_tich")

    def offered(dossier: Dossier) -> dict[str, list[str]]:
        return {persona: allowed(dossier, roles(world, persona)) for persona in personas}

    assert offered(Dossier(unit=dossier.unit, round=dossier.round)) == {
        "can_bo": ["edit"],
        "thu_truong": ["edit", "confirm"],
        "thuong_truc": [],
        "chu_tich": [],
    }
    may_now = {"can_bo": ["submit"], "thu_truong": ["submit"], "thuong_truc": [], "chu_tich": []}
    assert offered(dossier) == may_now
    officer, secretary = roles(world, "can_bo"), roles(world, "thuong_truc")
    assert may.may_confirm(officer, dossier, NOVEMBER) == NOT_HEAD
    assert str(may.may_edit(secretary, dossier, NOVEMBER)).startswith(NOT_OFFICER)
    assert str(may.may_accept(officer, dossier)).startswith(NOT_SECRETARIAT)
    assert may.may_accept(secretary, dossier) == "Chỉ tiếp nhận được hồ sơ đã nộp, chưa tiếp nhận."
    assert str(may.may_edit(officer, dossier, NOVEMBER)).endswith("thu hồi hồ sơ trước nếu cần.")
    received = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    assert offered(received) == {
        "can_bo": ["recall"],
        "thu_truong": ["recall"],
        "thuong_truc": ["accept", "return"],
        "chu_tich": [],
    }
    accepted = accept_dossier(received, actor=world.thuong_truc, at=NOVEMBER)
    assert (allowed(accepted, secretary), allowed(accepted, officer)) == (["appraise"], [])


def test_only_the_secretariat_of_the_receiver_extends(world: World) -> None:
    round_ = world.rounds["hang-nam-2023"]
    answers = {persona: may.may_extend(roles(world, persona), round_) is None for persona in ("can_bo", "thuong_truc")}
    assert answers == {"can_bo": False, "thuong_truc": True}


def test_the_head_judges_a_person_the_secretariat_a_collective_and_nobody_himself(world: World) -> None:
    round_, unit = world.rounds["hang-nam-2023"], world.truc_chinh
    head, secretary = roles(world, "thu_truong"), roles(world, "thuong_truc")
    of_person, of_unit = {"key": "pham_chat", "unit": unit}, {"key": "lanh_dao", "unit": unit}
    assert may.may_judge(head, round_, **of_person, is_own=False) is None  # type: ignore[arg-type]
    assert may.may_judge(secretary, round_, **of_unit, is_own=False) is None  # type: ignore[arg-type]
    assert "khoản 4 mục IV" in str(may.may_judge(head, round_, **of_unit, is_own=False))  # type: ignore[arg-type]
    assert "Không ai tự đánh giá mình" in str(may.may_judge(head, round_, **of_person, is_own=True))  # type: ignore[arg-type]


def test_five_years_are_judged_by_the_chair_who_decides(world: World) -> None:
    round_ = world.rounds["tong-ket"]
    chair, asked = roles(world, "chu_tich"), {"key": "thanh_tich_5_nam", "unit": world.truc_chinh, "is_own": False}
    assert may.may_judge(chair, round_, **asked) is not None  # type: ignore[arg-type]  # nobody decides this round yet
    round_.decider = world.huyen
    assert may.may_judge(chair, round_, **asked) is None  # type: ignore[arg-type]


@starts_with(begun)
def test_a_head_of_another_office_confirms_nothing_here(world: World, dossier: Dossier) -> None:
    other = make_user(make_person("Cao Văn Bắc", world.co_le, is_head=True), "khac", (Role.THU_TRUONG, world.co_le))
    assert may.may_confirm(roles_of(other, NOVEMBER), dossier, LAST_MOMENT) == NOT_HEAD
