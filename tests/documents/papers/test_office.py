"""An office's own Word template: what is refused and why, and that a paper in it says all that the paper says."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.shared import Mm, Pt
from tests.documents.papers import samples
from tests.documents.papers.reading import docx_text, squeezed, word
from tests.documents.papers.test_docx import written
from tests.documents.papers.test_pdf import PAPERS
from tests.files.building import pack_zeros

from thidua.documents.papers import build
from thidua.documents.papers.office import fields_for, kinds, merge, problems_of, required_fields, starter


@cache
def first(kind: str) -> bytes:
    """The template to begin with."""
    return starter(kind)


@cache
def merged(kind: str) -> bytes:
    return merge(first(kind), build(kind, PAPERS[kind]))


def changed(kind: str, change: Callable[[Document], None]) -> bytes:
    """The template to begin with, changed as an office would."""
    document, saved = docx.Document(io.BytesIO(first(kind))), io.BytesIO()
    change(document)
    document.save(saved)
    return saved.getvalue()


def said(kind: str, content: bytes) -> list[str]:
    return [f"{problem.what} {problem.fix}" for problem in problems_of(kind, content)]


def paragraphs(document: Document, words: str) -> list[docx.text.paragraph.Paragraph]:
    every = (docx.text.paragraph.Paragraph(each, document) for each in document.element.body.iter("{*}p"))
    return [each for each in every if words in each.text]


def rename(old: str, new: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for each in paragraphs(document, old):
            each.runs[0].text = each.text.replace(old, new)

    return change


@pytest.mark.parametrize("kind", kinds())
def test_the_template_to_begin_with_passes_its_own_check(kind: str) -> None:
    assert said(kind, first(kind)) == []


@pytest.mark.parametrize("kind", kinds())
def test_a_paper_in_a_template_says_what_it_says_without_one(kind: str) -> None:
    shown = squeezed(docx_text(merged(kind)))
    own_notes = ("(Ký,", "Bố cục")  # an office writes these into its template
    lines = [line for line in docx_text(written(kind)).split("\n") if not line.startswith(own_notes)]
    assert [line for line in lines if squeezed(line) not in shown] == []
    assert ("{{" in shown, "{%" in shown) == (False, False)


def test_an_office_keeps_its_look_and_what_it_lacks_looks_as_nd_30_says() -> None:
    def larger_names(document: Document) -> None:
        document.styles["Cơ quan ban hành"].font.size = Pt(12)
        document.add_paragraph("Điện thoại: 0228 000 000")

    own = word(merge(changed("quyet_dinh", larger_names), build("quyet_dinh", samples.decision())))
    assert own.styles["Cơ quan ban hành"].font.size.pt == 12
    assert "Điện thoại: 0228 000 000" in [each.text for each in own.paragraphs]
    blank, saved = docx.Document(), io.BytesIO()
    blank.add_paragraph("{{ noi_dung }}")
    blank.save(saved)
    made = word(merge(saved.getvalue(), build("bien_ban", samples.minutes())))
    assert made.styles["Ô bảng"].font.size.pt == 12
    assert len(made.tables) == 2


def test_the_same_paper_in_the_same_template_gives_the_same_bytes() -> None:
    assert merge(starter("to_trinh"), build("to_trinh", samples.submission())) == merged("to_trinh")


def test_an_annex_follows_on_its_own_wide_page() -> None:
    sections = word(merged("to_trinh")).sections
    assert [(round(each.page_width.mm), each.different_first_page_header_footer) for each in sections] == [
        (210, True),
        (297, True),
    ]


def test_what_a_user_typed_is_no_template() -> None:
    paper = build("to_trinh", samples.submission())
    odd = type(paper)(**{**vars(paper), "title": "{{ ho_ten }} & {% if x %} <b>"})  # type: ignore[arg-type]
    assert "{{ ho_ten }} & {% if x %} <b>" in docx_text(merge(first("to_trinh"), odd))


def side(name: str, wide: int) -> Callable[[Document], None]:
    return lambda document: setattr(document.sections[0], name, Mm(wide))


# What an office changed in the template to begin with, each with what is then said of it.
CHANGED: list[tuple[str, dict[str, Callable[[Document], None]]]] = [
    (
        "to_trinh",
        {
            "trường {{ ho_tenn }} không có. Có phải {{ ho_ten }}?": rename("{{ ho_ten }}", "{{ ho_tenn }}"),
            "08/QĐ-UBND”) (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, II.3). Thêm trường vào mẫu.": rename(
                "{{ so_ky_hieu }}", "Số:"
            ),
        },
    ),
    (
        "to_trinh",
        {"trường {{ noi_dung }} đứng chung đoạn với chữ khác.": rename("{{ noi_dung }}", "Nay {{ noi_dung }}")},
    ),
    ("giay_khen", {"thiếu trường {{ ten }}: Tên tập thể, họ tên cá nhân.": rename("{{ ten }}", "Ông")}),
    ("to_trinh", {"chỉ dùng {{ trường }}": rename("{{ ho_ten }}", "{{ ho_ten.__class__ }}")}),
    (
        "to_trinh",
        {"chỉ dùng {{ trường }}": rename("{{ ho_ten }}", "{% for x in ho_ten %}{{ ho_ten }}{% endfor %}")},
    ),
    ("to_trinh", {"chỉ dùng {{ trường }}": rename("{{ ho_ten }}", "{{ ho_ten|upper }}")}),
    ("to_trinh", {"không đọc được": rename("{{ ho_ten }}", "{{ ho_ten")}),
    (
        "to_trinh",
        {
            "điền thử không thấy {{ ho_ten }}. Đừng đặt trường trong phần bị ẩn hoặc có điều kiện.": rename(
                "{{ ho_ten }}", "{% if ghi_chu %}{{ ho_ten }}{% endif %}"
            )
        },
    ),
    (
        "quyet_dinh",
        {
            "thiếu “Độc lập - Tự do - Hạnh phúc” (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, II.1.b).": rename(
                "Độc lập - Tự do - Hạnh phúc", "Độc lập"
            ),
            "lề trái 20 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, I.3). Đặt lề trái từ 30 đến 35 mm.": side(
                "left_margin", 20
            ),
            "khổ giấy 216 x 297 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, I.1: A4).": side("page_width", 216),
        },
    ),
]


@pytest.mark.parametrize(("kind", "changes"), CHANGED)
def test_a_template_is_refused_with_its_reasons(kind: str, changes: dict[str, Callable[[Document], None]]) -> None:
    def change(document: Document) -> None:
        for each in changes.values():
            each(document)

    found = said(kind, changed(kind, change))
    unsaid = [sentence for sentence in changes if not any(sentence.lower() in each.lower() for each in found)]
    assert unsaid == [], found


REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="http://vi-du.vn/mau.dotm" TargetMode="External"/></Relationships>'
)


def with_part(name: str, content: bytes) -> Callable[[], bytes]:
    def made() -> bytes:
        packed = io.BytesIO(first("to_trinh"))
        with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            package.writestr(name, content)
        return packed.getvalue()

    return made


def with_bomb() -> bytes:
    packed = io.BytesIO(first("to_trinh"))
    with zipfile.ZipFile(packed, "a") as package:
        pack_zeros(package, "word/big.bin", 64)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: b"", "tệp rỗng"),
        (lambda: b"%PDF-1.7", "đuôi là “.docx” nhưng nội dung là tệp PDF."),
        (with_part("word/vbaProject.bin", b"x"), "tệp chứa macro (word/vbaProject.bin)."),
        (
            with_part("word/extra.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"),
            "phần word/extra.xml tự khai báo kiểu",
        ),
        (
            with_part("word/_rels/settings.xml.rels", REMOTE),
            "tệp tự lấy nội dung từ nơi khác khi mở",
        ),
        (with_bomb, "phần word/big.bin nén tới"),
    ],
    ids=["empty", "pdf", "macro", "entities", "remote", "bomb"],
)
def test_a_file_that_is_no_sound_docx_is_refused(made: Callable[[], bytes], sentence: str) -> None:
    assert [each for each in said("to_trinh", made()) if each.startswith(sentence)] != []


def test_every_field_is_told_once_and_every_required_one_is_among_them() -> None:
    for kind in kinds():
        ids = [field.id for field in fields_for(kind)]
        assert len(ids) == len(set(ids))
        assert {field.id for field in required_fields(kind)} <= set(ids)
        assert len(required_fields(kind)) >= 7
