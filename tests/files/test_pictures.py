"""A photograph is kept without what the telephone knew: where, when, with what; it looks as it did."""

import io

import pytest
from PIL import Image, ImageChops
from tests.files.building import packed, picture
from tests.files.legitimate import LEGITIMATE

from thidua.files.checks import Limits, check_content


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def kept(what: str) -> tuple[bytes, bytes]:
    name, build = LEGITIMATE[what]
    content = build()
    cleaned = check_content(name, content).cleaned
    assert cleaned is not None
    return content, cleaned


def test_place_and_device_are_gone() -> None:
    content, cleaned = kept("photograph")
    assert b"Telephone" in content
    assert b"Telephone" not in cleaned
    assert dict(opened(cleaned).getexif()) == {}
    assert opened(cleaned).info["dpi"] == (300, 300)


def test_a_photograph_held_upright_stands_upright() -> None:
    content, cleaned = kept("photograph held upright")
    assert (opened(content).size, opened(cleaned).size) == ((80, 40), (40, 80))


def test_a_photograph_loses_nothing_that_can_be_seen() -> None:
    content, cleaned = kept("photograph")
    before, after = opened(content).convert("RGB"), opened(cleaned).convert("RGB")
    difference = ImageChops.difference(before, after).getextrema()
    assert max(most for _least, most in difference) <= 4


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_drawing_stays_as_it_is_point_by_point(mode: str) -> None:
    content, cleaned = kept(f"png {mode}")
    assert opened(cleaned).mode == opened(content).mode
    assert opened(cleaned).convert("RGBA").tobytes() == opened(content).convert("RGBA").tobytes()


def test_the_colour_profile_stays() -> None:
    content, cleaned = kept("photograph with a colour profile")
    assert opened(cleaned).info["icc_profile"] == opened(content).info["icc_profile"]


def test_notes_and_what_hides_behind_the_picture_are_gone() -> None:
    _content, cleaned = kept("png with notes")
    assert "Author" not in opened(cleaned).info
    _content, cleaned = kept("photograph with the maker's notes behind")
    assert b"SEFT" not in cleaned


def test_a_picture_over_the_limit_is_told_its_size_before_it_is_decoded() -> None:
    checked = check_content("a.png", picture(size=(60, 50)), Limits(pixels=2_000))
    assert checked.findings[0].what == "ảnh 60 × 50 điểm, quá 0 triệu điểm."


def test_other_files_are_kept_as_they_came() -> None:
    assert check_content("a.docx", packed({"a": "b"})).cleaned is None
    name, build = LEGITIMATE["word"]
    assert check_content(name, build()).cleaned is None
