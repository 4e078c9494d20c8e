"""People on the pages: entered, corrected, transferred, on leave, gone, and two records of one person made one."""

from datetime import date

import pytest
from django.db import transaction
from tests.factories.dossiers import recognise
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World, make_person, moment

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.organizations.actions.merging import keep_apart, merge_people
from thidua.organizations.actions.service import correct_person, end_leave, record_leave
from thidua.organizations.models import ApartPeople, Commendation, Leave, Person
from thidua.organizations.queries import all_posts_of, leaves_of, posts_of, roles_of, service_of
from thidua.organizations.queries.keeping import look_alikes

AT = moment(2023, 6, 30)


@pytest.fixture
def world(world: World) -> World:
    it_is(AT)
    return world


def test_a_person_is_entered_with_the_post_they_hold(world: World) -> None:
    client = browser(world.thuong_truc)
    said = {
        "full_name": "Hoàng Thị Ỷ",
        "birth_date": "01/05/1990",
        "is_woman": "nu",
        "identity_number": "036190001234",
        "unit": world.truc_chinh.pk,
        "title": "Công chức Tài chính",
        "category": "cong_chuc",
        "valid_from": "01/06/2023",
    }
    assert client.post("/danh-muc/ca-nhan/them/", said).status_code == 302
    person = Person.objects.get(full_name="Hoàng Thị Ỷ")
    assert (person.is_woman, person.posts.get().unit) == (True, world.truc_chinh)
    again = client.post("/danh-muc/ca-nhan/them/", {**said, "valid_from": "01/06/2020", "is_head": "on"})
    assert again.status_code == 400
    assert "không tồn tại ngày 01/06/2020" in again.text
    assert "Số định danh này đã ghi cho người khác" in again.text


def test_a_transfer_and_an_end_keep_the_posts_and_the_awards(world: World) -> None:
    officer = world.people["officer"]
    Commendation.objects.create(
        person=officer, form="giay_khen_huyen", level="huyen", decision_code="12/QĐ", decided_on=date(2022, 12, 20)
    )
    client = browser(world.thuong_truc)
    said = {"unit": world.co_le.pk, "title": "Công chức", "category": "cong_chuc", "valid_from": "01/03/2023"}
    client.post(f"/danh-muc/ca-nhan/{officer.pk}/dieu-dong/", said)
    on_days = [posts_of([officer.pk], day)[officer.pk].unit for day in (date(2023, 2, 28), date(2023, 3, 1))]
    assert on_days == [world.truc_chinh, world.co_le]
    page = client.get(f"/danh-muc/ca-nhan/{officer.pk}/").text
    assert all(word in page for word in ("12/QĐ", "20/12/2022", "Chuyển công tác"))
    client.post(f"/danh-muc/ca-nhan/{officer.pk}/thoi-giu/", {"last_day": "31/05/2023", "reason": "nghi_huu"})
    last = all_posts_of(officer)[0]
    assert (last.valid_until, last.end_reason) == (date(2023, 6, 1), "nghi_huu")
    gone = client.post(f"/danh-muc/ca-nhan/{officer.pk}/thoi-giu/", {"last_day": "15/06/2023", "reason": "nghi_huu"})
    assert (gone.status_code, "không giữ vị trí nào ngày 15/06/2023" in gone.text) == (400, True)


def test_maternity_leave_counts_as_time_worked_and_other_leave_is_undecided(world: World) -> None:
    officer = world.people["officer"]
    record_leave(
        officer, kind="thai_san", began_on=date(2023, 1, 1), ended_on=date(2023, 6, 30), actor=world.thuong_truc, at=AT
    )
    leave = record_leave(officer, kind="di_hoc", began_on=date(2023, 9, 1), actor=world.thuong_truc, at=AT)
    with pytest.raises(InputError, match="trùng với lần đi học"):
        record_leave(officer, kind="om_dau", began_on=date(2023, 12, 1), actor=world.thuong_truc, at=AT)
    end_leave(leave, ended_on=date(2023, 9, 30), actor=world.thuong_truc, at=AT)
    found = service_of(all_posts_of(officer), leaves_of(officer), 2023)
    assert (found.worked, found.away_counted, found.away_undecided) == (335, 181, 30)
    assert "Năm 2023: 335 ngày công tác" in browser(world.thuong_truc).get(f"/danh-muc/ca-nhan/{officer.pk}/").text
    assert "Nghỉ thai sản" not in browser(world.can_bo).get(f"/danh-muc/ca-nhan/{officer.pk}/").text
    assert Leave.objects.count() == 2


def test_a_correction_says_what_changed_and_of_what_is_private_only_that_it_did(world: World) -> None:
    officer = world.people["officer"]
    fields = {"full_name": "Đỗ Văn Ấn", "identity_number": "036085001234", "phone": ""}
    correct_person(officer, fields=fields, reason="Theo căn cước.", actor=world.thuong_truc, at=AT)
    event = events_of(officer)[0]
    assert (event.new, event.reason) == ({"full_name": "Đỗ Văn Ấn", "identity_number": "(kín)"}, "Theo căn cước.")
    with pytest.raises(InputError, match="đã ghi cho người khác"):
        correct_person(
            world.people["head"], fields={"identity_number": "036085001234"}, reason="X", actor=world.thuong_truc, at=AT
        )
    with pytest.raises(InputError, match="chưa ghi lý do"):
        correct_person(officer, fields={"phone": "0912345678"}, reason=" ", actor=world.thuong_truc, at=AT)
    with pytest.raises(NotAllowed, match="Thường trực thi đua"):
        correct_person(officer, fields={"phone": "0912345678"}, reason="X", actor=world.can_bo, at=AT)


