"""The pages of decisions: who reads and does what, the papers, and that lists cost the same at any length."""

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.awards import closed, given, latecomers, proposed, publish, register
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import province_user
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.awards.enums import DecisionState
from thidua.awards.models import Decision
from thidua.movements.enums import RoundState
from thidua.movements.models import Round
from thidua.organizations.models import Review


@pytest.fixture
def world(world: World) -> World:
    """It is 20 December 2023."""
    it_is(moment(2023, 12, 20))
    return world


def page(decision: Decision, act: str = "") -> str:
    return f"/khen-thuong/quyet-dinh/{decision.pk}/{act}"


def test_a_stranger_is_sent_to_sign_in(client: Client, world: World) -> None:
    assert client.get("/khen-thuong/").url == "/dang-nhap/?next=/khen-thuong/"


REFUSALS = (
    (DecisionState.PROPOSED, "thuong_truc", "ky/", "Chỉ Chủ tịch UBND huyện được ký quyết định này"),
    (DecisionState.DECIDED, "thuong_truc", "ban-hanh/", "Chỉ văn thư của UBND huyện Trực Ninh"),
    (DecisionState.ISSUED, "chu_tich", "cong-khai/", "Chỉ Thường trực thi đua"),
    (DecisionState.ISSUED, "chu_tich", "ky/", "Quyết định đang ở trạng thái “Đã ban hành”"),
)
OFFERED = {
    (DecisionState.PROPOSED, "chu_tich"): ["Ký quyết định"],
    (DecisionState.PROPOSED, "thuong_truc"): [
        "Bước tiếp theo thuộc người khác",
        "Chỉ Chủ tịch UBND huyện được ký quyết định này (điểm b khoản 1 mục III).",
    ],
    (DecisionState.DECIDED, "van_thu"): ["Cấp số và ban hành"],
    (DecisionState.ISSUED, "thuong_truc"): ["Công khai kết quả"],
}


def steps(clients: dict[str, Client], decision: Decision) -> Iterator[DecisionState]:
    """The decision as it is proposed, then signed, then issued, each on its page."""
    yield DecisionState.PROPOSED
    clients["chu_tich"].post(page(decision, "ky/"))
    yield DecisionState.DECIDED
    clients["van_thu"].post(page(decision, "ban-hanh/"))
    yield DecisionState.ISSUED


def refusals_met(clients: dict[str, Client], decision: Decision, step: str) -> Iterator[tuple[str, str, str, str]]:
    """What those who may see the decision but not do the act are told at this step."""
    for state, persona, act, sentence in REFUSALS:
        if state == step:
            response = clients[persona].post(page(decision, act))
            assert response.status_code == 403, (state, persona, act)
            yield state, persona, act, sentence if sentence in response.text else response.text


@starts_with(closed)
def test_the_whole_way_at_every_step_each_reads_what_is_theirs_is_offered_the_next_act_or_told_why_not(
    world: World, start: Round
) -> None:
    personas = ("thuong_truc", "chu_tich", "van_thu", "can_bo", "nguoi_ngoai")
    clients = {name: browser(getattr(world, name)) for name in personas} | {"province": browser(province_user(world))}
    at_work = {"thuong_truc": 200, "chu_tich": 200, "van_thu": 200, "can_bo": 404, "nguoi_ngoai": 404, "province": 404}
    secretariat = clients["thuong_truc"]
    assert "Trình lãnh đạo" in secretariat.get("/khen-thuong/").text
    secretariat.post(f"/khen-thuong/trinh/{world.movement.slug}/{start.code}/")
    decision, seen, told, offered = Decision.objects.get(), {}, [], {}
    for step in steps(clients, decision):
        shown = {name: client.get(page(decision)) for name, client in clients.items()}
        certificates = secretariat.get(page(decision, "giay-khen.pdf")).status_code
        seen[step] = ({name: each.status_code for name, each in shown.items()}, certificates)
        told += refusals_met(clients, decision, step)
        offered |= {
            key: [said for said in OFFERED[key] if said in shown[key[1]].text] for key in OFFERED if key[0] == step
        }
    assert seen == {
        DecisionState.PROPOSED: (at_work, 404),
        DecisionState.DECIDED: (at_work, 404),
        DecisionState.ISSUED: (at_work | {"can_bo": 200, "nguoi_ngoai": 200}, 200),
    }
    assert (told, offered) == (list(REFUSALS), OFFERED)
    secretariat.post(page(decision, "cong-khai/"))
    assert Round.objects.get(pk=start.pk).state == RoundState.PUBLISHED
    text = clients["can_bo"].get(page(decision)).text
    assert all(words in text for words in ("01/QĐ-UBND", "1.080.000 đồng", "540.000 đồng", "1.620.000 đồng"))


def test_after_the_district_is_gone_the_page_says_who_gives_what(world: World) -> None:
    round_ = world.rounds["hang-nam-2025"]
    Round.objects.filter(pk=round_.pk).update(state=RoundState.APPRAISING)
    latecomers(world, round_)
    it_is(moment(2025, 12, 20))
    path = f"/khen-thuong/trinh/{world.movement.slug}/{round_.code}/"
    text = browser(world.thuong_truc).post(path, follow=True).text
    assert "Từ ngày 01/07/2025 không còn cấp huyện: Chủ tịch UBND cấp xã tặng giấy khen" in text
    assert "giay_khen_xa" not in text


