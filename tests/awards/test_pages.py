"""The pages of decisions: who reads and does what, the papers, and that lists cost the same at any length."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.awards import closed, issued, latecomers, proposed, published, register, signed
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import province_user
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


@pytest.mark.parametrize(
    ("stage", "seen"),
    [
        (proposed, {"can_bo": 404, "nguoi_ngoai": 404, "thuong_truc": 200, "chu_tich": 200, "van_thu": 200}),
        (signed, {"can_bo": 404, "nguoi_ngoai": 404, "thuong_truc": 200, "chu_tich": 200, "van_thu": 200}),
        (issued, {"can_bo": 200, "nguoi_ngoai": 200, "thuong_truc": 200, "chu_tich": 200, "van_thu": 200}),
    ],
)
def test_a_decision_is_read_by_its_units_once_it_is_issued(
    world: World, stage: Callable[[World], Decision], seen: dict[str, int]
) -> None:
    decision = stage(world)
    assert {name: browser(getattr(world, name)).get(page(decision)).status_code for name in seen} == seen
    assert browser(province_user(world)).get(page(decision)).status_code == 404


def test_the_whole_way_on_the_pages(world: World) -> None:
    round_ = closed(world)
    secretariat = browser(world.thuong_truc)
    assert "Trình lãnh đạo" in secretariat.get("/khen-thuong/").text
    secretariat.post(f"/khen-thuong/trinh/{world.movement.slug}/{round_.code}/")
    decision = Decision.objects.get()
    assert "Ký quyết định" in browser(world.chu_tich).get(page(decision)).text
    browser(world.chu_tich).post(page(decision, "ky/"))
    assert "Cấp số và ban hành" in browser(world.van_thu).get(page(decision)).text
    browser(world.van_thu).post(page(decision, "ban-hanh/"))
    assert "Công khai kết quả" in secretariat.get(page(decision)).text
    secretariat.post(page(decision, "cong-khai/"))
    assert Round.objects.get(pk=round_.pk).state == RoundState.PUBLISHED
    text = browser(world.can_bo).get(page(decision)).text
    assert all(words in text for words in ("01/QĐ-UBND", "1.080.000 đồng", "540.000 đồng", "1.620.000 đồng"))


@pytest.mark.parametrize(
    ("stage", "persona", "act", "sentence"),
    [
        (proposed, "thuong_truc", "ky/", "Chỉ Chủ tịch UBND huyện được ký quyết định này"),
        (signed, "thuong_truc", "ban-hanh/", "Chỉ văn thư của UBND huyện Trực Ninh"),
        (issued, "chu_tich", "cong-khai/", "Chỉ Thường trực thi đua"),
        (issued, "chu_tich", "ky/", "Quyết định đang ở trạng thái “Đã ban hành”"),
    ],
)
def test_who_may_see_but_not_do_is_told_why(
    world: World, stage: Callable[[World], Decision], persona: str, act: str, sentence: str
) -> None:
    response = browser(getattr(world, persona)).post(page(stage(world), act))
    assert response.status_code == 403
    assert sentence in response.text


def test_whoever_must_wait_reads_whose_turn_it_is(world: World) -> None:
    text = browser(world.thuong_truc).get(page(proposed(world))).text
    assert "Bước tiếp theo thuộc người khác" in text
    assert "Chỉ Chủ tịch UBND huyện được ký quyết định này (điểm b khoản 1 mục III)." in text


def test_what_is_in_the_way_of_an_act_is_said_on_the_page(world: World) -> None:
    decision = proposed(world)
    Review.objects.create(person=world.people["officer"], kind="khieu_nai", began_on=date(2023, 12, 19))
    response = browser(world.chu_tich).post(page(decision, "ky/"), follow=True)
    assert "Kết quả xét của Đỗ Văn Ân không còn là “Đạt”. Đưa khỏi danh sách rồi ký." in response.text


def test_after_the_district_is_gone_the_page_says_who_gives_what(world: World) -> None:
    round_ = world.rounds["hang-nam-2025"]
    Round.objects.filter(pk=round_.pk).update(state=RoundState.APPRAISING)
    latecomers(world, round_)
    it_is(moment(2025, 12, 20))
    path = f"/khen-thuong/trinh/{world.movement.slug}/{round_.code}/"
    text = browser(world.thuong_truc).post(path, follow=True).text
    assert "Từ ngày 01/07/2025 không còn cấp huyện: Chủ tịch UBND cấp xã tặng giấy khen" in text
    assert "giay_khen_xa" not in text


def test_a_nominee_is_taken_off_with_a_reason(world: World) -> None:
    decision = proposed(world)
    row = decision.nominations.get(person=world.people["officer"])
    client, path = browser(world.chu_tich), page(decision, f"danh-sach/{row.pk}/")
    assert "Đưa ra" in client.get(page(decision)).text
    assert client.post(path, {"reason": " "}).status_code == 400
    assert client.post(path, {"reason": "Đang có khiếu nại."}).url == page(decision)
    assert [str(each.nominee) for each in client.get(page(decision)).context["page_obj"]] == ["UBND xã Trực Chính"]
    assert browser(world.van_thu).get(page(decision, f"danh-sach/{decision.nominations.get().pk}/")).status_code == 403
    assert client.get(path).status_code == 404


def test_the_chair_revokes_and_everybody_reads_it(world: World) -> None:
    decision = issued(world)
    award = decision.awards.get(person=world.people["officer"])
    client, path = browser(world.chu_tich), reverse("awards:revoke_award", args=[award.pk])
    assert client.post(path, {"reason": "Khai sai.", "basis": ""}).status_code == 400
    assert client.post(path, {"reason": "Khai sai.", "basis": "Kết luận 12/KL-TTr"}).url == page(decision)
    assert "Đã thu hồi" in browser(world.can_bo).get(page(decision)).text
    assert browser(world.can_bo).get(path).status_code == 403
    assert browser(province_user(world)).get(path).status_code == 404
    again = client.post(path, {"reason": "Khai sai.", "basis": "Kết luận 12/KL-TTr"})
    assert "Giấy khen của Đỗ Văn Ân đã bị thu hồi trước đó." in again.text


def test_all_certificates_come_in_one_file_a_page_each(world: World) -> None:
    decision = issued(world)
    response = browser(world.can_bo).get(page(decision, "giay-khen.pdf"))
    assert response["Content-Disposition"] == 'attachment; filename="giay-khen-01-qd-ubnd.pdf"'
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("stage", [proposed, signed])
def test_there_is_no_certificate_before_the_decision_is_issued(
    world: World, stage: Callable[[World], Decision]
) -> None:
    assert browser(world.thuong_truc).get(page(stage(world), "giay-khen.pdf")).status_code == 404


def test_units_download_the_decision_and_the_certificates(world: World) -> None:
    decision = issued(world)
    award = decision.awards.order_by("pk")[0]
    within, outside = browser(world.can_bo), browser(province_user(world))
    for paper in (decision.paper_id, award.certificate_id):
        path = reverse("documents:download", args=[paper, "pdf"])
        assert (within.get(path).status_code, outside.get(path).status_code) == (200, 404)


def strings(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("path", ["/khen-thuong/so-khen-thuong.xlsx", "danh-sach.xlsx"])
def test_the_register_is_a_workbook(world: World, path: str) -> None:
    decision = published(world)
    sheet = strings(browser(world.can_bo).get(path if path[0] == "/" else page(decision, path)).getvalue())
    assert [part in sheet for part in ("UBND xã Trực Chính", "Đỗ Văn Ân", "01/QĐ-UBND", "<v>1080000</v>")] == [True] * 4


def test_the_register_of_another_authority_is_empty(world: World) -> None:
    published(world)
    sheet = strings(browser(province_user(world)).get("/khen-thuong/so-khen-thuong.xlsx").getvalue())
    assert "Đỗ Văn Ân" not in sheet


def statements_of_file(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        strings(client.get(path).getvalue())
    return len(asked)


def test_a_decision_and_the_register_cost_the_same_with_one_award_and_with_twenty_five(world: World) -> None:
    client = browser(world.chu_tich)
    costs = []
    for year, count in ((2021, 1), (2022, 25)):
        decision = register(world, count, round_=world.rounds[f"hang-nam-{year}"], on=date(year, 12, 20))
        files = ["/khen-thuong/so-khen-thuong.xlsx", page(decision, "danh-sach.xlsx")]
        costs.append([statements_of(client, page(decision)), *(statements_of_file(client, path) for path in files)])
    assert costs[0] == costs[1]


def test_the_list_of_decisions_costs_the_same_at_any_length(world: World) -> None:
    client = browser(world.thuong_truc)
    costs = set()
    for year in (2021, 2022, 2023):
        register(world, 1, round_=world.rounds[f"hang-nam-{year}"], on=date(year, 12, 20))
        costs.add(statements_of(client, "/khen-thuong/"))
    assert len(costs) == 1


def test_a_proposal_costs_the_same_with_one_nominee_and_with_thirty(world: World) -> None:
    client = browser(world.chu_tich)
    costs = set()
    for year, count in ((2021, 1), (2022, 25)):
        round_ = world.rounds[f"hang-nam-{year}"]
        decision = Decision.objects.create(
            authority=world.huyen, round=round_, form="giay_khen_huyen", state=DecisionState.PROPOSED
        )
        decision.nominations.set(latecomers(world, round_, count))
        costs.add(statements_of(client, page(decision)))
    assert len(costs) == 1
