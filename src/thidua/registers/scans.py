"""Scans that come with a workbook: PDF or picture, told by their content, never by their name alone."""

from collections.abc import Iterable

from thidua.core.errors import Problem
from thidua.core.text import clean

LARGEST = 10 * 1024 * 1024
MOST = 200
_KINDS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media_type_of(content: bytes) -> str | None:
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)


def problems_of(scans: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Say what is wrong with the scans themselves."""
    known: set[str] = set()
    problems = []
    for name, content in scans:
        if name_key(name) in known:
            problems.append(Problem(name, "hai tệp quét cùng tên.", "Đổi tên một tệp, và tên trong sổ."))
        known.add(name_key(name))
        if media_type_of(content) is None:
            problems.append(Problem(name, "không phải là bản quét PDF, PNG hoặc JPG.", "Quét lại thành PDF."))
        elif len(content) > LARGEST:
            problems.append(Problem(name, "lớn hơn 10 MB.", "Quét ở độ phân giải thấp hơn."))
    if len(known) > MOST:
        problems.append(Problem("", f"có {len(known)} tệp quét, quá {MOST}.", "Chia sổ thành nhiều lần nạp."))
    return problems


def name_key(name: str) -> str:
    """File names are one whatever their Unicode form and capitals: macOS sends NFD, Windows NFC."""
    return clean(name).casefold()
