import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.documents.papers import samples
from tests.documents.papers.reading import docx_text, pdf_text, squeezed
from tests.documents.papers.test_docx import written
from tests.documents.papers.test_pdf import PAPERS, printed

from thidua.documents.papers import Article, Heading, Paper, Table, build, dump, render_docx, render_pdf
from thidua.documents.papers.forms.bao_cao_thanh_tich import bao_cao_thanh_tich, template_on
from thidua.documents.papers.forms.bien_ban import bien_ban
from thidua.documents.papers.forms.giay_khen import giay_khen
from thidua.documents.papers.forms.phu_luc_xet import phu_luc_xet
from thidua.documents.papers.forms.quyet_dinh import quyet_dinh
from thidua.documents.papers.forms.to_trinh import to_trinh


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_the_decision_awards_pays_and_names_who_carries_it_out() -> None:
    paper = quyet_dinh(samples.decision())
    first, second, third = (block for block in paper.blocks if isinstance(block, Article))
    assert first.text == (
        "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân huyện Trực Ninh cho 02 tập thể và 03 cá nhân "
        f"{samples.MERIT} (có danh sách kèm theo)."
    )
    assert second.text == (
        "Tiền thưởng kèm theo Giấy khen theo Điều 73 Nghị định số 91/2017/NĐ-CP: mỗi tập thể 1.080.000 đồng, "
        "mỗi cá nhân 540.000 đồng; tổng số tiền là 3.780.000 đồng (bằng chữ: ba triệu bảy trăm tám mươi nghìn đồng)."
    )
    assert second.points == ("Kinh phí khen thưởng trích từ quỹ thi đua, khen thưởng năm 2023 của huyện.",)
    assert third.points[0].endswith("chịu trách nhiệm thi hành Quyết định này./.")
    assert paper.bases[-1].startswith("Theo đề nghị của Trưởng phòng Nội vụ")


def test_the_list_of_the_decision_adds_up_and_points_back_to_it() -> None:
    annex = quyet_dinh(samples.decision()).attachments[0]
    table = annex.blocks[0]
    assert isinstance(table, Table)
    assert [row for row in cells(table) if len(row) == 2] == [
        ("I. TẬP THỂ (02)", "2.160.000"),
        ("II. CÁ NHÂN (03)", "1.620.000"),
        ("TỔNG CỘNG", "3.780.000"),
    ]
    assert annex.reference == (
        "(Kèm theo Quyết định số 08/QĐ-UBND ngày 20 tháng 12 năm 2023 của Chủ tịch Ủy ban nhân dân huyện Trực Ninh)"
    )


def test_amounts_that_differ_are_left_to_the_list() -> None:
    facts = samples.decision()
    uneven = replace(facts, individuals=(replace(facts.individuals[0], amount=710_000), *facts.individuals[1:]))
    money = quyet_dinh(uneven).blocks[1]
    assert isinstance(money, Article)
    assert "mỗi cá nhân" not in money.text
    assert "3.950.000 đồng" in money.text


def test_the_submission_letter_lists_everyone_with_the_award_asked_for() -> None:
    paper = to_trinh(samples.submission())
    table = paper.attachments[0].blocks[0]
    assert isinstance(table, Table)
    assert [column.heading.replace("\n", " ") for column in table.columns] == [
        "STT",
        "Họ và tên/ Tên tập thể",
        "Chức vụ",
        "Đơn vị",
        "Hình thức đề nghị",
        "Tóm tắt kết quả xét",
    ]
    assert cells(table)[:2] == [
        ("I. TẬP THỂ (01)",),
        ("1", "Ủy ban nhân dân xã Trực Đại", "", "", "Giấy khen", "Đạt 7/7 tiêu chuẩn"),
    ]
    assert paper.addressees == ("Chủ tịch UBND huyện Trực Ninh;", "Phòng Nội vụ huyện Trực Ninh.")
    assert to_trinh(replace(samples.submission(), addressees=("Phòng Nội vụ",))).addressees == ("Phòng Nội vụ",)


@pytest.mark.parametrize(
    ("day", "decree"),
    [
        (date(2023, 12, 31), "91/2017/NĐ-CP"),
        (date(2024, 1, 1), "98/2023/NĐ-CP"),
        (date(2025, 6, 30), "98/2023/NĐ-CP"),
        (date(2025, 7, 1), "152/2025/NĐ-CP"),
    ],
)
def test_the_report_follows_the_form_in_force_and_says_it_must_be_checked(day: date, decree: str) -> None:
    note = bao_cao_thanh_tich(replace(samples.report(), on=day)).note
    assert note == f"Bố cục mẫu số 07 ban hành kèm theo Nghị định số {decree} theo trí nhớ, cần đối chiếu Nghị định."
    assert bao_cao_thanh_tich(replace(samples.report(), on=day, template_note=False)).note == ""


