"""Files behind a standard are opened from the verdict; those that a report cites are sealed with it."""

from datetime import timedelta

import pytest
from tests.factories.dossiers import NOVEMBER, deserving, drafted
from tests.factories.files import brought
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World
from tests.files.building import word

from thidua.core.errors import NotAllowed
from thidua.dossiers.actions.dossiers import confirm_dossier, recall_dossier
from thidua.dossiers.actions.nominations import withdraw_nomination
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.proofs import prove_report, withdraw_proof_of_report
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.proofs import REPORT, proofs_of
from thidua.dossiers.sealing import differences, sealed_content
from thidua.dossiers.subjects import person_subject, unit_subject
from thidua.files.actions import cite_upload, withdraw_upload
from thidua.files.models import Upload
from thidua.files.queries import citations_of
from thidua.initiatives.models import Initiative
from thidua.publicity.models import Activity
from thidua.work.models import Task


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def a_file(world: World, name: str) -> Upload:
    return brought(world, f"{name}.docx", word(f"<w:t>{name}</w:t>"))


def proved(world: World) -> Dossier:
    """Tasks, a document, an activity, initiatives and a report, each with a file of its own."""
    deserving(world)
    dossier, officer = drafted(world), world.people["officer"]
    objects = {
        "Nhiệm vụ": Task.objects.get(unit=world.truc_chinh, code="T1"),
        "Văn bản": Task.objects.get(person=officer, kind="van_ban"),
        "Hoạt động": Activity.objects.filter(unit=world.truc_chinh)[0],
        "Sáng kiến": Initiative.objects.get(authors=officer),
    }
    for name, obj in objects.items():
        cite_upload(a_file(world, name), obj, actor=world.can_bo, at=NOVEMBER)
    row = dossier.nominations.get(person=officer)
    prove_report(row, uploads=[a_file(world, "Ảnh chụp")], actor=world.can_bo, at=NOVEMBER)
    return dossier


@starts_with(proved)
def test_the_files_behind_each_standard_are_opened_from_the_verdict_and_named_in_the_report(
    world: World, dossier: Dossier
) -> None:
    unit, officer = unit_subject(world.truc_chinh.pk), person_subject(world.people["officer"].pk)
    found = proofs_of(dossier.round, [unit, officer], NOVEMBER)
    named = {
        subject: {rule: [each.name for each in files] for rule, files in of.items()} for subject, of in found.items()
    }
    assert named == {
        unit: {"tasks": ["Nhiệm vụ.docx"], "outreach": ["Hoạt động.docx"], "initiative": ["Sáng kiến.docx"]},
        officer: {"documents": ["Văn bản.docx"], "initiative": ["Sáng kiến.docx"], REPORT: ["Ảnh chụp.docx"]},
    }
    letter = f"/ho-so/dieu-kien/hang-nam-2023/tap_the/{world.truc_chinh.pk}/"
    page = browser(world.thuong_truc).get(letter).content.decode().replace("<wbr>", "")
    upload = Upload.objects.get(name="Nhiệm vụ.docx")
    assert upload.kept is not None
    assert f'href="/minh-chung/{upload.pk}/">Nhiệm vụ.docx</a>' in page
    assert upload.kept.sha256 in page
    assert browser(world.thuong_truc).get(f"/minh-chung/{upload.pk}/tai-ve/").status_code == 200
    draft_papers(dossier, actor=world.can_bo, at=NOVEMBER)
    report = dossier.papers.get(nomination__unit=world.truc_chinh).paper.data
    evidence = ["", "Hoạt động.docx", "Nhiệm vụ.docx", "", "", "Sáng kiến.docx", ""]
    assert [each["evidence"] for each in report["achievements"]] == evidence


@starts_with(proved)
def test_a_report_is_proved_on_its_page_and_its_files_are_sealed_and_stay(world: World, dossier: Dossier) -> None:
    row, other = dossier.nominations.get(unit=world.truc_chinh), dossier.nominations.get(unit=None)
    with pytest.raises(NotAllowed, match="của đơn vị"):
        prove_report(row, uploads=[], actor=world.thuong_truc, at=NOVEMBER)
    client, path, kept = browser(world.can_bo), f"/ho-so/de-cu/{row.pk}/", a_file(world, "Bảng số liệu")
    assert kept.kept is not None
    assert client.post(f"{path}minh-chung/", {"kept": kept.pk}).status_code == 302
    assert "Bảng số liệu.docx" in client.get(f"{path}sua/").content.decode()
    confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    submit_dossier(dossier, actor=world.can_bo, at=NOVEMBER)
    page = browser(world.thuong_truc).get(f"/ho-so/{dossier.pk}/bien-nhan/").content.decode().replace("<wbr>", "")
    assert kept.kept.sha256 in page
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    withdraw_proof_of_report(row, citation=citations_of(row).get(), actor=world.can_bo, at=NOVEMBER)
    dossier.refresh_from_db()
    sent = dossier.submissions.get().content
    assert sent["nominees"][0]["evidence"] == [{"name": "Bảng số liệu.docx", "sha256": kept.kept.sha256}]
    assert list(differences(sent, sealed_content(dossier))) == [
        "Đổi minh chứng của báo cáo thành tích: UBND xã Trực Chính"
    ]
    with pytest.raises(NotAllowed, match="đang được dẫn"):
        withdraw_upload(kept, actor=world.can_bo, at=NOVEMBER)
    unsent = a_file(world, "Ảnh chụp sau đó")
    prove_report(other, uploads=[unsent], actor=world.can_bo, at=NOVEMBER)
    withdraw_nomination(other, actor=world.can_bo, at=NOVEMBER)
    assert withdraw_upload(unsent, actor=world.can_bo, at=NOVEMBER).state == "withdrawn"


@starts_with(proved)
def test_what_was_cited_later_or_no_longer_counts_lies_behind_no_verdict(world: World, dossier: Dossier) -> None:
    subjects = [unit_subject(world.truc_chinh.pk), person_subject(world.people["officer"].pk)]
    earlier = proofs_of(dossier.round, subjects, NOVEMBER - timedelta(days=300))
    assert [dict(each) for each in earlier.values()] == [{}, {}]
    Initiative.objects.update(withdrawn_on=NOVEMBER.date())
    now = proofs_of(dossier.round, subjects, NOVEMBER)
    assert [("initiative" in each) for each in now.values()] == [False, False]
