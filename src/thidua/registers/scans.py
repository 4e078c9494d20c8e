"""Scans that come with a workbook: checked as any other file of evidence, and a PDF or a picture besides."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from thidua.core.errors import InputError, Problem
from thidua.core.text import clean
from thidua.files.antivirus import Scan as Virus
from thidua.files.antivirus import scan as ask_scanner
from thidua.files.checks import LIMITS, Checked, check_file

LARGEST = 10_000_000
MOST = 200
AT_ONCE = 4  # children that check, each with the memory `LIMITS` gives it
_KINDS = ("pdf", "png", "jpg")


@dataclass(frozen=True)
class Scan:
    """A scan as it came, what its check said, and what the office's scanner said."""

    name: str
    content: bytes
    checked: Checked
    virus: Virus = Virus("off")  # noqa: RUF009 - frozen

    @property
    def kept(self) -> bytes:
        """What is kept: a picture written anew, a PDF as it came."""
        return self.checked.cleaned or self.content

    @property
    def media_type(self) -> str:
        return self.checked.kind.media_type if self.checked.kind else ""


def looked_through(files: Iterable[tuple[str, bytes]]) -> list[Scan]:
    """Check every file, each in a process of its own, before anything is decided about the workbook.

    More than are taken at once are refused before any is looked at.
    """
    files = list(files)
    if len(files) > MOST:
        raise InputError(Problem("scans", f"có {len(files)} tệp quét, quá {MOST}.", "Chia sổ thành nhiều lần nạp."))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(_looked_at, files))


def _looked_at(file: tuple[str, bytes]) -> Scan:
    name, content = file
    with tempfile.NamedTemporaryFile(prefix="thidua-scan-") as copy:
        copy.write(content)
        copy.flush()
        limits = replace(LIMITS, size=LARGEST)
        checked = check_file(Path(copy.name), name, limits=limits, roots=settings.TRUST_ROOTS)
    found = Scan(name, content, checked)
    return replace(found, virus=ask_scanner(found.kept)) if checked.is_accepted else found


def problems_of(scans: Sequence[Scan]) -> list[Problem]:
    """Say what is wrong with the scans themselves."""
    known: set[str] = set()
    problems = []
    for scan in scans:
        if name_key(scan.name) in known:
            problems.append(Problem(scan.name, "hai tệp quét cùng tên.", "Đổi tên một tệp, và tên trong sổ."))
        known.add(name_key(scan.name))
        problems += _problems_of(scan)
    return problems


def _problems_of(scan: Scan) -> Iterator[Problem]:
    shown = clean(scan.name)[:80]
    for found in scan.checked.findings:
        yield Problem(shown, found.what, found.fix)
    if scan.checked.kind is not None and scan.checked.kind.id not in _KINDS:
        yield Problem(shown, "không phải là bản quét PDF, PNG hoặc JPG.", "Quét lại thành PDF.")
    if scan.virus.state == "infected":
        yield Problem(shown, f"phần mềm diệt vi-rút báo có “{scan.virus.name}”.", "Quét lại bản giấy trên máy sạch.")
    if scan.virus.state == "down":
        yield Problem(shown, "phần mềm diệt vi-rút chưa trả lời.", "Nạp lại sau ít phút; chưa có gì được ghi.")


def name_key(name: str) -> str:
    """File names are one whatever their Unicode form and capitals: macOS sends NFD, Windows NFC."""
    return clean(name).casefold()
