"""The notice of results: everyone of a decided dossier, commended or not, with the reason; through the unit."""

from datetime import date

import pytest
from tests.factories.awards import ISSUED, PUBLISHED, appraised_dossier, issued
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, make_people, make_person

from thidua.audit.queries import events_of
from thidua.awards.actions.notices import confirm_told
from thidua.awards.mails import results_letter
from thidua.awards.models import Told
from thidua.awards.notices import lines_of_notice
from thidua.core.errors import NotAllowed
from thidua.dossiers.actions.verdicts import keep_verdicts
from thidua.dossiers.enums import Kind, Opinion, Stage
from thidua.dossiers.models import Dossier, Nomination
from thidua.mail.models import Mail
from thidua.organizations.actions.conduct import record_discipline


def decided(world: World) -> Dossier:
    """The dossier of UBND xã Trực Chính once decided, whose officer has an address; one person was not proposed."""
    world.can_bo.email = "an@trucchinh.example"
    world.can_bo.save()
    issued(world)
    dossier = Dossier.objects.get()
    Nomination.objects.create(
        dossier=dossier,
        kind=Kind.CA_NHAN,
        person=make_person("Lê Văn Năm", world.truc_chinh),
        opinion=Opinion.DECLINE,
        opinion_reason="Chưa có sáng kiến được công nhận.",
    )
    return dossier


@pytest.fixture
def dossier(start: Dossier) -> Dossier:
    return start


def page(dossier: Dossier, act: str = "") -> str:
    return f"/khen-thuong/thong-bao/{dossier.pk}/{act}"


@starts_with(decided)
def test_everyone_is_named_with_the_outcome_and_who_is_not_commended_with_the_reason(dossier: Dossier) -> None:
    lines = lines_of_notice(dossier)
    told = [
        (str(line.nomination.nominee), line.award is not None, [each.text for each in line.reasons]) for line in lines
    ]
    assert sorted(told) == [
        ("Lê Văn Năm", False, ["Chưa có sáng kiến được công nhận."]),
        ("UBND xã Trực Chính", True, []),
        ("Đỗ Văn Ân", True, []),
    ]


@starts_with(decided)
def test_the_results_go_to_the_unit_by_letter_with_the_reasons(dossier: Dossier) -> None:
    assert Mail.objects.get(subject=f"Kết quả hồ sơ {dossier.receipt}").to == "an@trucchinh.example"
    told = results_letter(dossier)["body"]
    for words in (
        "- Đỗ Văn Ân: được khen thưởng, Giấy khen",
        "- Lê Văn Năm: không được khen thưởng. Chưa có sáng kiến",
    ):
        assert words in told


@starts_with(decided)
def test_the_page_shows_decision_money_and_reason(world: World, dossier: Dossier) -> None:
    it_is(PUBLISHED)
    content = browser(world.can_bo).get(page(dossier)).content.decode()
    for words in ("01/QĐ-UBND", "20/12/2023", "540.000", "Lê Văn Năm", "Chưa có sáng kiến được công nhận."):
        assert words in content


@starts_with(decided)
def test_the_unit_says_once_that_everyone_was_told_and_it_awaits_nobody_any_more(
    world: World, dossier: Dossier
) -> None:
    it_is(PUBLISHED)
    client = browser(world.can_bo)
    assert "Thông báo kết quả tới từng trường hợp" in client.get("/").content.decode()
    for _time in range(2):
        assert client.post(page(dossier, "da-thong-bao/")).url == page(dossier)
    assert (Told.objects.get().by, events_of(dossier)[0].verb) == (world.can_bo, "dossier.results_told")
    assert "Thông báo kết quả tới từng trường hợp" not in client.get("/").content.decode()


def test_nobody_else_says_so_and_nothing_is_told_before_the_decision(world: World) -> None:
    dossier = appraised_dossier(world, world.rounds["hang-nam-2023"], world.truc_chinh)
    with pytest.raises(NotAllowed, match="chưa có thông báo kết quả"):
        confirm_told(dossier, actor=world.can_bo, at=ISSUED)
    with pytest.raises(NotAllowed, match="Chỉ cán bộ hoặc thủ trưởng của đơn vị trình khen"):
        confirm_told(dossier, actor=world.thuong_truc, at=ISSUED)
    it_is(ISSUED)
    assert browser(world.can_bo).get(page(dossier)).status_code == 403
    assert browser(world.nguoi_ngoai).get(page(dossier)).status_code == 404


@starts_with(decided)
def test_many_nominees_cost_as_many_statements_as_three(world: World, dossier: Dossier) -> None:
    it_is(PUBLISHED)
    client = browser(world.can_bo)
    few = statements_of(client, page(dossier))
    Nomination.objects.bulk_create(
        Nomination(dossier=dossier, kind=Kind.CA_NHAN, person=person, opinion=Opinion.DECLINE)
        for person in make_people(6, world.truc_chinh)
    )
    assert statements_of(client, page(dossier)) == few


@starts_with(decided)
def test_a_standard_that_was_not_met_is_named_with_its_clause_and_conduct_by_its_outcome_alone(
    world: World, dossier: Dossier
) -> None:
    officer = make_person("Lê Văn Sáu", world.truc_chinh)
    row = Nomination.objects.create(dossier=dossier, kind=Kind.CA_NHAN, person=officer, opinion=Opinion.DECLINE)
    record_discipline(
        officer,
        unit=world.truc_chinh,
        category="cong_chuc",
        acted_on=date(2023, 4, 1),
        form="khien_trach",
        breaks_order=True,
        actor=world.thuong_truc,
        at=ISSUED,
    )
    keep_verdicts(dossier.round, [row], stage=Stage.DECISION, at=PUBLISHED)
    line = next(line for line in lines_of_notice(dossier) if line.nomination.pk == row.pk)
    cited = {reason.cite: reason.text for reason in line.reasons}
    conduct = next(text for cite, text in cited.items() if "gạch đầu dòng 5" in cite)
    assert "nội dung chỉ người có thẩm quyền xem được" in conduct
    assert "Khiển trách" not in str(line.reasons)
    assert any("sáng kiến" in text for text in cited.values())
