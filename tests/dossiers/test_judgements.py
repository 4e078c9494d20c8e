"""Conclusions the plan leaves to a body: with a reason and a name, one after another, none overwritten."""

import pytest
from tests.factories.dossiers import NOVEMBER
from tests.factories.world import World, moment

from thidua.accounts.models import User
from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.actions.judgements import record_judgement
from thidua.dossiers.models import Judgement
from thidua.dossiers.queries.facts import gather_facts
from thidua.dossiers.queries.verdicts import judged_criteria
from thidua.dossiers.subjects import Nominee, unit_subject
from thidua.organizations.enums import Role
from thidua.organizations.models import Account, Person, RoleAssignment


def judge(world: World, nominee: Nominee, key: str, *, by: User, reason: str = "Kết luận 07/KL") -> Judgement:
    round_ = world.rounds["hang-nam-2023"]
    return record_judgement(round_, nominee, key=key, conclusion=True, reason=reason, actor=by, at=NOVEMBER)


def test_the_standards_of_a_year_ask_for_two_conclusions_on_each_kind(world: World) -> None:
    asked = {kind: list(judged_criteria(world.rounds["hang-nam-2023"], kind)) for kind in ("tap_the", "ca_nhan")}
    assert asked == {
        "tap_the": ["lanh_dao", "tuyen_truyen_danh_gia"],
        "ca_nhan": ["nhiem_vu_danh_gia", "pham_chat"],
    }
    assert list(judged_criteria(world.rounds["tong-ket"], "tap_the")) == ["thanh_tich_5_nam"]


def test_a_conclusion_carries_who_concluded_with_post_and_unit_and_writes_its_event(world: World) -> None:
    row = judge(world, world.truc_chinh, "lanh_dao", by=world.thuong_truc)
    assert row.by == "Nguyễn Thị Ánh, Chuyên viên, Phòng Nội vụ"
    assert [(event.verb, event.reason) for event in events_of(row)] == [("judgement.recorded", "Kết luận 07/KL")]


def test_the_latest_conclusion_counts_and_all_stay(world: World) -> None:
    judge(world, world.truc_chinh, "lanh_dao", by=world.thuong_truc)
    judge(world, world.truc_chinh, "lanh_dao", by=world.thuong_truc, reason="Kết luận 09/KL")
    subject = unit_subject(world.truc_chinh.pk)
    facts = gather_facts(world.rounds["hang-nam-2023"], [subject], NOVEMBER)[subject]
    assert (facts["lanh_dao"]["ly_do"], Judgement.objects.count()) == ("Kết luận 09/KL", 2)


def test_what_was_concluded_later_was_not_known_before(world: World) -> None:
    judge(world, world.truc_chinh, "lanh_dao", by=world.thuong_truc)
    subject = unit_subject(world.truc_chinh.pk)
    assert "lanh_dao" not in gather_facts(world.rounds["hang-nam-2023"], [subject], moment(2023, 11, 1))[subject]


def test_a_conclusion_that_nobody_asks_for_and_one_without_a_reason_are_refused_at_once(world: World) -> None:
    with pytest.raises(InputError) as error:
        judge(world, world.truc_chinh, "pham_chat_khac", by=world.thuong_truc, reason=" ")
    assert [problem.where for problem in error.value.problems] == ["key", "reason"]
    with pytest.raises(InputError, match="không có nội dung đánh giá “pham_chat”"):
        judge(world, world.truc_chinh, "pham_chat", by=world.thuong_truc)


def test_a_head_does_not_judge_herself(world: World) -> None:
    with pytest.raises(NotAllowed, match="Không ai tự đánh giá mình"):
        judge(world, world.people["head"], "pham_chat", by=world.thu_truong)
    assert judge(world, world.people["head"], "pham_chat", by=world.thuong_truc).person == world.people["head"]


def test_of_a_person_without_a_post_nobody_can_conclude(world: World) -> None:
    with pytest.raises(InputError, match="hiện không giữ vị trí công tác nào"):
        judge(world, Person.objects.create(full_name="Lý Văn Cũ"), "pham_chat", by=world.thuong_truc)


def test_a_sign_in_without_a_person_signs_with_its_own_name(world: World) -> None:
    user = User.objects.create_user("noi_vu_chung")
    RoleAssignment.objects.create(
        user=user, unit=world.noi_vu, role=Role.THUONG_TRUC, valid_from=moment(2021, 1, 1).date()
    )
    assert judge(world, world.truc_chinh, "lanh_dao", by=user).by == "noi_vu_chung"
    Account.objects.create(user=user, person=Person.objects.create(full_name="Lý Văn Cũ"))
    assert judge(world, world.truc_chinh, "lanh_dao", by=user).by == "Lý Văn Cũ"