@starts_with(proposed)
def test_what_is_in_the_way_of_an_act_is_said_on_the_page_and_a_nominee_is_taken_off_with_a_reason(
    world: World, decision: Decision
) -> None:
    Review.objects.create(person=world.people["officer"], kind="khieu_nai", began_on=date(2023, 12, 19))
    row = decision.nominations.get(person=world.people["officer"])
    client, path = browser(world.chu_tich), page(decision, f"danh-sach/{row.pk}/")
    told = client.post(page(decision, "ky/"), follow=True).text
    assert "Kết quả xét của Đỗ Văn Ân không còn là “Đạt”. Đưa khỏi danh sách rồi ký." in told
    assert "Đưa ra" in told
    assert client.post(path, {"reason": " "}).status_code == 400
    assert client.post(path, {"reason": "Đang có khiếu nại."}).url == page(decision)
    assert [str(each.nominee) for each in client.get(page(decision)).context["page_obj"]] == ["UBND xã Trực Chính"]
    assert browser(world.van_thu).get(page(decision, f"danh-sach/{decision.nominations.get().pk}/")).status_code == 403
    assert client.get(path).status_code == 404


@starts_with(given)
def test_the_chair_revokes_and_everybody_reads_it(world: World, decision: Decision) -> None:
    award = decision.awards.get(person=world.people["officer"])
    client, path = browser(world.chu_tich), reverse("awards:revoke_award", args=[award.pk])
    assert client.post(path, {"reason": "Khai sai.", "basis": ""}).status_code == 400
    assert client.post(path, {"reason": "Khai sai.", "basis": "Kết luận 12/KL-TTr"}).url == page(decision)
    assert "Đã thu hồi" in browser(world.can_bo).get(page(decision)).text
    assert browser(world.can_bo).get(path).status_code == 403
    assert browser(province_user(world)).get(path).status_code == 404
    again = client.post(path, {"reason": "Khai sai.", "basis": "Kết luận 12/KL-TTr"})
    assert "Giấy khen của Đỗ Văn Ân đã bị thu hồi trước đó." in again.text


@starts_with(given)
def test_all_certificates_come_in_one_file_a_page_each(world: World, decision: Decision) -> None:
    response = browser(world.can_bo).get(page(decision, "giay-khen.pdf"))
    assert response["Content-Disposition"] == 'attachment; filename="giay-khen-01-qd-ubnd.pdf"'
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 2


@starts_with(given)
def test_units_download_the_decision_and_the_certificates(world: World, decision: Decision) -> None:
    award = decision.awards.order_by("pk")[0]
    within, outside = browser(world.can_bo), browser(province_user(world))
    for paper in (decision.paper_id, award.certificate_id):
        path = reverse("documents:download", args=[paper, "pdf"])
        assert (within.get(path).status_code, outside.get(path).status_code) == (200, 404)


def strings(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@starts_with(given)
def test_the_register_is_a_workbook_and_that_of_another_authority_is_empty(world: World, decision: Decision) -> None:
    publish(world, decision)
    client, register_ = browser(world.can_bo), "/khen-thuong/so-khen-thuong.xlsx"
    for path in (register_, page(decision, "danh-sach.xlsx")):
        sheet = strings(client.get(path).getvalue())
        parts = ("UBND xã Trực Chính", "Đỗ Văn Ân", "01/QĐ-UBND", "<v>1080000</v>")
        assert [part for part in parts if part not in sheet] == [], path
    assert "Đỗ Văn Ân" not in strings(browser(province_user(world)).get(register_).getvalue())


def statements_of_file(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        strings(client.get(path).getvalue())
    return len(asked)


def test_a_decision_and_the_register_cost_the_same_with_one_award_and_with_many(world: World) -> None:
    client = browser(world.chu_tich)
    costs = []
    for year, count in ((2021, 1), (2022, 5)):
        decision = register(world, count, round_=world.rounds[f"hang-nam-{year}"], on=date(year, 12, 20))
        files = ["/khen-thuong/so-khen-thuong.xlsx", page(decision, "danh-sach.xlsx")]
        costs.append([statements_of(client, page(decision)), *(statements_of_file(client, path) for path in files)])
    assert costs[0] == costs[1]


def test_the_list_of_decisions_costs_the_same_at_any_length(world: World) -> None:
    client = browser(world.thuong_truc)
    costs = set()
    for years in ((2021,), (2022, 2023)):
        for year in years:
            register(world, 1, round_=world.rounds[f"hang-nam-{year}"], on=date(year, 12, 20))
        costs.add(statements_of(client, "/khen-thuong/"))
    assert len(costs) == 1


def test_a_proposal_costs_the_same_with_one_nominee_and_with_many(world: World) -> None:
    client = browser(world.chu_tich)
    costs = set()
    for year, count in ((2021, 1), (2022, 5)):
        round_ = world.rounds[f"hang-nam-{year}"]
        decision = Decision.objects.create(
            authority=world.huyen, round=round_, form="giay_khen_huyen", state=DecisionState.PROPOSED
        )
        decision.nominations.set(latecomers(world, round_, count))
        costs.add(statements_of(client, page(decision)))
    assert len(costs) == 1
