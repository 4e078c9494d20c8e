"""The pages of sessions: who reads and does what, what a voter meets, and what nobody is shown before the count."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.councils import AT, CALLED_AT, SUBJECTS, Chamber, first_item, make_chamber
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.councils.actions.sessions import Subject
from thidua.councils.models import Ballot, Item, Recusal, Seat, Session


def on_the_day(world: World) -> Chamber:
    """It is the day of the session."""
    it_is(AT)
    return make_chamber(world)


def with_one_open(world: World) -> tuple[Chamber, Session]:
    """Its session is open, and everybody is there."""
    chamber = on_the_day(world)
    return chamber, chamber.opened()


pytestmark = starts_with(on_the_day)
Open = tuple[Chamber, Session]


def page(session: Session, act: str = "") -> str:
    return f"/hoi-dong/{session.pk}/{act}"


def test_a_stranger_is_sent_to_sign_in(client: Client, chamber: Chamber) -> None:
    response = client.get(reverse("councils:sessions"))
    assert (response.status_code, response.url) == (302, "/dang-nhap/?next=/hoi-dong/")


@starts_with(with_one_open)
def test_members_and_the_offices_of_the_authority_read_a_session_and_units_do_not(world: World, start: Open) -> None:
    chamber, session = start
    path = page(session)
    readers = {"an": chamber.users["an"]} | {
        name: getattr(world, name) for name in ("thuong_truc", "chu_tich", "can_bo")
    }
    assert {name: browser(user).get(path).status_code for name, user in readers.items()} == {
        "an": 200,
        "thuong_truc": 200,
        "chu_tich": 200,
        "can_bo": 404,
    }


def test_the_list_puts_first_what_waits_for_ones_ballot_and_costs_the_same_at_1_and_at_3_rows(chamber: Chamber) -> None:
    signed, voted = browser(chamber.users["an"]), chamber.opened(title="Đã bỏ")
    at_1 = statements_of(signed, "/hoi-dong/")
    waiting = chamber.opened(title="Chưa bỏ")
    later = chamber.called(title="Sắp họp")
    chamber.cast(voted, "an")
    with CaptureQueriesContext(connection) as asked:
        response = signed.get("/hoi-dong/")
    assert [row.pk for row in response.context["page_obj"]] == [waiting.pk, later.pk, voted.pk]
    assert response.context["awaiting"] == 1
    assert "1/5 đã bỏ phiếu" in response.text
    assert len(asked) == at_1


@starts_with(with_one_open)
def test_a_member_votes_on_the_page_once_and_the_history_does_not_say_when(start: Open) -> None:
    chamber, session = start
    signed = browser(chamber.users["an"])
    shown = signed.get(page(session))
    assert "Mỗi thành viên bỏ phiếu một lần; phiếu đã bỏ không sửa, không rút lại được." in shown.text
    assert "no-store" in shown["Cache-Control"]
    choices = {f"item_{item.pk}": "for" for item in session.items.all()}
    assert signed.post(page(session, "bo-phieu/"), choices).url == page(session)
    assert "Đồng chí đã bỏ phiếu" in signed.get(page(session)).text
    again = signed.post(page(session, "bo-phieu/"), choices)
    assert (again.status_code, Ballot.objects.count()) == (403, 1)
    assert "Mỗi thành viên bỏ phiếu một lần" in again.text
    history = browser(chamber.users["chair"]).get(page(session)).context["steps"]
    assert [step.label for step in history] == ["Mở phiên họp, lập danh sách", "Triệu tập phiên họp"]


@starts_with(with_one_open)
def test_a_ballot_that_misses_a_choice_comes_back_as_it_was_filled(start: Open) -> None:
    chamber, session = start
    first, second = session.items.order_by("pk")
    response = browser(chamber.users["an"]).post(page(session, "bo-phieu/"), {f"item_{first.pk}": "against"})
    assert (response.status_code, response.context["form"].errors) == (
        200,
        {f"item_{second.pk}": ["Chưa chọn ý kiến."]},
    )
    assert 'value="against" id="id_item_' in response.text
    assert response.text.count(" checked") == 1
    assert not Seat.objects.filter(has_voted=True).exists()


def test_a_member_may_recuse_only_himself_and_finds_the_item_off_the_ballot_and_why(chamber: Chamber) -> None:
    session, signed = chamber.called(), browser(chamber.users["an"])
    shown = signed.get(page(session, "khong-bieu-quyet/"))
    assert list(shown.context["form"].fields["member"].queryset) == [chamber.members["an"]]

    chair = browser(chamber.users["chair"])
    said = {"item": first_item(session).pk, "member": chamber.members["an"].pk, "reason": "là tác giả"}
    assert chair.post(page(session, "khong-bieu-quyet/"), said).url == page(session)
    session = chamber.open(session)
    shown = signed.get(page(session))
    assert list(shown.context["ballot"].fields) == [f"item_{session.items.order_by('pk')[1].pk}"]
    assert "Hoàng Văn An: là tác giả" in shown.text


@starts_with(with_one_open)
def test_nothing_of_the_count_is_shown_before_closing(start: Open) -> None:
    chamber, session = start
    session = chamber.vote(session, against=("an", "binh"))
    for user in chamber.users.values():
        shown = browser(user).get(page(session)).text
        assert "5/5 thành viên có mặt đã bỏ phiếu" in shown
        for leak in ("Không thông qua", "60 %", "3/5", "against"):
            assert leak not in shown
    chamber.close(session)
    shown = browser(chamber.users["an"]).get(page(session)).text
    assert "3/5 thành viên đồng ý = 60 % &lt; 90 %, cần ít nhất 5 phiếu: không thông qua." in shown
    assert "Biên bản Xét công nhận sáng kiến năm 2023" in shown


def refused(chamber: Chamber, session: Session, *acts: str) -> None:
    """A member who does not run the session is told so."""
    said = "Chủ tịch hoặc Thư ký Hội đồng"
    answers = [browser(chamber.users["an"]).post(page(session, act)) for act in acts]
    assert [(each.status_code, said in each.text) for each in answers] == [(403, True)] * len(acts)


def test_the_chair_runs_a_session_on_its_page_and_a_member_who_does_not_run_it_is_told_so(chamber: Chamber) -> None:
    session = chamber.called()
    signed = browser(chamber.users["chair"])
    refused(chamber, session, "mo-phien/")
    nobody = signed.post(page(session, "mo-phien/"), {})
    assert nobody.context["form"].errors == {"present": ["Chưa điểm danh thành viên nào."]}
    here = [chamber.members[name].pk for name in ("chair", "secretary", "an")]
    assert signed.post(page(session, "mo-phien/"), {"present": here}).url == page(session)
    refused(chamber, session, "co-mat/", "ket-thuc-bo-phieu/")
    signed.post(page(session, "co-mat/"), {"member": chamber.members["binh"].pk})
    session.refresh_from_db()
    for name in ("chair", "secretary", "an", "binh"):
        chamber.cast(session, name)
    assert signed.post(page(session, "ket-thuc-bo-phieu/")).url == page(session)
    refused(chamber, session, "ket-thuc/")

    opinion_of_the_absent(chamber, session)
    assert signed.post(page(session, "ket-thuc/")).url == page(session)
    session.refresh_from_db()
    assert (session.state, session.seats.filter(is_present=True).count()) == ("closed", 4)


def opinion_of_the_absent(chamber: Chamber, session: Session) -> None:
    """It is entered by the secretary, before the count."""
    seat = session.seats.get(is_present=False)
    signed = browser(chamber.users["secretary"])
    assert page(session, f"y-kien/{seat.pk}/") in signed.get(page(session)).text
    form = signed.get(page(session, f"y-kien/{seat.pk}/"))
    assert "Ý kiến bằng văn bản của Đặng Văn Cường" in form.text
    choices = {f"item_{item.pk}": "for" for item in session.items.all()}
    assert signed.post(page(session, f"y-kien/{seat.pk}/"), choices).url == page(session)
    assert "đã có ý kiến" in signed.get(page(session)).text
    assert signed.get(page(session, "y-kien/0/")).status_code == 404


ACTS = ("mo-phien/", "co-mat/", "khong-bieu-quyet/", "bo-phieu/", "ket-thuc-bo-phieu/", "y-kien/1/", "ket-thuc/")


@starts_with(with_one_open)
def test_for_a_stranger_the_session_does_not_exist(world: World, start: Open) -> None:
    session, signed = start[1], browser(world.nguoi_ngoai)
    answers = {"": signed.get(page(session))} | {act: signed.post(page(session, act)) for act in ACTS}
    assert {act: answer.status_code for act, answer in answers.items()} == dict.fromkeys(("", *ACTS), 404)
    assert [act for act, answer in answers.items() if SUBJECTS[0].label in answer.text] == []


def test_a_session_is_called_on_its_page(world: World, chamber: Chamber) -> None:
    it_is(CALLED_AT)
    said = {
        "council": chamber.council.pk,
        "title": "Xét sáng kiến đợt 2",
        "held_on": "01/12/2023",
        "percent": "66,67",
        "of": "present",
        "source": "Quy chế",
        "quorum": "2/3",
    }
    signed = browser(world.thuong_truc)
    assert "Triệu tập phiên họp" in signed.get("/hoi-dong/").text
    wrong = signed.post("/hoi-dong/trieu-tap/", said | {"quorum": "hai", "held_on": "01/11/2023"})
    assert wrong.context["form"].errors == {
        "quorum": ["“hai” không phải là một phần của cả Hội đồng. Ghi như 2/3."],
        "held_on": ["Ngày họp đã qua. Chọn từ hôm nay trở đi."],
    }
    made = signed.post("/hoi-dong/trieu-tap/", said)
    session = Session.objects.get()
    assert (made.url, str(session.threshold_percent), session.threshold_of) == (page(session), "66.67", "present")
    assert browser(world.can_bo).get("/hoi-dong/trieu-tap/").status_code == 403


def test_a_session_costs_the_same_with_1_and_with_4_items(chamber: Chamber) -> None:
    an = chamber.members["an"].person_id
    signed = browser(chamber.users["binh"])
    session = chamber.opened(Subject("x.y", 0, "Nội dung", recused={an: "tác giả"}))
    at_1 = statements_of(signed, page(session))
    more = [Item(session=session, subject_type="x.y", subject_id=n, label=f"Nội dung {n}") for n in range(1, 4)]
    Recusal.objects.bulk_create(
        Recusal(item=item, member=chamber.members["an"], reason="tác giả") for item in Item.objects.bulk_create(more)
    )
    assert session.items.count() == 4
    assert statements_of(signed, page(session)) == at_1
