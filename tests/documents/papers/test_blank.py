"""Certificates on pre-printed blanks: every text where it was put, nothing else on the sheet."""

import io
from dataclasses import replace

import pikepdf
import pytest
from tests.documents.papers import samples
from tests.documents.papers.reading import drawn

from thidua.documents.papers import Certificate, build
from thidua.documents.papers.blank import Blank, Box, data_of, layout_of, render_on_blank, render_test_sheet


def certificate(name: str = "Bà Nguyễn Thị Hằng") -> Certificate:
    made = build("giay_khen", samples.award(name))
    assert isinstance(made, Certificate)
    return made


def only(name: str, box: Box, **frame: float) -> Blank:
    hidden = {each: replace(usual, is_shown=False) for each, usual in Blank().boxes.items()}
    return Blank(**frame, boxes={**hidden, name: box})


@pytest.mark.parametrize(("align", "share"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_a_text_stands_where_it_was_put_to_a_tenth_of_a_millimetre(align: str, share: float) -> None:
    box = Box(20, 50, 100, 20, align)  # type: ignore[arg-type]
    [run] = drawn(render_on_blank([certificate("Ông Sáu")], only("ten", box), at=samples.AT)).runs
    assert run.text == "Ông Sáu"
    assert (run.size, 20 < run.width < 30) == (20, True)
    assert abs(run.x - (20 + share * (100 - run.width))) < 0.1
    assert abs(run.y - (50 + 0.891 * 20 * 25.4 / 72)) < 0.1  # the top of the letters is the top of the box


def test_a_printer_that_is_off_is_met_by_moving_everything() -> None:
    box = Box(20, 50, 100, 20, "left")
    before, after = (
        drawn(render_on_blank([certificate()], only("ten", box, dx=dx, dy=dy), at=samples.AT)).runs[0]
        for dx, dy in ((0, 0), (1.5, -2))
    )
    assert (round(after.x - before.x, 2), round(after.y - before.y, 2)) == (1.5, -2)


def test_a_name_longer_than_its_place_is_printed_smaller() -> None:
    place = only("ten", Box(20, 50, 100, 30))
    [run] = drawn(render_on_blank([certificate("Công Tằng Tôn Nữ Quỳnh Như")], place, at=samples.AT)).runs
    assert run.size < 30
    assert run.width <= 100


def test_a_sheet_for_each_in_order_and_only_the_words_that_are_to_be_printed() -> None:
    page = drawn(render_on_blank([certificate("A"), certificate("B")], Blank(), at=samples.AT))
    assert [(run.page, run.text) for run in page.runs if run.text in {"A", "B"}] == [(1, "A"), (2, "B")]
    assert [[round(side) for side in size] for size in page.pages] == [[297, 210]] * 2
    assert "GIẤY KHEN" not in [run.text for run in page.runs]  # printed on the blank already
    assert page.rules == []


def test_the_test_sheet_names_every_place_on_a_grid() -> None:
    page = drawn(render_test_sheet(only("ten", Box(20, 50, 100, 20, "left")), at=samples.AT))
    assert [(round(run.x), run.text) for run in page.runs if run.size > 7] == [(20, "Tên tập thể, họ tên cá nhân")]
    level = {round(rule.y) for rule in page.rules if rule.end - rule.x > 290}
    assert level == {10 * row for row in range(1, 21)}


def test_both_are_archivable_and_an_odd_size_is_kept() -> None:
    blank = Blank(width=420, height=297)
    for pdf in (render_on_blank([certificate()], blank, at=samples.AT), render_test_sheet(blank, at=samples.AT)):
        with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "B")
            assert [round(float(side) * 25.4 / 72) for side in document.pages[0].mediabox] == [0, 0, 420, 297]


def test_a_blank_survives_storage_and_none_to_print_is_refused() -> None:
    blank = only("ten", Box(20.5, 50, 100, 20, "left"), dx=0.5)
    assert layout_of(data_of(blank)) == blank
    with pytest.raises(ValueError, match="no certificate"):
        render_on_blank([], blank, at=samples.AT)