def test_before_the_first_form_there_is_no_answer() -> None:
    with pytest.raises(ValueError, match="2017-09-30"):
        template_on(date(2017, 9, 30))


@pytest.mark.parametrize(("kind", "right"), [("tap_the", "CHỦ TỊCH"), ("ca_nhan", "NGƯỜI BÁO CÁO")])
def test_the_report_is_confirmed_on_the_left_and_signed_on_the_right(kind: str, right: str) -> None:
    paper = bao_cao_thanh_tich(samples.report(kind))
    assert [signature.capacity for signature in paper.signatures] == [
        "XÁC NHẬN CỦA THỦ TRƯỞNG\nĐƠN VỊ TRÌNH KHEN",
        right,
    ]


def test_the_minutes_count_the_present_and_show_every_vote_with_its_base() -> None:
    paper = bien_ban(samples.minutes())
    members, votes = tables(paper)
    assert cells(members)[3] == ("4", "Vũ Đình Lộc", "Chủ tịch MTTQ xã", "Ủy viên", "Vắng (đi công tác)")
    assert cells(votes) == [
        ("1", "Tập thể UBND xã Trực Đại", "3", "0", "0", "3/4\n(75,00 %)", "Thông qua"),
        ("2", "Ông Trần Đức Ưởng", "2", "1", "0", "2/3\n(66,67 %)", "Không thông qua"),
    ]
    text = docx_text(render_docx(paper))
    assert "14 giờ 00 phút, ngày 29 tháng 11 năm 2023" in text
    assert "Có mặt 3/4 thành viên Hội đồng." in text
    assert [signature.capacity for signature in paper.signatures] == ["THƯ KÝ", "CHỦ TRÌ\nCHỦ TỊCH HỘI ĐỒNG"]


def test_the_certificate_carries_its_decision_and_its_place_in_the_register() -> None:
    made = giay_khen(samples.award())
    assert made.decision == "Quyết định số 08/QĐ-UBND ngày 20 tháng 12 năm 2023"
    assert made.register == "Vào sổ khen thưởng số: 15"
    assert made.achievement == f"Đã {samples.MERIT}"
    assert made.place_date == "Trực Ninh, ngày 20 tháng 12 năm 2023"


def test_a_certificate_before_numbering_shows_blanks() -> None:
    undated = replace(samples.award(), register=None, decision=replace(samples.DISTRICT, number=None, day=None))
    made = giay_khen(undated)
    assert made.decision.split() == ["Quyết", "định", "số", "/QĐ-UBND", "ngày", "tháng", "năm"]
    assert made.register == "Vào sổ khen thưởng số: ………"


def test_the_verdict_annex_shows_value_threshold_source_and_clause() -> None:
    annex = phu_luc_xet(samples.verdicts(), reference="(Kèm theo Tờ trình)")
    headings = [block.text for block in annex.blocks if isinstance(block, Heading)]
    assert headings == ["UBND xã Trực Đại: Chưa đủ căn cứ", "Trần Đức Ưởng – UBND xã Trực Đại: Chưa xét"]
    table = next(block for block in annex.blocks if isinstance(block, Table))
    assert cells(table)[0] == (
        "1",
        "Thứ hạng cao hoặc thay đổi vượt bậc",
        "gạch đầu dòng 5, đối với tập thể, điểm a khoản 2 mục III",
        "Hạng 3/21 (năm trước: 9)",
        "Hạng 5 trở lên\n(Công văn số 15/UBND-NV)",
        "Đạt",
        "",
    )


@pytest.mark.parametrize("kind", PAPERS)
def test_the_same_paper_at_the_same_instant_gives_the_same_bytes_also_when_it_was_stored_as_json(kind: str) -> None:
    stored: dict[str, Any] = json.loads(json.dumps(dump(PAPERS[kind])))
    again, first = build(kind, stored), build(kind, PAPERS[kind])
    assert again == first
    assert render_pdf(again, at=samples.AT) == printed(kind)


def test_a_percentage_survives_storage_exactly() -> None:
    stored = json.loads(json.dumps(dump(samples.minutes())))
    assert Decimal(stored["votes"][1]["percent"]) == Decimal(200) / 3


@pytest.mark.parametrize("kind", PAPERS)
def test_word_and_pdf_say_the_same(kind: str) -> None:
    pdf = squeezed(pdf_text(printed(kind)))
    lines = docx_text(written(kind)).split("\n")
    assert [line for line in lines if squeezed(line) not in pdf] == []
