"""All certificates of a decision printed: as one file and one by one, with progress, whatever interrupts it."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.factories.awards import given
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World, moment

from thidua.audit.models import Event
from thidua.awards.actions import print_runs
from thidua.awards.actions.print_runs import start_print_run, take_print_step
from thidua.awards.background import print_all
from thidua.awards.enums import DecisionState, PrintState
from thidua.awards.models import Award, Decision, PrintRun
from thidua.core.errors import NotAllowed
from thidua.documents.rendering import page_of
from thidua.files.actions import read_file

NOW = moment(2023, 12, 20, 17)


def page(decision: Decision, what: str = "") -> str:
    return f"/khen-thuong/quyet-dinh/{decision.pk}/in-giay-khen/{what}"


def holds_all_and_each(run: PrintRun) -> None:
    assert (run.state, run.done, run.total) == (PrintState.DONE, 2, 2)
    assert run.whole is not None
    assert run.singles is not None
    with pikepdf.open(io.BytesIO(read_file(run.whole))) as document:
        assert len(document.pages) == 2
    with zipfile.ZipFile(io.BytesIO(read_file(run.singles))) as archive:
        assert archive.namelist() == ["0001 UBND xã Trực Chính.pdf", "0002 Đỗ Văn Ân.pdf"]
        for name, award in zip(archive.namelist(), Award.objects.order_by("register_number"), strict=True):
            assert award.certificate is not None
            assert award.certificate.pdf is not None
            assert archive.read(name) == read_file(award.certificate.pdf)


def prints_a_signed_certificate_once() -> None:
    """It stays byte for byte."""
    award = Award.objects.order_by("pk")[0]
    assert award.certificate is not None
    first = page_of(award.certificate, "pdf", at=NOW)
    type(award.certificate).objects.filter(pk=award.certificate.pk).update(data={})
    assert page_of(Award.objects.get(pk=award.pk).certificate, "pdf", at=NOW) == first  # type: ignore[arg-type]


def costs_the_same_with_more_runs(client: Client, run: PrintRun) -> None:
    few = statements_of(client, page(run.decision))
    known = {field.attname: getattr(run, field.attname) for field in PrintRun._meta.fields if not field.primary_key}
    PrintRun.objects.bulk_create(PrintRun(**known) for _more in range(2))
    assert statements_of(client, page(run.decision)) == few


@starts_with(given)
def test_what_was_cut_off_goes_on_where_it_stopped(
    world: World, decision: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start_print_run(decision, actor=world.van_thu, at=NOW)
    monkeypatch.setattr(print_runs, "BATCH", 1)
    assert [take_print_step(run.pk, at=NOW), PrintRun.objects.get().done] == [True, 1]
    assert start_print_run(run.decision, actor=world.chu_tich, at=NOW) == run  # asked for again: the same run
    assert [take_print_step(run.pk, at=NOW), PrintRun.objects.get().done] == [True, 2]
    assert [take_print_step(run.pk, at=NOW), PrintRun.objects.get().state] == [False, PrintState.DONE]
    assert take_print_step(run.pk, at=NOW) is False
    verbs = Event.objects.filter(object_type="awards.printrun").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["print.started", "print.finished"]


@starts_with(given)
def test_only_who_carries_the_decision_out_prints_it(world: World, decision: Decision) -> None:
    sentence = "Chỉ văn thư, lãnh đạo của UBND huyện Trực Ninh và bộ phận thường trực"
    for actor in (world.can_bo, world.nguoi_ngoai):
        with pytest.raises(NotAllowed, match=sentence):
            start_print_run(decision, actor=actor, at=NOW)
        response = browser(actor).post(page(decision))
        assert (response.status_code, sentence in response.text) == (403, True), actor


@starts_with(given)
def test_nothing_is_printed_before_the_decision_is_issued(world: World, decision: Decision) -> None:
    decision.state = DecisionState.DECIDED
    decision.save()
    with pytest.raises(NotAllowed, match="Quyết định chưa ban hành nên chưa in được giấy khen"):
        start_print_run(decision, actor=world.chu_tich, at=NOW)


@starts_with(given)
def test_the_page_starts_a_run_of_all_certificates_shows_its_progress_and_hands_out_its_files(
    world: World, decision: Decision, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    it_is(NOW)
    client = browser(world.van_thu)
    assert "In toàn bộ giấy khen" in client.get(page(decision)).text
    with django_capture_on_commit_callbacks() as starts:
        assert client.post(page(decision)).url == page(decision)
    assert len(starts) == 1
    text = client.get(page(decision)).text
    assert ("Đã in 0/2 giấy khen." in text, "data-live" in text, "In tiếp" in text) == (True, True, False)
    print_all(PrintRun.objects.get().pk)
    text = client.get(page(decision)).text
    assert ("data-live" in text, "Từng giấy khen (ZIP)" in text) == (False, True)
    run = PrintRun.objects.get()
    holds_all_and_each(run)
    whole = client.get(page(decision, f"{run.pk}/pdf/"))
    assert whole["Content-Disposition"] == 'attachment; filename="giay-khen-01-qd-ubnd.pdf"'
    assert b"".join(whole.streaming_content).startswith(b"%PDF-")
    assert b"".join(client.get(page(decision, f"{run.pk}/zip/")).streaming_content).startswith(b"PK")
    assert [client.get(page(decision, f"{run.pk}/{what}/")).status_code for what in ("exe", "PDF")] == [404, 404]
    costs_the_same_with_more_runs(client, run)
    prints_a_signed_certificate_once()


@starts_with(given)
def test_a_run_that_stopped_says_so_and_can_be_taken_up(world: World, decision: Decision) -> None:
    start_print_run(decision, actor=world.van_thu, at=NOW)
    it_is(NOW + timedelta(seconds=30))
    text = browser(world.thuong_truc).get(page(decision)).text
    assert "Việc in đã dừng giữa chừng" in text
    assert "In tiếp" in text
