"""What is sent is sealed, once, whatever is repeated, and stays as it was (III.3, III.4)."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.factories.dossiers import JANUARY, NOVEMBER, TOO_LATE, meeting, ready, submitted
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World, make_person, moment

from thidua.core.digest import digest_of
from thidua.core.errors import InputError, NotAllowed
from thidua.dossiers.actions.dossiers import confirm_dossier, recall_dossier, return_dossier
from thidua.dossiers.actions.extensions import record_sent_on_paper
from thidua.dossiers.actions.minutes import record_minutes
from thidua.dossiers.actions.nominations import describe_achievement, nominate, withdraw_nomination
from thidua.dossiers.actions.papers import draft_papers
from thidua.dossiers.actions.submission import submit_dossier
from thidua.dossiers.enums import DossierState, Slot
from thidua.dossiers.models import Dossier, Extension, Nomination, Submission
from thidua.dossiers.places import Place
from thidua.dossiers.queries.dossiers import nominations_of
from thidua.dossiers.sealing import Checks, checks_of, differences

LATER = NOVEMBER + timedelta(hours=2)


def versions(dossier: Dossier) -> list[tuple[int, str, str]]:
    return [(row.version, row.receipt, row.seal) for row in dossier.submissions.order_by("version")]


def sent_again(world: World, dossier: Dossier) -> Dossier:
    """Drafted, voted on, confirmed and sent once more after a recall or a return."""
    draft_papers(dossier, actor=world.can_bo, at=LATER)
    record_minutes(dossier, meeting(world, list(nominations_of(dossier))), actor=world.can_bo, at=LATER)
    confirm_dossier(dossier, actor=world.thu_truong, at=LATER)
    return submit_dossier(dossier, actor=world.can_bo, at=LATER)


def changed(dossier: Dossier) -> list[str]:
    old, new = dossier.submissions.order_by("version")
    return list(differences(old.content, new.content))


@starts_with(submitted)
def test_a_sending_holds_number_time_content_and_their_digest(world: World, dossier: Dossier) -> None:
    sent = dossier.submissions.get()
    assert (sent.version, sent.receipt, sent.at, sent.by) == (1, "HS-2023-0001", NOVEMBER, world.can_bo)
    assert sent.seal == digest_of(sent.content)
    assert [each["name"] for each in sent.content["nominees"]] == ["UBND xã Trực Chính", "Đỗ Văn Ân"]
    assert {each["slot"] for each in sent.content["papers"]} == {"to_trinh", "bao_cao_thanh_tich", "bien_ban"}
    assert checks_of(sent) == Checks(is_sealed=True, is_recorded=True, is_live=True)


@starts_with(submitted)
def test_a_request_repeated_late_does_not_send_what_was_recalled_and_sent_again_as_it_was_nothing_changed(
    world: World, dossier: Dossier
) -> None:
    """The first answer was lost; meanwhile the unit recalled the dossier and its head confirmed it anew."""
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    repeated = submit_dossier(dossier, version=1, actor=world.can_bo, at=LATER)
    assert (repeated.state, repeated.receipt, len(versions(dossier))) == ("confirmed", "HS-2023-0001", 1)
    again = submit_dossier(dossier, version=2, actor=world.can_bo, at=LATER)
    assert (again.state, again.receipt, again.submitted_at) == (DossierState.SUBMITTED, "HS-2023-0001", LATER)
    assert changed(dossier) == []


@pytest.mark.parametrize("change", [{"seal": "0" * 64}, {"content": {}}, {"at": JANUARY}])
@starts_with(submitted)
def test_the_database_itself_keeps_a_sending_as_it_was(dossier: Dossier, change: dict[str, Any]) -> None:
    sent = dossier.submissions.get()
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        Submission.objects.filter(pk=sent.pk).update(**change)


def force(statement: str, *values: object) -> None:
    """Write as the owner of the database can, past its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