def twin_of(world: World, name: str = "Đỗ Văn Ân") -> Person:
    """A second record of the officer, who has an initiative and a commendation under it."""
    twin = make_person(name, world.co_le)
    Person.objects.filter(pk__in=[twin.pk, world.people["officer"].pk]).update(birth_date=date(1980, 1, 1))
    recognise(world.co_le, "SK-1", twin, world.people["officer"])
    Commendation.objects.create(
        person=twin, form="giay_khen_huyen", level="huyen", decision_code="12/QĐ", decided_on=date(2022, 12, 20)
    )
    return Person.objects.get(pk=twin.pk)


def test_look_alikes_are_offered_and_merged_only_when_somebody_says_so(world: World) -> None:
    twin, officer = twin_of(world), world.people["officer"]
    assert look_alikes(roles_of(world.thuong_truc, AT)) == [(officer, twin)]
    client = browser(world.thuong_truc)
    assert f"gộp CN-{twin.pk} vào CN-{officer.pk}" in client.get("/danh-muc/ca-nhan/trung/").text
    client.post(f"/danh-muc/ca-nhan/{officer.pk}/gop/{twin.pk}/", {"reason": "Cùng một người, chuyển từ Cổ Lễ."})
    twin.refresh_from_db()
    assert twin.merged_into == officer
    assert [row.decision_code for row in officer.commendations.all()] == ["12/QĐ"]
    assert [row.code for row in officer.initiatives.all()] == ["SK-1"]
    assert {post.unit for post in all_posts_of(officer)} == {world.truc_chinh, world.co_le}
    assert look_alikes(roles_of(world.thuong_truc, AT)) == []
    event = events_of(twin)[0]
    assert (event.verb, event.reason) == ("person.merged", "Cùng một người, chuyển từ Cổ Lễ.")
    assert set(event.new["turned"]) == {"organizations.post.person", "organizations.commendation.person"}


def test_two_people_said_to_be_two_are_not_offered_again(world: World) -> None:
    twin, officer = twin_of(world), world.people["officer"]
    client = browser(world.thuong_truc)
    path = f"/danh-muc/ca-nhan/{officer.pk}/khac/{twin.pk}/"
    assert client.post(path, {"reason": " "}).status_code == 400
    assert client.post(path, {"reason": "Hai số định danh khác nhau."}).status_code == 302
    page = client.get("/danh-muc/ca-nhan/trung/").text
    assert look_alikes(roles_of(world.thuong_truc, AT)) == []
    assert "Hai số định danh khác nhau." in page
    assert "Nguyễn Thị Ánh" in page
    third = make_person(twin.full_name, world.co_le)
    Person.objects.filter(pk=third.pk).update(birth_date=twin.birth_date)
    assert look_alikes(roles_of(world.thuong_truc, AT)) == [(officer, third), (twin, third)]
    with pytest.raises(NotAllowed, match="đã được ghi nhận là của hai người"):
        keep_apart(twin, officer, reason="X", actor=world.thuong_truc, at=AT)
    [said] = ApartPeople.objects.all()
    assert [(event.verb, event.actor) for event in events_of(said)] == [("people.kept_apart", world.thuong_truc)]


def test_two_people_are_not_merged(world: World) -> None:
    twin, officer = twin_of(world), world.people["officer"]
    Person.objects.filter(pk=officer.pk).update(identity_number="036080000002")
    changes: tuple[tuple[dict[str, object], str], ...] = (
        ({"full_name": "Đỗ Văn Bình"}, "cùng họ tên"),
        ({"birth_date": date(1981, 1, 1)}, "không khác ngày sinh"),
        ({"identity_number": "036080000001"}, "hai số định danh khác nhau"),
    )
    for change, said in changes:
        other = Person.objects.get(pk=twin.pk)
        with transaction.atomic():
            for name, value in change.items():
                setattr(other, name, value)
            other.save()
            with pytest.raises(NotAllowed, match=said):
                merge_people(officer, other, reason="X", actor=world.thuong_truc, at=AT)
            transaction.set_rollback(True)


def test_the_list_of_look_alikes_costs_the_same_at_1_and_at_4_groups(world: World) -> None:
    def pair(number: int) -> None:
        for _ in range(2):
            person = make_person(f"Lê Văn Đôi {'X' * number}", world.truc_chinh)
            Person.objects.filter(pk=person.pk).update(birth_date=date(1990, 1, 1))

    pair(1)
    client = browser(world.thuong_truc)
    at_1 = statements_of(client, "/danh-muc/ca-nhan/trung/")
    for number in range(2, 5):
        pair(number)
    assert statements_of(client, "/danh-muc/ca-nhan/trung/") == at_1
