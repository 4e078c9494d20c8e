"""People, posts, sign-ins, roles and conduct: each act is permitted by name, dated, and on record."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from tests.factories.world import START, World, make_person, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.actions.conduct import close_review, open_review, record_discipline
from thidua.organizations.actions.people import appoint_post, create_person, end_post
from thidua.organizations.actions.roles import assign_role, end_role, open_account
from thidua.organizations.enums import Category, Role
from thidua.organizations.models import Account, Post
from thidua.organizations.queries import all_posts_of, person_of, posts_of, roles_of
from thidua.organizations.templatetags.register import matter, period

AT = moment(2023, 6, 30)
TODAY = date(2023, 6, 30)


def verbs(obj: Any) -> list[str]:
    return [event.verb for event in events_of(obj)]


def test_a_person_moves_from_one_post_to_another_and_keeps_both(world: World) -> None:
    person = create_person("  Hoàng   Thị Ỷ ", is_invented=True, actor=world.thuong_truc, at=AT)
    assert (person.full_name, person.name_folded, verbs(person)) == ("Hoàng Thị Ỷ", "hoang thi y", ["person.created"])
    first = appoint_post(
        person,
        unit=world.co_le,
        title="Công chức Văn hóa – Xã hội",
        category=Category.CONG_CHUC,
        valid_from=date(2022, 1, 1),
        actor=world.thuong_truc,
        at=AT,
    )
    first = end_post(first, ended_on=date(2023, 1, 1), actor=world.thuong_truc, at=AT)
    appoint_post(
        person,
        unit=world.van_hoa,
        title="Trưởng phòng",
        category=Category.CONG_CHUC,
        is_head=True,
        valid_from=date(2023, 1, 1),
        actor=world.thuong_truc,
        at=AT,
    )
    assert verbs(first) == ["post.ended", "post.appointed"]
    assert [post.unit for post in all_posts_of(person)] == [world.van_hoa, world.co_le]
    on_days = [posts_of([person.pk], day)[person.pk].unit for day in (date(2022, 12, 31), date(2023, 1, 1))]
    assert on_days == [world.co_le, world.van_hoa]


def test_a_unit_has_one_head_at_a_time(world: World) -> None:
    def appoint() -> Post:
        return appoint_post(
            world.people["officer"],
            unit=world.truc_chinh,
            title="Chủ tịch UBND xã",
            category=Category.CAN_BO,
            is_head=True,
            valid_from=TODAY,
            actor=world.thuong_truc,
            at=AT,
        )

    with pytest.raises(InputError, match="đã có người đứng đầu: Vũ Thị Hạnh"):
        appoint()
    end_post(world.people["head"].posts.get(), ended_on=TODAY, actor=world.thuong_truc, at=AT)
    assert appoint().is_head


def test_a_post_needs_a_unit_that_exists_and_ends_once_after_it_began(world: World) -> None:
    person = world.people["officer"]
    with pytest.raises(InputError, match="không tồn tại ngày 31/12/2020"):
        appoint_post(
            person,
            unit=world.co_le,
            title="X",
            category=Category.CONG_CHUC,
            valid_from=date(2020, 12, 31),
            actor=world.thuong_truc,
            at=AT,
        )
    post = person.posts.get()
    with pytest.raises(InputError, match="ngày kết thúc không sau ngày bắt đầu"):
        end_post(post, ended_on=START, actor=world.thuong_truc, at=AT)
    end_post(post, ended_on=TODAY, actor=world.thuong_truc, at=AT)
    with pytest.raises(NotAllowed, match="đã kết thúc ngày 30/06/2023"):
        end_post(post, ended_on=TODAY, actor=world.thuong_truc, at=AT)


def test_a_name_is_required(world: World) -> None:
    with pytest.raises(InputError, match="chưa ghi họ và tên"):
        create_person(" ", actor=None, at=AT)


def test_a_sign_in_comes_without_a_password_and_its_name_is_used_once(world: World) -> None:
    person, other = make_person("Lê Thị Mới", world.truc_chinh), make_person("Lê Thị Nữa", world.truc_chinh)
    user = open_account(person, username="moi.lt", email="Moi.LT@x.vn", actor=world.thuong_truc, at=AT)
    assert (person_of(user), user.email, user.has_usable_password()) == (person, "moi.lt@x.vn", False)
    assert verbs(Account.objects.get(user=user)) == ["account.opened"]
    for fields, why in (
        ({"username": "MOI.lt"}, "đã có người dùng"),
        ({"username": "mới"}, "không dùng được"),
        ({"username": "nua.lt", "email": "moi.lt@x.vn"}, "đã thuộc tài khoản khác"),
        ({"username": "nua.lt", "email": "nua"}, "không phải địa chỉ thư điện tử"),
    ):
        with pytest.raises(InputError, match=why):
            open_account(other, actor=world.thuong_truc, at=AT, **fields)
    with pytest.raises(InputError, match="đã có tài khoản"):
        open_account(person, username="moi.lt2", actor=world.thuong_truc, at=AT)


def test_a_role_holds_from_its_day_until_it_is_taken_back(world: World) -> None:
    assignment = assign_role(
        world.can_bo,
        unit=world.truc_chinh,
        role=Role.VAN_THU,
        valid_from=date(2023, 7, 1),
        basis="QĐ 12/QĐ-UBND",
        actor=world.chu_tich,
        at=AT,
    )
    with pytest.raises(InputError, match="đang giữ vai trò “Văn thư”"):
        assign_role(
            world.can_bo,
            unit=world.truc_chinh,
            role=Role.VAN_THU,
            valid_from=date(2023, 8, 1),
            basis="QĐ 13/QĐ-UBND",
            actor=world.chu_tich,
            at=AT,
        )
    with pytest.raises(InputError, match="ngày kết thúc không sau ngày bắt đầu"):
        end_role(assignment, ended_on=date(2023, 7, 1), actor=world.chu_tich, at=AT)
    assignment = end_role(assignment, ended_on=date(2023, 9, 1), actor=world.chu_tich, at=AT)
    held = [roles_of(world.can_bo, moment(2023, month, day)).has(Role.VAN_THU) for month, day in ((6, 30), (7, 1))]
    assert held == [False, True]
    assert not roles_of(world.can_bo, moment(2023, 9, 1)).has(Role.VAN_THU)
    assert verbs(assignment) == ["role.ended", "role.assigned"]
    with pytest.raises(NotAllowed, match="đã kết thúc ngày 01/09/2023"):
        end_role(assignment, ended_on=date(2023, 9, 1), actor=world.chu_tich, at=AT)


WHO_GIVES = (
    ("chu_tich", Role.THUONG_TRUC, True),
    ("thuong_truc", Role.CAN_BO, True),
    ("thuong_truc", Role.THANH_VIEN, True),
    ("thuong_truc", Role.CHU_TICH, False),  # nobody raises themselves over the authority
    ("thuong_truc", Role.THANH_TRA, False),
    ("thu_truong", Role.CAN_BO, False),
    ("nguoi_ngoai", Role.CAN_BO, False),
)


def test_who_gives_which_role(world: World) -> None:
    for persona, role, may in WHO_GIVES:
        given: dict[str, Any] = {"role": role, "valid_from": TODAY, "basis": "QĐ 14/QĐ-UBND"}
        given |= {"unit": world.huyen, "actor": getattr(world, persona), "at": AT}
        if may:
            with transaction.atomic():  # undone, for the next
                assert assign_role(world.can_bo, **given).role == role
                transaction.set_rollback(True)
        else:
            with pytest.raises(NotAllowed, match="phân"):
                assign_role(world.can_bo, **given)


def discipline(world: World, **fields: Any) -> Any:
    known: dict[str, Any] = {
        "unit": world.truc_chinh,
        "category": Category.CONG_CHUC,
        "acted_on": date(2023, 4, 1),
        "form": "khien_trach",
        "breaks_order": True,
        "actor": world.thuong_truc,
        "at": AT,
    }
    return record_discipline(world.people["officer"], **(known | fields))


def test_a_discipline_is_recorded_with_its_day_and_the_day_it_was_entered(world: World) -> None:
    row = discipline(world)
    assert (row.acted_on, row.entered_at, verbs(row)) == (date(2023, 4, 1), AT, ["discipline.recorded"])
    with pytest.raises(InputError, match="ngày 01/07/2023 chưa đến"):
        discipline(world, acted_on=date(2023, 7, 1))


def test_a_period_is_said_by_its_last_day() -> None:
    assert period(START, None) == "từ 01/01/2021"
    assert period(START, date(2025, 7, 1)) == "từ 01/01/2021 đến hết 30/06/2025"
    assert matter(START, None) == "từ 01/01/2021, chưa kết thúc"
    assert matter(START, date(2021, 2, 1)) == "từ 01/01/2021 đến hết 01/02/2021"


def test_a_review_of_a_unit_or_a_person_is_opened_and_closed_once(world: World) -> None:
    for subject in (world.truc_chinh, world.people["officer"]):
        review = open_review(subject, kind="khieu_nai", began_on=TODAY, actor=world.thuong_truc, at=AT)
        with pytest.raises(InputError, match="ngày kết thúc trước ngày bắt đầu"):
            close_review(review, ended_on=date(2023, 6, 29), actor=world.thuong_truc, at=AT)
        review = close_review(review, ended_on=TODAY, actor=world.thuong_truc, at=AT)
        assert verbs(review) == ["review.closed", "review.opened"]
        with pytest.raises(NotAllowed, match="đã kết thúc ngày 30/06/2023"):
            close_review(review, ended_on=TODAY, actor=world.thuong_truc, at=AT)


def test_a_review_of_somebody_without_a_post_that_day_has_no_office_to_keep_it(world: World) -> None:
    with pytest.raises(InputError, match="không giữ vị trí công tác nào ngày 31/12/2020"):
        open_review(
            world.people["officer"], kind="khieu_nai", began_on=date(2020, 12, 31), actor=world.thuong_truc, at=AT
        )


def test_only_the_secretariat_writes_people_and_conduct(world: World) -> None:
    new, post = make_person("Lê Thị Mới", world.co_le), world.people["officer"].posts.get()
    for actor in (world.can_bo, world.thu_truong, world.chu_tich, world.van_thu, world.nguoi_ngoai):
        with pytest.raises(NotAllowed, match="được thêm cá nhân vào danh mục"):
            create_person("Nguyễn Văn Ba", actor=actor, at=AT)
        with pytest.raises(NotAllowed, match="được lập tài khoản"):
            open_account(new, username="moi", actor=actor, at=AT)
        with pytest.raises(NotAllowed, match="được cập nhật danh mục"):
            end_post(post, ended_on=TODAY, actor=actor, at=AT)
        with pytest.raises(NotAllowed, match="được ghi sổ kỷ luật"):
            discipline(world, actor=actor)
        with pytest.raises(NotAllowed, match="được ghi sổ kỷ luật"):
            open_review(world.truc_chinh, kind="khieu_nai", began_on=TODAY, actor=actor, at=AT)
