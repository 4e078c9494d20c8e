import io
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from lxml import etree
from tests.documents.papers import samples
from tests.documents.papers.reading import docx_text, word
from tests.documents.papers.test_pdf import PAPERS

from thidua.documents.papers import Certificate, build, render_docx


@cache
def written(kind: str) -> bytes:
    return render_docx(build(kind, PAPERS[kind]))


@cache
def opened(kind: str) -> Document:
    """To look at, not to change."""
    return word(written(kind))


@pytest.mark.parametrize("kind", PAPERS)
def test_the_same_paper_gives_the_same_bytes(kind: str) -> None:
    assert render_docx(build(kind, PAPERS[kind])) == written(kind)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_part_is_well_formed_and_every_style_used_exists(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(kind))) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        known = set(etree.fromstring(package.read("word/styles.xml")).xpath("//@w:styleId", namespaces={"w": _W}))
        used = set(etree.fromstring(package.read("word/document.xml")).xpath("//w:pStyle/@w:val", namespaces={"w": _W}))
    assert used - known == set()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_pages_are_a4_with_the_margins_of_nd_30() -> None:
    section = opened("quyet_dinh").sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 15]


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic", "align"),
    [
        ("Quốc hiệu", 13, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Tiêu ngữ", 14, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Cơ quan chủ quản", 13, False, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Cơ quan ban hành", 13, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Số, ký hiệu", 13, False, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Địa danh, ngày tháng", 14, False, True, WD_ALIGN_PARAGRAPH.CENTER),
        ("Title", 14, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Subtitle", 14, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Căn cứ", 14, False, True, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ("Body Text", 14, False, False, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ("Chức vụ người ký", 14, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Họ tên người ký", 14, True, False, WD_ALIGN_PARAGRAPH.CENTER),
        ("Nơi nhận", 12, True, True, WD_ALIGN_PARAGRAPH.LEFT),
        ("Danh sách nơi nhận", 11, False, False, WD_ALIGN_PARAGRAPH.LEFT),
        ("Phụ lục", 14, True, False, WD_ALIGN_PARAGRAPH.CENTER),
    ],
)
def test_each_element_has_a_style_with_the_look_nd_30_gives_it(
    style: str, size: float, bold: bool, italic: bool, align: WD_ALIGN_PARAGRAPH
) -> None:
    look = opened("quyet_dinh").styles[style]
    assert (look.font.name, look.font.size.pt, look.font.bold, look.font.italic) == (
        "Times New Roman",
        size,
        bold,
        italic,
    )
    assert look.paragraph_format.alignment == align


def test_body_text_is_indented_and_spaced_as_nd_30_asks() -> None:
    form = opened("quyet_dinh").styles["Body Text"].paragraph_format
    assert (round(form.first_line_indent.mm, 1), form.space_before.pt, form.line_spacing) == (12.7, 6, 1.1)


def test_the_page_number_stands_in_the_top_margin_and_not_on_the_first_page() -> None:
    section = opened("quyet_dinh").sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    number = section.header.paragraphs[0]
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [node.text for node in number._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_the_letterhead_is_a_table_without_borders_and_with_two_rules() -> None:
    head = opened("quyet_dinh").tables[0]
    assert head._tbl.tblPr.find(qn("w:tblBorders")) is None
    issuer, nation = head.rows[0].cells
    assert [paragraph.text for paragraph in issuer.paragraphs] == ["ỦY BAN NHÂN DÂN\nHUYỆN TRỰC NINH", ""]
    rules = [cell.paragraphs[-1] for cell in (issuer, nation)]
    assert all(rule._p.find(f".//{qn('w:pBdr')}") is not None for rule in rules)
    widths = [
        round(cell.width.mm - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm)
        for cell, rule in zip((issuer, nation), rules, strict=True)
    ]
    assert widths == [18, 60]  # 0.4 of the issuer's 44 mm; as long as the motto


def test_a_list_repeats_its_heading_and_splits_no_row() -> None:
    rows = word(render_docx(build("quyet_dinh", samples.decision(60)))).tables[-1].rows
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert len(rows) == 1 + 2 + 2 + 60 + 1  # heading, two groups, two collectives, sixty people, the total


def test_a_wide_annex_turns_the_page() -> None:
    sections = opened("to_trinh").sections
    assert [section.orientation for section in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_headings_keep_their_place_in_the_outline() -> None:
    document = word(written("bao_cao_thanh_tich"))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 2", "I. THÔNG TIN CHUNG"),
        ("Heading 2", "II. THÀNH TÍCH ĐẠT ĐƯỢC"),
        ("Heading 3", "1. Kết quả theo từng tiêu chuẩn"),
        ("Heading 3", "2. Biện pháp, giải pháp đã thực hiện"),
        ("Heading 3", "3. Bài học kinh nghiệm"),
    ]
    outline = document.styles["Heading 3"].element.find(f".//{qn('w:outlineLvl')}")
    assert outline.get(qn("w:val")) == "2"


def test_blanks_stay_blank() -> None:
    facts = replace(samples.submission(0), letterhead=replace(samples.COMMUNE, number=None, day=None, year=2024))
    text = docx_text(render_docx(build("to_trinh", facts)))
    assert "Số:      /TTr-UBND" in text
    assert "Trực Đại, ngày    tháng    năm 2024" in text


def test_a_certificate_is_a_landscape_page_in_a_border() -> None:
    made = build("giay_khen", samples.award(samples.LONG_NAME))
    assert isinstance(made, Certificate)
    document = word(render_docx(made))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [297, 210]
    assert section._sectPr.find(qn("w:pgBorders")) is not None
    assert samples.LONG_NAME in [paragraph.text for paragraph in document.paragraphs]


def test_core_properties_name_the_paper_and_its_issuer() -> None:
    about = opened("quyet_dinh").core_properties
    assert (about.title, about.author) == ("QUYẾT ĐỊNH Về việc tặng Giấy khen", "ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH")
