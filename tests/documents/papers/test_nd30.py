"""Every paper of the journey, printed and opened in LibreOffice, measured against NĐ 30/2020, Phụ lục I."""

from dataclasses import replace
from functools import cache

import pytest
from docx.document import Document
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from tests.documents.papers import nd30, samples
from tests.documents.papers.office import convert
from tests.documents.papers.reading import Drawn, docx_text, drawn, squeezed, word
from tests.documents.papers.test_docx import opened as already_open
from tests.documents.papers.test_docx import written
from tests.documents.papers.test_pdf import PAPERS, printed

from thidua.documents.papers import Paper, build, render_docx, render_pdf
from thidua.documents.papers import measures as product

FACTS = {
    **{kind: facts for kind, facts in PAPERS.items() if kind != "giay_khen"},
    "bao_cao_thanh_tich_ca_nhan": samples.report("ca_nhan"),
    "bien_ban_ten_dai": replace(samples.minutes(), letterhead=samples.LONG_HEAD),
    "quyet_dinh_dai": samples.decision(24),
    "to_trinh_hai_phu_luc": replace(samples.submission(12), addressees=("Sở Nội vụ",), annexes=(samples.annex(),)),
    "to_trinh_chua_cap_so": replace(
        samples.submission(), letterhead=replace(samples.COMMUNE, number=None, day=None, year=2024)
    ),
}


@cache
def paper(name: str) -> Paper:
    kind = next(kind for kind in sorted(PAPERS, key=len, reverse=True) if name.startswith(kind))
    built = build(kind, FACTS[name])
    assert isinstance(built, Paper)
    return built


@cache
def in_word() -> dict[str, bytes]:
    return {name: written(name) if name in PAPERS else render_docx(paper(name)) for name in FACTS}


@cache
def in_libreoffice() -> tuple[dict[str, bytes], dict[str, bytes]]:
    """As PDF all, and as Word file again those reopened."""
    return convert(in_word(), again=REOPENED)


@cache
def drawn_by_libreoffice(name: str) -> Drawn:
    return drawn(in_libreoffice()[0][name])


@cache
def in_print(name: str) -> Drawn:
    return drawn(printed(name) if name in PAPERS else render_pdf(paper(name), at=samples.AT))


@cache
def opened(name: str) -> Document:
    """The Word file, to look at and not to change."""
    return already_open(name) if name in PAPERS else word(in_word()[name])


REOPENED = ("bien_ban", "quyet_dinh", "to_trinh")
SHORT = tuple(name for name in FACTS if name not in {"quyet_dinh_dai", "to_trinh_hai_phu_luc"})


@pytest.mark.parametrize("name", FACTS)
def test_the_printed_paper_is_as_nd_30_says(name: str) -> None:
    assert nd30.faults(paper(name), in_print(name)) == []


@pytest.mark.parametrize("name", FACTS)
def test_the_word_file_opened_in_libreoffice_is_as_nd_30_says(name: str) -> None:
    assert nd30.faults(paper(name), drawn_by_libreoffice(name)) == []


@pytest.mark.parametrize("name", FACTS)
def test_libreoffice_shows_all_of_the_word_file(name: str) -> None:
    shown = squeezed("".join(run.text for run in drawn_by_libreoffice(name).runs))
    assert [line for line in docx_text(in_word()[name]).split("\n") if squeezed(line) not in shown] == []


@pytest.mark.parametrize("name", REOPENED)
def test_libreoffice_gives_the_word_file_back_with_its_words_and_styles(name: str) -> None:
    sent, back = opened(name), word(in_libreoffice()[1][name])
    assert [(p.text, p.style.name) for p in back.paragraphs] == [(p.text, p.style.name) for p in sent.paragraphs]
    assert [len(table.rows) for table in back.tables] == [len(table.rows) for table in sent.tables]


# The styles of the Word file, by the element of the decree that each one dresses.
STYLES = {
    "Quốc hiệu": "quoc_hieu",
    "Tiêu ngữ": "tieu_ngu",
    "Cơ quan chủ quản": "co_quan_chu_quan",
    "Cơ quan ban hành": "co_quan_ban_hanh",
    "Số, ký hiệu": "so_ky_hieu",
    "Địa danh, ngày tháng": "dia_danh",
    "Title": "ten_loai",
    "Subtitle": "trich_yeu",
    "Kính gửi": "kinh_gui",
    "Căn cứ": "can_cu",
    "Body Text": "noi_dung",
    "Heading 1": "ten_phu_luc",
    "Heading 2": "muc",
    "Heading 3": "khoan",
    "Chức vụ người ký": "chuc_vu",
    "Họ tên người ký": "ho_ten",
    "Nơi nhận": "noi_nhan",
    "Danh sách nơi nhận": "danh_sach_noi_nhan",
    "Phụ lục": "phu_luc",
    "Kèm theo": "kem_theo",
}


