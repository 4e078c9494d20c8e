"""A paper signed elsewhere stands in its place, says who signed it, is sealed with the sending and stays (III.3)."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.dossiers import JANUARY, NOVEMBER, drafted, meeting, ready
from tests.factories.files import brought
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World
from tests.files.building import picture
from tests.files.signing import SIGNER, signed_pdf

from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.actions.dossiers import confirm_dossier, recall_dossier, unconfirm_dossier
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.nominations import withdraw_nomination
from thidua.dossiers.actions.signed_papers import attach_signed_paper, remove_signed_paper
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.completeness import faults_of_papers
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier, DossierPaper, SignedPaper
from thidua.dossiers.places import Place, places_of
from thidua.dossiers.queries.dossiers import nominations_of
from thidua.dossiers.sealing import checks_of, differences, sealed_content
from thidua.files.actions import withdraw_upload
from thidua.files.models import Upload

LATER = NOVEMBER + timedelta(hours=2)
LETTER = Place(Slot.TO_TRINH, "Tờ trình kèm danh sách")


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def attach(world: World, dossier: Dossier, upload: Upload, place: Place = LETTER) -> SignedPaper:
    return attach_signed_paper(dossier, place, upload=upload, actor=world.can_bo, at=NOVEMBER)


def scan(world: World, shade: int = 0) -> Upload:
    return brought(world, f"Bản quét {shade}.png", picture(size=(64 + shade, 48)))


@starts_with(drafted)
def test_a_signed_letter_is_brought_says_who_signed_what_and_is_sealed_with_the_sending(
    world: World, dossier: Dossier
) -> None:
    dossier = confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    content = signed_pdf()
    client, path = browser(world.can_bo), f"/ho-so/{dossier.pk}/ban-da-ky/to_trinh/"
    assert client.post(path, {"kept": ""}).status_code == 400
    answer = client.post(path, {"file": SimpleUploadedFile("Tờ trình đã ký.pdf", content)})
    assert (answer.status_code, answer["Location"]) == (302, path)
    page = client.get(path).content.decode()
    assert f"Chữ ký số của {SIGNER}" in page
    assert "bao trùm toàn bộ tệp" in page
    assert client.get(f"{path}tai-ve/").content == content
    kept = Upload.objects.get()
    assert client.post(f"{path}bo/").status_code == 302
    assert SignedPaper.objects.count() == 0
    client.post(path, {"kept": kept.pk})

    sent = submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER).submissions.get()
    [said] = sent.content["signed"]
    digest = hashlib.sha256(content).hexdigest()
    assert (said["slot"], said["name"], said["sha256"]) == ("to_trinh", "Tờ trình đã ký.pdf", digest)
    assert checks_of(sent).hold
    reader = browser(world.thuong_truc)
    page = reader.get(f"/ho-so/{dossier.pk}/bien-nhan/").content.decode().replace("<wbr>", "")
    assert digest in page
    assert f"Chữ ký số của {SIGNER}" in page
    assert f"Chữ ký số của {SIGNER}" in reader.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert reader.get(f"/ho-so/{dossier.pk}/lan-nop/1/tep/1/").content == content
    assert reader.get(f"/ho-so/{dossier.pk}/lan-nop/1/tep/2/").status_code == 404
    with pytest.raises(NotAllowed, match="trạng thái"):
        remove_signed_paper(dossier, LETTER, actor=world.can_bo, at=NOVEMBER)


def test_what_was_sent_stays_in_the_store_though_another_takes_its_place_and_the_difference_is_said(
    world: World,
) -> None:
    dossier = ready(world, world.truc_chinh, world.people["officer"])
    first, second = scan(world), scan(world, 1)
    attach(world, dossier, first)
    submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    attach(world, dossier, second)
    officer = places_of(dossier)[2]
    attach(world, dossier, scan(world, 2), officer)
    sent, now = dossier.submissions.get(), sealed_content(dossier)
    assert list(differences(sent.content, now)) == [
        "Kèm bản đã ký của báo cáo thành tích Đỗ Văn Ân",
        "Thay bản đã ký của tờ trình kèm danh sách",
    ]
    assert next(differences(now, sent.content)) == "Bỏ bản đã ký của báo cáo thành tích Đỗ Văn Ân"
    assert checks_of(sent).is_sealed
    for upload in (first, second):
        with pytest.raises(NotAllowed, match="đang được dẫn"):
            withdraw_upload(upload, actor=world.can_bo, at=LATER)


def test_a_letter_and_a_report_may_be_there_as_a_signed_file_alone_the_minutes_may_not(world: World) -> None:
    dossier = ready(world, world.truc_chinh)
    dossier = unconfirm_dossier(dossier, reason="", actor=world.thu_truong, at=NOVEMBER)
    for number, place in enumerate(places_of(dossier)):
        attach(world, dossier, scan(world, number), place)
    assert [problem.where for problem in faults_of_papers(dossier)] == [Slot.BIEN_BAN]
    record_minutes(dossier, meeting(world, list(nominations_of(dossier))), actor=world.can_bo, at=NOVEMBER)
    confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    assert len(submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER).submissions.get().content["signed"]) == 3


@starts_with(drafted)
def test_only_a_signed_paper_of_the_unit_is_taken_and_only_until_it_is_sent(world: World, dossier: Dossier) -> None:
    for upload, where in ((brought(world), ["file"]), (_of_co_le(world), ["kept"])):
        with pytest.raises(InputError) as refused:
            attach(world, dossier, upload)
        assert [problem.where for problem in refused.value.problems] == where
    with pytest.raises(NotAllowed, match="của đơn vị"):
        attach_signed_paper(dossier, LETTER, upload=scan(world), actor=world.thuong_truc, at=NOVEMBER)
    with pytest.raises(NotAllowed, match="quá hạn"):
        attach_signed_paper(dossier, LETTER, upload=scan(world), actor=world.can_bo, at=JANUARY)
    assert attach(world, dossier, scan(world)).pk == attach(world, dossier, scan(world)).pk


def _of_co_le(world: World) -> Upload:
    return brought(world, "a.png", picture(), unit=world.co_le, actor=world.nguoi_ngoai)


@starts_with(drafted)
def test_whoever_is_taken_off_the_list_takes_his_signed_report_along(world: World, dossier: Dossier) -> None:
    upload = scan(world)
    attach(world, dossier, upload, places_of(dossier)[2])
    withdraw_nomination(dossier.nominations.get(unit=None), actor=world.can_bo, at=NOVEMBER)
    assert SignedPaper.objects.count() == 0
    assert withdraw_upload(upload, actor=world.can_bo, at=NOVEMBER).state == "withdrawn"


@starts_with(drafted)
def test_a_file_that_the_head_confirmed_in_the_stead_of_a_paper_is_given_up_by_him_alone(
    world: World, dossier: Dossier
) -> None:
    attach(world, dossier, scan(world))
    DossierPaper.objects.filter(dossier=dossier, slot=Slot.TO_TRINH).delete()
    dossier = confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    acts = (
        lambda: attach(world, dossier, scan(world, 1)),
        lambda: remove_signed_paper(dossier, LETTER, actor=world.can_bo, at=NOVEMBER),
    )
    for act in acts:
        with pytest.raises(NotAllowed, match="bỏ xác nhận trước"):
            act()
    assert SignedPaper.objects.get().upload.name == "Bản quét 0.png"
    dossier = unconfirm_dossier(dossier, reason="Thay bản quét.", actor=world.thu_truong, at=NOVEMBER)
    assert attach(world, dossier, scan(world, 1)).upload.name == "Bản quét 1.png"
