"""The pages of a dossier from its sending on: the receipt, recall and return, the appraisal, extensions."""

from datetime import timedelta

import pytest
from benchmarks.dossiers import SEAL
from tests.factories.dossiers import NOVEMBER, TOO_LATE, page, ready, state_of, submitted
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.dossiers.actions.dossiers import accept_dossier
from thidua.dossiers.enums import DossierState, Opinion
from thidua.dossiers.models import Dossier, Extension

EARLIER = NOVEMBER - timedelta(days=2)
ACCEPTED = NOVEMBER - timedelta(days=1)


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


@starts_with(submitted, EARLIER)
def test_the_receipt_shows_number_time_seal_and_list(world: World, dossier: Dossier) -> None:
    shown = browser(world.can_bo).get(page(dossier, "bien-nhan/")).text
    content = shown.replace("<wbr>", "")
    for words in ("HS-2023-0001", "09:00:00 22/11/2023", dossier.seal, "Đỗ Văn Ân", "01/TTr-UBND", "06/12/2023"):
        assert words in content
    seal = SEAL.search(shown)  # what the measures of parallel sendings read off the page
    assert seal
    assert seal[1].replace("<wbr>", "") == dossier.seal


@starts_with(ready)
def test_there_is_no_receipt_before_it_is_sent_and_sending_twice_leads_to_the_same(
    world: World, dossier: Dossier
) -> None:
    client = browser(world.can_bo)
    assert client.get(page(dossier, "bien-nhan/")).status_code == 403
    first, second = (client.post(page(dossier, "nop/")) for _time in range(2))
    assert (first.url, second.url) == (page(dossier, "bien-nhan/"),) * 2
    assert Dossier.objects.get().receipt == "HS-2023-0001"


@starts_with(ready)
def test_too_late_is_said_with_the_clause(world: World, dossier: Dossier) -> None:
    it_is(TOO_LATE)
    response = browser(world.can_bo).post(page(dossier, "nop/"))
    assert (response.status_code, "khoản 4 mục III" in response.content.decode()) == (403, True)


@starts_with(submitted, EARLIER)
def test_it_is_recalled_and_unconfirmed_with_a_reason_or_none(world: World, dossier: Dossier) -> None:
    browser(world.can_bo).post(page(dossier, "thu-hoi/"), {"reason": "Bổ sung"})
    assert state_of(dossier) == DossierState.DRAFT
    browser(world.thu_truong).post(page(dossier, "xac-nhan/"))
    browser(world.thu_truong).post(page(dossier, "bo-xac-nhan/"))
    assert state_of(dossier) == DossierState.DRAFT


@starts_with(submitted, EARLIER)
def test_it_is_returned_with_a_reason(world: World, dossier: Dossier) -> None:
    client = browser(world.thuong_truc)
    assert client.post(page(dossier, "tra-lai/"), {"reason": ""}).status_code == 400
    assert client.post(page(dossier, "tra-lai/"), {"reason": "Thiếu chữ ký"}).url == page(dossier)
    assert "Thiếu chữ ký" in browser(world.can_bo).get(page(dossier)).content.decode()


@starts_with(submitted, EARLIER)
def test_after_the_deadline_it_is_returned_until_a_day(world: World, dossier: Dossier) -> None:
    client = browser(world.thuong_truc)
    it_is(TOO_LATE)
    refused = client.post(page(dossier, "tra-lai/"), {"reason": "Thiếu chữ ký"})
    assert list(refused.context["form"].errors) == ["until"]
    client.post(page(dossier, "tra-lai/"), {"reason": "Thiếu chữ ký", "until": "15/12/2023"})
    assert (state_of(dossier), Extension.objects.get().until.isoformat()) == (
        DossierState.RETURNED,
        "2023-12-15T17:00:00+00:00",
    )


@starts_with(submitted, EARLIER)
def test_an_opinion_that_the_verdict_does_not_bear_is_refused_and_no_appraisal_ends_without_one(
    world: World, dossier: Dossier
) -> None:
    accept_dossier(dossier, actor=world.thuong_truc, at=ACCEPTED)
    row, client = dossier.nominations.get(unit=world.truc_chinh), browser(world.thuong_truc)
    said = {f"y{row.pk}-opinion": Opinion.PROPOSE.value, f"y{row.pk}-reason": "Giữ lại lời này"}
    response = client.post(f"/ho-so/de-cu/{row.pk}/y-kien/", said)
    content = response.content.decode()
    assert (response.status_code, "Chỉ đề nghị khen được khi kết quả xét" in content) == (400, True)
    assert "Giữ lại lời này" in content
    response = client.post(page(dossier, "ket-thuc-tham-dinh/"))
    assert (response.status_code, len(response.context["problems"])) == (400, 2)


def test_the_secretariat_extends_and_sees_what_it_has_extended(world: World) -> None:
    client, path = browser(world.thuong_truc), "/ho-so/gia-han/hang-nam-2023/"
    said = {"unit": world.co_le.pk, "until": "15/12/2023", "reason": "Mưa lũ"}
    assert client.post(path, said).url == path
    assert [(row.unit, row.reason) for row in client.get(path).context["extensions"]] == [(world.co_le, "Mưa lũ")]
    assert client.post(path, said | {"until": "01/12/2023"}).status_code == 400
    assert browser(world.can_bo).get(path).status_code == 403
