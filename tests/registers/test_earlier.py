"""Earlier years come in by workbook with a scan each, marked as entered later and by whom; the standards read them."""

from datetime import date
from typing import Any

import pytest
from pikepdf import Encryption
from tests.factories.dossiers import rank
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.world import World, moment
from tests.files.building import action, pdf, pdf_with, printed, word
from tests.registers.sheets import workbook

from thidua.audit.queries import events_of
from thidua.core.errors import InputError
from thidua.dossiers.queries.facts import gather_facts
from thidua.dossiers.subjects import person_subject, unit_subject
from thidua.files.antivirus import Scan as Virus
from thidua.files.checks import check_content
from thidua.files.models import StoredFile
from thidua.initiatives.models import Initiative
from thidua.organizations.models import Commendation
from thidua.organizations.queries import remembered_roles
from thidua.registers.actions.uploads import preview_workbook, write_workbook
from thidua.registers.lists import REGISTERS
from thidua.registers.models import Backfilled
from thidua.registers.scans import Scan, looked_through
from thidua.scoring.models import ComponentOwner, ComponentScore, Publication

AT = moment(2023, 12, 1)
PDF = printed(pdf())


def scan(name: str, content: bytes = PDF, virus: Virus = Virus("off")) -> Scan:  # noqa: B008 - frozen
    """A scan looked through without a process of its own."""
    return Scan(name, content, check_content(name, content), virus)


SCANS = [scan("qd-12.pdf")]

COMMENDATIONS = [
    "Mã cá nhân",
    "Họ và tên",
    "Đơn vị",
    "Hình thức",
    "Số quyết định",
    "Ngày quyết định",
    "Phong trào",
    "Tệp quét",
]
INITIATIVES = [
    "Mã sáng kiến",
    "Tên sáng kiến",
    "Đơn vị",
    "Tác giả",
    "Hội đồng công nhận",
    "Số quyết định công nhận",
    "Ngày công nhận",
    "Tệp quét",
]
RANKS = [
    "Mã bộ tiêu chí",
    "Tên bộ tiêu chí",
    "Năm",
    "Đơn vị",
    "Hạng",
    "Số đơn vị được xếp hạng",
    "Điểm",
    "Điểm tối đa",
    "Ngày công bố",
    "Tệp quét",
]
COMPONENTS = [
    "Mã chỉ số",
    "Tên chỉ số",
    "Điểm tối đa",
    "Năm",
    "Điểm",
    "Ngày công bố",
    "Đơn vị",
    "Văn bản giao",
    "Tệp quét",
]
HUYEN = "Giấy khen của Chủ tịch UBND cấp huyện"


@remembered_roles()
def bring(world: World, register: str, *rows: list[Any], scans: Any = SCANS) -> dict[str, int]:
    found = REGISTERS[register]
    sheet = {"khen-thuong-cu": "Khen thưởng các năm trước"}.get(register, found.label)
    upload, _plan = preview_workbook(
        found,
        world.huyen,
        name="cu.xlsx",
        content=workbook({sheet: list(rows)}),
        scans=scans,
        actor=world.thuong_truc,
        at=AT,
    )
    counts: dict[str, int] = write_workbook(upload, actor=world.thuong_truc, at=AT).counts
    return counts


def marks(row: Any) -> Backfilled:
    return Backfilled.objects.get(object_type=row._meta.label_lower, object_id=row.pk)


def test_past_commendations_count_towards_five_years(world: World) -> None:
    rows = [
        COMMENDATIONS,
        ["", "Đỗ Văn Ân", "", HUYEN, "12/QĐ-UBND", date(2021, 12, 20), "truc-ninh-2021-2025", "QD-12.PDF"],
        ["", "", "UBND xã Trực Chính", HUYEN, "12/QĐ-UBND", "20/12/2021", "", "qd-12.pdf"],
    ]
    assert bring(world, "khen-thuong-cu", *rows) == {"new": 2, "changed": 0, "same": 0}
    assert bring(world, "khen-thuong-cu", *rows) == {"new": 0, "changed": 0, "same": 2}
    officer = person_subject(world.people["officer"].pk)
    facts = gather_facts(world.rounds["tong-ket"], [officer], moment(2025, 12, 1))[officer]
    assert facts["giay_khen"] == [
        {"so": "12/QĐ-UBND", "ngay": "2021-12-20", "cap": "huyen", "phong_trao": "truc-ninh-2021-2025", "thu_hoi": None}
    ]
    row = Commendation.objects.get(person=world.people["officer"])
    mark = marks(row)
    assert (mark.entered_by, mark.entered_at, mark.scan.name) == (world.thuong_truc, AT, "qd-12.pdf")
    assert [event.verb for event in events_of(row)] == ["commendation.backfilled"]


