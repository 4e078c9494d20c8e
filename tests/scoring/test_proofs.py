"""Files prove an item of a sheet: the unit brings them, who appraises reads them; without one the item needs a word."""

from typing import Any

import pytest
from tests.factories import files
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import OPENED, SIMPLE, make_sheet
from tests.factories.world import World, make_person, make_user, moment
from tests.files.building import changed, word

from thidua.audit.queries import events_of
from thidua.core.errors import InputError, NotAllowed
from thidua.files.actions import read_file
from thidua.files.models import Upload
from thidua.organizations.enums import Role
from thidua.scoring.actions import appraise_sheet, charge_office, explain_sheet, prove_item, self_score
from thidua.scoring.models import Sheet, SheetItem
from thidua.scoring.queries.proofs import item_of, proofs_of

NOW = moment(2023, 11, 20)
FIXED, LINEAR = SIMPLE["fields"][0]["criteria"]  # type: ignore[index]
ASKING: dict[str, Any] = SIMPLE | {
    "fields": [{"code": "I", "name": "I", "criteria": [FIXED | {"evidence": "Biên bản kiểm tra"}, LINEAR]}]
}
ENTRIES = {"1.1": {"points": 9.5}, "1.2": {"numerator": 79, "denominator": 82}}


@pytest.fixture
def sheet(world: World) -> Sheet:
    it_is(NOW)
    return make_sheet(world, ASKING)


def test_a_file_of_the_unit_stands_in_for_the_explanation_and_the_appraiser_reads_it(
    world: World, sheet: Sheet
) -> None:
    with pytest.raises(InputError, match=r"1\.1: chưa nêu tài liệu kiểm chứng\. Đính tệp minh chứng"):
        self_score(sheet, ENTRIES, actor=world.can_bo, at=NOW)
    unit, page = browser(world.can_bo), f"/cham-diem/phieu/{sheet.pk}/minh-chung/1.1/"
    assert f'href="{page}"' in unit.get(f"/cham-diem/phieu/{sheet.pk}/tu-cham/").text
    assert "Biên bản kiểm tra" in unit.get(page).text
    upload = files.brought(world)
    only_files_of_the_unit_prove_only_criteria_of_the_set(world, sheet, upload)
    assert unit.get(f"/cham-diem/phieu/{sheet.pk}/minh-chung/9.9/").status_code == 404
    assert unit.post(page, {"kept": [upload.pk]}).url == page
    [citation] = proofs_of(sheet)["1.1"]
    assert citation.label == "Tiêu chí 1.1, phiếu chấm 2023 của UBND xã Trực Chính"
    sheet = self_score(sheet, ENTRIES, actor=world.can_bo, at=NOW)

    charge_office(sheet.criteria_set, field="I", unit=world.van_hoa, actor=world.thuong_truc, at=OPENED)
    owner = make_user(make_person("Trần Thị Văn", world.van_hoa), "van_hoa", (Role.CAN_BO, world.van_hoa))
    file = f"/cham-diem/phieu/{sheet.pk}/tep/{citation.pk}/"
    for person, place in ((owner, "tham-dinh-linh-vuc/"), (world.thuong_truc, "tham-dinh/"), (owner, "")):
        assert f'href="{file}"' in browser(person).get(f"/cham-diem/phieu/{sheet.pk}/{place}").text
    assert browser(owner).get(file).content == read_file(upload.kept)  # who may not see the unit's store
    assert browser(world.nguoi_ngoai).get(file).status_code == 404
    assert unit.get(f"/cham-diem/phieu/{sheet.pk}/tep/{citation.pk + 1}/").status_code == 404


def only_files_of_the_unit_prove_only_criteria_of_the_set(world: World, sheet: Sheet, own: Upload) -> None:
    foreign = files.brought(world, unit=world.co_le, actor=world.nguoi_ngoai)
    for criterion, upload, why in (
        ("1.1", foreign, "không phải tệp của đơn vị"),
        ("9.9", own, r"bộ tiêu chí không có mã “9\.9”"),
    ):
        with pytest.raises(InputError, match=why):
            prove_item(item_of(sheet, criterion), uploads=[upload], actor=world.can_bo, at=NOW)
    assert not SheetItem.objects.exists()


def test_files_come_while_the_unit_scores_itself_and_while_it_answers_the_appraisal(world: World, sheet: Sheet) -> None:
    acts: dict[str, Any] = {"actor": world.can_bo, "at": NOW}
    upload, item = files.brought(world), item_of(sheet, "1.1")
    prove_item(item, uploads=[upload], **acts)
    page, unit = f"/cham-diem/phieu/{sheet.pk}/minh-chung/1.1/", browser(world.can_bo)
    unit.post(page, {"withdraw": str(proofs_of(sheet)["1.1"][0].pk)})
    assert proofs_of(sheet) == {}
    said = {"note": "Biên bản 12/BB"}
    handed = self_score(sheet, ENTRIES | {"1.1": ENTRIES["1.1"] | said}, **acts)
    with pytest.raises(NotAllowed, match="không tự chấm được nữa"):
        prove_item(item_of(sheet, "1.1"), uploads=[upload], **acts)
    appraised = appraise_sheet(handed, ENTRIES, actor=world.thuong_truc, at=NOW)
    prove_item(item_of(sheet, "1.2"), uploads=[upload], **acts)
    explain_sheet(appraised, explanation="Có biên bản.", **acts)
    assert unit.post(page, {"kept": [upload.pk]}).status_code == 403
    assert [event.verb for event in events_of(sheet) if "pro" in event.verb] == [
        "sheet.proved",
        "sheet.proof_withdrawn",
        "sheet.proved",
    ]


def test_the_sheet_costs_the_same_with_one_file_and_with_four(world: World, sheet: Sheet) -> None:
    client, path = browser(world.can_bo), f"/cham-diem/phieu/{sheet.pk}/tu-cham/"
    acts: dict[str, Any] = {"actor": world.can_bo, "at": NOW}
    one, other = (
        files.brought(world),
        files.brought(world, "Biên bản.docx", changed(word(), {"docProps/x.xml": b"<x/>"})),
    )
    prove_item(item_of(sheet, "1.1"), uploads=[one], **acts)
    before = statements_of(client, path)
    prove_item(item_of(sheet, "1.1"), uploads=[other], **acts)
    prove_item(item_of(sheet, "1.2"), uploads=[one, other], **acts)
    assert statements_of(client, path) == before
