"""Whatever a user typed is printed as text: nothing in it is carried out, nothing in it breaks a file."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.papers import samples
from tests.documents.papers.reading import docx_text, pdf_text, squeezed

from thidua.documents.papers import Kind, Letterhead, Paper, Paragraph, Signature, render_docx, render_pdf
from thidua.documents.papers.inert import inert
from thidua.documents.papers.metrics import printable

NFD = unicodedata.normalize("NFD", "Nguyễn Thị Thuỷ Tiên ở Trực Ninh")


def note(text: str) -> Paper:
    return Paper(Kind.TO_TRINH, Letterhead(text or "UBND"), text, (Paragraph(text),), (Signature("CHỦ TỊCH", text),))


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "*bold* _nghiêng_ = Tiêu đề",
        "$ x^2 $ @ref <nhan> // ghi chú",
        "<script>alert(1)</script>",
        "]#pagebreak()#[",
        "{{ 7*7 }} {% load x %}",
        r"\u{41} \n \\",
        "“Đẩy mạnh” & 'CCHC' \"…\"",
    ],
)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    paper = note(text)
    assert squeezed(pdf_text(render_pdf(paper, at=samples.AT))).count(squeezed(text)) == 4
    assert squeezed(docx_text(render_docx(paper))).count(squeezed(text)) == 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1bc", "abc"),
        ("a\ufffe\U0001ffffb", "ab"),
        ("a\ud800b", "ab"),
        ("\u202eđảo chữ\u202c", "đảo chữ"),
        ("dòng 1\r\ndòng 2\u2028dòng 3", "dòng 1\ndòng 2\ndòng 3"),
        (NFD, unicodedata.normalize("NFC", NFD)),
    ],
)
def test_what_no_reader_should_meet_is_left_out(typed: str, kept: str) -> None:
    assert inert(typed) == kept
    assert squeezed(kept) in squeezed(pdf_text(render_pdf(note(typed), at=samples.AT)))
    assert squeezed(kept) in squeezed(docx_text(render_docx(note(typed))))


def test_an_emoji_is_a_box_in_the_pdf_and_itself_in_word() -> None:
    assert printable("Tốt 👍") == "Tốt □"
    assert "Tốt □" in pdf_text(render_pdf(note("Tốt 👍"), at=samples.AT))
    assert "Tốt 👍" in docx_text(render_docx(note("Tốt 👍")))


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    assert render_pdf(note(text), at=samples.AT).startswith(b"%PDF")
    assert render_docx(note(text)).startswith(b"PK")
