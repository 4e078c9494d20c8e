"""A paper is sent to who may read it, as an attachment with its own name, and to nobody else."""

from datetime import date
from urllib.parse import quote

import pytest
from tests.factories.dossiers import NOVEMBER, drafted
from tests.factories.pages import browser, it_is
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.core.errors import InputError, NotAllowed
from thidua.documents.actions import letterhead_of, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.models import Paper, Register
from thidua.documents.permissions import may_number, may_sign
from thidua.documents.rendering import file_name, page_of
from thidua.dossiers.actions.dossiers import confirm_dossier
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import papers_of
from thidua.organizations.queries import roles_of

STARTS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def letter(world: World) -> tuple[Dossier, Paper]:
    """A dossier whose papers are drafts, and its letter."""
    dossier = drafted(world)
    return dossier, papers_of(dossier).get(slot=Slot.TO_TRINH).paper


@starts_with(letter)
def test_a_draft_is_read_by_who_reads_the_unit_and_printed_anew_each_time(
    world: World, start: tuple[Dossier, Paper]
) -> None:
    (_dossier, paper), readers = start, ("thuong_truc", "chu_tich", "van_thu", "thu_truong")
    answers = {who: browser(getattr(world, who)).get(f"/van-ban/{paper.pk}/docx/").status_code for who in readers}
    assert answers == dict.fromkeys(readers, 200)
    signed = browser(world.can_bo)
    there_are_none = ("xlsx", "html", "PDF")
    found = {extension: signed.get(f"/van-ban/{paper.pk}/{extension}/").status_code for extension in there_are_none}
    assert found == dict.fromkeys(there_are_none, 404)
    page_of(paper, "pdf", at=NOVEMBER)
    paper.refresh_from_db()
    assert (paper.pdf, paper.state) == (None, PaperState.DRAFTED)


@starts_with(letter)
def test_a_draft_is_signed_by_the_head_numbered_by_the_clerk_and_each_is_told_what_is_not_theirs(
    world: World, start: tuple[Dossier, Paper]
) -> None:
    _dossier, paper = start
    officer, head = (roles_of(user, NOVEMBER) for user in (world.can_bo, world.thu_truong))
    assert (may_sign(head, paper), may_sign(officer, paper)) == (
        None,
        "Chỉ người đứng đầu UBND xã Trực Chính được ký văn bản này.",
    )
    assert may_number(head, paper) == "Chỉ văn thư của UBND xã Trực Chính được cấp số, ngày tháng."
    with pytest.raises(NotAllowed, match="được ký văn bản này"):
        sign_paper(paper, actor=world.can_bo, at=NOVEMBER)
    with pytest.raises(NotAllowed, match="chưa đến lượt"):  # no number before the signature
        number_paper(paper, dated=date(2023, 11, 24), trusted=True, actor=world.can_bo, at=NOVEMBER)


@starts_with(letter)
def test_a_numbered_paper_is_printed_once_stays_byte_for_byte_and_is_sent_as_an_attachment_no_browser_guesses_about(
    world: World, start: tuple[Dossier, Paper]
) -> None:
    dossier, paper = start
    confirm_dossier(dossier, actor=world.thu_truong, at=NOVEMBER)
    rows = Register.objects.order_by("kind").values_list("kind", "year", "last_number")
    assert list(rows) == [("bao_cao_thanh_tich", 2023, 2), ("bien_ban", 2023, 1), ("to_trinh", 2023, 1)]
    found = {}
    for extension, begins in STARTS.items():
        response = browser(world.can_bo).get(f"/van-ban/{paper.pk}/{extension}/")
        name = quote(f"01-TTr-UBND Tờ trình UBND xã Trực Chính.{extension}")
        found[extension] = response.content
        assert response.content.startswith(begins)
        assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
        assert response["X-Content-Type-Options"] == "nosniff"
    assert browser(world.nguoi_ngoai).get(f"/van-ban/{paper.pk}/pdf/").status_code == 404  # for another unit: not there
    paper.refresh_from_db()
    assert paper.pdf is not None
    with pytest.raises(InputError, match="đã ký nên không sửa được"):
        redraft_paper(paper, None, actor=world.can_bo, at=NOVEMBER)
    Paper.objects.filter(pk=paper.pk).update(title="Khác")
    assert page_of(Paper.objects.get(pk=paper.pk), "pdf", at=NOVEMBER) == found["pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tờ trình: “Đẩy mạnh” CCHC?", "Tờ trình “Đẩy mạnh” CCHC.pdf"),
        ("../../etc/passwd", ".. .. etc passwd.pdf"),
        ("a\r\nSet-Cookie: b", "a Set-Cookie b.pdf"),
        ("x" * 300, f"{'x' * 120}.pdf"),
    ],
)
def test_a_name_holds_nothing_that_a_file_system_or_a_header_would_read(title: str, name: str) -> None:
    assert " ".join(file_name(Paper(title=title, symbol="TTr"), "pdf").split()) == name


def test_the_head_of_a_paper_is_the_units_and_an_office_names_what_stands_above_it(world: World) -> None:
    commune = letterhead_of(world.truc_chinh, PaperKind.TO_TRINH, at=NOVEMBER)
    office = letterhead_of(world.noi_vu, PaperKind.TO_TRINH, at=NOVEMBER)
    assert (commune.superior, commune.issuer, commune.symbol) == ("", "ỦY BAN NHÂN DÂN XÃ TRỰC CHÍNH", "TTr-UBND")
    assert (office.superior, office.issuer, office.symbol) == (
        "ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH",
        "PHÒNG NỘI VỤ",
        "TTr-PNV",
    )
