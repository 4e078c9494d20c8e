"""Files of evidence: what some communes brought to prove a task, and one file that was not accepted."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from thidua.demo.world import ASSUMED, Act, World, moment
from thidua.documents.papers.word.styles import blank_document
from thidua.files.actions import announce_upload, settle_upload
from thidua.files.antivirus import Scan
from thidua.files.checks import check_content
from thidua.files.models import Upload
from thidua.work.actions import prove_task
from thidua.work.enums import TaskKind
from thidua.work.models import Task

PHASE = "Minh chứng năm 2024"
_YEAR, _UNITS, _TASKS = 2024, 5, 2


def acts() -> Iterator[Act]:
    """Brought on one morning of October 2024; the year's tasks are given out by then."""
    yield Act(moment(2024, 10, 10, 10), PHASE, _bring)


def _bring(world: World, at: datetime) -> None:
    first, *others = list(world.story.raw["communes"])[:_UNITS]
    for key in (first, *others):
        tasks = Task.objects.filter(unit=world.units[key], year=_YEAR, kind=TaskKind.NHIEM_VU, person=None)
        for task in tasks.order_by("code")[:_TASKS]:
            report = _report(f"Báo cáo kết quả {task.code}: {task.title}")
            upload = _settled(world, key, f"Báo cáo {task.code} năm {_YEAR}.docx", report, at)
            prove_task(task, uploads=[upload], actor=world.head(key), at=at)
    _settled(world, first, "Biểu tổng hợp có macro.docx", _with_macro(_report("Biểu tổng hợp")), at)


def _settled(world: World, key: str, name: str, content: bytes, at: datetime) -> Upload:
    actor = world.head(key)
    upload = announce_upload(world.units[key], name=name, size=len(content), actor=actor, at=at)
    checked = check_content(name, content)
    return settle_upload(upload, checked=checked, content=content, scan=Scan("off"), actor=actor, at=at)


def _report(title: str) -> bytes:
    document, written = blank_document(), io.BytesIO()
    document.add_heading(title)
    document.add_paragraph(ASSUMED)
    document.save(written)
    return written.getvalue()


def _with_macro(content: bytes) -> bytes:
    """The same document with a part where macros would be; the part is empty."""
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as package:
        package.writestr("word/vbaProject.bin", b"")
    return written.getvalue()
