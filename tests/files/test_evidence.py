"""A task and an activity are proved by files from their own pages: new ones, kept ones, or no longer."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from tests.factories.dossiers import NOVEMBER, recognise
from tests.factories.files import brought
from tests.factories.initiatives import drafted
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.work import make_activity, make_task
from tests.factories.world import World
from tests.files.building import word
from tests.files.hostile import HOSTILE

from thidua.audit.queries import events_of
from thidua.files.models import Upload
from thidua.files.queries import citations_of

Make = Callable[[World], models.Model]


def kept(world: World) -> Upload:
    """A file of the unit, in November."""
    it_is(NOVEMBER)
    return brought(world)


pytestmark = starts_with(kept)


def a_task(world: World) -> models.Model:
    return make_task(world.truc_chinh, "N1")


def an_activity(world: World) -> models.Model:
    return make_activity(world.truc_chinh, date(2023, 6, 1))


def an_initiative(world: World) -> models.Model:
    return drafted(world)


def names(obj: models.Model) -> list[str]:
    return [citation.upload.name for citation in citations_of(obj)]


@pytest.mark.parametrize(
    ("make", "path", "verbs"),
    [
        (a_task, "/nhiem-vu", ["task.proof_withdrawn", "task.proved"]),
        (an_activity, "/tuyen-truyen", ["activity.proof_withdrawn", "activity.proved"]),
        (an_initiative, "/sang-kien", ["initiative.proof_withdrawn", "initiative.proved", "initiative.drafted"]),
    ],
)
def test_a_kept_file_is_cited_and_no_longer(
    world: World, start: Upload, make: Make, path: str, verbs: list[str]
) -> None:
    obj, upload, officer = make(world), start, browser(world.can_bo)
    page = f"{path}/{obj.pk}/"
    assert officer.post(f"{page}minh-chung/", {"kept": upload.pk}).status_code == 302
    assert names(obj) == ["Báo cáo.docx"]
    assert "Báo cáo.docx" in browser(world.thuong_truc).get(page).content.decode()
    citation = citations_of(obj).get()
    if path == "/nhiem-vu":
        files_of_another_unit_and_citations_of_another_object_are_not_there(world, obj, citation.pk)
    officer.post(f"{page}minh-chung/", {"withdraw": citation.pk})
    assert names(obj) == []
    assert [event.verb for event in events_of(obj)] == verbs


def files_of_another_unit_and_citations_of_another_object_are_not_there(
    world: World, task: models.Model, citation: int
) -> None:
    other, officer = make_task(world.truc_chinh, "N2"), browser(world.can_bo)
    foreign = brought(world, "Của Cổ Lễ.docx", unit=world.co_le, actor=world.nguoi_ngoai)
    officer.post(f"/nhiem-vu/{task.pk}/minh-chung/", {"kept": foreign.pk})
    assert officer.post(f"/nhiem-vu/{other.pk}/minh-chung/", {"withdraw": citation}).status_code == 404
    assert names(task) == ["Báo cáo.docx"]


def test_a_file_proves_an_initiative_for_as_long_as_it_was_submitted_with_it(world: World, start: Upload) -> None:
    initiative, upload, officer = recognise(world.truc_chinh, "SK-2023-001"), start, browser(world.can_bo)
    page = f"/sang-kien/{initiative.pk}/"
    assert officer.post(f"{page}minh-chung/", {"kept": upload.pk}).status_code == 302
    assert "Bỏ dẫn" not in officer.get(page).content.decode()
    withdrawn = officer.post(f"{page}minh-chung/", {"withdraw": citations_of(initiative).get().pk})
    assert withdrawn.status_code == 403
    assert names(initiative) == ["Báo cáo.docx"]


def test_new_files_are_checked_only_what_is_kept_is_cited_and_nothing_chosen_is_told(world: World) -> None:
    task, officer = a_task(world), browser(world.can_bo)
    page = officer.post(f"/nhiem-vu/{task.pk}/minh-chung/", follow=True).content.decode()
    assert "Chọn ít nhất một tệp mới hoặc một tệp đã có trong kho." in page
    files = [
        SimpleUploadedFile("a.docx", word("<w:t>Mới</w:t>")),
        SimpleUploadedFile("b.docx", HOSTILE["docm renamed"].build()),
    ]
    page = officer.post(f"/nhiem-vu/{task.pk}/minh-chung/", {"evidence": files}, follow=True).content.decode()
    assert names(task) == ["a.docx"]
    for sentence in ("Đã thêm minh chứng: a.docx.", "Lưu lại tệp không có macro (.docx, .xlsx) rồi tải lên."):
        assert sentence in page
