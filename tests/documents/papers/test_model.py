import subprocess
import sys
from datetime import date

import pytest

from thidua.documents.papers import Attachment, Column, Kind, Letterhead, Paper, Row, Signature, Table
from thidua.documents.papers.forms import wording
from thidua.documents.papers.layout import named_lines
from thidua.documents.papers.measures import LENGTHS_MM, LINE_SPACING, RULE_SHARE, SIZES_PT
from thidua.documents.papers.model import roman, written_date


@pytest.mark.parametrize(
    ("number", "line"),
    [(8, "Số: 08/QĐ-UBND"), (57, "Số: 57/QĐ-UBND"), (None, "Số:      /QĐ-UBND")],
)
def test_a_number_under_ten_gets_a_zero_and_an_unknown_one_stays_blank(number: int | None, line: str) -> None:
    assert Letterhead("UBND", symbol="QĐ-UBND", number=number).number_line == line


@pytest.mark.parametrize(
    ("day", "year", "words"),
    [
        (date(2024, 1, 5), None, "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 29), None, "ngày 29 tháng 02 năm 2024"),
        (date(2024, 3, 9), None, "ngày 09 tháng 3 năm 2024"),  # only months 1 and 2 take a zero
        (None, 2024, "ngày    tháng    năm 2024"),
        (None, None, "ngày    tháng    năm     "),
    ],
)
def test_dates_are_written_as_nd_30_asks_and_never_invented(day: date | None, year: int | None, words: str) -> None:
    assert written_date(day, year) == words


def test_a_paper_without_symbol_or_place_carries_no_number_and_no_date() -> None:
    head = Letterhead("UBND", number=5, day=date(2024, 3, 9))
    assert (head.number_line, head.date_line) == ("", "")


def test_a_paper_is_cited_with_its_blanks() -> None:
    head = Letterhead("UBND", symbol="QĐ-UBND", year=2024)
    cited = head.cited("Quyết định", "Chủ tịch UBND huyện")
    assert cited == "Quyết định số      /QĐ-UBND ngày    tháng    năm 2024 của Chủ tịch UBND huyện"


@pytest.mark.parametrize(("number", "sign"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")])
def test_annexes_count_in_roman(number: int, sign: str) -> None:
    assert roman(number) == sign


@pytest.mark.parametrize(("count", "labels"), [(0, ()), (1, ("Phụ lục",)), (2, ("Phụ lục I", "Phụ lục II"))])
def test_annexes_are_numbered_from_the_second_on(count: int, labels: tuple[str, ...]) -> None:
    annex = Attachment("DANH SÁCH", ())
    paper = Paper(Kind.TO_TRINH, Letterhead("UBND"), "", (), (Signature("CHỦ TỊCH"),), attachments=(annex,) * count)
    assert paper.annex_labels == labels


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ỦY BAN NHÂN DÂN XÃ TRỰC CHÍNH", ["ỦY BAN NHÂN DÂN", "XÃ TRỰC CHÍNH"]),
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN", ["PHÒNG VĂN HÓA", "VÀ THÔNG TIN"]),
        ("PHÒNG NỘI VỤ", ["PHÒNG NỘI VỤ"]),
        ("HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG", ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]),
        ("", [""]),
    ],
)
def test_a_name_too_long_for_its_column_is_parted_evenly(name: str, lines: list[str]) -> None:
    assert named_lines(Letterhead(name)).issuer.split("\n") == lines


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    columns = (Column("A", 1), Column("B", 1), Column("C", 1))
    Table(columns, (Row(("Tổng", "1"), span=2), Row(("cả hàng",), span=3)))
    with pytest.raises(ValueError, match="row 0 does not fit 3 columns"):
        Table(columns, (Row(("a", "b")),))


def test_every_measure_stays_within_what_nd_30_allows() -> None:
    outside = {
        name: measure
        for name, measure in {**LENGTHS_MM, **SIZES_PT, "line": LINE_SPACING, "rule": RULE_SHARE}.items()
        if not measure.low <= measure.value <= measure.high or measure.certainty not in {"V", "VS", "M", "I"}
    }
    assert outside == {}


@pytest.mark.parametrize(
    ("collectives", "individuals", "words"),
    [
        (2, 15, "02 tập thể và 15 cá nhân"),
        (0, 3, "03 cá nhân"),
        (1, 0, "01 tập thể"),
        (0, 0, "0 tập thể, 0 cá nhân"),
    ],
)
def test_awards_are_counted_in_words(collectives: int, individuals: int, words: str) -> None:
    assert wording.counted(collectives, individuals) == words


def test_lines_of_bases_end_with_semicolons_and_a_full_stop() -> None:
    assert wording.legal_bases(("Căn cứ Luật A;", "Căn cứ Luật B.", "Theo đề nghị C")) == (
        "Căn cứ Luật A;",
        "Căn cứ Luật B;",
        "Theo đề nghị C.",
    )
    assert wording.recipients(("- Như trên", "Lưu: VT.")) == ("Như trên;", "Lưu: VT.")
    assert wording.ended("chịu trách nhiệm thi hành.") == "chịu trách nhiệm thi hành./."


def test_the_package_needs_no_django_and_loads_its_printers_late() -> None:
    code = "import sys, thidua.documents.papers; print(sorted({'django', 'typst', 'docx'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
