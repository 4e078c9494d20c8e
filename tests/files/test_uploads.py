"""A file is checked, kept once by its content, cited many times; what is refused is not kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from tests.factories.dossiers import NOVEMBER
from tests.factories.files import brought, coming, settled
from tests.factories.starting import starts_with
from tests.factories.work import make_task
from tests.factories.world import World
from tests.files.building import picture, word
from tests.files.hostile import HOSTILE
from tests.files.legitimate import LEGITIMATE

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.files import storage
from thidua.files.actions import (
    announce_upload,
    cite_upload,
    read_file,
    settle_scan,
    withdraw_citation,
    withdraw_upload,
)
from thidua.files.antivirus import Scan
from thidua.files.enums import UploadState
from thidua.files.intake import finish
from thidua.files.models import StoredFile, Upload
from thidua.files.queries import citation_counts, citations_of, kept_uploads, space_used


def kept_bytes(upload: Upload) -> bytes:
    assert upload.kept is not None
    return read_file(upload.kept)


@starts_with(brought)
def test_what_passes_its_check_is_kept_as_it_came(world: World, start: Upload) -> None:
    upload = start
    assert (upload.state, kept_bytes(upload)) == (UploadState.KEPT, word())
    assert [event.verb for event in events_of(upload)] == ["upload.kept", "upload.announced"]


def test_a_picture_is_kept_written_anew_and_both_digests_are_known(world: World) -> None:
    name, build = LEGITIMATE["photograph"]
    upload = brought(world, name, build())
    assert upload.kept is not None
    assert upload.kept.sha256 != upload.sha256


def test_what_is_refused_says_why_and_keeps_nothing(world: World) -> None:
    upload = brought(world, "a.docx", HOSTILE["docm renamed"].build())
    assert (upload.state, upload.kept, StoredFile.objects.count()) == (UploadState.REFUSED, None, 0)
    assert [each["rule"] for each in upload.problems] == ["macro"]
    assert events_of(upload)[0].reason == "tệp chứa macro (word/document.xml)."


@starts_with(brought)
def test_the_same_file_of_a_unit_is_kept_once(world: World, start: Upload) -> None:
    first, second = start, brought(world, "Bản sao.docx")
    assert (first.pk, Upload.objects.filter(state=UploadState.KEPT).count()) == (second.pk, 1)
    assert Upload.objects.get(state=UploadState.WITHDRAWN).name == "Bản sao.docx"


@starts_with(brought)
def test_a_repeated_file_whose_answer_was_lost_leads_to_the_one_that_is_kept(world: World, start: Upload) -> None:
    first = start
    again = coming(world, "Bản sao.docx", len(word()))
    settled(again, word(), actor=world.can_bo)
    again.refresh_from_db()
    assert finish(again, actor=world.can_bo, at=NOVEMBER).pk == first.pk


@starts_with(brought)
def test_two_units_may_keep_the_same_bytes_and_neither_learns_of_the_other(world: World, start: Upload) -> None:
    first, second = start, brought(world, "Khác.docx", unit=world.co_le, actor=world.nguoi_ngoai)
    assert first.pk != second.pk
    assert first.kept == second.kept
    assert StoredFile.objects.get().name == f"{first.sha256[:12]}.docx"


@starts_with(brought)
def test_the_database_keeps_a_file_of_a_unit_once(world: World, start: Upload) -> None:
    first = start
    with pytest.raises(IntegrityError, match="upload_once_in_a_unit"):
        Upload.objects.create(
            authority=first.authority,
            unit=first.unit,
            name="b.docx",
            size=1,
            sha256=first.sha256,
            state=UploadState.KEPT,
            kept=first.kept,
            uploaded_by=world.can_bo,
            announced_at=NOVEMBER,
            settled_at=NOVEMBER,
        )


def test_settling_again_changes_nothing(world: World) -> None:
    upload = coming(world, "a.docx", len(word()))
    first = settled(upload, word(), actor=world.can_bo)
    again = settled(upload, b"%PDF-", actor=world.can_bo)
    assert (again.state, again.sha256, again.settled_at) == (first.state, first.sha256, first.settled_at)
    assert events_of(upload).count() == 2


def test_a_file_announced_again_goes_on_where_it_stopped(world: World) -> None:
    assert coming(world).pk == coming(world).pk
    assert coming(world, size=999).pk != coming(world).pk


def test_name_and_size_are_judged_before_a_byte_is_sent(world: World) -> None:
    with pytest.raises(InputError) as refused:
        coming(world, "a.exe.zip", 30_000_000)
    assert [problem.what for problem in refused.value.problems] == [
        "tên tệp có đuôi kép “.exe.zip”, cách thường dùng để giả dạng tệp chương trình.",
        "đuôi “.zip” không được nhận.",
        "tệp 30 MB, quá 25 MB.",
    ]
    assert Upload.objects.count() == 0


def test_nobody_brings_files_for_another_unit(world: World) -> None:
    with pytest.raises(NotAllowed, match="của đơn vị được tải minh chứng"):
        announce_upload(world.co_le, name="a.pdf", size=9, actor=world.can_bo, at=NOVEMBER)


def test_a_unit_has_its_space_and_no_more(world: World, settings: object) -> None:
    settings.UNIT_SPACE = len(word()) + 10  # type: ignore[attr-defined]
    brought(world)
    second = brought(world, "b.jpg", picture(format_="JPEG"))
    assert [each["rule"] for each in second.problems] == ["unit_full"]
    assert space_used(world.truc_chinh) == len(word())


def test_what_the_scanner_names_is_refused(world: World) -> None:
    upload = brought(world, scan=Scan("infected", "Doc.Macro-1"))
    assert (upload.state, upload.problems[0]["what"]) == ("refused", "phần mềm diệt vi-rút báo “Doc.Macro-1”.")


def test_while_the_scanner_is_down_a_file_waits_and_is_not_cited(world: World) -> None:
    upload = brought(world, scan=Scan("down"))
    assert upload.state == UploadState.SCANNING
    with pytest.raises(NotAllowed, match="chờ phần mềm diệt vi-rút"):
        cite_upload(upload, world.truc_chinh, actor=world.can_bo, at=NOVEMBER)
    assert settle_scan(upload, scan=Scan("down"), actor=None, at=NOVEMBER).state == UploadState.SCANNING
    assert settle_scan(upload, scan=Scan("clean"), actor=None, at=NOVEMBER).state == UploadState.KEPT


def test_what_is_found_infected_later_is_forgotten(world: World) -> None:
    upload = settle_scan(brought(world, scan=Scan("down")), scan=Scan("infected", "X"), actor=None, at=NOVEMBER)
    assert (upload.state, upload.kept, StoredFile.objects.count()) == (UploadState.REFUSED, None, 0)


@starts_with(brought)
def test_a_file_is_cited_many_times_and_not_withdrawn_while_it_is(world: World, start: Upload) -> None:
    upload, acts = start, {"actor": world.can_bo, "at": NOVEMBER}
    tasks = [make_task(world.truc_chinh, code) for code in ("N1", "N2")]
    cited = [cite_upload(upload, task, **acts) for task in (*tasks, tasks[0])]
    assert citation_counts(type(tasks[0]), [task.pk for task in tasks]) == {task.pk: 1 for task in tasks}
    with pytest.raises(NotAllowed, match="đang được dẫn"):
        withdraw_upload(upload, **acts)
    for citation in cited[:2]:
        withdraw_citation(citation, **acts)
    assert list(citations_of(tasks[0])) == []
    assert withdraw_upload(upload, **acts).state == UploadState.WITHDRAWN
    assert list(kept_uploads(world.truc_chinh)) == []


@pytest.fixture
def _broken_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    return


@pytest.mark.usefixtures("_broken_disk")
def test_a_disk_that_is_full_keeps_no_row_and_no_half_file(world: World) -> None:
    content = word("<w:t>Đĩa đầy</w:t>")
    upload = coming(world, "a.docx", len(content))
    with pytest.raises(OSError, match="No space left"):
        settled(upload, content, actor=world.can_bo)
    upload.refresh_from_db()
    assert (upload.state, StoredFile.objects.count()) == (UploadState.RECEIVING, 0)
    import hashlib

    digest = hashlib.sha256(content).hexdigest()
    assert list(Path(default_storage.path(digest[:2])).glob(f"*{digest[2:]}*")) == []


def test_a_half_written_file_of_a_crash_is_written_whole_the_next_time() -> None:
    path = Path(default_storage.path("zz/half"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"ha")
    storage.put("zz/half", b"half")
    assert path.read_bytes() == b"half"
    path.unlink()