CHANGED_AFTERWARDS = [
    ("UPDATE dossiers_submission SET content = jsonb_set(content, '{round}', '\"khac\"')", "is_sealed"),
    ("UPDATE audit_event SET at = at + interval '1 hour' WHERE verb = 'dossier.submitted'", "is_recorded"),
    ("UPDATE audit_event SET actor_id = NULL WHERE verb = 'dossier.submitted'", "is_recorded"),
    ("DELETE FROM audit_event WHERE verb = 'dossier.submitted'", "is_recorded"),
    ("UPDATE dossiers_nomination SET achievement = 'Thêm sau khi nộp'", "is_live"),
    ('UPDATE documents_paper SET data = data || \'{"nominee": "Người khác"}\'', "is_live"),
]


@starts_with(submitted)
def test_what_the_owner_of_the_database_changes_afterwards_shows(world: World, dossier: Dossier) -> None:
    it_is(LATER)
    client = browser(world.thuong_truc)
    for statement, broken in CHANGED_AFTERWARDS:
        with transaction.atomic():
            force(statement)
            checks = checks_of(dossier.submissions.get())
            found = {name for name in ("is_sealed", "is_recorded", "is_live") if getattr(checks, name) is False}
            page = client.get(f"/ho-so/{dossier.pk}/bien-nhan/").content.decode()
            transaction.set_rollback(True)
        assert (found, "Nội dung không còn khớp với biên nhận" in page) == ({broken}, True), statement


@starts_with(submitted)
def test_the_sealed_content_is_a_file_whose_digest_is_the_seal(world: World, dossier: Dossier) -> None:
    it_is(LATER)
    response = browser(world.can_bo).get(f"/ho-so/{dossier.pk}/lan-nop/1/niem-phong/")
    assert hashlib.sha256(response.content).hexdigest() == dossier.seal
    assert json.loads(response.content)["unit"]["name"] == "UBND xã Trực Chính"


# --- what changed between two sendings


@starts_with(submitted)
def test_every_sending_stays_under_the_same_number_and_who_was_taken_off_and_what_was_replaced_is_said_in_words(
    world: World, dossier: Dossier
) -> None:
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    withdraw_nomination(dossier.nominations.get(unit=None), actor=world.can_bo, at=LATER)
    describe_achievement(dossier.nominations.get(), achievement="Dẫn đầu khối xã", actor=world.can_bo, at=LATER)
    nominate(dossier, make_person("Lê Văn Năm", world.truc_chinh), achievement="", actor=world.can_bo, at=LATER)
    sent_again(world, dossier)
    (_, number, first), (_, same, second) = versions(dossier)
    assert (number, same) == ("HS-2023-0001", "HS-2023-0001")
    assert first != second
    assert changed(dossier) == [
        "Rút 1 cá nhân: Đỗ Văn Ân",
        "Thêm 1 cá nhân: Lê Văn Năm",
        "Sửa lời thành tích: UBND xã Trực Chính",
        "Thay 1 báo cáo thành tích: UBND xã Trực Chính",
        "Thay tờ trình kèm danh sách (02/TTr-UBND)",
        "Thay biên bản họp Hội đồng (02/BB-UBND)",
    ]


@starts_with(submitted)
def test_who_was_sent_once_keeps_his_verdict_though_he_is_taken_off_and_can_be_put_back(
    world: World, dossier: Dossier
) -> None:
    recall_dossier(dossier, reason="", actor=world.can_bo, at=NOVEMBER)
    row = dossier.nominations.get(unit=None)
    withdraw_nomination(row, actor=world.can_bo, at=LATER)
    assert (dossier.nominations.count(), row.verdicts.count()) == (1, 1)
    nominate(dossier, row.nominee, achievement="Trở lại", actor=world.can_bo, at=LATER)
    assert [(each.pk, each.achievement) for each in dossier.nominations.filter(unit=None)] == [(row.pk, "Trở lại")]
    assert Nomination.everyone.count() == 2


# --- given back for completion, once


def give_back(world: World, dossier: Dossier) -> Dossier:
    places = {Place(Slot.TO_TRINH, "Tờ trình kèm danh sách"): "Thiếu số nhà", Place(Slot.BIEN_BAN, "Biên bản"): " "}
    return return_dossier(dossier, reason="", places=places, actor=world.thuong_truc, at=NOVEMBER)


