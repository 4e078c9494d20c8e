"""The check runs in a process of its own: it answers as the check does, and what it cannot finish is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.files.building import picture, word

from thidua.files.checks import LIMITS, check_content, check_file


def written(folder: Path, content: bytes) -> Path:
    file = folder / "incoming"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", word()), ("Ảnh\u202e.png", picture()), ("--json", b"")],
    ids=("word", "name", "none"),
)
def test_the_child_answers_as_the_check_does(tmp_path: Path, name: str, content: bytes) -> None:
    assert check_file(written(tmp_path, content), name) == check_content(name, content)


def test_a_cleaned_picture_comes_back(tmp_path: Path) -> None:
    content = picture(format_="JPEG")
    checked = check_file(written(tmp_path, content), "a.jpg")
    assert checked.cleaned is not None
    assert checked == check_content("a.jpg", content)


def test_what_cannot_be_checked_in_its_time_is_refused(tmp_path: Path) -> None:
    checked = check_file(written(tmp_path, word()), "a.docx", replace(LIMITS, seconds=0))
    assert (checked.rules, checked.kind, checked.size) == (["check_failed"], None, len(word()))


def test_what_cannot_be_checked_in_its_memory_is_refused(tmp_path: Path) -> None:
    """36 million points do not fit into the room that is left."""
    large = picture("L", (6_000, 6_000), compress_level=1)
    checked = check_file(written(tmp_path, large), "a.png", replace(LIMITS, memory=60_000_000))
    assert checked.rules == ["check_failed"]


def test_a_file_over_the_limit_is_not_even_handed_over(tmp_path: Path) -> None:
    file = written(tmp_path, b"%PDF-")
    with file.open("r+b") as hole:
        hole.truncate(LIMITS.size + 1)
    assert str(check_file(file, "a.pdf").findings[0]).startswith("tệp 25,1 MB, quá 25 MB. Giảm độ phân giải")
