"""1.000 certificates beside what an office does today: fill a .docx for every name and let LibreOffice print it.

    python -m benchmarks.certificates [COUNT]

Both sides are given the same names and the same words, and count the processor's time of everything they start.
"""

import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from thidua.documents.papers import Certificate, Letterhead, Signature, build, render_certificates_pdf, render_docx
from thidua.documents.papers.forms.giay_khen import Award

AT = datetime(2024, 12, 20, tzinfo=UTC)
FIELD = "Nguyễn Thị Tên Người"
AT_A_START = 200  # given 1.000 at once LibreOffice 7.4 prints 247 and says nothing of the rest
DECISION = Letterhead(
    "ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH", symbol="QĐ-UBND", number=8, place="Trực Ninh", day=date(2024, 12, 20)
)
CHAIR = Signature("CHỦ TỊCH", "Nguyễn Văn A", "TM. ỦY BAN NHÂN DÂN")


def certificate(name: str, register: int) -> Certificate:
    award = Award(
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN TRỰC NINH",
        "Giấy khen",
        name,
        "có thành tích xuất sắc",
        DECISION,
        CHAIR,
        register=register,
    )
    built = build("giay_khen", award)
    assert isinstance(built, Certificate)
    return built


def named(number: int) -> str:
    return f"Nguyễn Thị Giả Định {number}"


def all_in_one(count: int) -> None:
    render_certificates_pdf([certificate(named(number), number) for number in range(1, count + 1)], at=AT)


def one_by_one(count: int) -> None:
    for number in range(1, count + 1):
        render_certificates_pdf([certificate(named(number), number)], at=AT)


def as_an_office(count: int) -> None:
    """The name is put into a copy of the same .docx; LibreOffice prints the copies, as many at a start as it takes."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SystemExit("LibreOffice is missing: run `make office`")
    template = render_docx(certificate(FIELD, 1))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(1, count + 1):
            (folder / f"{number:04}.docx").write_bytes(_filled(template, named(number)))
        start = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        copies = sorted(folder.glob("*.docx"))
        for first in range(0, count, AT_A_START):
            subprocess.run(
                [*start, "--outdir", folder / "out", *copies[first : first + AT_A_START]],
                check=True,
                capture_output=True,
                env={**os.environ, "HOME": name},
            )
        printed = len(list((folder / "out").glob("*.pdf")))
        if printed != count:
            raise SystemExit(f"LibreOffice printed {printed} of {count}")


def _filled(template: bytes, name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                content = content.decode().replace(FIELD, name).encode()
            target.writestr(part, content)
    return packed.getvalue()


def elapsed(work: Callable[[int], None], count: int) -> float:
    started = time.perf_counter()
    work(count)
    return time.perf_counter() - started


def processor(work: Callable[[int], None], count: int) -> float:
    """Seconds of processor, its own and of what it started."""
    before = _used()
    work(count)
    return _used() - before


def _used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def share(count: int = 1000) -> float:
    """All in one file here, as a share of the office's way."""
    return processor(all_in_one, count) / processor(as_an_office, count)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    office = processor(as_an_office, count)
    print(f"{count} certificates, seconds of processor (share of the office's way)")
    for what, work in (("one PDF", all_in_one), ("single PDFs", one_by_one)):
        used = processor(work, count)
        print(f"  {what}: {used:.2f} ({used / office:.4f})")
    print(f"  .docx filled, printed by LibreOffice: {office:.2f}")


if __name__ == "__main__":
    main()