def paragraphs(document: Document) -> list[WordParagraph]:
    return [WordParagraph(each, document) for each in document.element.body.iter("{*}p")]


@pytest.mark.parametrize("name", SHORT)
def test_in_word_every_letter_is_black_times_new_roman_and_every_element_has_its_size(name: str) -> None:
    wrong, styles = [], {style.style_id: style for style in opened(name).styles}
    for each in paragraphs(opened(name)):
        style = styles[each._p.style or "Normal"]
        rule = nd30.TABLE["yeu_to"].get(STYLES.get(style.name, ""))
        for run in (run for run in each.runs if run.text.strip()):
            look = (run.font.name or style.font.name, run.font.color.rgb or style.font.color.rgb)
            size = (run.font.size or style.font.size).pt
            bold, italic = (own if own is not None else of_style for own, of_style in (
                (run.font.bold, style.font.bold), (run.font.italic, style.font.italic)))  # fmt: skip
            if look != ("Times New Roman", RGBColor(0, 0, 0)):
                wrong.append((run.text, look))
            if rule and not rule["co"][0] <= size <= rule["co"][1]:
                wrong.append((run.text, size))
            if rule and (italic != rule["nghieng"] or (bold != rule["dam"] and style.name != "Body Text")):
                wrong.append((run.text, bold, italic))
    assert wrong == []


@pytest.mark.parametrize("name", FACTS)
def test_in_word_every_section_keeps_the_margins_and_every_annex_counts_its_own_pages(name: str) -> None:
    limits = {
        side: row[side] for row in nd30.TABLE["trang"] for side in row if side in {"tren", "duoi", "trai", "phai"}
    }
    sections = opened(name).sections
    for section in sections:
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        for side, given in zip(("tren", "duoi", "trai", "phai"), sides, strict=True):
            assert limits[side][0] <= round(given.mm, 1) <= limits[side][1], side
        assert section.different_first_page_header_footer
    starts = [section._sectPr.xpath("w:pgNumType/@w:start") for section in sections]
    assert starts == [[], *(["1"] for _ in paper(name).attachments)]


@pytest.mark.parametrize(
    ("measures", "wrong"),
    [
        (
            "LENGTHS_MM",
            {
                ("left", 25): "I.3: trang 1, lề trai 25.0 mm",
                ("right", 10): "I.3: trang 1, chữ lấn lề phải",
                ("top", 12): "I.3: trang 1, lề tren 12.0 mm",
            },
        ),
        ("LENGTHS_MM", {("indent", 5): "lùi đầu dòng 5.0 mm"}),
        (
            "SIZES_PT",
            {
                ("tieu_ngu", 12): "II.1.b: tieu_ngu “Độc lập - Tự do - Hạnh phúc” cỡ 12, phải [13, 14]",
                ("recipients", 12): "II.9.d: danh_sach_noi_nhan",
                ("paragraph_gap", 3): "cách đoạn 3.0 pt",
                ("page_number", 11): "số trang 2 lệch giữa hoặc sai cỡ",
            },
        ),
    ],
)
def test_the_measuring_sees_what_is_wrong(
    measures: str, wrong: dict[tuple[str, float], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = getattr(product, measures)
    for name, value in wrong:
        monkeypatch.setitem(table, name, replace(table[name], value=value))
    said = nd30.faults(paper("bien_ban"), drawn(render_pdf(paper("bien_ban"), at=samples.AT)))
    assert [fault for fault in wrong.values() if not any(fault in each for each in said)] == []


def test_the_measuring_misses_what_is_not_there() -> None:
    other = replace(paper("quyet_dinh"), recipients=("Sở Tài chính.",))
    wrong = nd30.faults(other, in_print("quyet_dinh"))
    assert wrong == ["danh_sach_noi_nhan: “- Sở Tài chính.” không có trên trang"]