def test_a_recognised_initiative_counts_for_its_unit_and_its_authors(world: World) -> None:
    row = ["SK-1", "Trả kết quả tại nhà", "UBND xã Trực Chính", "Đỗ Văn Ân; Vũ Thị Hạnh"]
    row += ["Hội đồng cấp huyện", "7/QĐ", date(2023, 10, 5), "qd-12.pdf"]
    assert bring(world, "sang-kien-cu", INITIATIVES, row)["new"] == 1
    assert bring(world, "sang-kien-cu", INITIATIVES, row)["same"] == 1
    subjects = [unit_subject(world.truc_chinh.pk), person_subject(world.people["head"].pk)]
    facts = gather_facts(world.rounds["hang-nam-2023"], subjects, AT)
    expected = [{"so": "7/QĐ", "ngay_cong_nhan": "2023-10-05", "hoi_dong": "huyen", "thu_hoi": None}]
    assert [facts[subject]["sang_kien"] for subject in subjects] == [expected, expected]
    assert marks(Initiative.objects.get()).scan.name == "qd-12.pdf"


def test_a_rank_of_the_year_before_is_what_this_years_is_compared_with(world: World) -> None:
    rank(world, {world.truc_chinh: 1, world.co_le: 2})
    rows = [
        RANKS,
        [
            "xa",
            "Bộ tiêu chí CCHC cấp xã",
            2022,
            "UBND xã Trực Chính",
            9,
            21,
            "80,5",
            100,
            date(2022, 12, 1),
            "qd-12.pdf",
        ],
        ["xa", "Bộ tiêu chí CCHC cấp xã", 2022, "UBND thị trấn Cổ Lễ", 1, 21, "", 100, date(2022, 12, 1), "qd-12.pdf"],
    ]
    assert bring(world, "xep-hang-cu", *rows) == {"new": 2, "changed": 0, "same": 0}
    assert bring(world, "xep-hang-cu", *rows) == {"new": 0, "changed": 0, "same": 2}
    subject = unit_subject(world.truc_chinh.pk)
    facts = gather_facts(world.rounds["hang-nam-2023"], [subject], AT)[subject]
    assert facts["xep_hang"] == {"hang": 1, "so_don_vi": 2, "hang_nam_truoc": 9, "so_sanh_duoc": True}
    assert marks(Publication.objects.get(criteria_set__year=2022)).entered_by == world.thuong_truc
    rows[1][4] = 8
    with pytest.raises(InputError, match="đã có trong sổ và khác dòng này"):
        bring(world, "xep-hang-cu", *rows)


def test_index_points_of_the_year_before_are_compared_with_this_years(world: World) -> None:
    rows = [
        COMPONENTS,
        ["2.1", "Chỉ số 2.1", 4, 2022, "3,25", date(2023, 1, 15), "", "", "qd-12.pdf"],
        ["2.1", "Chỉ số 2.1", 4, 2023, 3.5, date(2023, 11, 15), "UBND xã Trực Chính", "210/QĐ", "qd-12.pdf"],
    ]
    assert bring(world, "chi-so-cu", *rows)["new"] == 2
    assert bring(world, "chi-so-cu", *rows)["same"] == 2
    subject = unit_subject(world.truc_chinh.pk)
    facts = gather_facts(world.rounds["hang-nam-2023"], [subject], AT)[subject]
    assert facts["chi_so_thanh_phan"] == [{"ma": "2.1", "nam_nay": 3.5, "nam_truoc": 3.25, "toi_da": 4.0}]
    assert ComponentOwner.objects.get().decision == "210/QĐ"
    assert {marks(row).scan.name for row in ComponentScore.objects.all()} == {"qd-12.pdf"}


ONE = ["", "Đỗ Văn Ân", "", HUYEN, "12/QĐ", date(2021, 12, 20), "", "qd-12.pdf"]