@starts_with(submitted)
def test_it_is_returned_once_with_a_reason_for_each_paper_and_what_is_then_missing_belongs_to_the_appraisal(
    world: World, dossier: Dossier
) -> None:
    returned = give_back(world, dossier)
    row = returned.given_back
    assert returned.return_reason == "Tờ trình kèm danh sách: Thiếu số nhà"
    assert [(each["slot"], each["reason"]) for each in row.places] == [("to_trinh", "Thiếu số nhà")]
    assert row.submission == returned.submissions.get()
    completed = sent_again(world, returned)
    assert changed(dossier) == [  # papers drafted anew with the same words
        "Cấp số mới cho 2 báo cáo thành tích: UBND xã Trực Chính, Đỗ Văn Ân",
        "Cấp số mới cho tờ trình kèm danh sách (02/TTr-UBND)",
        "Cấp số mới cho biên bản họp Hội đồng (02/BB-UBND)",
    ]
    with pytest.raises(NotAllowed, match="đã được trả lại để bổ sung một lần"):
        return_dossier(completed, reason="Lần nữa", actor=world.thuong_truc, at=LATER)


@starts_with(submitted)
def test_the_form_asks_for_a_reason_at_each_paper_and_the_unit_reads_it_there(world: World, dossier: Dossier) -> None:
    it_is(LATER)
    path, officer = f"/ho-so/{dossier.pk}/", dossier.nominations.get(unit=None)
    form = browser(world.thuong_truc).get(f"{path}tra-lai/").context["form"]
    assert [place.label for place in form.places] == [
        "Tờ trình kèm danh sách",
        "Báo cáo thành tích UBND xã Trực Chính",
        "Báo cáo thành tích Đỗ Văn Ân",
        "Biên bản họp Hội đồng",
    ]
    said = {f"bao_cao_thanh_tich-{officer.pk}": "Chưa nêu số liệu"}
    assert browser(world.thuong_truc).post(f"{path}tra-lai/", said).status_code == 302
    context = browser(world.can_bo).get(path).context
    assert [why for _row, why, _signed in context["nominees"]] == [None, "Chưa nêu số liệu"]


# --- sent on paper (III.4: "gửi về … trước ngày")


def on_paper(world: World, sent_on: date, **fields: Any) -> Extension:
    known: dict[str, Any] = {"proof": "Dấu bưu điện Trực Ninh", "until": moment(2023, 12, 16, 0)}
    known |= {"actor": world.thuong_truc, "at": TOO_LATE + timedelta(hours=9)}
    return record_sent_on_paper(world.rounds["hang-nam-2023"], world.truc_chinh, sent_on=sent_on, **(known | fields))


@starts_with(ready)
def test_what_was_sent_on_paper_in_time_is_in_time_whenever_it_arrives(world: World, dossier: Dossier) -> None:
    on_paper(world, date(2023, 12, 9))
    sent = submit_dossier(dossier, actor=world.can_bo, at=moment(2023, 12, 13)).submissions.get()
    assert (sent.late_reason, sent.sent_on, sent.proof) == ("", date(2023, 12, 9), "Dấu bưu điện Trực Ninh")


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"sent_on": date(2023, 12, 10)}, ["sent_on"]),
        ({"sent_on": date(2023, 12, 11), "proof": " "}, ["proof", "sent_on", "sent_on"]),
        ({"sent_on": date(2023, 12, 9), "until": TOO_LATE}, ["until"]),
    ],
)
def test_the_tenth_is_not_before_the_tenth_and_nothing_counts_without_proof(
    world: World, fields: dict[str, Any], where: list[str]
) -> None:
    with pytest.raises(InputError) as error:
        on_paper(world, **fields)
    assert [problem.where for problem in error.value.problems] == where


def test_the_secretariat_records_it_on_a_page(world: World) -> None:
    it_is(TOO_LATE)
    client, path = browser(world.thuong_truc), "/ho-so/gia-han/hang-nam-2023/ban-giay/"
    said = {"unit": world.co_le.pk, "sent_on": "08/12/2023", "proof": "Sổ giao nhận số 15", "until": "15/12/2023"}
    assert client.post(path, said | {"proof": ""}).status_code == 400
    assert client.post(path, said).status_code == 302
    row = Extension.objects.get()
    assert (row.unit, row.sent_on, row.proof) == (world.co_le, date(2023, 12, 8), "Sổ giao nhận số 15")
