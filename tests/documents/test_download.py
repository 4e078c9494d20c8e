"""A paper is sent to who may read it, as an attachment with its own name, and to nobody else."""

from datetime import date
from urllib.parse import quote

import pytest
from tests.factories.dossiers import NOVEMBER, confirmed, drafted
from tests.factories.pages import browser, it_is
from tests.factories.world import World

from thidua.core.errors import InputError, NotAllowed
from thidua.documents.actions import letterhead_of, number_paper, redraft_paper, sign_paper
from thidua.documents.enums import PaperKind, PaperState
from thidua.documents.models import Paper, Register
from thidua.documents.permissions import may_number, may_sign
from thidua.documents.rendering import file_name, page_of
from thidua.dossiers.enums import Slot
from thidua.dossiers.models import Dossier
from thidua.dossiers.queries.dossiers import papers_of
from thidua.organizations.queries import roles_of

STARTS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}


@pytest.fixture(autouse=True)
def _november(world: World) -> None:
    it_is(NOVEMBER)


def submission(dossier: Dossier) -> Paper:
    return papers_of(dossier).get(slot=Slot.TO_TRINH).paper


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_a_paper_is_sent_as_an_attachment_that_no_browser_guesses_about(world: World, extension: str) -> None:
    paper = submission(confirmed(world))
    response = browser(world.can_bo).get(f"/van-ban/{paper.pk}/{extension}/")
    name = quote(f"01-TTr-UBND Tờ trình UBND xã Trực Chính.{extension}")
    assert response.content.startswith(STARTS[extension])
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_who_reads_the_unit_reads_its_papers(world: World) -> None:
    paper, readers = submission(drafted(world)), ("thuong_truc", "chu_tich", "van_thu", "thu_truong")
    answers = {who: browser(getattr(world, who)).get(f"/van-ban/{paper.pk}/docx/").status_code for who in readers}
    assert answers == dict.fromkeys(readers, 200)


def test_for_another_unit_the_paper_is_not_there(world: World) -> None:
    paper = submission(confirmed(world))
    assert browser(world.nguoi_ngoai).get(f"/van-ban/{paper.pk}/pdf/").status_code == 404


@pytest.mark.parametrize("extension", ["xlsx", "html", "PDF"])
def test_there_are_only_pdf_and_docx(world: World, extension: str) -> None:
    paper = submission(drafted(world))
    assert browser(world.can_bo).get(f"/van-ban/{paper.pk}/{extension}/").status_code == 404


def test_a_numbered_paper_is_printed_once_and_stays_byte_for_byte(world: World) -> None:
    paper = submission(confirmed(world))
    first = page_of(paper, "pdf", at=NOVEMBER)
    paper.refresh_from_db()
    assert paper.pdf is not None
    Paper.objects.filter(pk=paper.pk).update(title="Khác")
    assert page_of(Paper.objects.get(pk=paper.pk), "pdf", at=NOVEMBER) == first


def test_a_draft_is_printed_anew_each_time(world: World) -> None:
    paper = submission(drafted(world))
    page_of(paper, "pdf", at=NOVEMBER)
    paper.refresh_from_db()
    assert (paper.pdf, paper.state) == (None, PaperState.DRAFTED)


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


def test_numbers_run_from_one_each_year_for_each_kind_and_issuer(world: World) -> None:
    confirmed(world)
    rows = Register.objects.order_by("kind").values_list("kind", "year", "last_number")
    assert list(rows) == [("bao_cao_thanh_tich", 2023, 2), ("bien_ban", 2023, 1), ("to_trinh", 2023, 1)]


def test_the_head_signs_and_the_clerk_numbers_and_each_is_told_what_is_not_theirs(world: World) -> None:
    paper = submission(drafted(world))
    officer, head = (roles_of(user, NOVEMBER) for user in (world.can_bo, world.thu_truong))
    assert (may_sign(head, paper), may_sign(officer, paper)) == (
        None,
        "Chỉ người đứng đầu UBND xã Trực Chính được ký văn bản này.",
    )
    assert may_number(head, paper) == "Chỉ văn thư của UBND xã Trực Chính được cấp số, ngày tháng."
    with pytest.raises(NotAllowed, match="được ký văn bản này"):
        sign_paper(paper, actor=world.can_bo, at=NOVEMBER)


def test_what_has_been_signed_is_never_redrafted(world: World) -> None:
    paper = submission(confirmed(world))
    with pytest.raises(InputError, match="đã ký nên không sửa được"):
        redraft_paper(paper, None, actor=world.can_bo, at=NOVEMBER)


def test_a_number_cannot_be_given_before_the_signature(world: World) -> None:
    paper = submission(drafted(world))
    with pytest.raises(NotAllowed, match="chưa đến lượt"):
        number_paper(paper, dated=date(2023, 11, 24), trusted=True, actor=world.can_bo, at=NOVEMBER)


def test_the_head_of_a_paper_is_the_units_and_an_office_names_what_stands_above_it(world: World) -> None:
    commune = letterhead_of(world.truc_chinh, PaperKind.TO_TRINH, at=NOVEMBER)
    office = letterhead_of(world.noi_vu, PaperKind.TO_TRINH, at=NOVEMBER)
    assert (commune.superior, commune.issuer, commune.symbol) == ("", "ỦY BAN NHÂN DÂN XÃ TRỰC CHÍNH", "TTr-UBND")
    assert (office.superior, office.issuer, office.symbol) == (
        "ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH",
        "PHÒNG NỘI VỤ",
        "TTr-PNV",
    )
