import io
from dataclasses import replace
from datetime import datetime
from functools import cache

import pikepdf
import pytest
from tests.documents.papers import samples
from tests.documents.papers.reading import Run, pdf_text, runs, squeezed

from thidua.documents.papers import (
    Certificate,
    Column,
    Heading,
    Kind,
    Letterhead,
    Paper,
    Row,
    Signature,
    Table,
    build,
    render_certificates_pdf,
    render_pdf,
)

PAPERS = {
    "to_trinh": samples.submission(),
    "bao_cao_thanh_tich": samples.report(),
    "bien_ban": samples.minutes(),
    "quyet_dinh": samples.decision(),
    "giay_khen": samples.award(),
    "phu_luc_xet": samples.verdict_table(),
}


@cache
def printed(kind: str) -> bytes:
    return render_pdf(build(kind, PAPERS[kind]), at=samples.AT)


@cache
def long_list() -> bytes:
    return render_pdf(build("quyet_dinh", samples.decision(60)), at=samples.AT)


def certificate(**changes: str) -> Certificate:
    made = build("giay_khen", samples.award())
    assert isinstance(made, Certificate)
    return replace(made, **changes)  # type: ignore[arg-type]


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_tagged_archivable_and_in_vietnamese(kind: str) -> None:
    with pikepdf.open(io.BytesIO(printed(kind))) as document, document.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "B", "1")
        assert (document.Root.MarkInfo.Marked, str(document.Root.Lang)) == (True, "vi")
        assert about["dc:title"]


@pytest.mark.parametrize("kind", PAPERS)
def test_every_font_is_tinos_and_embedded(kind: str) -> None:
    with pikepdf.open(io.BytesIO(printed(kind))) as document:
        fonts = [font for page in document.pages for font in page.obj.Resources.Font.values()]
        assert {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts} == {"Tinos"}
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(certificate(), at=datetime(2023, 12, 20))  # noqa: DTZ001 - the known-bad sample


def test_a_paper_is_a4_upright_and_its_text_keeps_the_margins() -> None:
    pdf = printed("quyet_dinh")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [round(float(side), 1) for side in document.pages[0].mediabox] == [0, 0, 595.3, 841.9]
    body = [run for run in runs(pdf) if run.page == 1]
    assert round(min(run.x for run in body), 1) == 30.0  # left 30-35 mm
    assert max(run.x for run in body) < 210 - 15
    assert 20 < min(run.y for run in body) < 26  # the first baseline, under a top margin of 20-25 mm
    assert max(run.y for run in body) < 297 - 20


def found(pdf: bytes, text: str) -> Run:
    return next(run for run in runs(pdf) if run.text.startswith(text))


@pytest.mark.parametrize(
    ("text", "size", "face"),
    [
        ("CỘNG HÒA XÃ HỘI", 13, "Tinos-Bold"),
        ("Độc lập - Tự do", 14, "Tinos-Bold"),
        ("ỦY BAN NHÂN DÂN", 13, "Tinos-Bold"),
        ("08/QĐ-UBND", 13, "Tinos"),
        ("Trực Ninh, ngày 20", 14, "Tinos-Italic"),
        ("QUYẾT ĐỊNH", 14, "Tinos-Bold"),
        ("Căn cứ Luật", 14, "Tinos-Italic"),
        ("Điều 1.", 14, "Tinos-Bold"),
        ("Nơi nhận:", 12, "Tinos-BoldItalic"),
        ("- Như Điều 3", 11, "Tinos"),
        ("Lưu Văn Dương", 14, "Tinos-Bold"),
    ],
)
def test_elements_have_the_size_and_face_nd_30_gives_them(text: str, size: float, face: str) -> None:
    run = found(printed("quyet_dinh"), text)
    assert (run.size, run.font.partition("+")[2]) == (size, face)


def test_pages_are_numbered_in_the_middle_of_the_top_margin_but_not_the_first() -> None:
    pdf = long_list()
    numbers = [run for run in runs(pdf) if run.y < 20]
    assert [(run.page, run.text, run.size) for run in numbers] == [
        (page, str(page - 1), 14)
        for page in range(3, page_count(pdf) + 1)  # page 2 is the first of the annex
    ]
    middle = 30 + 165 / 2
    assert all(abs(run.x - middle) < 3 for run in numbers)


def test_a_long_list_repeats_its_heading_on_every_page_and_names_everybody() -> None:
    facts, pdf = samples.decision(60), long_list()
    headings = [run.page for run in runs(pdf) if run.text == "STT"]
    assert headings == list(range(2, page_count(pdf) + 1))
    text = squeezed(pdf_text(pdf))
    assert [each.name for each in facts.individuals if squeezed(each.name) not in text] == []


def test_an_empty_list_says_so_and_blanks_stay_blank() -> None:
    facts = replace(samples.submission(0), letterhead=replace(samples.COMMUNE, number=None, day=None, year=2024))
    text = pdf_text(render_pdf(build("to_trinh", facts), at=samples.AT))
    assert text.count("Không có.") == 2
    assert "Số: /TTr-UBND" in text
    assert "ngày tháng năm 2024" in text


def test_a_cell_longer_than_a_page_runs_on_instead_of_falling_off() -> None:
    words = [f"t{place:04}" for place in range(3000)]
    table = Table((Column("STT", 1), Column("Nội dung", 2)), (Row(("1", " ".join(words))),))
    paper = Paper(Kind.TO_TRINH, Letterhead("UBND"), "", (table,), (Signature("CHỦ TỊCH"),))
    shown = [run for run in runs(render_pdf(paper, at=samples.AT)) if run.x > 80]
    assert set(words) - {word for run in shown for word in run.text.split()} == set()
    assert max(run.y for run in shown) < 297 - 20


def test_headings_that_skip_a_level_still_print() -> None:
    blocks = (Heading("Sâu", level=3), Heading("Nông", level=1), Heading("Sâu nữa", level=3))
    paper = Paper(Kind.TO_TRINH, Letterhead("UBND"), "", blocks, ())
    assert "Sâu nữa" in pdf_text(render_pdf(paper, at=samples.AT))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": samples.LONG_NAME, "detail": samples.LONG_UNIT},
        {"name": samples.LONG_UNIT, "detail": samples.LONG_UNIT * 2, "achievement": samples.MERIT * 3},
    ],
)
def test_a_certificate_is_one_landscape_page_however_long_its_names(changes: dict[str, str]) -> None:
    pdf = render_pdf(certificate(**changes), at=samples.AT)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [[round(float(side)) for side in page.mediabox] for page in document.pages] == [[0, 0, 842, 595]]
    shown = runs(pdf)
    assert min(run.x for run in shown) >= 41
    assert max(run.y for run in shown) <= 190
    assert squeezed(changes.get("name", "Bà Nguyễn Thị Hằng")) in squeezed(pdf_text(pdf))


def test_a_batch_prints_every_certificate_on_its_own_page_in_order() -> None:
    names = [f"Nguyễn Văn {letter}" for letter in "CABDĐ"]
    pdf = render_certificates_pdf([certificate(name=name) for name in names], at=samples.AT)
    pages = {run.page: run.text for run in runs(pdf) if run.text.startswith("Nguyễn Văn")}
    assert pages == dict(enumerate(names, start=1))


def test_a_batch_of_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no certificate"):
        render_certificates_pdf([], at=samples.AT)