BAD_SCANS = (
    ("qd-12.pdf", [], "H2: không có tệp quét “qd-12.pdf”"),
    ("qd-12.pdf", [scan("qd-12.pdf", b"<html>")], "qd-12.pdf: đuôi là “.pdf” nhưng nội dung là trang web HTML."),
    ("qd-12.pdf", [scan("qd-12.pdf", printed(pdf(), encryption=Encryption(owner="a", user="b")))], "đặt mật khẩu"),
    ("qd-12.pdf", [scan("qd-12.pdf", pdf_with(OpenAction=action("JavaScript", JS="app.alert(1)")))], "qd-12.pdf: "),
    ("qd-12.docx", [scan("qd-12.docx", word())], "không phải là bản quét PDF, PNG hoặc JPG."),
    ("qd-12.pdf", [scan("qd-12.pdf", PDF, Virus("infected", "X"))], "phần mềm diệt vi-rút báo có “X”."),
    ("qd-12.pdf", [scan("qd-12.pdf", PDF, Virus("down"))], "phần mềm diệt vi-rút chưa trả lời."),
    ("qd-12.pdf", [*SCANS, scan("QD-12.pdf")], "QD-12.pdf: hai tệp quét cùng tên."),
)
WRONG: tuple[tuple[dict[int, Any], str], ...] = (
    ({7: "qd-13.pdf"}, "H2: không có tệp quét “qd-13.pdf” trong các tệp nạp cùng sổ."),
    ({7: ""}, "H3: chưa ghi “Tệp quét”."),
    ({5: date(2024, 1, 1)}, "F4: ngày 01/01/2024 chưa đến."),
    ({2: "UBND xã Trực Chính"}, "B5: ghi cá nhân hoặc đơn vị, một trong hai."),
    ({6: "phong-trao-la"}, "G6: không có phong trào “phong-trao-la”."),
)


def test_nothing_is_entered_without_its_scan_or_before_its_day(world: World) -> None:
    def refused(*changes: dict[int, Any], scans: Any = SCANS) -> list[str]:
        rows = [[change.get(place, value) for place, value in enumerate(ONE)] for change in changes]
        with pytest.raises(InputError) as error:
            bring(world, "khen-thuong-cu", COMMENDATIONS, *rows, scans=scans)
        return [str(problem) for problem in error.value.problems]

    for name, scans, fault in BAD_SCANS:
        assert fault in "\n".join(refused({7: name}, scans=scans))
    said = refused(*({4: f"{place}/QĐ"} | change for place, (change, _fault) in enumerate(WRONG)))
    assert [fault for _change, fault in WRONG if not any(fault in each for each in said)] == []
    assert len(said) == len(WRONG)
    assert (Commendation.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_page_shows_what_was_entered_later_with_its_scan(world: World) -> None:
    def enter(numbers: range) -> None:
        rows = [["", "Đỗ Văn Ân", "", HUYEN, f"{number}/QĐ", date(2021, 12, 20), "", "qd-12.pdf"] for number in numbers]
        bring(world, "khen-thuong-cu", COMMENDATIONS, *rows)

    enter(range(1, 2))
    it_is(AT)
    client = browser(world.chu_tich)
    page = client.get("/danh-muc/so/bo-sung/")
    assert all(word in page.text for word in ("Đỗ Văn Ân", "1/QĐ", "qd-12.pdf", "Nguyễn Thị Ánh"))
    response = client.get(f"/danh-muc/so/bo-sung/{Backfilled.objects.get().pk}/ban-quet/")
    assert (response.content, response["Content-Type"]) == (PDF, "application/pdf")
    assert browser(world.can_bo).get(f"/danh-muc/so/bo-sung/{Backfilled.objects.get().pk}/ban-quet/").status_code == 404
    at_1 = statements_of(client, "/danh-muc/so/bo-sung/")
    enter(range(2, 5))
    assert statements_of(client, "/danh-muc/so/bo-sung/") == at_1


def test_a_scan_is_checked_in_a_process_of_its_own_as_any_file_is() -> None:
    [good, bad] = looked_through([("qd-12.pdf", PDF), ("qd-13.pdf", PDF[:-200])])
    assert (good.checked.is_accepted, good.kept, good.media_type) == (True, PDF, "application/pdf")
    assert bad.checked.rules == check_content("qd-13.pdf", PDF[:-200]).rules != []
