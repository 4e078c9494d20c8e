"""An office puts its own Word template in place: who may, from when it counts, and how it goes back."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from tests.documents.papers import samples
from tests.documents.papers.reading import docx_text
from tests.documents.papers.test_office import changed, first
from tests.factories.dossiers import NOVEMBER
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World

from thidua.audit.models import Event
from thidua.core.errors import InputError, NotAllowed
from thidua.documents.actions import adopt_template, draft_paper, retire_template, sign_paper
from thidua.documents.enums import PaperKind
from thidua.documents.models import OfficeTemplate, Paper
from thidua.documents.rendering import page_of

KIND = PaperKind.TO_TRINH
OWN = "Điện thoại: 0228 000 000"
LATER = NOVEMBER + timedelta(days=1)


@cache
def own_template() -> bytes:
    return changed(KIND, lambda document: document.add_paragraph(OWN) and None)


def adopted(world: World) -> OfficeTemplate:
    given = {"content": own_template(), "name": "to-trinh.docx", "actor": world.thu_truong, "at": NOVEMBER}
    return adopt_template(world.truc_chinh, KIND, **given)


def test_a_draft_is_written_in_the_offices_template_and_a_paper_keeps_that_of_the_day_it_was_signed(
    world: World,
) -> None:
    known: dict[str, Any] = {"issuer": world.truc_chinh, "title": "Tờ trình", "actor": world.can_bo, "at": NOVEMBER}
    paper = draft_paper(KIND, samples.submission(), **known)

    def text(at: datetime = LATER, **changes: Any) -> str:
        Paper.objects.filter(pk=paper.pk).update(**changes, docx=None)
        return docx_text(page_of(Paper.objects.get(pk=paper.pk), "docx", at=at))

    assert OWN not in text(NOVEMBER)
    own = adopted(world)
    shown = text(drafted_at=LATER)
    assert (OWN in shown, "UBND xã Trực Đại kính đề nghị" in shown) == (True, True)

    sign_paper(paper, actor=world.thu_truong, at=NOVEMBER)
    OfficeTemplate.objects.filter(pk=own.pk).update(adopted_at=LATER)
    assert OWN not in text()
    OfficeTemplate.objects.filter(pk=own.pk).update(adopted_at=NOVEMBER - timedelta(days=9))
    retire_template(own, actor=world.thu_truong, at=LATER)
    assert OWN in text()


def refuses_others(row: OfficeTemplate, world: World) -> None:
    for actor in (world.can_bo, world.nguoi_ngoai, world.chu_tich):
        with pytest.raises(NotAllowed, match="Chỉ người đứng đầu hoặc văn thư của UBND xã Trực Chính"):
            retire_template(row, actor=actor, at=LATER)


def holds_one_in_use(row: OfficeTemplate) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeTemplate.objects.create(
            issuer=row.issuer, kind=row.kind, file=row.file, adopted_by=row.adopted_by, adopted_at=LATER
        )


def test_one_template_of_a_kind_is_in_use_replaced_by_who_signs_or_numbers_and_each_change_is_recorded(
    world: World,
) -> None:
    client = browser(world.thu_truong)
    costs = {statements_of(client, "/van-ban/mau/")}
    first = adopted(world)
    costs.add(statements_of(client, "/van-ban/mau/"))
    assert len(costs) == 1, "the list costs the same with templates and without"
    refuses_others(first, world)
    holds_one_in_use(first)
    second = adopted(world)
    first.refresh_from_db()
    assert (first.retired_at, second.retired_at) == (NOVEMBER, None)
    retire_template(second, actor=world.thu_truong, at=LATER)
    retire_template(second, actor=world.thu_truong, at=LATER)
    verbs = Event.objects.filter(object_type="documents.officetemplate").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["template.adopted", "template.retired", "template.adopted", "template.retired"]


def test_a_bad_template_changes_nothing(world: World) -> None:
    with pytest.raises(InputError, match=r"nhưng nội dung không nhận ra được dạng nào"):
        adopt_template(world.truc_chinh, KIND, content=b"PK", name="x", actor=world.thu_truong, at=NOVEMBER)
    assert not OfficeTemplate.objects.exists()


def test_the_pages_hand_out_check_adopt_and_drop_a_template(world: World) -> None:
    it_is(NOVEMBER)
    client, place = browser(world.thu_truong), f"/van-ban/mau/{world.truc_chinh.pk}/{KIND}/"
    assert "Bố cục của phần mềm" in client.get("/van-ban/mau/").text
    assert client.get(f"{place}tep/").content == first(KIND)
    assert client.post(place).status_code == 400
    refused = client.post(place, {"file": SimpleUploadedFile("m.docx", b"PK")})
    assert (refused.status_code, "nhưng nội dung" in refused.text) == (400, True)
    own = own_template()
    assert client.post(place, {"file": SimpleUploadedFile("m.docx", own)}).url == "/van-ban/mau/"
    assert "Mẫu của cơ quan" in client.get("/van-ban/mau/").text
    assert client.get(f"{place}tep/").content == own
    assert client.post(f"{place}bo/").url == "/van-ban/mau/"
    assert client.post(f"{place}bo/").status_code == 404
    assert "Mẫu của cơ quan" not in client.get("/van-ban/mau/").text


def test_others_are_told_or_find_nothing(world: World) -> None:
    place = f"/van-ban/mau/{world.truc_chinh.pk}/{KIND}/"
    assert "Chỉ người đứng đầu hoặc văn thư" in browser(world.can_bo).get("/van-ban/mau/").text
    assert browser(world.can_bo).get(place).status_code == 403
    assert browser(world.nguoi_ngoai).get(place).status_code == 404
    unknown = f"/van-ban/mau/{world.truc_chinh.pk}/phu_luc_xet/"
    assert browser(world.thu_truong).get(unknown).status_code == 404
